# Sourced by the lints: goes to the sources, lists them.
# shellcheck shell=sh
set -eu
LC_ALL=C.UTF-8
export LC_ALL
cd "${FURUI_SOURCE:-$(dirname "$0")/../..}"

# files PATTERN...: the project's own files, one a line. The checkout may
# belong to another user, as in a container.
files() {
	git -c safe.directory='*' ls-files -- "$@" | while read -r path; do
		[ ! -f "$path" ] || printf '%s\n' "$path"
	done
}

# The last line of a lint: how many files it saw, never none.
seen() {
	echo "$1 files"
	[ "$1" -gt 0 ]
}
