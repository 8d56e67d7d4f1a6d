#!/bin/sh
# Messages made to exhaust a parser: each is read within 2 seconds and 300 MB,
# and what follows the attack is not lost.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

measure=$bin/../tests/measure
check "the helper is built" [ -x "$measure" ]

# repeat N TEXT: TEXT, a printf format, so often.
repeat() {
	awk -v n="$1" -v text="$(printf '%b.' "$2")" 'BEGIN {
		text = substr(text, 1, length(text) - 1)
		for (i = 0; i < n; i++)
			printf "%s", text
	}'
}

# numbered N FORMAT: FORMAT with 1, 2, … N in it.
numbered() {
	awk -v n="$1" -v format="$2" 'BEGIN {
		for (i = 1; i <= n; i++)
			printf format, i
	}'
}

# attack NAME WORD: the message in $m gives WORD among its tokens (nothing to
# look for when empty).
m=$scratch/m
attack() {
	status "$1" 0 "$measure" 2 300 furui --tokens \
		<"$m" >"$scratch/tokens"
	[ -z "$2" ] || check "$1: «$2» is read" \
		grep -q "	$2\$" "$scratch/tokens"
	check "$1: a token a line" sh -c \
		"! grep -vqE '^[a-z]{2,4}	.' '$scratch/tokens'"
}

end='\nSubject: subjectword\n\nbodyword\n'
for field in From To Cc Reply-To Sender Bcc; do
	{
		printf '%s: ' $field
		repeat 51200 a:
		printf '%b' "$end"
	} >"$m"
	attack "$field: a:a:a" subjectword
	check "$field: it is noted" grep -qx 'meta	limit-field' "$scratch/tokens"
done
{
	printf 'From:'
	repeat 20000 ' a:a:\n'
	printf 'Subject: subjectword\n\nbodyword\n'
} >"$m"
attack "folded" bodyword
{
	printf 'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n'
	printf -- '--b\nContent-Type: message/rfc822\n\nFrom: '
	repeat 51200 a:
	printf '%b\n--b\n\nlastword\n--b--\n' "$end"
} >"$m"
attack "in a message inside" lastword
{
	printf 'From: '
	repeat 51200 'a:\r'
	printf '%b' "$end"
} >"$m"
attack "with CR" bodyword

{
	numbered 1000000 'X-A%d: b\n'
	printf '\nbodyword\n'
} >"$m"
attack "a million headers" ""
{
	printf 'Subject: subjectword\nTo: x\n'
	repeat 30000 'To: a@example.jp\n'
	printf '\nbodyword\n'
} >"$m"
attack "thirty thousand times To" bodyword
{
	printf 'Subject: subjectword\nContent-Type: multipart/mixed; boundary=b\n\n'
	repeat 1000000 '--b\n'
	printf '\nlastword\n'
} >"$m"
attack "a million boundaries" subjectword
{
	printf 'Subject: subjectword\nContent-Type: multipart/mixed; boundary=b\n\n'
	repeat 100000 '--b\n\nx\n'
	printf '\nlastword\n'
} >"$m"
attack "parts" lastword
{
	printf 'Subject: subjectword\nContent-Type: multipart/mixed; boundary=b0\n\n'
	awk 'BEGIN {
		for (i = 0; i < 10000; i++) {
			printf "--b%d\nContent-Type: multipart/mixed;", i
			printf " boundary=b%d\n\n", i + 1
		}
	}'
	printf 'lastword\n'
} >"$m"
attack "ten thousand parts in parts" subjectword
check "too many tokens are noted" grep -qx 'meta	limit-tokens' \
	"$scratch/tokens"
{
	printf 'Subject: subjectword\n'
	repeat 10000 'Content-Type: message/rfc822\n\n'
	printf '\nlastword\n'
} >"$m"
attack "ten thousand messages in messages" lastword
# Each field is short enough; together they are a million addresses, headers
# or parameters.
for unit in 'To: %a,' 'Cc: %a:' 'From: %<a>' 'Content-Type: text/plain%; a=b' \
	'%a:\n'; do
	awk -v unit="$unit" 'BEGIN {
		printf "Subject: subjectword\nContent-Type: multipart/mixed;"
		printf " boundary=b\n\n"
		split(unit, part, "%")
		n = 7000 / length(part[2])
		if (n > 900 && part[1] == "")
			n = 900
		for (i = 0; i < 480; i++) {
			printf "--b\nContent-Type: message/rfc822\n\n%s", part[1]
			for (k = 0; k < n; k++)
				printf "%s", part[2]
			printf "\n\nword%d\n", i
		}
	}' >"$m"
	attack "many of $unit" subjectword
	check "many of $unit: the last is read" \
		grep -q '	word479$' "$scratch/tokens"
done
{
	printf 'Subject: '
	repeat 500000 '=?a?b?x'
	printf '\n\nbodyword\n'
} >"$m"
attack "encoded-words that never end" bodyword
{
	printf 'Content-Type: multipart/mixed; boundary=b\n\n--b\nX-A: '
	numbered 15000 '=?c%d?q?=E1=E2=E3?= '
	printf '\n\nlastword\n--b--\n'
} >"$m"
attack "encoded-words in unknown charsets" lastword
for unit in '<' '<!-- >' '<a =">="' '&' '<div>' '<a b'; do
	{
		printf 'Content-Type: text/html\n\nfirstword '
		repeat 500000 "$unit"
	} >"$m"
	attack "HTML of $unit" firstword
done
{
	printf 'Content-Type: text/plain; charset=utf-8\n\nfirstword a'
	repeat 200000 '\314\201\314\226'
} >"$m"
attack "marks" firstword
{
	printf 'Content-Transfer-Encoding: base64\n\n'
	repeat 60000 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVphYmNkZWZnaGlqa2xtbm9w\n'
} >"$m"
attack "base64" ""
{
	printf 'Subject: subjectword\n\n'
	head -c 50000000 /dev/zero
} >"$m"
attack "fifty megabytes of nothing" subjectword
check "a long message is noted" grep -qx 'meta	limit-message' "$scratch/tokens"
{
	printf 'Subject: subjectword\n\n'
	repeat 1000000 'padding '
	printf 'lastword\n'
} >"$m"
attack "behind eight megabytes" lastword
{
	printf 'Content-Type: multipart/mixed; boundary='
	repeat 300 b
	printf '\n\n--'
	repeat 300 b
	printf '\n\nlastword\n'
} >"$m"
attack "a long boundary" lastword
check "a long boundary is noted" grep -qx 'meta	limit-boundary' "$scratch/tokens"
{
	printf 'Content-Type: multipart/mixed; boundary=b\n\n--b\n'
	printf 'Content-Type: multipart/mixed; boundary='
	repeat 20000 b
	printf '\n\n'
	awk 'BEGIN {
		for (i = 0; i < 20000; i++)
			line = line "b"
		for (i = 0; i < 15; i++)
			print "--" line "\n\npart"
	}'
	printf 'lastword\n--b--\n'
} >"$m"
attack "a boundary of 20 KB in a part" lastword
check "a boundary in a part is noted" \
	grep -qx 'meta	limit-boundary' "$scratch/tokens"
{
	printf 'Content-Type: text/plain\n\n=ybegin line=128 size=9 name=x\n'
	repeat 100000 '\052\075\175\012'
	printf '=yend size=9\nlastword\n'
} >"$m"
attack "yEnc" lastword
{
	printf 'Content-Transfer-Encoding: x-uuencode\n\nfirstword\n'
	printf 'begin 644 f\n'
	repeat 50000 'M86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A86%%A\n'
} >"$m"
attack "uuencode" ""
{
	printf 'Content-Transfer-Encoding: quoted-printable\n\nfirstword '
	repeat 1000000 '=41'
} >"$m"
attack "quoted-printable" firstword
{
	printf 'Content-Type: text/plain\n\nfirstword '
	repeat 3000000 A
	printf '\nlastword\n'
} >"$m"
attack "one line of three megabytes" firstword
finish
