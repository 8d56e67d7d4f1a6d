# The static programs: a filter that is started for every message spends most
# of its time in the dynamic linker otherwise. Linked so are furui, furuid and
# furui-train, where every library below is there as an archive;
# -DFURUI_STATIC=OFF leaves it. Sanitizers and fuzzers need the dynamic linker.
if(CMAKE_BUILD_TYPE STREQUAL "Release" AND NOT FURUI_SANITIZE AND NOT FURUI_FUZZ)
	set(static_default ON)
else()
	set(static_default OFF)
endif()
option(FURUI_STATIC "Link furui, furuid and furui-train statically" ${static_default})

# In an order that needs no second look: each before those it needs. GMime's
# gpgme and gio are src/unreached.c.
set(furui_archives)
if(FURUI_STATIC)
	foreach(name gmime-3.0 gobject-2.0 glib-2.0 pcre2-8 ffi psl idn2 unistring
		icui18n icuuc icudata lz4 zstd db-5.3 z stdc++ m)
		find_library(archive_${name} lib${name}.a
			PATHS ${CMAKE_C_IMPLICIT_LINK_DIRECTORIES} NO_CACHE)
		if(NOT archive_${name})
			message(STATUS "No lib${name}.a: furui is linked dynamically")
			set(furui_archives)
			break()
		endif()
		list(APPEND furui_archives ${archive_${name}})
	endforeach()
endif()
# For the test of what is installed.
if(furui_archives)
	set(FURUI_LINKED_STATIC ON CACHE INTERNAL "")
else()
	set(FURUI_LINKED_STATIC OFF CACHE INTERNAL "")
endif()

# At a fixed address: moving the variables that hold addresses costs 40 of 210
# page faults, an eighth of the CPU of one message. Stack, heap and maps are at
# random places all the same, and the filter reads mail behind a system call
# filter (confine.h).
option(FURUI_STATIC_PIE "Static programs at random addresses" OFF)
if(FURUI_STATIC_PIE)
	set(static_kind -static-pie)
else()
	set(static_kind -static -no-pie)
endif()

# A start that asks a virtual machine's host less: see src/start.c, which is
# for one version of glibc. It is taken where a program made with it runs.
option(FURUI_QUICK_START "Start static programs without glibc's survey of the processor" ON)
# Not with what is optimised across files: nothing of it may move elsewhere.
set(start_flags -fno-stack-protector -fno-pie -fno-lto)
set(furui_start OFF)
if(furui_archives AND FURUI_QUICK_START AND NOT FURUI_STATIC_PIE)
	file(WRITE ${CMAKE_CURRENT_BINARY_DIR}/start/main.c
		"#include <math.h>\nint main(int argc, char **argv)\n{\n\treturn !(argc == 1 && argv[0] && exp(argc) > 2.7);\n}\n")
	# Asked anew each time: the C library may have moved on.
	unset(start_code CACHE)
	unset(start_built CACHE)
	try_run(start_code start_built ${CMAKE_CURRENT_BINARY_DIR}/start
		SOURCES ${CMAKE_CURRENT_BINARY_DIR}/start/main.c
			${CMAKE_CURRENT_SOURCE_DIR}/src/start.c
		COMPILE_DEFINITIONS -D_GNU_SOURCE ${start_flags}
		LINK_OPTIONS -static -no-pie LINK_LIBRARIES m)
	if(start_built AND start_code EQUAL 0)
		set(furui_start ON)
	else()
		message(STATUS "src/start.c does not work here: static programs start as the C library has it")
	endif()
endif()

# What furui_link_static() reads, for the trainer's folder too.
foreach(name furui_archives furui_start static_kind start_flags)
	set(${name} ${${name}} PARENT_SCOPE)
endforeach()

# furui_link_static(TARGET): its libraries as archives, the C library's too.
# The linker warns that getpwuid() and the like want the C library's shared
# files: they are asked only when $HOME is not set, and then answer from
# /etc/passwd without them.
function(furui_link_static target)
	if(NOT furui_archives)
		return()
	endif()
	set(src ${CMAKE_CURRENT_FUNCTION_LIST_DIR}/src)
	target_sources(${target} PRIVATE ${src}/unreached.c)
	if(furui_start)
		target_sources(${target} PRIVATE ${src}/start.c)
		set_source_files_properties(${src}/start.c PROPERTIES
			COMPILE_OPTIONS "${start_flags}")
	endif()
	set_target_properties(${target} PROPERTIES FURUI_STATIC ON)
	target_link_options(${target} PRIVATE ${static_kind} -Wl,--gc-sections
		-Wl,--no-warnings -Wl,-u,furui_page_checksum
		-Wl,--wrap=__ham_func4
		-Wl,--defsym=__wrap___ham_func4=furui_page_checksum)
	# The linker writes a program piece by piece, and so it lies in the
	# system's memory: in small pages. Copied, as an installed one is, it
	# lies in large ones, and a start takes a tenth less.
	set(file $<TARGET_FILE:${target}>)
	add_custom_command(TARGET ${target} POST_BUILD
		COMMAND cp ${file} ${file}.copy
		COMMAND mv ${file}.copy ${file})
endfunction()
