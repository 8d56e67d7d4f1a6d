#!/bin/sh
# usage: tidy.sh PATH...: clang-tidy finds nothing in the C files there. Reads
# the compile commands of $FURUI_BUILD; a file that these do not name belongs
# to the fuzz preset. One process a file: clang-tidy 14 sees va_lists that
# were never started in the second file that it is given.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"
build=${FURUI_BUILD:-build/ci}
log=$(mktemp "${TMPDIR:-/tmp}/furui-tidy.XXXXXX")
trap 'rm -f "$log"' EXIT
list=
for path in $(files "$@" | grep '\.c$'); do
	if grep -qF "/$path\"" "$build/compile_commands.json"; then
		list="$list $path"
	else
		echo "not in this build: $path"
	fi
done
# shellcheck disable=SC2086 # a list of paths without spaces
printf '%s\n' $list | xargs -r -n 1 clang-tidy --quiet -p "$build" 2>"$log" || {
	cat "$log"
	exit 1
}
seen "$(echo "$list" | wc -w)"
