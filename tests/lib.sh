# Sourced by the CLI and integration scripts: finds the programs, makes a
# scratch folder with a store in it, counts.
# shellcheck shell=sh
# shellcheck disable=SC2034 # used by the scripts that source this
set -u
LC_ALL=C.UTF-8
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
source_dir=${FURUI_SOURCE:-$(cd "$here/../.." && pwd)}
bin=${FURUI_BIN:-$source_dir/build/dev/bin}
PATH=$bin:$PATH
[ -x "$bin/furui" ] || {
	echo "no furui in $bin: build first, or set FURUI_BIN" >&2
	exit 1
}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/furui-test.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
trap 'exit 1' INT TERM
# Nothing of the user's own is read or written.
HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config
XDG_DATA_HOME=$scratch/home/.local/share FURUI_DIR=$scratch/store
unset BOGOFILTER_DIR XDG_RUNTIME_DIR
export HOME XDG_CONFIG_HOME XDG_DATA_HOME FURUI_DIR PATH
mkdir -p "$HOME"
samples=$source_dir/corpus/samples
checks=0 failures=0

# check NAME COMMAND...: the command must succeed.
check() {
	check_name=$1
	shift
	checks=$((checks + 1))
	"$@" || {
		failures=$((failures + 1))
		echo "FAIL: $check_name"
	}
}

# same NAME GOT WANT: the two texts must be equal.
same() {
	checks=$((checks + 1))
	[ "$2" = "$3" ] || {
		failures=$((failures + 1))
		printf 'FAIL: %s\n  got  «%s»\n  want «%s»\n' "$1" "$2" "$3"
	}
}

# status NAME WANT COMMAND...: the command must exit with that code.
status() {
	status_name=$1 status_want=$2
	shift 2
	checks=$((checks + 1))
	"$@"
	status_got=$?
	[ "$status_got" -eq "$status_want" ] || {
		failures=$((failures + 1))
		echo "FAIL: $status_name: exit $status_got, want $status_want"
	}
}

# The last line of every script.
finish() {
	echo "$checks checks, $failures failed"
	[ "$failures" -eq 0 ] && [ "$checks" -gt 0 ]
	exit $?
}
