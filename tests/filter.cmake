# The program furui and its recipes.
furui_unit_test(passthrough furui_filter)
furui_unit_test(guard furui_filter)
furui_unit_test(options furui_filter)
furui_unit_test(output furui_filter)
foreach(script 300-verdicts 310-passthrough 320-learn 330-bulk 340-trouble
	350-options)
	furui_script_test(cli/${script})
endforeach()
foreach(client furuid_peer furuid_load)
	add_executable(${client} cli/${client}.c)
	set_target_properties(${client} PROPERTIES
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
	target_link_libraries(${client} PRIVATE furui_filter)
endforeach()
furui_script_test(cli/360-furuid)
# The same programs linked as ordinary ones are.
foreach(program furui furuid)
	add_executable(${program}_dynamic
		${PROJECT_SOURCE_DIR}/classifier/src/${program}.c)
	set_target_properties(${program}_dynamic PROPERTIES
		OUTPUT_NAME ${program}
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests/dynamic)
	target_link_libraries(${program}_dynamic PRIVATE furui_filter)
endforeach()
furui_script_test(integration/identical)
furui_script_test(integration/release)
furui_script_test(integration/procmail)
furui_script_test(integration/maildrop)
furui_script_test(integration/mutt)
add_executable(no_seccomp cli/no_seccomp.c)
set_target_properties(no_seccomp PROPERTIES
	RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
target_link_libraries(no_seccomp PRIVATE furui_flags)
furui_script_test(integration/fail-open)
