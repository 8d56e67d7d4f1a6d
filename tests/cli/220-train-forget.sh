#!/bin/sh
# furui-train forget, status and refit.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

status 'status of nothing' 3 train status
check 'says so' grep -q 'nothing was learned yet' "$scratch/stderr"
check 'makes nothing' test ! -e "$FURUI_DIR"

mbox 1 12 offer >"$scratch/Junk"
mbox 101 110 >"$scratch/Inbox"
train -q --spam "$scratch/Junk" --ham "$scratch/Inbox"
facts "$FURUI_DIR" >"$scratch/facts"
mbox 13 20 offer >"$scratch/more"
train -q --spam "$scratch/more"
check 'learned more' test "$(facts "$FURUI_DIR")" != "$(cat "$scratch/facts")"
same 'dry run' "$(train -n forget "$scratch/more")" \
	'Would forget 8 messages; 0 were not known.'
mbox 501 501 >>"$scratch/more"
same 'forget' "$(train forget "$scratch/more")" \
	'Forgot 8 messages; 1 were not known.'
check 'forgotten exactly' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"
same 'again' "$(train forget "$scratch/more" --json)" \
	'{"summary":{"forgotten":0,"unknown":9,"dry_run":false,"interrupted":false}}'
status 'one of two is absent' 3 train -q forget "$scratch/none" \
	"$scratch/Junk"
check 'named' grep -q "$scratch/none" "$scratch/stderr"
train status >"$scratch/status"
check 'the other was forgotten' grep -qx 'spam             0 messages' \
	"$scratch/status"

train -q --spam "$scratch/Junk"
train status >"$scratch/status"
check 'spam' grep -qx 'spam             12 messages' "$scratch/status"
check 'ham' grep -qx 'wanted mail      10 messages' "$scratch/status"
check 'store' grep -qx "store            $FURUI_DIR" "$scratch/status"
check 'dates' grep -qx 'dates            2024-01-0. to 2024-01-[12].' \
	"$scratch/status"
check 'model' grep -q 'model .* up to date' "$scratch/status"
same 'JSON' "$(train --json status |
	sed 's/\(tokens\|date\|learned\|bytes\|store\)":["0-9][^,}]*/\1":0/g')" \
	'{"store":0,"messages":{"spam":12,"ham":10},"older":0,"tokens":0,"first_date":0,"last_date":0,"last_learned":0,"ledger_bytes":0,"model":{"bytes":0,"date":0,"current":true},"own":{"addresses":0,"hosts":0,"ids":0,"sent":[]}}'

cp "$FURUI_DIR/model" "$scratch/model"
echo spoilt >"$FURUI_DIR/model"
status 'status of a spoilt model' 0 train status >"$scratch/status"
check 'says so' grep -q 'model  *[^ ].*model' "$scratch/status"
status 'refit' 0 train refit
check 'the same again' cmp "$FURUI_DIR/model" "$scratch/model"
finish
