# The classifier: what it reads, learns and says; fuzz targets.
foreach(name charset charset_guess content date domain encoded find headers html html_seen learner links mailbox normalise pack places reader
	words words_dictionary scan identity fisher experts fit verdict model bounce
	own sha256 strides)
	furui_unit_test(${name} libfurui)
endforeach()
add_executable(measure cli/measure.c)
set_target_properties(measure PROPERTIES
	RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/tests)
target_link_libraries(measure PRIVATE furui_flags)
furui_script_test(cli/050-charsets)
furui_script_test(cli/051-attacks)
furui_script_test(cli/052-bogofilter)
include(fuzz.cmake)
