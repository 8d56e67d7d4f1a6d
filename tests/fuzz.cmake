# Fuzz targets: fuzz/NAME_fuzz.c. With FURUI_FUZZ (clang) they are libFuzzer
# programs in BUILD/fuzz; else a replay of their seeds. Either way ctest runs
# every seed. To fuzz:
#   cmake --preset fuzz && cmake --build --preset fuzz
#   mkdir -p build/found && build/fuzz/fuzz/reader_fuzz \
#     -dict=tests/fuzz/mail.dict build/found tests/fuzz/seeds/reader
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

# furui_fuzz_test(NAME)
function(furui_fuzz_test name)
	set(seeds ${CMAKE_CURRENT_SOURCE_DIR}/fuzz/seeds/${name})
	add_executable(${name}_fuzz fuzz/${name}_fuzz.c)
	set_target_properties(${name}_fuzz PROPERTIES
		RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
	target_link_libraries(${name}_fuzz PRIVATE furui_fuzz_support ${ARGN})
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
pkg_check_modules(ZSTD REQUIRED IMPORTED_TARGET libzstd)
furui_fuzz_test(unpack PkgConfig::ZSTD)
furui_fuzz_test(passthrough furui_filter)

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
