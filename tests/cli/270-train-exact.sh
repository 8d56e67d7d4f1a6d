#!/bin/sh
# The model is a function of what is known: fitted twice it is the same file,
# and what was learned and unlearned again leaves no trace in it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"
model=$FURUI_DIR/model first=$scratch/first
spam=$samples/try/spam ham=$samples/try/ham

train -q --spam "$samples/Junk" --ham "$samples/Inbox"
cp "$model" "$first"
for time in first second; do
	train -q refit
	check "$time refit" cmp "$model" "$first"
done

train -q --spam "$spam" --ham "$ham"
check 'learning changes it' test "$(cmp "$model" "$first" 2>&1)"
train -q forget "$spam" "$ham"
check 'forget' cmp "$model" "$first"

# One by one, as the filter learns, then with the filter's own options.
n=0
for message in "$spam"/*; do
	[ $((n += 1)) -gt 12 ] && break
	furui -s -I "$message"
done
check 'furui -s changes it' test "$(cmp "$model" "$first" 2>&1)"
furui -n -B "$ham"
furui -N -B "$ham"
furui -S -B "$spam"
check 'furui -S and -N' cmp "$model" "$first"
train -q refit
check 'and a refit' cmp "$model" "$first"

# A mistake made and mended: the weights forget with the next refit.
message=$(find "$samples/Inbox/cur" "$samples/Inbox/new" -type f |
	sort | head -n 1)
furui -Ns -I "$message"
furui -Sn -I "$message"
train -q refit
check 'moved and moved back' cmp "$model" "$first"
finish
