# tests of bench
furui_unit_test(metrics furui_bench)
