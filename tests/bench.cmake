# tests of bench
furui_unit_test(metrics furui_bench)
furui_unit_test(bench_plan furui_bench)
furui_unit_test(bench_mail furui_bench)
furui_unit_test(bench_results furui_bench)
furui_unit_test(promise libfurui)
furui_unit_test(report furui_bench)
furui_script_test(cli/400-bench-accuracy)
furui_script_test(cli/401-bench-peers)
furui_script_test(cli/402-bench-usage)
furui_script_test(cli/403-bench-more-peers)
furui_script_test(cli/404-bench-table)
furui_script_test(cli/405-bench-ablate)
furui_script_test(cli/406-bench-agreement)
furui_script_test(cli/410-bench-report)
furui_script_test(cli/411-bench-speed)
furui_script_test(cli/412-bench-growth)
furui_script_test(integration/report)
# Without a browser there is nothing to look with: ctest says Skipped.
set_tests_properties(integration/report PROPERTIES SKIP_RETURN_CODE 77
	TIMEOUT 600)

# A build of its own: half a minute of processor time. Skipped where the
# counts were taken with other tools.
if(FURUI_LINT)
	add_test(NAME bench/instructions
		COMMAND sh ${PROJECT_SOURCE_DIR}/bench/instructions
		--build ${CMAKE_BINARY_DIR}/instructions)
	set_tests_properties(bench/instructions PROPERTIES
		SKIP_RETURN_CODE 77 TIMEOUT 600 COST 900)
endif()
