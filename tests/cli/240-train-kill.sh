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

n=0
for signal in KILL INT TERM HUP KILL; do
	n=$((n + 1))
	dir=$scratch/store-$n
	furui-train -d "$dir" --spam "$scratch/Junk" --ham "$scratch/Inbox" \
		>"$scratch/out" 2>&1 &
	pid=$!
	until [ -e "$dir/lock" ]; do sleep 0.01; done
	sleep "0.$n"
	kill -s "$signal" "$pid" 2>/dev/null
	wait "$pid" 2>/dev/null
	code=$?
	# A fast machine may have finished before.
	check "$signal: ends by it" test "$code" -gt 128 -o "$code" -eq 0
	if [ "$code" -gt 128 ] && [ "$signal" != KILL ]; then
		check "$signal: says so" grep -q '^Interrupted; what was' \
			"$scratch/out"
		train -d "$dir" status >"$scratch/status"
		check "$signal: published" grep -q 'up to date' \
			"$scratch/status"
	fi
	train -q -d "$dir" --spam "$scratch/Junk" --ham "$scratch/Inbox"
	check "$signal: as if nothing had happened" \
		test "$(facts "$dir")" = "$(cat "$scratch/facts")"
	check 'nothing is left of files half written' \
		test -z "$(find "$dir" -name '.*.??????')"
	train -d "$dir" status >"$scratch/status"
	check 'published' grep -q 'up to date' "$scratch/status"
done

# As a kill while the model is written leaves it; a user's files stay.
dir=$scratch/store-1
touch "$dir/.model.aB3xYz" "$dir/.own.000000" "$dir/model.backup" \
	"$dir/.model.old"
train -q -d "$dir" refit
same 'only what is furui'"'"'s is removed' \
	"$(cd "$dir" && find . -name '*model*' -o -name '*own*' | sort | tr '\n' ' ')" \
	'./.model.old ./model ./model.backup '
finish
