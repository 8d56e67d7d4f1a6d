#!/bin/sh
# furui-bench accuracy --ablate: each part left out in turn.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
mail=$scratch/mail
mkdir "$mail"

# 120 messages that only a number's shape, words of the body and the name of a
# relay tell apart, none of them always; none has a link or a second part.
awk -v folder="$mail" 'BEGIN {
	srand(1)
	for (i = 1; i <= 120; i++) {
		spam = rand() < .5
		file = folder "/" i
		printf "Received: from %s.example by mx.example.jp\n" \
			"From: <p%d@example.com>\nTo: me@example.jp\n" \
			"Subject: note%d\n\n", \
			((rand() < .8) == spam ? "bulk" : "friend"), \
			i % 50, rand() * 30 >file
		for (w = 0; w < 12; w++)
			printf "%s%d ", ((luck = rand()) > .1 ? "plain" : \
				(luck > .03) == spam ? "lucky" : "family"), \
				rand() * 20 >file
		printf "%s\n", (rand() < .7) == spam ? "$12,345.00" : \
			"03-1234-5678" >file
		close(file)
		print (spam ? "spam" : "ham") " " i
	}
}' >"$mail/index"

# value KEY: of the JSON line on standard input.
value() {
	sed -n "s/.*\"$1\":\(\[[^]]*\]\|[^,}]*\).*/\1/p"
}
without() {
	grep "\"left_out\":\"$1\"" "$scratch/json"
}
parts="core n-grams
raw n-grams
words
AROW
token counts
novelty guard
url
meta
rcvd
head
mime
hide
from, to, rtrn
subj
body
word pairs
number shapes"
for protocol in online frozen:0.5 folds:3; do
	furui-bench accuracy --index "$mail/index" --protocol $protocol \
		--ablate --json "$scratch/json" >"$scratch/table"
	same "$protocol: the parts" "$parts" \
		"$(sed -n 's/.*"left_out":"\([^"]*\)".*/\1/p' "$scratch/json")"
	whole=$(sed -n 1p "$scratch/json" | value one_minus_auc_pct)
	same "$protocol: the whole" "$(awk '$1 == "nothing" { print $2 }' \
		"$scratch/table")" "$(printf %.3f "$whole")"
	for part in "core n-grams" "raw n-grams" words AROW "token counts" \
		rcvd body "number shapes"; do
		row=$(without "$part")
		check "$protocol: $part is worth something" test \
			"$(echo "$row" | value more_ci_pct)" != "[0,0]"
		check "$protocol: $part: what it is worth" awk -v whole="$whole" \
			-v it="$(echo "$row" | value one_minus_auc_pct)" \
			-v more="$(echo "$row" | value more_pct)" 'BEGIN {
				d = it - whole - more
				exit !(d < 1e-6 && d > -1e-6) }'
	done
	for part in url hide "word pairs" "novelty guard"; do
		# Each fold has a line of its own, to which its scores are
		# relative, and the guard moves it.
		[ "$protocol $part" != "folds:3 novelty guard" ] || continue
		same "$protocol: without $part the order stays" \
			"$(without "$part" | value more_ci_pct)" "[0,0]"
	done
	same "$protocol: rows" "$(grep -c '( *[-+].* to [-+]' \
		"$scratch/table")" 17
done

furui-bench accuracy --index "$mail/index" --protocol folds:3 --ablate \
	--against fisher --json "$scratch/json" >"$scratch/table"
same "peers have no parts" "$(grep -c '"filter":"fisher"' "$scratch/json")" 1
furui-bench accuracy --index "$mail/index" --protocol folds:3 \
	--json "$scratch/json" >"$scratch/table"
check "only when asked" test "$(grep -c left_out "$scratch/json")" -eq 0
finish
