#!/bin/sh
# The verdict: exit codes and every form it is printed in.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

train 12
status "spam" 0 furui <"$spam"
status "ham" 1 furui <"$ham"
status "unsure" 2 furui <"$unsure"
status "empty" 2 furui </dev/null
for message in "$spam" "$ham" "$unsure"; do
	status "-e" 0 furui -e <"$message"
done
same "nothing is printed unasked" "$(furui <"$spam" 2>&1)" ""

# matches NAME PATTERN OPTION...: one line, which the pattern covers.
matches() {
	matches_name=$1 matches_pattern=$2
	shift 2
	got=$(furui "$@" 2>&1)
	check "$matches_name: «$got»" \
		sh -c "printf '%s\n' '$got' | grep -Eqxe '$matches_pattern'"
	same "$matches_name: lines" "$(printf '%s\n' "$got" | wc -l)" 1
}
p='[01]\.[0-9]{6}'
matches "-v" "X-Furui: Spam; probability=$p; reasons=[1-9][0-9]*; version=[0-9.]+" \
	-v -I "$spam"
matches "-v ham" "X-Furui: Ham; probability=$p; reasons=.*" -v -I "$ham"
matches "-v unsure" "X-Furui: Unsure; probability=0\.[0-9]{6}; reasons=[0-9]+; .*" \
	-v -I "$unsure"
matches "-t" "S $p" -t -I "$spam"
matches "-t ham" "H $p" -t -I "$ham"
matches "-T unsure" "U 0\.[0-9]+" -T -I "$unsure"
matches "-T" "S (1|0\.99[0-9]*)" -T -I "$spam"
matches "-T ham" "H (0|0\.0[0-9]*|[0-9.]+e-[0-9]+)" -T -I "$ham"
matches "-TT" "[01]\.[0-9]{16}" -TT -I "$spam"
matches "-TTT" "[0-9]+\.[0-9]{6}" -TTT -I "$spam"
matches "-TTT ham" "-[0-9]+\.[0-9]{6}" -TTT -I "$ham"
matches "--json" \
	'\{"file":null,"verdict":"Spam","probability":[0-9.e+-]+,"log_odds":[0-9.]+,"reasons":[0-9]+,"error":null\}' \
	--json -I "$spam"

same "-vv: a line and ten bins" "$(furui -vv -I "$spam" | wc -l)" 12
check "-vv: the strong end has tokens" \
	sh -c "furui -vv -I '$spam' | grep -q '^  0.90 .* ##'"
check "-vvv: counts and weight" sh -c "furui -vvv -I '$spam' |
	grep -Eq '^  \"subj:casino\" +12 +0  0\.99[0-9]+ \+\$'"
check "-vvv: Japanese" \
	sh -c "furui -vvv -I '$spam' | grep -Eq '^  \"賞金\" +12 +0 '"
check "-vvv: unknown" \
	sh -c "furui -vvv -I '$unsure' | grep -Eq '^  \"qwxk\" +0 +0 .* -\$'"
check "-vvv: how much was learned" \
	sh -c "furui -vvv -I '$spam' | grep -Eq 'learned +12 +12\$'"

# The cut-offs, in each way they can be given.
message boss@work.example "casino" "claim budget" >"$scratch/mixed"
status "mixed" 2 furui -I "$scratch/mixed"
for way in "-o 0.01" "-o0.01,0.001" "--spam-cutoff=0.01" "--spam_cutoff 0.01"; do
	# shellcheck disable=SC2086 # two words
	status "$way" 0 furui $way -I "$scratch/mixed"
done
for way in "-o ,0.99" "-o 1,0.999" "--ham-cutoff=0.99" "-o 1,0"; do
	# shellcheck disable=SC2086 # two words
	status "$way" 1 furui $way -I "$scratch/mixed"
done

# Tokens need no model.
rm -rf "$FURUI_DIR"
status "--tokens" 0 sh -c "furui --tokens <'$spam' >'$scratch/tokens'"
tab=$(printf '\t')
for token in "subj${tab}casino" "subj${tab}当選" "body${tab}jackpot" \
	"body${tab}賞金"; do
	check "--tokens: $token" grep -qx "$token" "$scratch/tokens"
done
finish
