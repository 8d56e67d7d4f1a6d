# furui-corpus build: the index, order, copies, contradictions, refusals.
# shellcheck shell=sh source=SCRIPTDIR/../lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1

# message SUBJECT DATE: one to stdout.
message() {
	printf 'Received: from a.example by b.example; %s\n' "$2"
	printf 'X-Bogosity: Unsure\nX-Mozilla-Status: 0001\n'
	printf 'Date: Thu, 1 Jan 1998 00:00:00 +0000\nSubject: %s\n\n%s\n' \
		"$1" "$1"
}
mkdir spam ham
message late 'Thu, 26 Nov 2026 10:00:00 +0900' >spam/a.eml
message early 'Mon, 23 Nov 2026 10:00:00 +0900' >spam/b.eml
message both 'Wed, 25 Nov 2026 10:00:00 +0900' >spam/c.eml
message both 'Wed, 25 Nov 2026 10:00:00 +0900' >ham/c.eml
message middle 'Tue, 24 Nov 2026 10:00:00 +0900' | tee ham/d.eml |
	sed 's/$/\r/' >ham/copy.eml
{
	echo 'From list@example.org Tue Nov 24 00:30:00 2026'
	echo 'Subject: quoted'
	echo
	echo '>From here on'
	echo
} >ham/mbox

out=$(furui-corpus build c --spam spam --ham ham 2>err)
same 'exit code' $? 0
same 'summary' "$out" \
	'c: 2 spam, 2 ham; 1 copy left out; 1 in both classes left out'
same 'the contradiction is named' "$(cat err)" 'furui-corpus: spam/c.eml and ham/c.eml: the same message as spam and as ham; left out'
same 'index in date order' "$(cat c/index)" "spam data/000001
ham data/000002
ham data/000003
spam data/000004"
same 'first' "$(sed -n 's/^Subject: //p' c/data/000001)" early
same 'from the From_ line' "$(sed -n 's/^Subject: //p' c/data/000002)" quoted
same 'third' "$(sed -n 's/^Subject: //p' c/data/000003 | tr -d '\r')" \
	middle
same 'last' "$(sed -n 's/^Subject: //p' c/data/000004)" late
same 'only what the index names' "$(ls -A c/data)" "000001
000002
000003
000004"
same 'verdicts and state are gone' \
	"$(cat c/data/* | grep -ciE '^X-(Bogosity|Mozilla)')" 0
same 'quoting undone, envelope kept' "$(cat c/data/000002)" \
	'From list@example.org Tue Nov 24 00:30:00 2026
Subject: quoted

From here on'
same 'mode' "$(stat -c %a c c/data c/index | tr '\n' ' ')" '700 700 600 '

# Read back, it is the same corpus.
furui-corpus build again --spam c/data/000001 c/data/000004 \
	--ham c/data/000002 c/data/000003 >out 2>err
check 'built again from itself' diff -r c again

status 'a folder that is not empty' 1 \
	furui-corpus build c --spam spam --ham ham 2>err
same 'says what to do' "$(cat err)" \
	'furui-corpus: c is not empty; name a new folder'
mkdir there
status 'an empty folder that exists' 0 \
	furui-corpus build there --ham ham --spam spam >out 2>err
check 'is filled' cmp -s c/index there/index
status 'one class alone' 0 furui-corpus build ones --ham ham >out 2>err
same 'all ham' "$(cut -d' ' -f1 ones/index | sort -u)" ham
status 'a path missing' 0 \
	furui-corpus build m --spam spam /nonexistent --ham ham >out 2>err
check 'is named' grep -q 'cannot open /nonexistent: .*; skipped' err
status 'nothing to read' 1 \
	furui-corpus build none --spam /nonexistent >out 2>err
check 'no index then' test ! -e none/index
status 'no folder' 64 furui-corpus build --spam spam 2>err
status 'no class' 64 furui-corpus build d spam 2>err
status 'no paths' 64 furui-corpus build d --spam 2>err
status 'unknown option' 64 furui-corpus build d --what spam 2>err
check 'nothing made by wrong usage' test ! -e d
status 'a file where the folder should be' 1 \
	furui-corpus build spam/a.eml --spam spam 2>err
finish
