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

# keys KEYS: types them at mutt, which needs a terminal.
keys() {
	TERM=xterm timeout 30 script -qec "mutt -n \
		-F '$source_dir/classifier/recipes/muttrc' -f '$mbox' \
		-e 'set quit=yes delete=no move=no' -e 'push $1'" \
		/dev/null </dev/null >"$scratch/screen"
}

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
