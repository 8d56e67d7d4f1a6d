#!/bin/sh
# furui-bench accuracy --against: how a peer is driven and its answers read,
# with a stand-in whose scores are known; bogofilter itself.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
mail=$scratch/mail fake=$scratch/fake
TMPDIR=$scratch/tmp
export TMPDIR
mkdir "$mail" "$fake" "$TMPDIR"
value() {
	sed -n "s/.*\"$1\":\(\[[^]]*\]\|[^,}]*\).*/\1/p"
}
round() {
	awk '{ printf "%.4f\n", $1 }'
}

# The stand-in says what the message's X-Score says, and writes down what it
# was asked to learn, and where.
cat >"$fake/bogofilter" <<'STANDIN'
#!/bin/sh
echo "$*" >>"$FAKE_LOG"
case " $* " in
*" -Q "*) printf 'robx        = 0.52\nham_cutoff  = 0.45 # x\nspam_cutoff = 0.99\n' ;;
*" -V "*) echo "stand-in 1" ;;
*" -TT "*) while read -r file; do
	echo "$file $(sed -n 's/^X-Score: //p' "$file")"
done ;;
*) sed "s|.*/|$4 |" >>"$FAKE_LOG" ;;
esac
STANDIN
chmod +x "$fake/bogofilter"
FAKE_LOG=$scratch/log
export FAKE_LOG

# put LABEL SCORE...: one message each.
count=0
put() {
	label=$1
	shift
	for score in "$@"; do
		count=$((count + 1))
		printf 'X-Score: %s\nSubject: number %d\n\nword%d\n' "$score" \
			$count $count >"$mail/$count"
		echo "$label $count"
	done
}

# run NAME: on $mail/index, and compare with the second implementation.
run() {
	: >"$FAKE_LOG"
	PATH=$fake:$PATH furui-bench accuracy --index "$mail/index" \
		--protocol "${2-online}" --against bogofilter --json \
		"$scratch/json" --scores "$scratch/scores" >/dev/null ||
		failures=$((failures + 1))
	json=$(grep '"filter":"bogofilter"' "$scratch/json")
	"$source_dir/bench/check-metrics" "$scratch/scores.bogofilter" .99 .45 \
		>"$scratch/second"
	while read -r key second; do
		same "$1: $key" "$(echo "$json" | value "$key" | round)" \
			"$(echo "$second" | round)"
	done <"$scratch/second"
}

# The first message of an online run meets a filter that knows nothing: .52.
{
	put ham 0.52 0 0 0.1 0.5 0.99 0.9999999999999998
	put spam 1 0.9999999999999999 0.9999999999999998 0.99 0.5 0.0
} >"$mail/index"
run "ties"
# Of 7 x 6 pairs, in falling order of score: no ham above 1 and
# .9999999999999999; one tie at .9999999999999998 (.5); 1 above and 1 tied at
# .99 (1.5); 3 above and 1 tied at .5 (3.5); 5 above and 2 tied at 0 (6).
same "ties: by hand" "$(echo "$json" | value one_minus_auc_pct | round)" \
	"$(awk 'BEGIN { printf "%.4f", 100 * 11.5 / 42 }')"
same "ties: ham lost" "$(echo "$json" | value ham_lost)" 2
same "ties: spam missed" "$(echo "$json" | value spam_missed)" 2
same "version" "$(echo "$json" | value version)" '"stand-in 1"'
ratio=$(echo "$json" | value ratio | round)
same "ratio" "$ratio" "$(value one_minus_auc_pct <"$scratch/json" |
	awk 'NR == 1 { furui = $1 } NR == 2 { printf "%.4f", furui / $1 }')"
same "online learns each message, in order" \
	"$(grep -c -- ' -[sn] -b$' "$FAKE_LOG")" 13
same "learned right" "$(grep '^-[sn] ' "$FAKE_LOG" | tr '\n' ' ')" \
	"-n 1 -n 2 -n 3 -n 4 -n 5 -n 6 -n 7 -s 8 -s 9 -s 10 -s 11 -s 12 -s 13 "


# In batches of 5, judged before any of them is learned.
: >"$FAKE_LOG"
check "batches run" env PATH="$fake:$PATH" furui-bench accuracy --index \
	"$mail/index" --protocol delayed:2 --batch 5 --against bogofilter \
	--json "$scratch/json" >/dev/null
same "batches: learned" "$(grep '^-[sn] ' "$FAKE_LOG" | tr '\n' ' ')" \
	"-n 1 -n 2 -n 3 -s 8 -n 4 -n 5 -n 6 -n 7 -s 9 -s 10 -s 11 "
same "batches: named" "$(grep -c '"delayed:2, batches of 5"' \
	"$scratch/json")" 2
count=0
{
	put ham 0.3
	put spam 0.3
} >"$mail/index"
run "one of each"
count=0
put ham 0.1 0.2 >"$mail/index"
run "no spam"
same "no spam: ratio" "$(echo "$json" | value ratio)" null
count=0
{
	put spam 0.5
	i=0
	while [ $i -lt 500 ]; do
		put ham 0.2 0.3
		i=$((i + 1))
	done
	put ham 0.4 0.6
	put spam 0.7
} >"$mail/index"
run "one ham in a thousand" folds:2
same "one ham may be above" "$(echo "$json" | value sm_at_hm_0.1_pct)" 0
count=0
{
	put spam 0.5 0.6
	put ham 0.5 0.4
} >"$mail/index"
run "frozen" frozen:0.5
check "a store of its own, no user's configuration" \
	grep -q -- '^-C -d /.*furui-bench\..* -s -b$' "$FAKE_LOG"
same "nothing is left behind" "$(ls "$TMPDIR")" ""

# Ended in the middle: cleans up, reports what it has.
# shellcheck disable=SC2016 # the stand-in's parent
sed -i 's/^\*" -TT "\*) /&kill $PPID; /' "$fake/bogofilter"
status "interrupted" 3 env PATH="$fake:$PATH" furui-bench accuracy \
	--index "$mail/index" --protocol online --against bogofilter \
	--json "$scratch/json" >/dev/null 2>"$scratch/errors"
check "interrupted is named" grep -q 'bogofilter failed: interrupted' \
	"$scratch/errors"
same "interrupted: furui's row" "$(value filter <"$scratch/json")" '"furui"'
same "interrupted: nothing is left behind" "$(ls "$TMPDIR")" ""

# A peer that is missing, fails or talks nonsense: named, furui's row stays.
tries() {
	PATH=$fake:$PATH furui-bench accuracy --index "$mail/index" \
		--protocol "$1" --against "$2" --json - >"$scratch/json" \
		2>"$scratch/errors"
}
status "nonsense" 3 env PATH="$fake:$PATH" FAKE_LOG=/dev/null sh -c "
	printf '#!/bin/sh\necho nonsense\n' >'$fake/bogofilter'
	furui-bench accuracy --index '$mail/index' --protocol online \
		--against bogofilter --json '$scratch/json' >/dev/null \
		2>'$scratch/errors'"
same "furui's row stays" "$(value filter <"$scratch/json")" '"furui"'
check "nonsense is named" grep -q 'bogofilter failed: bogofilter -Q' \
	"$scratch/errors"
rm "$fake/bogofilter"
status "missing" 0 env PATH="$bin" furui-bench accuracy --index "$mail/index" \
	--protocol frozen --against bogofilter --json "$scratch/json" \
	>/dev/null 2>&1
same "missing: furui alone" "$(value filter <"$scratch/json")" '"furui"'
same "missing is named" "$(PATH=$bin furui-bench accuracy --index \
	"$mail/index" --protocol frozen --against bogofilter --json - 2>&1 \
	>/dev/null)" "furui-bench: bogofilter is not installed; skipped"
printf '#!/bin/sh\n' >"$fake/bsfilter"
chmod +x "$fake/bsfilter"
tries online bsfilter
check "too slow is named" grep -q 'bsfilter is too slow' "$scratch/errors"

# bogofilter itself: the class that -TT's digits give is the one -T names.
{
	set --
	find "$samples" -type f ! -name '.*' ! -name '*.msf' -path '*cur*' |
		sed 's/^/ham /'
	i=0
	while [ $i -lt 40 ]; do
		i=$((i + 1))
		printf 'Subject: win %d\n\nfree lottery money prize%d\n' \
			$((i % 7)) $((i % 5)) >"$mail/s$i"
		echo "spam $mail/s$i"
	done
} >"$mail/index"
store=$scratch/bogofilter
mkdir "$store"
check "bogofilter's run" furui-bench accuracy --index "$mail/index" --test \
	"$mail/index" --protocol frozen --against bogofilter \
	--json "$scratch/json" --scores "$scratch/scores" >/dev/null
for class in spam ham; do
	option=-s
	[ $class = spam ] || option=-n
	sed -n "s/^$class //p" "$mail/index" |
		bogofilter -C -d "$store" $option -b
done
sed 's/^[a-z]* //' "$mail/index" | bogofilter -C -d "$store" -T -b |
	awk '{ print $(NF - 1) }' >"$scratch/named"
awk '{ print ($NF >= .99 ? "S" : $NF <= .45 ? "H" : "U") }' \
	"$scratch/scores.bogofilter" >"$scratch/by-score"
check "bogofilter's classes" cmp "$scratch/named" "$scratch/by-score"
json=$(grep '"filter":"bogofilter"' "$scratch/json")
same "bogofilter's unsure" "$(echo "$json" | value unsure_pct | round)" \
	"$(awk '{ u += $1 == "U" } END { printf "%.4f", 100 * u / NR }' \
		"$scratch/named")"
finish
