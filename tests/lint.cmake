# What tests/run checks besides the tests: with FURUI_LINT, which the ci preset
# sets. clang-tidy takes longest, so it goes in parts and begins first.
function(furui_lint name script)
	add_test(NAME lint/${name}
		COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/lint/${script}.sh ${ARGN})
	set_tests_properties(lint/${name} PROPERTIES ENVIRONMENT
		"FURUI_SOURCE=${PROJECT_SOURCE_DIR};FURUI_BUILD=${CMAKE_BINARY_DIR}")
endfunction()

furui_lint(format format)
furui_lint(shell shell)
furui_lint(man man)
foreach(part classifier corpus trainer bench tests)
	furui_lint(tidy-${part} tidy ${part})
	set_tests_properties(lint/tidy-${part} PROPERTIES COST 1000)
endforeach()
