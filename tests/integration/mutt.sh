#!/bin/sh
# The keys of the shipped muttrc learn, and mutt's own notes in the header
# make no other message of it.
# shellcheck disable=SC2317 # functions that check and status call
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

mbox=$HOME/mbox
mkdir "$HOME/Mail"
cat >"$mbox" <<'EOF'
From a@b.example Mon Nov 23 10:00:00 2026
From: a@b.example
To: me@example.jp
Subject: =?UTF-8?B?5b2T6YG4?=
Date: Mon, 23 Nov 2026 10:00:00 +0900
Message-ID: <1@b.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: base64

6LOe6YeR

EOF
cp "$mbox" "$scratch/before"

muttrc=$source_dir/classifier/recipes/muttrc
if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
	# keys KEYS: types them at mutt, which needs a terminal.
	keys() {
		TERM=xterm timeout 30 script -qec "mutt -n -F '$muttrc' \
			-f '$mbox' -e 'set quit=yes delete=no move=no' \
			-e 'push $1'" /dev/null </dev/null >"$scratch/screen"
	}
else
	# In a chroot without /dev/pts: what the key pipes the message to, and
	# what mutt notes in the folder.
	echo "no pseudo-terminal here, so mutt itself is not run"
	keys() {
		key=$(echo "$1" | tr -cd SH)
		command=$(sed -n "s/^macro [a-z,]* $key .*<pipe-message>\([^<]*\)<.*/\1/p" \
			"$muttrc")
		[ -n "$command" ] && sed 1d "$mbox" | sh -c "$command" &&
			sed -i '2i Status: RO' "$mbox"
	}
fi

# learned: how often each class was learned.
learned() {
	furui -vvv -M <"$scratch/before" |
		sed -n -E 's/.*learned +([0-9]+) +([0-9]+)/\1 \2/p'
}

status "S" 0 keys Sq
same "S learned it as spam" "$(learned)" "1 0"
status "S again, with a flag set" 0 keys FSq
same "once is enough" "$(learned)" "1 0"
check "mutt has noted something" sh -c "! cmp -s '$mbox' '$scratch/before'"
status "H" 0 keys Hq
same "H moved it over" "$(learned)" "0 1"
same "the message is whole: its tokens" \
	"$(furui -vvv -M <"$scratch/before" | grep -Ec '"(賞金|subj:当選)" +0 +1 ')" 2
finish
