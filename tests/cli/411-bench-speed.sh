#!/bin/sh
# furui-bench speed: every row is there with numbers that can be; what is
# missing is named.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1
i=0
while [ "$i" -lt 12 ]; do
	i=$((i + 1))
	printf 'Subject: claim %d\n\ncasino jackpot pills lottery %d\n' \
		"$i" "$i" >"spam$i"
	printf 'Subject: agenda %d\n\nschedule budget colleague %d\n' \
		"$i" "$i" >"ham$i"
	printf 'spam spam%d\nham ham%d\n' "$i" "$i" >>index
done
mkdir ja
printf 'Subject: =?UTF-8?B?5Lya6K2w?=\nContent-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit\n\n会議の予定をお知らせします。\n' >ja/1

# above_0 KEY LINE
# shellcheck disable=SC2317 # check calls it
above_0() {
	echo "$2" | grep -Eq "\"$1\":([1-9]|0\\.0*[1-9])"
}
status "a run" 0 furui-bench speed --index index --japanese ja --rounds 1 \
	--against bogofilter --json json --html page >table 2>errors
same "nothing is wrong" "$(cat errors)" ""
rows="nothing cold_english cold_japanese cold_html cold_attachment resident
bulk bulk_all_wall train train_wall learn memory store"
for row in $rows; do
	for filter in furui bogofilter; do
		line=$(grep "^{\"row\":\"$row\",\"filter\":\"$filter\"" json)
		check "$row of $filter: a value" above_0 value "$line"
		check "$row of $filter: a ratio" above_0 ratio "$line"
	done
done
for row in fit model; do
	same "$row is furui's alone" \
		"$(grep -c "^{\"row\":\"$row\",\"filter\":\"furui\"" json)" 1
done
same "objects" "$(grep -c '^{.*}$' json)" 30
check "a table" grep -q '^one process, English  *ms  *[0-9.]*  *[0-9.]*' table
check "a page with bars" grep -q '<rect class=' page

PATH=$bin status "without the peer" 0 furui-bench speed --index index \
	--rounds 1 --against bogofilter >table 2>errors
check "it is named" grep -q "bogofilter is not installed; skipped" errors
check "no Japanese is said" grep -q "Japanese is left out" errors
check "no row of it" test "$(grep -c Japanese table)" = 1
check "no column of it" test "$(grep -c bogofilter table)" = 0

for wrong in "" "--index" "--index index --rounds 0" "--index index more" \
	"--index index --against dspam" "--index index --against fisher"; do
	# shellcheck disable=SC2086 # words
	status "wrong usage: $wrong" 64 furui-bench speed $wrong 2>/dev/null
done
status "no index" 3 furui-bench speed --index none 2>/dev/null
finish
