# furui-corpus scan: the table, JSON, trouble and exit codes.
# shellcheck shell=sh source=SCRIPTDIR/../lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1

mkdir -p mail/box/cur mail/box/new mail/box/tmp 'mail/box/.&ZcWITA-/cur' \
	'mail/box/.&ZcWITA-/new' mail/files mail/bare
{
	echo 'From a@example.com Tue Nov 24 04:45:14 2026'
	echo 'Subject: hello'
	echo 'Content-Type: text/plain; charset="US-ASCII"'
	echo
	echo 'Good morning to you all.'
	echo
	echo 'From b@example.jp Wed Nov 25 04:45:14 2026'
	echo 'Subject: news'
	echo 'Content-Type: text/plain; charset=UTF-8'
	echo 'Content-Transfer-Encoding: 8bit'
	echo
	echo 'こんにちは。明日の会議は十時からです。よろしくお願いします。'
	echo
	echo 'From c@example.jp Thu Nov 26 04:45:14 2026'
	echo 'Subject: note'
	echo 'Content-Type: text/plain; charset=UTF-8'
	echo 'Content-Transfer-Encoding: 8bit'
	echo
	echo '내일 회의는 열 시에 시작합니다. 감사합니다.'
} >mail/inbox
# The first again, in another folder, with state and a verdict added.
{
	echo 'X-Bogosity: Ham, tests=bogofilter'
	echo 'Subject: hello'
	echo 'Status: RO'
	echo 'Content-Type: text/plain; charset="US-ASCII"'
	echo
	echo 'Good morning to you all.'
} >mail/box/cur/1.host:2,S
{
	echo 'Subject: trip'
	echo 'Date: Mon, 23 Nov 2026 10:00:00 +0900'
	echo
	echo 'See you at the sea.'
} >"mail/box/.&ZcWITA-/new/2.host"
printf 'Subject: one\n\nx\n' >mail/files/a.eml
printf 'Subject: two\n\ny\n' >mail/files/b.eml
ln -s a.eml mail/files/c.eml
: >mail/empty

out=$(furui-corpus scan mail 2>err)
same 'exit code' $? 0
same 'a link is named' "$(cat err)" \
	'furui-corpus: mail/files/c.eml: is a symbolic link; not followed; skipped'
# has NAME PATTERN TEXT: the text has a line like that.
has() {
	printf '%s\n' "$3" >text
	check "$1" grep -qE "$2" text
}
row() { printf '%s\n' "$out" | grep "^$1 "; }
has 'mbox' '^inbox +mbox +3 +0  2026-11-24  2026-11-26  ' "$out"
has 'languages' 'Latin 33%, ja 33%, ko 33%' "$(row inbox)"
has 'charsets' 'utf-8 67%, us-ascii 33%$' "$(row inbox)"
has 'Maildir with a copy' '^box +Maildir +1 +1  ' "$(row box)"
has 'subfolder by its name' 'Maildir +1 +0  2026-11-23' "$(row box/旅行)"
has 'message files' '^files +files +2 +0 ' "$(row files)"
has 'total' '^total +7 +1 ' "$(row total)"
has 'count of the unread' '^1 could not be read$' "$out"

# Columns: every row has its kind at the same place, counted in cells.
# 旅行 is two characters of three bytes and two cells each.
columns=$(printf '%s\n' "$out" | sed 's/旅行/XXXX/' |
	awk '/Maildir|mbox|files/ { print match($0, /  (Maildir|mbox|files) /) }' |
	sort -u | wc -l)
same 'aligned with Japanese names' "$columns" 1
same 'no blanks at line ends' "$(printf '%s\n' "$out" | grep -c ' $')" 0

json=$(furui-corpus scan --json mail 2>/dev/null)
has 'JSON names the folder' '"name":"box/旅行","kind":"Maildir"' "$json"
has 'JSON total' '^"total":\{"messages":7,"duplicates":1,"cut":0,' "$json"
has 'JSON trouble' \
	'"trouble":\[\{"path":"mail/files/c.eml","reason":"is a symbolic' "$json"
if command -v python3 >/dev/null; then
	check 'JSON is JSON' python3 -m json.tool text /dev/null
fi

status 'one path missing' 0 furui-corpus scan mail/inbox /nonexistent \
	>out 2>err
check 'the missing path is named' grep -q \
	'^furui-corpus: cannot open /nonexistent: No such file.*skipped$' err
status 'nothing readable' 1 furui-corpus scan /nonexistent >out 2>err
same 'and no table' "$(cat out)" ''
status 'an empty mbox' 0 furui-corpus scan mail/empty >out 2>err
status 'an empty folder' 0 furui-corpus scan mail/bare >out 2>err
status 'no path' 64 furui-corpus scan 2>err
status 'unknown option' 64 furui-corpus scan --what mail 2>err
check 'says where to look' grep -q '^Try: furui-corpus --help$' err
status 'no command' 64 furui-corpus 2>err
status 'unknown command' 64 furui-corpus dance 2>err
status '--help' 0 furui-corpus --help >out
check '--help on standard output' grep -q '^Usage: furui-corpus scan' out
has '--version' '^furui-corpus [0-9]' "$(furui-corpus --version)"
cp mail/inbox ./-dash
status 'a name with a dash' 0 furui-corpus scan -- -dash >out 2>err
check 'a dash is read' grep -qE '^-dash +mbox +3' out
status 'a full disk' 1 furui-corpus scan mail/inbox >/dev/full 2>err
finish
