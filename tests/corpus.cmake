# corpus: mailboxes of every kind; furui-corpus from the command line.
furui_unit_test(corpus_mbox libcorpus)
furui_unit_test(corpus_folder libcorpus)
