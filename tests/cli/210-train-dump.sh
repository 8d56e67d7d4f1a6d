#!/bin/sh
# furui-train dump and load: equal stores, and what load refuses.
# shellcheck disable=SC2016 # $1 and $d belong to sh, sed and awk
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

dump=$scratch/dump
mbox 1 15 offer >"$scratch/Junk"
mbox 101 115 >"$scratch/Inbox"
# Bytes of no charset, and a Date field that lies before 1970.
printf 'From: x@example.com\nDate: 1 Jan 1960 00:00 +0000\nSubject: a\\b\t\377\n\n\200\033[1m\000\001 \\x41\n' \
	>"$scratch/odd"
train -q --spam "$scratch/Junk" "$scratch/odd" --ham "$scratch/Inbox"
train -q --spam "$scratch/Inbox" # all moved: all learned at other times
furui-train dump >"$dump"
same 'first line' "$(head -n 1 "$dump")" 'furui-dump 1'
same 'last line' "$(tail -n 1 "$dump")" \
	"end 31 $(grep -c '^token ' "$dump")"
check 'text' sh -c 'iconv -f UTF-8 -t UTF-8 "$1" >/dev/null &&
	! LC_ALL=C grep -q "[[:cntrl:]]" <<EOF
$(tr -d "\t" <"$1" | head -c 300000)
EOF' sh "$dump"

same 'load' "$(train -d "$scratch/new" load "$dump")" \
	"Loaded 31 messages and $(grep -c '^token ' "$dump") tokens."
check 'equal' cmp "$dump" - <<EOF
$(furui-train -d "$scratch/new" dump)
EOF
check 'the same model' cmp "$FURUI_DIR/model" "$scratch/new/model"
# The loaded store learns and forgets like the first.
for dir in "$FURUI_DIR" "$scratch/new"; do
	train -q -d "$dir" --ham "$scratch/Inbox" "$scratch/odd"
	train -q -d "$dir" forget "$scratch/Junk"
done
check 'still equal' test "$(facts "$FURUI_DIR")" = "$(facts "$scratch/new")"
check 'from standard input' test "$(furui-train -d "$scratch/in" -q load \
	<"$dump" && furui-train -d "$scratch/in" dump | cksum)" = \
	"$(cksum <"$dump")"
check 'facts alone' test "$(grep -v '^#' "$dump" |
	furui-train -d "$scratch/bare" load >/dev/null &&
	facts "$scratch/bare" | cksum)" = "$(grep -v '^#' "$dump" | cksum)"

status 'not into a store in use' 3 train load "$dump"
check 'says what to do' grep -q 'name another folder with -d' \
	"$scratch/stderr"
same 'dry run' "$(train -n -d "$scratch/dry" load "$dump" | cut -d' ' -f1-4)" \
	'Would load 31 messages'
check 'dry run made nothing' test ! -e "$scratch/dry"

# Dumps of before hold up to 3,000 raw bytes of a message.
raw_of() {
	awk -v size="$1" '/^raw / && !done {
		done = 1
		text = sprintf("%" size "s", "")
		gsub(/ /, "x", text)
		$0 = "raw " text
	} 1'
}
raw_of 3000 <"$dump" >"$scratch/long"
status 'more raw bytes' 0 train -q -d "$scratch/long-store" load \
	"$scratch/long"
check 'of which as many are kept as now' test "$(furui-train \
	-d "$scratch/long-store" dump | cksum)" = "$(raw_of 2000 <"$dump" |
	cksum)"

# Each damages the dump in one way; load must name the line and load nothing.
damaged() {
	name=$1 want=$2
	shift 2
	"$@" <"$dump" >"$scratch/bad"
	status "$name" 3 train -d "$scratch/bad-store" load "$scratch/bad"
	check "$name: says so" grep -q "$want" "$scratch/stderr"
	check "$name: loads nothing" furui-train -d "$scratch/bad-store" \
		-n load "$dump" >/dev/null
}
damaged 'no dump' 'line 1: this is no dump' echo hello
damaged 'empty' 'no dump' true
damaged 'newer' 'line 1: .*version' sed '1s/1/3/'
damaged 'cut off' 'cut off' sed '$d'
damaged 'cut in a line' 'not a whole line' head -c 5000
damaged 'count' 'line [0-9]*: the messages have this token' \
	sed '/^token /s/^token \([0-9]*\)/token 1\1/'
damaged 'token lost' 'tokens are missing' \
	awk '/^token /&&!done{done=1;next}1'
damaged 'token unknown' 'the messages have this token 0 times' \
	sed 's/^end /token 1 0 url:zzzz\n&/'
damaged 'message twice' 'stands after its place' \
	awk '/^message /{n++} n==1{m=m $0 "\n"} n==2&&!d{d=1;printf "%s",m} 1'
damaged 'label' 'line 2: a message is spam or ham' sed '2s/spam\|ham/junk/'
damaged 'tag' 'kind of token' sed '5s/^/x/'
damaged 'token twice' 'a token twice' sed '5p'
damaged 'escape' 'line' sed 's/^raw /&\\q/'
damaged 'raw bytes' 'expected the tokens' raw_of 3001
damaged 'digest' 'line 2: .*hex' sed '2s/ . / x /;2s/message ./message x/'
damaged 'more' 'behind the end' sed '$p'
damaged 'NUL' 'not a whole line' sed '5s/^/\x00/'
status 'no file' 3 train -d "$scratch/x" load "$scratch/nothing"
check 'no file: no store' test ! -e "$scratch/x"
status 'full disk' 3 sh -c 'furui-train dump >/dev/full 2>"$1"' sh \
	"$scratch/stderr"
check 'full disk: says so' grep -q 'No space' "$scratch/stderr"
finish
