#!/bin/sh
# What users get, static programs with a start of their own (start.c), passes
# the tests of the command line, and says what the other builds say.
# shellcheck disable=SC2317 # a function that status calls
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
tests=$(cd "$bin/../tests" && pwd)
build=$scratch/build
quiet() {
	"$@" >"$scratch/log" 2>&1 || {
		code=$?
		tail -n 40 "$scratch/log"
		return "$code"
	}
}
status 'the release build is configured' 0 quiet cmake -S "$source_dir" \
	-B "$build" -G Ninja -DCMAKE_BUILD_TYPE=Release -DBUILD_TESTING=OFF
status 'and built' 0 quiet cmake --build "$build" --parallel 2
check 'it is static' grep -qx FURUI_LINKED_STATIC:INTERNAL=ON \
	"$build/CMakeCache.txt"
readelf -l "$build/bin/furui" >"$scratch/segments"
check 'and asks for no dynamic linker' sh -c \
	"! grep -q INTERP '$scratch/segments'"

# Where the C library is the one it is for; another has its own start.
if [ "$(uname -m) $(getconf GNU_LIBC_VERSION)" = "x86_64 glibc 2.36" ]; then
	for program in furui furuid; do
		nm "$build/bin/$program" >"$scratch/names"
		check "$program starts quickly" grep -qw furui_construct \
			"$scratch/names"
		check "$program has no other start" sh -c \
			"! grep -q intel_check_word '$scratch/names'"
	done
fi

# Static programs have their own checksum of a page.
"$build/bin/furui-train" -q -d "$scratch/static" --spam "$samples/try/spam" \
	--ham "$samples/try/ham"
"$build/bin/furui-train" -d "$scratch/static" dump >"$scratch/written"
"$bin/furui-train" -d "$scratch/static" dump >"$scratch/read"
check 'the other build reads the store that they write' \
	cmp "$scratch/written" "$scratch/read"

ln -s "$tests" "$build/tests"
for name in 300-verdicts 310-passthrough 320-learn 330-bulk 340-trouble \
	350-options 360-furuid; do
	status "cli/$name" 0 quiet env FURUI_BIN="$build/bin" \
		FURUI_SOURCE="$source_dir" sh "$source_dir/tests/cli/$name.sh"
done

awk 'NR % 5 == 1 { print $1, folder $2 }' folder="$samples/try/" \
	"$samples/try/index" >"$scratch/index"
status 'all builds say the same' 0 quiet env TMPDIR="$scratch" \
	FURUI="$build/bin/furui" FURUID="$build/bin/furuid" \
	"$source_dir/bench/identical" --other "$tests/dynamic" "$scratch/index"
finish
