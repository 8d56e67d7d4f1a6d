#!/bin/sh
# ShellCheck finds nothing in the scripts: *.sh, and what begins with #!…sh.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"
list=$(files ':!corpus/samples' ':!tests/data' ':!tests/fuzz/seeds' |
	while read -r path; do
		case $path in
		*.sh) echo "$path" ;;
		*)
			if head -n 1 "$path" |
				grep -qaE '^#!.*[ /](ba|da)?sh( |$)'; then
				echo "$path"
			fi
			;;
		esac
	done)
# shellcheck disable=SC2086 # a list of paths without spaces
shellcheck -x $list
seen "$(echo "$list" | wc -l)"
