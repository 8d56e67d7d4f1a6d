#!/bin/sh
# furui-train learns folders: once, anew when moved, not when in doubt.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

mail=$scratch/mail
mkdir -p "$mail"
mbox 1 20 offer >"$mail/Junk"
mbox 101 130 >"$mail/Inbox"

same 'first' "$(train --spam "$mail/Junk" --ham "$mail/Inbox")" \
	'Inbox (ham): 30 new
Junk (spam): 20 new
Learned 20 spam and 30 wanted messages. The store knows 20 spam and 30 wanted messages.'
same 'nothing on stderr' "$(cat "$scratch/stderr")" ''
check 'a model' test -s "$FURUI_DIR/model"
facts "$FURUI_DIR" >"$scratch/facts"
before=$(stat -c %i "$FURUI_DIR/model")
same 'second' "$(train --spam "$mail/Junk" --ham "$mail/Inbox" | tail -n 1)" \
	'Nothing new to learn; 50 known already. The store knows 20 spam and 30 wanted messages.'
check 'nothing changed' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"
same 'nothing published' "$(stat -c %i "$FURUI_DIR/model")" "$before"

rm "$FURUI_DIR/model"
train -q --spam "$mail/Junk"
check 'a model again' test -s "$FURUI_DIR/model"

mkdir -m 700 "$scratch/masked"
(
	umask 0777
	train -q -d "$scratch/masked" --spam "$mail/Junk" --ham "$mail/Inbox"
	train -q -d "$scratch/masked" forget "$mail/Junk"
)
same 'files are for their owner, whatever the umask' \
	"$(find "$scratch/masked" -type f ! -perm 600)" ''

# Messages 18 to 20 were wanted after all; one is new.
mkdir -p "$mail/more"
mbox 18 20 offer >"$mail/more/Inbox"
mbox 131 131 >>"$mail/more/Inbox"
mbox 1 17 offer >"$mail/Junk"
same 'dry run' "$(train -n --spam "$mail/Junk" --ham "$mail/Inbox" \
	"$mail/more" | tail -n 1)" \
	'Would learn 0 spam and 1 wanted messages and move over 3; 47 known already. The store knows 20 spam and 30 wanted messages.'
check 'dry run changed nothing' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"
same 'moved' "$(train --spam "$mail/Junk" --ham "$mail/Inbox" "$mail/more" |
	tail -n 1)" \
	'Learned 0 spam and 1 wanted messages and moved over 3; 47 known already. The store knows 17 spam and 34 wanted messages.'
# A store that learned it so from the start is the same.
train -q -d "$scratch/other" --ham "$mail/Inbox" "$mail/more" \
	--spam "$mail/Junk"
check 'moved exactly' test "$(facts "$FURUI_DIR")" = "$(facts "$scratch/other")"

# The same message on both sides, known and unknown.
mbox 17 17 offer >"$mail/both"
mbox 201 201 >>"$mail/both"
facts "$FURUI_DIR" >"$scratch/facts"
status 'both' 0 train --json --spam "$mail/Junk" "$mail/both" \
	--ham "$mail/both" "$mail/Inbox" >"$scratch/json"
same 'both counted' "$(tail -n 1 "$scratch/json")" \
	'{"summary":{"spam":{"new":0,"moved":0,"known":16,"skipped":0,"both":3},"ham":{"new":0,"moved":0,"known":30,"skipped":0,"both":2},"messages":{"spam":17,"ham":34},"older":0,"tokens":'"$(furui-train status --json | sed 's/.*"tokens":\([0-9]*\).*/\1/')"',"published":true,"dry_run":false,"interrupted":false}}'
same 'a folder as JSON' "$(head -n 1 "$scratch/json")" \
	'{"folder":"'"$mail/both"'","name":"both","label":"ham","new":0,"moved":0,"known":0,"skipped":0,"both":2}'
same 'both named' "$(sort -u "$scratch/stderr" | grep -c "mail/both:[12] is \
given as spam and as wanted mail")" 2
check 'both learned as neither' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"

# Drafts, deleted and empty messages; a Maildir around its junk folder.
maildir=$scratch/Maildir
for folder in "$maildir" "$maildir/.Junk"; do
	mkdir -p "$folder/cur" "$folder/new" "$folder/tmp"
done
message 301 >"$maildir/cur/1.a.b:2,S"
message 302 >"$maildir/cur/2.a.b:2,DS"
message 303 >"$maildir/cur/3.a.b:2,ST"
: >"$maildir/cur/4.a.b:2,S"
message 305 >"$maildir/.Junk/new/5.a.b"
same 'Maildir' "$(train -d "$scratch/m" --spam "$maildir/.Junk" \
	--ham "$maildir" | tail -n 1)" \
	'Learned 1 spam and 1 wanted messages; 2 skipped. The store knows 1 spam and 1 wanted messages.'

# Loose files are one folder; the same message twice is one.
mkdir "$scratch/loose"
for n in 1 2 3; do message "40$n" >"$scratch/loose/$n.eml"; done
cp "$scratch/loose/3.eml" "$scratch/loose/4.eml"
same 'loose files' "$(train -d "$scratch/l" --spam "$scratch/loose"/*.eml |
	tail -n 1)" \
	'Learned 3 spam and 0 wanted messages; 1 known already. The store knows 3 spam and 0 wanted messages. Until it has seen wanted mail too (--ham), all mail is judged unsure.'
same 'dry run without a store' "$(train -n -d "$scratch/none" \
	--spam "$scratch/loose" | tail -n 1)" \
	'Would learn 3 spam and 0 wanted messages; 1 known already.'
check 'dry run made nothing' test ! -e "$scratch/none"

# A long message is learned as when it is learned alone, its end too.
long=$scratch/long
mkdir "$long"
{
	message 501
	dd if=/dev/zero bs=1024 count=9000 2>/dev/null | tr '\0' x
	printf '\nbehind all this\n'
} >"$long/1.eml"
train -q -d "$scratch/by-folder" --spam "$long"
furui -q -d "$scratch/alone" -s <"$long/1.eml"
facts "$scratch/by-folder" >"$scratch/learned"
check 'a long message' grep -q behind "$scratch/learned"
same 'the same alone' "$(facts "$scratch/alone")" "$(cat "$scratch/learned")"
finish
