#!/bin/sh
# What a shell, a full disk or a signal may do to the filter.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

train 12
# Built with AddressSanitizer, furui must die of a signal all the same.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:handle_segv=0:handle_abort=0"
err=$scratch/err

# Closed descriptors: an error, and nothing of ours in the wrong place.
status "no standard input" 3 furui -p -e <&- >"$scratch/out" 2>"$err"
check "no standard input: told" grep -q '^furui: cannot read' "$err"
check "no standard input: nothing comes out" test ! -s "$scratch/out"
status "no standard output" 3 furui -p -e <"$spam" >&- 2>"$err"
check "no standard output: told" grep -q '^furui: cannot write' "$err"
status "no standard error" 0 furui -p -e <"$spam" >/dev/null 2>&-
status "no standard error, trouble" 3 furui -d "$scratch/none" <"$spam" 2>&-
status "nothing open at all" 3 furui -p -e <&- >&- 2>&-
status "learning with nothing open but the message" 0 furui -s <"$spam" >&- 2>&-
status "-h without output" 3 furui -h >&-

mkdir "$scratch/odd" && cp "$FURUI_DIR/model" "$scratch/odd" &&
	mkdir "$scratch/odd/own"
status "own is a folder" 0 furui -d "$scratch/odd" <"$spam" 2>"$err"
check "own is a folder: told" grep -q '^furui: .*own is not a regular file' \
	"$err"

status "input is a folder" 3 furui -p -e <"$scratch" 2>"$err"
status "-I is missing" 3 furui -p -e -I "$scratch/none" 2>"$err"
check "-I is missing: named" grep -q "$scratch/none" "$err"

# A full disk, a reader that left.
status "/dev/full" 3 furui -p -e <"$spam" >/dev/full 2>"$err"
check "/dev/full: told" grep -q '^furui: cannot write' "$err"
status "/dev/full, -O" 3 furui -p -e -O /dev/full <"$spam" 2>"$err"
status "/dev/full, --tempfail" 75 \
	furui -p -e --tempfail -O /dev/full <"$spam" 2>"$err"
status "/dev/full, -v" 3 furui -v <"$spam" >/dev/full 2>"$err"
status "-O in no folder" 3 furui -p -e -O "$scratch/none/x" <"$spam" 2>"$err"
head -c 1000000 /dev/zero >"$scratch/large"
{
	furui -p -e <"$scratch/large" 2>"$err"
	echo $? >"$scratch/code"
} | :
same "the reader left" "$(cat "$scratch/code")" 3
status "a file may not grow so large" 3 sh -c \
	"ulimit -f 10; furui -p -e <'$scratch/large' >'$scratch/out' 2>'$err'"

# A signal before the message is whole: nothing comes out, and the code says
# so, for whoever holds the message to go on with it.
mkfifo "$scratch/fifo"
for signal in SEGV TERM ABRT XCPU; do
	furui -p -e <"$scratch/fifo" >"$scratch/out" 2>/dev/null &
	exec 3>"$scratch/fifo"
	head -c 50 "$spam" >&3
	sleep 0.1
	kill -$signal $!
	wait $! 2>/dev/null
	code=$?
	check "$signal while waiting: killed, exit code $code" test $code -gt 128
	exec 3>&-
	check "$signal while waiting: nothing comes out" test ! -s "$scratch/out"
done

# While it writes: what is out cannot be taken back.
mkfifo "$scratch/slow"
furui -p -e <"$scratch/large" >"$scratch/slow" 2>/dev/null &
exec 4<"$scratch/slow"
head -c 100 <&4 >/dev/null
sleep 0.2
kill -TERM $!
wait $!
same "TERM while writing: exit code" $? 3
exec 4<&-

# Large messages and slow readers are no trouble.
furui -p -e <"$scratch/large" | {
	sleep 0.3
	cat >"$scratch/out"
}
sed -e '1,2{/^X-/d}' "$scratch/out" >"$scratch/back"
check "a slow reader gets it all" cmp "$scratch/back" "$scratch/large"
finish
