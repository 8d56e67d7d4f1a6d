#!/bin/sh
# furui-train --sent: who the user is, bounces of one's own mail and of
# others', and what was learned before.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

mine=$samples/try/bounce-mine.eml
other=$samples/try/bounce-not-mine.eml

# tokens FILE [OPTION...]: of whose mail it is about.
tokens() {
	tokens_file=$1
	shift
	furui "$@" --tokens <"$tokens_file" |
		sed -n 's/^meta	\(bounce-[a-z-]*\|reply-to-mine\|not-to-me\)$/\1/p' |
		sort | tr '\n' ' '
}

same 'the two differ in what comes back alone' \
	"$(diff "$mine" "$other" | grep '^[<>]' | cut -d' ' -f2 | sort -u)" \
	'Message-ID:'
same 'unknown at first' "$(tokens "$mine")" 'bounce-unknown '

# Learned without knowing, then with: as with it from the start.
train -q --spam "$samples/Junk" --ham "$samples/Inbox"
furui-train dump >"$scratch/before"
same 'version 1 without it' "$(head -n 1 "$scratch/before")" 'furui-dump 1'
same 'dry run' "$(train -n --sent "$samples/Sent" --spam "$samples/Junk" \
	--ham "$samples/Inbox" | sed -n '1p;$p')" \
	"Sent mail: 11 messages. Would know 1 addresses, 1 hosts, 11 message ids.
Nothing new to learn; $(train -n --json --sent "$samples/Sent" \
		--spam "$samples/Junk" --ham "$samples/Inbox" |
		sed -n 's/.*"spam".*"anew":\([0-9]*\).*"ham".*"anew":\([0-9]*\).*/\1 \2/p' |
		awk '{ print $1 + $2 " read anew, " 130 - $1 - $2 }') known already. The store knows 67 spam and 63 wanted messages."
check 'which changed nothing' test "$(furui-train dump | cksum)" = \
	"$(cksum <"$scratch/before")"
check 'nor published anything' test ! -e "$FURUI_DIR/own"
train --sent "$samples/Sent" --spam "$samples/Junk" --ham "$samples/Inbox" \
	>"$scratch/out"
check 'read anew' grep -q 'Nothing new to learn; [1-9][0-9]* read anew' \
	"$scratch/out"
train -q -d "$scratch/all" --sent "$samples/Sent" --spam "$samples/Junk" \
	--ham "$samples/Inbox"
check 'as if from the start' test "$(facts "$FURUI_DIR")" = \
	"$(facts "$scratch/all")"
check 'the same model' cmp "$FURUI_DIR/model" "$scratch/all/model"
facts "$FURUI_DIR" >"$scratch/facts"
model=$(stat -c %i "$FURUI_DIR/model")
own=$(stat -c %i "$FURUI_DIR/own")
same 'again' "$(train --sent "$samples/Sent" --spam "$samples/Junk" \
	--ham "$samples/Inbox" | tail -n 1)" \
	'Nothing new to learn; 130 known already. The store knows 67 spam and 63 wanted messages.'
check 'nothing changed' test "$(facts "$FURUI_DIR")" = "$(cat "$scratch/facts")"
same 'nothing published' "$(stat -c %i "$FURUI_DIR/model" "$FURUI_DIR/own" |
	tr '\n' ' ')" "$model $own "

# Alike but for whose mail they return.
same 'mine' "$(tokens "$mine")" \
	'bounce-mine bounce-mine-sent '
same 'not mine' "$(tokens "$other")" 'bounce-not-mine '
status 'mine is no spam' 2 furui -I "$mine"
status 'backscatter is' 0 furui -I "$other"
sed 's/^Message-ID: <3e7b05c8-/Message-ID: <0e7b05c8-/' "$mine" \
	>"$scratch/later"
same 'sent since' "$(tokens "$scratch/later")" 'bounce-mine '

# A folder that belongs to someone else: named by the configuration.
same 'by options' "$(tokens "$other" -d "$scratch/none" -C \
	--address=hanako@mail.example.jp --message-id-host=wjqrb)" \
	'bounce-mine '
mkdir -p "$XDG_CONFIG_HOME/furui"
printf 'address = x@y.example\naddress = HANAKO@mail.example.jp\nmessage-id-host = *.example.jp\n' \
	>"$XDG_CONFIG_HOME/furui/furui.conf"
same 'by the configuration' "$(tokens "$scratch/later" -d "$scratch/none")" \
	'bounce-mine '
same 'the command line adds' "$(tokens "$other" -d "$scratch/none" \
	--message-id-host=wjqrb)" 'bounce-mine '
rm "$XDG_CONFIG_HOME/furui/furui.conf"
status 'no address' 64 furui --address=hanako -I "$mine" 2>/dev/null
status 'no address for furui-train' 64 train --address=hanako status

# status, dump and load.
check 'status' test "$(furui-train status | grep -c \
	-e '^you  *1 addresses, 1 hosts and 11 ids of sent mail$' \
	-e "^  sent mail  *$samples/Sent, 11 messages, read ")" = 2
check 'status as JSON' grep -q \
	'"own":{"addresses":1,"hosts":1,"ids":11,"sent":\[{"path":".*/Sent","messages":11,"read":[0-9]*}\]}' <<EOF
$(furui-train status --json)
EOF
furui-train dump >"$scratch/dump"
same 'version 2' "$(head -n 3 "$scratch/dump")" 'furui-dump 2
own address hanako@mail.example.jp
own host mail.example.jp'
train -q -d "$scratch/loaded" load "$scratch/dump"
check 'an equal store' test "$(furui-train -d "$scratch/loaded" dump | cksum)" = \
	"$(cksum <"$scratch/dump")"
check 'an equal file' cmp "$FURUI_DIR/own" "$scratch/loaded/own"
train -q -d "$scratch/old" load "$scratch/before"
check 'version 1 is read' test "$(facts "$scratch/old" | cksum)" = \
	"$(grep -v '^#' "$scratch/before" | cksum)"
grep -v '^own id 0' "$scratch/dump" >"$scratch/cut"
status 'an id is missing' 3 train -d "$scratch/bad" load "$scratch/cut"
check 'and named' grep -q 'ids are missing' "$scratch/stderr"
sed 's/^own host .*/own host a@b/' "$scratch/dump" >"$scratch/cut"
status 'no host' 3 train -d "$scratch/bad" load "$scratch/cut"

# A damaged file is ignored, aloud, and made again.
printf 'x' | dd of="$FURUI_DIR/own" bs=1 seek=40 conv=notrunc 2>/dev/null
same 'damaged: unknown' "$(tokens "$mine" 2>"$scratch/stderr")" \
	'bounce-unknown '
check 'damaged: says so' grep -q 'own is damaged. Run: furui-train refit' \
	"$scratch/stderr"
train -q refit
same 'mended' "$(tokens "$mine")" 'bounce-mine bounce-mine-sent '

# Forgotten, and learned by itself.
same 'forget' "$(train forget-sent)" \
	'Forgot 1 addresses, 1 hosts and 11 message ids.'
check 'no file' test ! -e "$FURUI_DIR/own"
same 'unknown again' "$(tokens "$mine")" 'bounce-unknown '
train -q --spam "$samples/Junk" --ham "$samples/Inbox"
check 'as at first' test "$(facts "$FURUI_DIR" | cksum)" = \
	"$(grep -v '^#' "$scratch/before" | cksum)"
same 'sent alone' "$(train -d "$scratch/alone" --sent "$samples/Sent")" \
	'Sent mail: 11 messages. Known are 1 addresses, 1 hosts, 11 message ids.
No spam or wanted mail was named. The store knows 0 spam and 0 wanted messages.'
same 'its tokens' "$(tokens "$mine" -d "$scratch/alone")" \
	'bounce-mine bounce-mine-sent '
finish
