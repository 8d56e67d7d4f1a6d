# corpus: mailboxes of every kind; furui-corpus from the command line.
furui_unit_test(corpus_mbox libcorpus)
furui_unit_test(corpus_folder libcorpus)
furui_unit_test(corpus_text libcorpus)
furui_unit_test(corpus_memory libcorpus)
furui_unit_test(corpus_cut libcorpus)
furui_script_test(cli/100-corpus-scan)
furui_script_test(cli/110-corpus-build)
furui_script_test(cli/120-corpus-split)
