#!/bin/sh
# furui-bench accuracy: what it reports, checked by bench/check-metrics; what
# labels without meaning give.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
mail=$scratch/mail
mkdir "$mail"

# 400 messages: plain words, a few of their class, fewer of the other, so that
# no filter separates them wholly; Received tells the class outright.
awk -v folder="$mail" 'BEGIN {
	srand(1)
	for (i = 1; i <= 400; i++) {
		spam = rand() < .4
		file = sprintf("%s/m %03d", folder, i)
		printf "From x@example.com\n" \
			"Received: from %s.example by mx.example.jp\n" \
			"From: <p%d@example.com>\nSubject: note%d\n\n",
			(spam ? "bulk" : "friend"), i % 50, rand() * 30 >file
		for (w = 0; w < 25; w++) {
			luck = rand()
			word = luck > .12 ? "plain" : \
				(luck > .012) == spam ? "lucky" : "family"
			printf "%s%d ", word, rand() * 20 >file
		}
		print "" >file
		close(file)
		print (spam ? "spam" : "ham") " m " sprintf("%03d", i)
	}
}' >"$mail/index"
bench() {
	furui-bench accuracy --index "$mail/index" "$@"
}
# value KEY: of the JSON line on standard input.
value() {
	sed -n "s/.*\"$1\":\(\[[^]]*\]\|[^,}]*\).*/\1/p"
}
round() {
	awk '{ printf "%.4f\n", $1 }'
}
spam_count=$(grep -c ^spam "$mail/index")

for protocol in online delayed:50 frozen:0.5 folds:4; do
	bench --protocol="$protocol" --headers core --json "$scratch/json" \
		--scores "$scratch/scores" >"$scratch/table" || exit 1
	json=$(cat "$scratch/json")
	n=400
	[ "$protocol" != frozen:0.5 ] || n=200
	same "$protocol: objects" "$(grep -c '^{.*}$' "$scratch/json")" 1
	same "$protocol: n" "$(echo "$json" | value n)" "$n"
	same "$protocol: protocol" "$(echo "$json" | value protocol)" \
		"\"$protocol\""
	same "$protocol: scores" "$(wc -l <"$scratch/scores")" "$n"
	"$source_dir/bench/check-metrics" "$scratch/scores" >"$scratch/second"
	while read -r key second; do
		same "$protocol: $key" "$(echo "$json" | value "$key" | round)" \
			"$(echo "$second" | round)"
	done <"$scratch/second"
	auc=$(echo "$json" | value one_minus_auc_pct)
	check "$protocol: learned something ($auc)" \
		awk "BEGIN { exit !($auc > 0 && $auc < 30) }"
	check "$protocol: interval holds the value" \
		awk "BEGIN { split(\"$(echo "$json" | value ci_pct |
			tr -d '[]')\", c, \",\")
			exit !(c[1] < $auc && $auc < c[2]) }"
	same "$protocol: table" "$(awk '$1 == "furui" { print $2 }' \
		"$scratch/table")" "$(printf %.3f "$auc")"
done
same "spam" "$(echo "$json" | value spam)" "$spam_count"

# Same run, same figures.
sed 's/,"training_seconds.*//' "$scratch/json" >"$scratch/first"
bench --protocol=folds:4 --headers core --json - |
	sed 's/,"training_seconds.*//' >"$scratch/again"
check "a run repeats" cmp "$scratch/first" "$scratch/again"

# Online judges in the index's order; names with blanks stay whole.
bench --protocol=online --scores "$scratch/scores" >"$scratch/table"
sed 's/ [^ ]*$//' "$scratch/scores" >"$scratch/names"
check "order and names" cmp "$scratch/names" "$mail/index"

# With all headers the telling one counts, with core headers it does not.
all=$(bench --protocol=folds:4 --json - | value one_minus_auc_pct)
core=$(value one_minus_auc_pct <"$scratch/first")
check "core headers hide Received (all $all, core $core)" \
	awk "BEGIN { exit !($all < 2 && $core > 2) }"

# Labels dealt out anew, by chance: as good as guessing, and among so few
# messages that is 50 % give or take a lot.
cut -d' ' -f2- "$mail/index" >"$scratch/paths"
cut -d' ' -f1 "$mail/index" | awk 'BEGIN { srand(7) }
	{ print rand(), $0 }' | sort | cut -d' ' -f2 |
	paste -d' ' - "$scratch/paths" >"$mail/shuffled"
for protocol in online folds:4; do
	auc=$(furui-bench accuracy --index "$mail/shuffled" --protocol \
		$protocol --json - | value one_minus_auc_pct)
	check "$protocol: shuffled labels ($auc)" \
		awk "BEGIN { exit !($auc > 30 && $auc < 70) }"
done

# A test index after the whole training index; few to learn from.
head -n 300 "$mail/index" >"$mail/index.train"
tail -n 100 "$mail/index" >"$mail/index.test"
two=$(furui-bench accuracy --index "$mail/index.train" --test \
	"$mail/index.test" --protocol frozen --json -)
one=$(bench --protocol frozen:0.75 --json -)
same "two indices or a fraction" \
	"$(echo "$two" | value one_minus_auc_pct)" \
	"$(echo "$one" | value one_minus_auc_pct)"
few=$(bench --protocol frozen --train-limit 20 --test-limit 100 --json -)
same "few learned" "$(echo "$few" | value learned)" 40
same "few judged" "$(echo "$few" | value n)" 100

# One class alone has no curve.
grep ^ham "$mail/index" >"$mail/ham"
json=$(furui-bench accuracy --index "$mail/ham" --protocol online --json -)
same "one class" "$(echo "$json" | value one_minus_auc_pct)" null
same "one class, interval" "$(echo "$json" | value ci_pct)" "[null,null]"
same "one class, ham lost" "$(echo "$json" | value hm_pct)" 0
finish
