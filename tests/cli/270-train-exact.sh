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

# When what learning goes on from is lost or does not go with the model, all is
# fitted anew: to the model that a refit makes.
message=$(find "$spam" -type f | sort | head -n 1)
spread=$FURUI_DIR/spread
cp "$spread" "$scratch/spread"
furui -s -I "$message"
check 'learned on' test "$(cmp "$model" "$first" 2>&1)"
cp "$model" "$scratch/went-on"
train -q refit
check 'not as a refit would' test "$(cmp "$model" "$scratch/went-on" 2>&1)"
cp "$model" "$scratch/fitted"
# shellcheck disable=SC2016 # for eval
for harm in 'rm "$spread"' 'echo spoilt >"$spread"' 'truncate -s 9999 "$spread"' \
	'cp "$scratch/spread" "$spread"' \
	'printf x | dd of="$spread" bs=1 seek=99999 conv=notrunc status=none' \
	'printf x | dd of="$model" bs=1 seek=$(($(wc -c <"$model") - 999)) \
		conv=notrunc status=none'; do
	furui -S -I "$message"
	check 'unlearned' cmp "$model" "$first"
	eval "$harm"
	furui -s -I "$message"
	check "$harm" cmp "$model" "$scratch/fitted"
done
finish
