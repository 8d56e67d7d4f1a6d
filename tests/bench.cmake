# tests of bench
furui_unit_test(metrics furui_bench)
furui_unit_test(bench_plan furui_bench)
furui_unit_test(bench_mail furui_bench)
