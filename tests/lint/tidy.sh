#!/bin/sh
# usage: tidy.sh PATH...: clang-tidy finds nothing in the C files there. Reads
# the compile commands of $FURUI_BUILD; files that these do not name belong to
# the fuzz preset.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"
build=${FURUI_BUILD:-build/ci}
list= n=0
for path in $(files "$@" | grep '\.c$'); do
	grep -qF "/$path\"" "$build/compile_commands.json" || {
		echo "not in this build: $path"
		continue
	}
	list="$list $path"
	n=$((n + 1))
done
# shellcheck disable=SC2086 # a list of paths without spaces
[ $n -eq 0 ] || clang-tidy --quiet -p "$build" $list 2>/dev/null
seen $n
