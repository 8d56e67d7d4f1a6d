# Fuzz targets: fuzz/NAME_fuzz.c. With FURUI_FUZZ (clang) they are libFuzzer
# programs in BUILD/fuzz; else a replay of their seeds. Either way ctest runs
# every seed. To fuzz:
#   cmake --preset fuzz && cmake --build --preset fuzz && tests/fuzz/run
# gives each target ten minutes of processor time in turns, with its
# dictionary, and says what it found; tests/fuzz/run -h has the options. A
# finding, once made small (-minimize_crash=1) and its cause mended, becomes a
# seed with a name that says what it is.
if(FURUI_FUZZ)
	# Coverage in everything; read when the build files are written, so that
	# it reaches the libraries made before.
	target_compile_options(furui_flags INTERFACE
		-fsanitize=fuzzer-no-link)
endif()

add_library(furui_fuzz_support STATIC fuzz/fuzz.c)
target_include_directories(furui_fuzz_support PUBLIC fuzz
	${PROJECT_SOURCE_DIR}/classifier/src)
target_link_libraries(furui_fuzz_support PUBLIC libfurui libcorpus m)

# furui_fuzz_test(NAME [LIBRARY...] [SEEDS NAME...]): SEEDS are others whose
# seeds it takes, too.
function(furui_fuzz_test name)
	cmake_parse_arguments(fuzz "" "" SEEDS ${ARGN})
	set(seeds ${name} ${fuzz_SEEDS})
	list(TRANSFORM seeds PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/seeds/)
	add_executable(${name}_fuzz fuzz/${name}_fuzz.c)
	set_target_properties(${name}_fuzz PROPERTIES
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
	target_link_libraries(${name}_fuzz PRIVATE furui_fuzz_support
		${fuzz_UNPARSED_ARGUMENTS})
	if(FURUI_FUZZ)
		target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
		add_test(NAME fuzz/${name} COMMAND ${name}_fuzz -runs=0 ${seeds})
	else()
		target_sources(${name}_fuzz PRIVATE fuzz/replay.c)
		add_test(NAME fuzz/${name} COMMAND ${name}_fuzz ${seeds})
	endif()
endfunction()

foreach(target bounce field encoded charset html words mbox model reader)
	furui_fuzz_test(${target})
endforeach()
furui_fuzz_test(frame furui_filter)
pkg_check_modules(LZ4 REQUIRED IMPORTED_TARGET liblz4)
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
furui_fuzz_test(unpack PkgConfig::LZ4 PkgConfig::ZSTD)
furui_fuzz_test(passthrough furui_filter)
furui_fuzz_test(scan SEEDS field)
furui_fuzz_test(folder)
furui_fuzz_test(words_ascii SEEDS words)
furui_fuzz_test(words_dictionary SEEDS words)
target_include_directories(folder_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/corpus/src)
furui_fuzz_test(verdict furui_filter SEEDS reader)

# Messages changed at random, a few hundred each time; by hand, 10,000 with
#   build/ci/fuzz/reader_mutate 10000 1 corpus/samples tests/fuzz/seeds
if(NOT FURUI_FUZZ)
	foreach(target reader passthrough)
		add_executable(${target}_mutate fuzz/mutate.c
			fuzz/${target}_fuzz.c)
		set_target_properties(${target}_mutate PROPERTIES
			RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
		target_link_libraries(${target}_mutate PRIVATE
			furui_fuzz_support furui_filter)
		add_test(NAME fuzz/mutate-${target}
			COMMAND ${target}_mutate 500 1
			${PROJECT_SOURCE_DIR}/corpus/samples
			${CMAKE_CURRENT_SOURCE_DIR}/fuzz/seeds)
	endforeach()
endif()
