#!/bin/sh
# bench/table: every row from one script, restartable; a target met, missed,
# and not measured.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
corpora=$scratch/corpora fake=$scratch/fake
FAKE_LOG=$scratch/log
export FAKE_LOG
mkdir -p "$corpora/spamassassin" "$fake"
printf 'spam a\nham b\n' >"$corpora/spamassassin/index"
# A stand-in for the bench: furui always has 1-AUC 0.2, its peer 0.4.
cat >"$fake/furui-bench" <<'STANDIN'
#!/bin/sh
echo "$*" >>"$FAKE_LOG"
while [ $# -gt 1 ]; do
	[ "$1" != --json ] || out=$2
	shift
done
f='"ci_pct":[0.1,0.3],"sm_at_hm_0.1_pct":1,"lam_pct":1,"unsure_pct":null'
printf '{"filter":"furui","one_minus_auc_pct":0.2,"hm_pct":0.05,"sm_pct":3,%s,"ratio":1}\n{"filter":"bogofilter","one_minus_auc_pct":0.4,"hm_pct":0.05,"sm_pct":6,%s,"ratio":0.5,"ratio_ci":[0.4,0.6]}\n' \
	"$f" "$f" >"$out"
[ ! -e "$FAKE_LOG.fail" ] || exit 3
STANDIN
chmod +x "$fake/furui-bench"
# shellcheck disable=SC2317 # status calls it
table() {
	FURUI_BENCH=$fake/furui-bench "$source_dir/bench/table" --state \
		"$scratch/state" "$@" "$corpora" 2>"$scratch/errors"
}
: >"$FAKE_LOG"
touch "$FAKE_LOG.fail"
status "a peer failed" 3 table >"$scratch/out"
rm "$FAKE_LOG.fail"
check "and what there is is shown" grep -q '^| spamassassin, online | furui |' \
	"$scratch/out"
status "runs" 0 table >"$scratch/out"
check "names what is missing" grep -q 'no corpus trec06p' "$scratch/errors"
rows=$(sort -u "$FAKE_LOG" | wc -l)
same "6 rows, each asked twice" "$rows $(wc -l <"$FAKE_LOG")" "6 12"
check "online, one by one" grep -q -- '--protocol online ' "$FAKE_LOG"
same "no batches" "$(grep -c -- --batch "$FAKE_LOG")" 0
check "core headers" grep -q -- 'folds:10 --headers core' "$FAKE_LOG"
check "few-shot" grep -q -- '--train-limit 20 --test-limit 5000' "$FAKE_LOG"
verdict() {
	grep "^| $1 | $2 " "$scratch/out" | sed 's/.*| \([a-z ]*\) |$/\1/'
}
same "missed" "$(verdict 'spamassassin, frozen:0.5' '1-AUC, furui')" missed
same "met" "$(verdict 'spamassassin, online, core headers' '1-AUC, furui')" met
same "ham lost" "$(verdict 'spamassassin, frozen:0.5' 'ham lost %')" met
same "spam" "$(verdict 'spamassassin, frozen:0.5' 'spam not')" met
same "not measured" "$(verdict 'trec06p, online' 'LAM')" "not measured"
targets=$(grep -vc '^#' "$source_dir/bench/targets")
same "every target has a verdict" "$(grep -c '\(met\|missed\|measured\) |$' \
	"$scratch/out")" "$targets"
same "the count" "$(tail -n 1 "$scratch/out" |
	awk '{ print $1 + $3 + $5 }')" "$targets"
for name in $(sed -n 's/^\([^#;]*\);.*/\1/p' "$source_dir/bench/targets" |
	grep '^spam' | sort -u | tr ' ' '_'); do
	check "the targets' row $name exists" grep -q \
		"^| $(echo "$name" | tr '_' ' ') | furui |" "$scratch/out"
done
status "again" 0 table --tsv >"$scratch/tsv"
same "nothing is asked again" "$(wc -l <"$FAKE_LOG")" 12
check "tab-separated" grep -q '^spamassassin, online	furui	' "$scratch/tsv"
echo "# changed" >>"$fake/furui-bench"
status "another program" 0 table >"$scratch/out"
same "is asked anew" "$(wc -l <"$FAKE_LOG")" 18
status "batched" 0 table --batched >"$scratch/out"
check "online in batches" grep -q -- '--protocol online .*--batch 10' \
	"$FAKE_LOG"
status "no corpora" 64 "$source_dir/bench/table" /no/such/folder 2>/dev/null
finish
