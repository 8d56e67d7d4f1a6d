#!/bin/sh
# furui-bench accuracy --html, --errors, --by, --curve: the page in both
# languages, well-formed, loading nothing, with what mail brings made harmless.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1
check "a corpus" furui-corpus build corpus --spam "$samples/Junk" \
	--ham "$samples/Inbox" >/dev/null 2>&1

# Wanted mail in the words of the junk: furui calls it spam, and it is listed.
mkdir hostile
i=0
for file in "$samples"/try/spam/*.eml; do
	i=$((i + 1))
	{
		printf 'Subject: =?UTF-8?B?%s?=\n' "$(printf \
			'<script>alert("%d")</script> & \342\200\256gpj.exe' $i |
			base64 -w0)"
		grep -avi '^subject:' "$file"
	} >"hostile/$i<b>.eml"
	echo "ham hostile/$i<b>.eml"
done >hostile.index
cp -R "$samples/try" try
sed 's#^\([a-z]*\) #\1 try/#' try/index >>hostile.index

# report LANGUAGE: page.LANGUAGE, its text in text.LANGUAGE.
report() {
	check "$1: written" furui-bench accuracy --index corpus/index \
		--test hostile.index --protocol frozen --against fisher \
		--curve --html "page.$1" --lang "$1" >/dev/null
	status "$1: well-formed" 0 python3 - "page.$1" >"text.$1" <<-'EOF'
		import sys
		from html.parser import HTMLParser
		EMPTY = {"meta", "br", "link", "img", "input", "hr"}
		SVG = {"path", "circle"}
		class Page(HTMLParser):
		    def __init__(self):
		        super().__init__()
		        self.open = []
		    def handle_starttag(self, tag, attrs):
		        if tag not in EMPTY:
		            self.open.append(tag)
		        for name, value in attrs:
		            assert not name.startswith("on"), (tag, name)
		            assert name not in ("src", "href", "action"), tag
		            assert name != "style", tag
		    def handle_startendtag(self, tag, attrs):
		        assert tag in SVG, tag
		    def handle_endtag(self, tag):
		        assert self.open.pop() == tag, (tag, self.getpos())
		    def handle_data(self, data):
		        if self.open and self.open[-1] != "style":
		            print(data)
		bytes = open(sys.argv[1], "rb").read()
		page = Page()
		page.feed(bytes.decode())
		page.close()
		assert not page.open, page.open
	EOF
	check "$1: loads nothing" sh -c "! grep -qiE \
		'https?://|url\\(|@import|<script|<iframe|<link|<img' page.$1"
	check "$1: its own language" grep -q "<html lang=\"$1\">" "page.$1"
	check "$1: the subject is text" grep -q '<script>alert("[0-9]*")' "text.$1"
	check "$1: and cannot turn round" grep -q '�gpj.exe' "text.$1"
	check "$1: the name is text" grep -q 'hostile/[0-9]*<b>.eml' "text.$1"
	same "$1: diagrams" "$(grep -c '<svg' "page.$1")" 4
	check "$1: no hole in the numbers" sh -c "! grep -qiE \
		'[^a-z](nan|inf)[^a-z]' page.$1"
}
report ja
report en
check "ja: the claim" grep -q '迷惑メールと誤った必要なメール' text.ja
check "en: the claim" grep -q 'Wanted mail called spam' text.en
check "ja: days" grep -qE '[0-9]+年[0-9]+月[0-9]+日' text.ja
check "ja: languages" grep -q '日本語' text.ja
LC_ALL=ja_JP.UTF-8 furui-bench accuracy --index corpus/index \
	--protocol online --html page.locale >/dev/null
check "the locale's language" grep -q '<html lang="ja">' page.locale
check "online has a curve" grep -q 'aria-label="learning curve"' page.locale

# One class alone, nothing to compare: still a page.
grep '^ham' hostile.index >ham.index
check "no spam" furui-bench accuracy --index ham.index --protocol online \
	--html page.ham --lang en >/dev/null
check "no spam: no hole" sh -c "! grep -qiE '[^a-z](nan|inf)[^a-z]' page.ham"

# The terminal and JSON.
furui-bench accuracy --index corpus/index --test hostile.index \
	--protocol frozen --errors 2 --by language,source --curve \
	--json json >table
same "errors: two of wanted mail" \
	"$(grep -c '^  ham called Spam' table)" 2
check "errors: the subject" grep -q '<script>alert("[0-9]*")</script> & ?gpj' \
	table
check "errors: the reasons" grep -qE \
	'^ +[01]\.[0-9]{3} +[0-9]+ spam +[0-9]+ ham ' table
check "by language" grep -qE '^ja +furui ' table
check "by source" grep -qE '^hostile +furui ' table
check "curve" grep -qE '^20 +furui ' table
check "every line is JSON" python3 -c '
import json
rows = [json.loads(line) for line in open("json")]
main = rows[0]
assert 0 <= main["brier"] <= 1 and 0 <= main["ece"] <= 1, main
groups = [row for row in rows if "language" in row]
assert sum(row["ham"] for row in groups) == main["ham"]
assert sum(row["spam_missed"] for row in groups) == main["spam_missed"]
errors = [row for row in rows if "error" in row]
assert errors[0]["error"] == "ham called Spam" and errors[0]["reasons"]
curve = [row for row in rows if "curve" in row]
assert curve[0]["curve"] == 20 and curve[-1]["curve"] == main["learned"]
assert curve[-1]["one_minus_auc_pct"] == main["one_minus_auc_pct"]
'
status "wrong language" 64 furui-bench accuracy --index corpus/index \
	--protocol online --html x --lang de 2>/dev/null
status "wrong grouping" 64 furui-bench accuracy --index corpus/index \
	--protocol online --by day 2>/dev/null
status "no curve of folds" 64 furui-bench accuracy --index corpus/index \
	--protocol folds:3 --curve 2>/dev/null
finish
