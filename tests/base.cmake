furui_unit_test(base furui_base)
