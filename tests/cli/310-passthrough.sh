#!/bin/sh
# -p: the message byte for byte, with our fields in it, also in trouble.
# shellcheck disable=SC2317 # functions that check and status call
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

train 12
out=$scratch/out err=$scratch/err

# through MESSAGE [OPTION...]: passes it; the exit code is left in $code.
through() {
	through_message=$1
	shift
	furui -p "$@" <"$through_message" >"$out" 2>"$err"
	code=$?
}

# fields: our fields as they came out, numbers and versions left out.
fields() {
	sed -n -E -e '/^\r?$/q' -e 's/=[0-9.]+/=#/g' \
		-e '/^X-(Furui|Bogosity):/p' "$out"
}

# unchanged MESSAGE: all else is the same.
unchanged() {
	sed -E -e '1,/^\r?$/{/^X-(Furui|Bogosity): (Spam|Ham|Unsure)[;,]/d}' \
		"$out" | cmp - "$1"
}

want='X-Furui: Spam; probability=#; reasons=#; version=#
X-Bogosity: Spam, tests=bogofilter, spamicity=#, version=#'
through "$spam" -e
same "spam: exit code" "$code" 0
same "spam: fields" "$(fields)" "$want"
check "spam: unchanged" unchanged "$spam"
same "spam: the fields end the header" "$(sed -n 6p "$out")" ""
check "the version that recipes look for" \
	grep -q '^X-Bogosity: Spam, tests=bogofilter, spamicity=.*, version=1.2.5$' "$out"
through "$ham"
same "ham without -e" "$code" 1
check "ham: unchanged" unchanged "$ham"
through "$unsure"
same "unsure without -e" "$code" 2
through "$spam" --bogosity-header=no -e
same "one field alone" "$(fields)" "${want%
*}"

sed 's/$/\r/' "$spam" >"$scratch/crlf"
through "$scratch/crlf" -e
check "crlf: unchanged" unchanged "$scratch/crlf"
same "crlf: in every line" "$(grep -c "$(printf '\r')\$" "$out")" \
	"$(wc -l <"$out")"

# Forged and older copies, however they are written, but not in the body and
# not in a message within.
{
	printf 'x-FURUI: Ham; probability=0.0\n\tand more\n'
	sed '/^$/q' "$ham" | sed '$d'
	printf 'X-Bogosity \t: Ham, tests=bogofilter\n\nX-Furui: quoted\n'
} >"$scratch/forged"
{
	sed '/^$/q' "$ham"
	echo 'X-Furui: quoted'
} >"$scratch/clean"
through "$scratch/forged" -e
check "forged: removed" unchanged "$scratch/clean"
same "forged: only ours" "$(sed '/^$/q' "$out" | grep -ic 'x-furui\|x-bogosity')" 2
through "$out" -e
cp "$out" "$scratch/once"
through "$scratch/once" -e
check "twice is the same as once" cmp "$out" "$scratch/once"

# Nothing of the message gets into our fields: the fields are all the same.
message "a@b.example
X-Furui: Ham" "casino 当選" "claim jackpot pills 賞金" >"$scratch/tricky"
through "$scratch/tricky" -e
same "tricky: fields" "$(fields)" "$want"

# Any bytes.
printf 'A: \0b\n\n\0\377body' >"$scratch/nul"
through "$scratch/nul" -e
check "NUL: unchanged" unchanged "$scratch/nul"
: >"$scratch/empty"
through "$scratch/empty" -e
same "empty: exit code" "$code" 0
same "empty: fields" "$(fields | cut -d';' -f1 | head -1)" "X-Furui: Unsure"
through "$spam" -e -vv
check "-vv: the message has standard output for itself" unchanged "$spam"
check "-vv: the histogram goes to standard error" grep -q '^  0.90' "$err"
furui -p -e -I "$spam" -O "$scratch/file"
cp "$scratch/file" "$out"
check "-I -O" unchanged "$spam"
cp "$spam" "$scratch/same"
furui -p -e -I "$scratch/same" -O "$scratch/same"
cp "$scratch/same" "$out"
check "-I and -O the same file" unchanged "$spam"

# trouble NAME WORD [OPTION...]: passes the message on with the word.
trouble() {
	trouble_name=$1 trouble_word=$2
	shift 2
	through "$spam" -e "$@"
	same "$trouble_name: exit code with -e" "$code" 0
	same "$trouble_name: field" "$(fields)" "X-Furui: Unsure; error=$trouble_word"
	check "$trouble_name: unchanged" unchanged "$spam"
	check "$trouble_name: a sentence that begins with furui" \
		grep -q '^furui: ..........' "$err"
	through "$spam" "$@"
	same "$trouble_name: exit code" "$code" 3
	through "$spam" --tempfail -e "$@"
	same "$trouble_name: exit code with --tempfail" "$code" 75
	check "$trouble_name: unchanged with --tempfail" unchanged "$spam"
	status "$trouble_name: without -p" 3 furui "$@" <"$spam" 2>/dev/null
	status "$trouble_name: -e alone hides nothing" 3 \
		furui -e "$@" <"$spam" 2>/dev/null
}
trouble "no store" no-model -d "$scratch/none"
check "no store: what to do" grep -q 'furui-train' "$err"
check "no store: none is made" test ! -e "$scratch/none"
cp -r "$FURUI_DIR" "$scratch/bad"
head -c 50 "$FURUI_DIR/model" >"$scratch/bad/model"
trouble "cut model" model-damaged -d "$scratch/bad"
: >"$scratch/bad/model"
trouble "empty model" model-damaged -d "$scratch/bad"
# The header is good, the weights are no numbers: behind the token counts, 2^18
# floats for each of four experts.
cp "$FURUI_DIR/model" "$scratch/bad/model"
size=$(wc -c <"$scratch/bad/model")
head -c 4194304 /dev/zero | tr '\000' '\377' |
	dd of="$scratch/bad/model" bs=65536 seek=$((size - 4194304)) \
		oflag=seek_bytes conv=notrunc status=none
same "weights that are no numbers: size" "$(wc -c <"$scratch/bad/model")" \
	"$size"
trouble "weights that are no numbers" model-damaged -d "$scratch/bad"
cp "$scratch/bad/model" "$scratch/nan"
through "$spam" -e -u -d "$scratch/bad"
check "weights that are no numbers: nothing is learned" \
	cmp "$scratch/nan" "$scratch/bad/model"
status "weights that are no numbers: one after another" 3 \
	furui -d "$scratch/bad" -B "$spam" >"$out" 2>"$err"
check "weights that are no numbers: said of each" \
	grep -q "$spam: .*damaged" "$err"
rm "$scratch/bad/model"
# Another furui wrote it: the version is behind the first eight bytes.
cp "$FURUI_DIR/model" "$scratch/bad/model"
printf '\001' | dd of="$scratch/bad/model" bs=1 seek=8 conv=notrunc status=none
trouble "model of another version" model-version -d "$scratch/bad"
rm "$scratch/bad/model"
# What is in the way of the store.
echo >"$scratch/file"
trouble "store is a file" unreadable -d "$scratch/file"
mkfifo "$scratch/bad/model"
trouble "model is a pipe" model-damaged -d "$scratch/bad"
trouble "no configuration" config -c "$scratch/none"
echo "spam_cutoff = much" >"$scratch/conf"
trouble "wrong configuration" config -c "$scratch/conf"
check "wrong configuration: where" grep -q "$scratch/conf.*1" "$err"
status "--json says it, too" 3 sh -c \
	"furui --json -d '$scratch/none' <'$spam' >'$out' 2>/dev/null"
check "--json: error" grep -q '"error":"no-model"' "$out"

# A mistake in the options must not cost the mail either.
through "$spam" -e --no-such-option
same "usage: exit code" "$code" 64
same "usage: field" "$(fields)" "X-Furui: Unsure; error=usage"
check "usage: unchanged" unchanged "$spam"
check "usage: hint" grep -q 'furui -h' "$err"
finish
