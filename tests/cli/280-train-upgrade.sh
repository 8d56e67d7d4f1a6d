#!/bin/sh
# Messages that an older furui read are counted and, when their folders are
# named again, read anew.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

mbox 1 20 >"$scratch/Inbox"
mbox 21 30 offer >"$scratch/Junk"
train -q --spam "$scratch/Junk" --ham "$scratch/Inbox"
facts "$FURUI_DIR" >"$scratch/facts"
cp "$FURUI_DIR/model" "$scratch/model"
train dump >"$scratch/dump"
check 'a dump says who read' grep -q '^# read by [1-9]' "$scratch/dump"
train status >"$scratch/status"
check 'nothing to read anew' test -z "$(grep '^read anew' "$scratch/status")"

# As the furui before would have left it: half of the messages read by none
# that had a number, the other half by another.
awk '/^# read by/ { $4 = n++ % 2 ? 0 : 65535 } { print }' "$scratch/dump" \
	>"$scratch/older"
dir=$scratch/upgraded
train -q -d "$dir" load "$scratch/older"
train -d "$dir" dump >"$scratch/again"
check 'load of a dump' cmp "$scratch/older" "$scratch/again"
train -d "$dir" status >"$scratch/status"
check 'counted' grep -q '^read anew  *30 messages' "$scratch/status"
check 'counted in JSON' test \
	"$(train -d "$dir" status --json | grep -c '"older":30,')" -eq 1

train -d "$dir" --ham "$scratch/Inbox" --dry-run >"$scratch/out"
check 'a dry run reads nothing anew' grep -q ' 30 of them were read by an older' \
	"$scratch/out"
train -d "$dir" --ham "$scratch/Inbox" >"$scratch/out"
check 'the other folder is left' grep -q ' 10 of them were read by an older' \
	"$scratch/out"
train -d "$dir" --spam "$scratch/Junk" >"$scratch/out"
check 'none is left' test -z "$(grep 'older furui' "$scratch/out")"
check 'the same facts' test "$(facts "$dir")" = "$(cat "$scratch/facts")"
train -d "$dir" refit >"$scratch/out"
check 'the same model' cmp "$dir/model" "$scratch/model"

# What an older furui read otherwise is learned as it is read now.
awk '/^core / { sub("core ", "core older ") } /^# read by/ { $4 = 0 } { print }' \
	"$scratch/dump" >"$scratch/older"
dir=$scratch/otherwise
train -q -d "$dir" load "$scratch/older"
check 'it differs' test "$(facts "$dir")" != "$(cat "$scratch/facts")"
train -d "$dir" --spam "$scratch/Junk" --ham "$scratch/Inbox" >"$scratch/out"
check 'read anew' grep -q '30 read anew' "$scratch/out"
check 'as now' test "$(facts "$dir")" = "$(cat "$scratch/facts")"
check 'and fitted' cmp "$dir/model" "$scratch/model"
finish
