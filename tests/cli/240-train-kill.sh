#!/bin/sh
# furui-train interrupted or killed: what is done is kept, and the next run
# ends as if nothing had happened.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

mbox 1 1500 >"$scratch/Inbox"
mbox 2001 2300 offer >"$scratch/Junk"
train -q -d "$scratch/whole" --spam "$scratch/Junk" --ham "$scratch/Inbox"
facts "$scratch/whole" >"$scratch/facts"

for signal in KILL INT TERM KILL; do
	furui-train --spam "$scratch/Junk" --ham "$scratch/Inbox" \
		>"$scratch/out" 2>&1 &
	pid=$!
	sleep 0.1
	kill -s "$signal" "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	code=$?
	# A fast machine may have finished before.
	check "$signal: ends by it" test "$code" -gt 128 -o "$code" -eq 0
	if [ "$code" -gt 128 ] && [ "$signal" != KILL ]; then
		check "$signal: says so" grep -q '^Interrupted; what was' \
			"$scratch/out"
	fi
done
train -q --spam "$scratch/Junk" --ham "$scratch/Inbox"
check 'as if nothing had happened' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"
furui-train status >"$scratch/status"
check 'published' grep -q 'up to date' "$scratch/status"
finish
