# The program furui and its recipes.
furui_unit_test(passthrough furui_filter)
furui_unit_test(guard furui_filter)
furui_unit_test(options furui_filter)
furui_unit_test(output furui_filter)
foreach(script 300-verdicts 310-passthrough 320-learn 330-bulk 340-trouble
	350-options)
	furui_script_test(cli/${script})
endforeach()
furui_script_test(integration/procmail)
furui_script_test(integration/maildrop)
furui_script_test(integration/mutt)
