#!/bin/sh
# furui-train expire: what is old is unlearned, exactly.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

# aged DAYS FIRST LAST [WORD]: these messages as an mbox, dated so long ago.
aged() {
	aged_date=$(date -d "$1 days ago" '+%a, %d %b %Y %H:%M:%S +0000')
	mbox "$2" "$3" "${4-plain}" |
		sed "s/^Date: .*/Date: $aged_date/"
}
aged 100 1 6 offer >"$scratch/junk-new"
aged 400 7 12 offer >"$scratch/junk-old"
aged 200 101 106 >"$scratch/mail-new"
aged 500 107 110 >"$scratch/mail-old"
# No date of its own, nor that of an mbox.
mkdir -p "$scratch/undated"
mbox 111 111 | grep -v -e '^Date:' -e '^From ' >"$scratch/undated/1.eml"
train -q --spam "$scratch/junk-new" --ham "$scratch/mail-new" \
	"$scratch/undated"
facts "$FURUI_DIR" >"$scratch/facts"
train -q --spam "$scratch/junk-old" --ham "$scratch/mail-old"
furui-train dump >"$scratch/all"

before=$(date -d '300 days ago' +%Y-%m-%d)
train -n expire --older-than=300 >"$scratch/would"
check 'dry run' grep -qx "Would forget 6 of 12 spam and 4 of 11 wanted messages, from before $before." \
	"$scratch/would"
check 'what it would change' grep -q \
	'^Of the newest 13 messages that stay, [0-9]* would get another verdict' \
	"$scratch/would"
check 'nothing changed' test "$(furui-train dump)" = "$(cat "$scratch/all")"
same 'those kept' "$(train -n expire --older-than=300 --keep=9 --json |
	sed 's/"before":[0-9]*/"before":0/; s/\("changed_verdicts":\)[0-9]*/\1N/')" \
	'{"summary":{"forgotten":{"spam":3,"ham":2},"known":{"spam":9,"ham":9},"before":0,"judged":18,"changed_verdicts":N,"dry_run":true,"interrupted":false}}'
train expire --older-than=300 >"$scratch/did"
check 'forgot' grep -qx "Forgot 6 of 12 spam and 4 of 11 wanted messages, from before $before." \
	"$scratch/did"
check 'words' grep -q ' words and marks are known now, ' "$scratch/did"
check 'exactly, undated mail too young' test "$(facts "$FURUI_DIR")" = \
	"$(cat "$scratch/facts")"
check 'the model is new' sh -c 'furui-train status | grep -q "up to date"'
same 'again' "$(train expire --older-than=300)" \
	"Forgot 0 of 6 spam and 0 of 7 wanted messages, from before $before."

status 'none of one side left' 3 train expire --older-than=50
check 'says what to do' grep -q -- '--keep=1000' "$scratch/stderr"
check 'nothing forgotten' test "$(facts "$FURUI_DIR")" = \
	"$(cat "$scratch/facts")"
status 'as told' 0 train -q expire --older-than=50 --keep=0
same 'the undated one stays' "$(furui-train --json status |
	sed 's/.*"messages":\({[^}]*}\).*/\1/')" '{"spam":0,"ham":1}'

status 'how old?' 64 train expire
status 'no number' 64 train expire --older-than=year
status 'negative' 64 train expire --older-than=-1
status 'with learning' 64 train --spam "$scratch/junk-new" --keep=5
finish
