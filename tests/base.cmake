furui_unit_test(base furui_base)
furui_unit_test(huge furui_base)
furui_unit_test(text furui_base)
# The project's shape: arrows between folders, headers.
furui_script_test(integration/layering)
furui_script_test(integration/headers)
furui_script_test(integration/install)
furui_script_test(cli/010-readme)
