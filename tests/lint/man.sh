#!/bin/sh
# mandoc finds nothing in the man pages. It cannot know three things: pages
# that are not installed here (ours must be in the sources), our own section
# names, and how long a line of Japanese may be.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"
list=$(files '*/man/*.[18]')
bad=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
for page in $list; do
	level=style
	case $page in
	*/ja/*) level=warning ;;
	esac
	found=$(mandoc -Tlint -W $level "$page" 2>/dev/null | grep -v \
		-e 'STYLE: referenced manual not found' \
		-e 'STYLE: possible typo in section name' || :)
	[ -z "$found" ] || {
		printf '%s\n' "$found"
		bad=1
	}
	sed -n 's/^\.Xr \(furui[a-z-]*\) \([0-9]\).*/\1.\2/p' "$page" \
		>"$scratch/names"
	while read -r name; do
		printf '%s\n' "$list" | grep -q "/$name\$" || {
			echo "$page: refers to $name, which does not exist"
			bad=1
		}
	done <"$scratch/names"
done
[ $bad -eq 0 ] || exit 1
seen "$(echo "$list" | wc -l)"
