# tests of bench
furui_unit_test(metrics furui_bench)
furui_unit_test(bench_plan furui_bench)
furui_unit_test(bench_mail furui_bench)
furui_unit_test(bench_results furui_bench)
furui_script_test(cli/400-bench-accuracy)
furui_script_test(cli/401-bench-peers)
furui_script_test(cli/402-bench-usage)
furui_script_test(cli/403-bench-more-peers)
