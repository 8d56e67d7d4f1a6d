#!/bin/sh
# -s -n -S -N -u: learning single messages.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

# learned: how many messages of each class the model knows.
learned() {
	furui -vvv -I "$unsure" | sed -n -E 's/.*learned +([0-9]+) +([0-9]+)/\1 \2/p'
}

# What was never learned is no trouble, and makes no store.
status "-S without a store" 0 furui -S <"$spam"
status "-N without a store" 0 furui -N <"$spam"
check "no store was made" test ! -e "$FURUI_DIR"

status "-s" 0 furui -s <"$spam"
same "one spam" "$(learned)" "1 0"
status "one class alone: unsure" 2 furui <"$spam"
same "the store is private" "$(stat -c %a "$FURUI_DIR")" 700
status "-s again" 0 furui -s <"$spam"
same "once is enough" "$(learned)" "1 0"
status "-n" 0 furui -n -I "$ham"
same "one of each" "$(learned)" "1 1"
status "-S of what is ham" 0 furui -S <"$ham"
status "-N of what is spam" 0 furui -N <"$spam"
status "-N of what is unknown" 0 furui -N <"$unsure"
same "no change" "$(learned)" "1 1"
status "-Sn of what is spam" 0 furui -Sn <"$spam"
same "moved over" "$(learned)" "0 2"
status "-N -s, as Sylpheed has it" 0 furui -N -s -I "$spam"
same "moved back" "$(learned)" "1 1"
status "-n alone moves, too" 0 furui -n <"$spam"
same "moved" "$(learned)" "0 2"
status "-N" 0 furui -N <"$spam"
same "unlearned" "$(learned)" "0 1"
furui -p -e <"$ham" >"$scratch/passed"
status "-N of the message with our fields" 0 furui -N <"$scratch/passed"
same "it is the same message" "$(learned)" "0 0"

# What is said.
same "-s -v" "$(furui -s -v <"$spam" 2>&1 | sed 's/[0-9][0-9]* words/# words/')" \
	"# # words, 1 message"
same "-s -v, known" "$(furui -s -v <"$spam" 2>&1)" \
	"# 0 words, 0 messages (1 unchanged)"
same "-s is silent" "$(furui -s <"$unsure" 2>&1)" ""
furui -S <"$unsure"

# -u: as judged, never when unsure.
train 12
before=$(learned)
message win@prize.example "casino 当選 new" "claim jackpot pills 賞金 now" \
	>"$scratch/new"
status "-u: the verdict's code" 0 furui -u <"$scratch/new"
now=$(learned)
same "-u: one more spam" "${now% *}" "$((${before% *} + 1))"
same "-u: no more ham" "${now#* }" "${before#* }"
status "-u: unsure" 2 furui -u <"$unsure"
same "-u: unsure is not learned" "$(learned)" "$now"

# With -p the message comes out, learned or not.
message boss@work.example "agenda 会議 new" "schedule budget 予定 colleague" \
	>"$scratch/new"
status "-p -e -u" 0 sh -c "furui -p -e -u <'$scratch/new' >'$scratch/out'"
check "-p -u: passed" grep -q '^X-Furui: Ham' "$scratch/out"
then=$(learned)
same "-p -u: learned" "${then#* }" "$((${now#* } + 1))"
status "-p -s" 0 sh -c "furui -p -s <'$unsure' >'$scratch/out'"
check "-p -s: passed" grep -q '^X-Furui: Unsure; prob' "$scratch/out"
status "the first message, -p -s" 0 sh -c \
	"furui -d '$scratch/first' -p -s <'$unsure' >'$scratch/out' 2>'$scratch/err'"
check "the first message: passed" \
	grep -q '^X-Furui: Unsure; error=no-model' "$scratch/out"
check "the first message: learned" test -s "$scratch/first/model"
check "the first message: no complaint" test ! -s "$scratch/err"

# A store that cannot be written to costs no mail.
cp -r "$FURUI_DIR" "$scratch/open"
chmod 770 "$scratch/open"
status "unsafe store, -s" 3 furui -d "$scratch/open" -s <"$spam" 2>"$scratch/err"
check "unsafe store: a sentence" grep -q '^furui: ' "$scratch/err"
status "unsafe store, -p -e -u" 0 sh -c \
	"furui -d '$scratch/open' -p -e -u <'$spam' >'$scratch/out' 2>'$scratch/err'"
check "unsafe store: passed" grep -q '^X-Furui: Spam; prob' "$scratch/out"
check "unsafe store: told" grep -q '^furui: ' "$scratch/err"
mkdir "$scratch/file"
: >"$scratch/file/x"
status "store is a file" 3 furui -d "$scratch/file/x" -s <"$spam" 2>/dev/null
status "store is a file, --tempfail" 75 \
	furui -d "$scratch/file/x" --tempfail -s <"$spam" 2>/dev/null
finish
