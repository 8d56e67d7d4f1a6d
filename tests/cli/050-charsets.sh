#!/bin/sh
# The same message in every charset, under every label and transfer encoding,
# as text and as HTML, has the same words of subject and body.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

subject='商店街の夏祭り、出店者を募集します'
text='商店街のみなさまへ。来月の夏祭りで焼きそばや金魚すくいの店を出す方を
募集しています。申し込みは組合の事務所まで、締め切りは今月末です。雨の
ときは体育館で行います。Please bring your own table. くわしくは回覧板を
ごらんください。'

# to CHARSET: standard input, converted.
to() {
	iconv -f UTF-8 -t "$1"
}

# encode none|base64|quoted: standard input, in that transfer encoding.
encode() {
	case $1 in
	none) cat ;;
	base64) base64 ;;
	quoted)
		od -An -v -tx1 | tr -d '\n' | tr a-f A-F | sed 's/ 0A/\n/g;s/ /=/g' |
			sed 's/.\{72\}/&=\n/g'
		;;
	esac
}

name_of() {
	case $1 in
	none) echo 8bit ;;
	base64) echo base64 ;;
	quoted) echo quoted-printable ;;
	esac
}

# message CHARSET LABEL TRANSFER TYPE: the subject as an encoded-word, or raw
# without a label; the text on standard input.
message() {
	if [ -n "$2" ]; then
		printf 'Subject: =?%s?B?%s?=\n' "$2" \
			"$(printf %s "$subject" | to "$1" | base64 -w0)"
		printf 'Content-Type: text/%s; charset="%s"\n' "$4" "$2"
	else
		printf 'Subject: %s\n' "$subject" | to "$1"
		printf 'Content-Type: text/%s\n' "$4"
	fi
	printf 'MIME-Version: 1.0\nContent-Transfer-Encoding: %s\n\n' \
		"$(name_of "$3")"
	to "$1" | encode "$3"
}

# body plain|html: the text; in HTML with what a person does not see.
body() {
	case $1 in
	plain) printf '%s\n' "$text" ;;
	html)
		printf '<html><body><!-- 注文 --><p>'
		printf '%s\n' "$text" |
			sed 's/金魚/<b>金<\/b><span>魚<\/span>/
				s/体育館/体<!-- x -->育館/
				s/締め切り/\&#32224;め\&#x5207;り/'
		printf '</p><style>p{color:red}</style></body></html>\n'
		;;
	esac
}

words() {
	furui --tokens <"$1" | grep -E '^(subj|body)	' | sort -u
}

# like NAME FILE: has the reference's words.
like() {
	words "$2" >"$scratch/got"
	same "$1" "$(diff "$scratch/want" "$scratch/got")" ""
}

body plain | message UTF-8 utf-8 none plain >"$scratch/reference"
words "$scratch/reference" >"$scratch/want"
check "the reference has words" [ "$(wc -l <"$scratch/want")" -gt 60 ]
for word in 'subj	募集' 'body	祭り' 'body	体育館' 'body	table'; do
	check "the reference has $word" grep -qx "$word" "$scratch/want"
done

# try CHARSET LABEL TRANSFER TYPE
try() {
	body "$4" | message "$@" >"$scratch/m"
	like "$1 as «$2», $3, $4" "$scratch/m"
}

for charset in UTF-8 ISO-2022-JP EUC-JP SHIFT_JIS; do
	for transfer in none base64 quoted; do
		for type in plain html; do
			try "$charset" "$charset" "$transfer" "$type"
		done
	done
	for label in '' utf-8 iso-8859-1 x-unknown iso-2022-jp gb2312; do
		try "$charset" "$label" none plain
		try "$charset" "$label" quoted html
	done
done

# Line ends, quotes, format=flowed, an mbox line before it all.
sed 's/$/\r/' "$scratch/reference" >"$scratch/m"
like "CR LF" "$scratch/m"
body plain | sed 's/^/> /' | message UTF-8 utf-8 none plain >"$scratch/m"
like "quoted text" "$scratch/m"
body plain | sed '$!s/$/ /' | message UTF-8 utf-8 none plain >"$scratch/m"
like "flowed" "$scratch/m"
{
	echo 'From a@example.jp Mon Jan  5 10:00:00 2026'
	cat "$scratch/reference"
} >"$scratch/m"
like "mbox" "$scratch/m"

# The subject cut into words inside a character, folded.
printf %s "$subject" >"$scratch/s"
{
	for skip in 0 10 20 30 40; do
		printf '%s =?utf-8?B?%s?=\n' \
			"$([ "$skip" = 0 ] && printf Subject:)" \
			"$(tail -c +$((skip + 1)) "$scratch/s" |
				head -c "$([ "$skip" = 40 ] && echo 99 || echo 10)" |
				base64 -w0)"
	done
	sed 1d "$scratch/reference"
} >"$scratch/m"
like "split inside characters" "$scratch/m"

# Half-width and full-width are what they stand for.
for pair in 'ｶﾞｽ料金:ガス料金' 'ＡＢＣｓｔｏｒｅ:ABCstore' '㈱山田:(株)山田'; do
	for side in "${pair%%:*}" "${pair#*:}"; do
		printf 'Subject: x\n\n%s\n' "$side" | furui --tokens |
			grep '^body'
		echo --
	done >"$scratch/got"
	same "$pair" "$(sed '/^--$/,$d' "$scratch/got")" \
		"$(sed '1,/^--$/d;/^--$/d' "$scratch/got")"
done
finish
