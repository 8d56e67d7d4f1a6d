#!/bin/sh
# furui-bench accuracy: SpamOracle, bmf, CRM114 and SpamAssassin's Bayes as
# peers, with stand-ins that answer in their form; answers that are kept.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
mail=$scratch/mail fake=$scratch/fake
TMPDIR=$scratch/tmp
FAKE_LOG=$scratch/log
export TMPDIR FAKE_LOG
mkdir "$mail" "$fake" "$TMPDIR"

# Each says what the message's X-Score says, and writes down how it was asked.
cat >"$fake/spamoracle" <<'STANDIN'
#!/bin/sh
echo "spamoracle $*" >>"$FAKE_LOG"
[ "$3" = test ] || exit 0
shift 3
for file; do
	score=$(sed -n 's/^X-Score: //p' "$file")
	printf -- '-----\nSubject: x\nScore: 1.00 -- 9 of the subject\n'
	printf 'Score: %s -- %d\nDetails: a:99\nFile: %s\n' "$score" \
		"$(sed -n 's/^X-Words: //p' "$file")" "$file"
	# A line that begins with From_ begins another message for it.
	! grep -q '^From b' "$file" ||
		printf -- '-----\nScore: 0.50 -- 0\nFile: %s\n' "$file"
done
STANDIN
cat >"$fake/bmf" <<'STANDIN'
#!/bin/sh
echo "bmf $*" >>"$FAKE_LOG"
case "$1" in
-t) score=$(sed -n 's/^X-Score: //p' "$5")
	printf '# Spamicity: %s0000\n# word\n' "$score"
	case "$score" in 0.9* | 1*) exit 0 ;; esac
	exit 1 ;;
-V) printf '\nbmf stand-in\nmore\n' ;;
esac
STANDIN
cat >"$fake/crm" <<'STANDIN'
#!/bin/sh
echo "crm $*" >>"$FAKE_LOG"
case "$*" in
*mailtrainer.crm*)
	for option; do
		case "$option" in --spam=* | --good=*)
			ls "${option#*=}" | sed "s|^|${option%%=*} |" \
				>>"$FAKE_LOG" ;;
		esac
	done ;;
*--stats_only) sed -n 's/^X-Pr: //p' | tr '\n' ' ' ;;
esac
STANDIN
cat >"$fake/sa-learn" <<'STANDIN'
#!/bin/sh
echo "sa-learn $*" >>"$FAKE_LOG"
[ "$1" != --spam ] || sed 's|.*/|spam |' >>"$FAKE_LOG"
[ "$1" != --version ] || echo "sa stand-in"
STANDIN
cat >"$fake/perl" <<'STANDIN'
#!/bin/sh
grep -q '^use_bayes 1$' "$3" || exit 1
while read -r file; do
	echo "$file $(sed -n 's/^X-Score: //p' "$file" | sed 's/^0.50$/-/')"
done
STANDIN
chmod +x "$fake"/*

# put NUMBER SCORE WORDS PR BODY
put() {
	printf 'X-Score: %s\nX-Words: %s\nX-Pr: %s\nSubject: a\n\n%s\n' \
		"$2" "$3" "$4" "$5" >"$mail/$1"
}
put 1 0.10 9 50.00 a
put 2 0.99 4 -60.10 b
put 3 0.95 9 -4.99 "$(printf 'c\nFrom b\n')"
put 4 0.50 9 5.00 d
put 5 0.05 9 4.00 e
put 6 1.00 9 -5.00 f
printf 'ham 1\nspam 2\n' >"$mail/index"
printf 'ham 1\nspam 2\nspam 3\nham 4\nham 5\nspam 6\n' >"$mail/test"

# try PEER: leaves the JSON line in $json and the scores.
try() {
	: >"$FAKE_LOG"
	status "$1 runs" 0 env PATH="$fake:$PATH" furui-bench accuracy \
		--index "$mail/index" --test "$mail/test" --protocol frozen \
		--against "$1" --json "$scratch/json" --scores \
		"$scratch/scores" --keep "$scratch/kept" >/dev/null
	json=$(grep "\"filter\":\"$1\"" "$scratch/json")
	scores=$(sed 's/.* //' "$scratch/scores.$1" | tr '\n' ' ')
}
value() {
	sed -n "s/.*\"$1\":\(\[[^]]*\]\|[^,}]*\).*/\1/p"
}
# classes NAME HAM-LOST SPAM-MISSED UNSURE-OF-6
classes() {
	same "$1: ham lost" "$(echo "$json" | value ham_lost)" "$2"
	same "$1: spam missed" "$(echo "$json" | value spam_missed)" "$3"
	same "$1: unsure" "$(echo "$json" | value unsure_pct |
		awk '{ printf "%.0f", $1 * 6 / 100 }')" "$4"
}

try spamoracle
same "spamoracle: scores" "$scores" "$(printf '%.17g ' .1 .99 .95 .5 .05 1)"
# .99 rests on 4 words, .5 is between: unsure.
classes spamoracle 0 1 2
check "spamoracle: a store of its own" grep -q \
	"^spamoracle -f $TMPDIR/.*/db add -spam $mail/2$" "$FAKE_LOG"
try bmf
same "bmf: scores" "$scores" "$(printf '%.17g ' .1 .99 .95 .5 .05 1)"
classes bmf 0 0 0
same "bmf: version" "$(echo "$json" | value version)" '"bmf stand-in"'
check "bmf: learns ham" grep -q "^bmf -d $TMPDIR/.* -n -i $mail/1$" "$FAKE_LOG"
try crm114
same "crm114: scores" "$scores" "$(printf '%.17g ' -50 60.1 4.99 -5 -4 5)"
classes crm114 0 1 2
same "crm114: learns" "$(grep '^--' "$FAKE_LOG" | tr '\n' ' ')" \
	"--spam 000001 --good 000000 "
try sa-learn
same "sa-learn: scores" "$scores" "$(printf '%.17g ' .1 .99 .95 .5 .05 1)"
# No probability of message 4; .95 lies under BAYES_99.
classes sa-learn 0 1 2
same "sa-learn: learns spam" "$(grep '^spam ' "$FAKE_LOG")" "spam 2"

# Kept answers: not asked again, equal; asked again for other messages.
first=$json first_scores=$scores
try sa-learn
same "kept: not asked" "$(grep -c ' -f ' "$FAKE_LOG")" 0
same "kept: same result" "$json" "$first"
same "kept: same scores" "$scores" "$first_scores"
put 5 0.00 9 4.00 "another text"
try sa-learn
same "changed: asked" "$(grep -c ' -f ' "$FAKE_LOG")" 2
same "changed: another result" "${scores#*- }" "$(printf '%.17g ' \
	.1 .99 .95 .5 0 1)"
for file in "$scratch"/kept/sa-learn-*; do
	head -n 3 "$file" >"$file.cut" && mv "$file.cut" "$file"
done
status "damaged" 3 env PATH="$fake:$PATH" furui-bench accuracy --index \
	"$mail/index" --test "$mail/test" --protocol frozen --against \
	sa-learn --keep "$scratch/kept" >/dev/null 2>"$scratch/errors"
check "damaged is named" grep -q 'is damaged; remove it' "$scratch/errors"

# Nonsense for an answer.
# shellcheck disable=SC2016 # the stand-ins expand it
{
	printf '#!/bin/sh\necho nonsense\n' >"$fake/crm"
	printf '#!/bin/sh\n[ "$3" != test ] || echo "File: $4"\n' >"$fake/spamoracle"
	printf '#!/bin/sh\necho nonsense\n' >"$fake/bmf"
	printf '#!/bin/sh\nwhile read -r file; do echo "$file 1.5"; done\n' \
		>"$fake/perl"
}
for peer in crm114 spamoracle bmf sa-learn; do
	status "$peer: nonsense" 3 env PATH="$fake:$PATH" furui-bench accuracy \
		--index "$mail/index" --test "$mail/test" --protocol frozen \
		--against $peer >/dev/null 2>"$scratch/errors"
	check "$peer: nonsense is named" grep -q \
		"$peer failed: \(of\|it said\)" "$scratch/errors"
done
same "nothing is left behind" "$(ls "$TMPDIR")" ""
finish
