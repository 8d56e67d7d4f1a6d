# The program furui and its recipes.
furui_unit_test(passthrough furui_filter)
furui_unit_test(guard furui_filter)
furui_unit_test(options furui_filter)
furui_unit_test(output furui_filter)
