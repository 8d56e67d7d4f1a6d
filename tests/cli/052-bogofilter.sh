#!/bin/sh
# The token counts alone say what bogofilter says: the same words of an English
# message, and the same number to twelve places after learning the same mail.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

BOGOFILTER_DIR=$scratch/bogofilter
export BOGOFILTER_DIR
mkdir "$BOGOFILTER_DIR"
check "bogofilter is installed" sh -c 'command -v bogofilter >/dev/null'

cat >"$scratch/m" <<'EOF'
Subject: x

Dear friend, don't miss this 100% free offer!! Visit www.example.com/page_one
now, only $19.95 (was $ 40) at 192.0.2.17 -- e-mail-list "quoted" a_b c~d
x.y.z. -lead trail- rock'n'roll U.S.A. R2D2 2fast x!y !bang `tick` foo`bar
1.2.3.4.5 ab abc averyveryverylongwordthatgoesonandon123 $1.5.5
[sq] <ang> a=b c+d e/f g:h i;j m#o p@q.r s*t ab|cd ...dots... Hello.World
EOF
# Shapes of numbers and the size of a word too long are furui's alone.
same "the same words" \
	"$(furui --tokens <"$scratch/m" | sed -n 's/^body	//p' |
		grep -v -e '^#' -e '^long:' | sort -u)" \
	"$(bogolexer -p <"$scratch/m" | sort -u)"

# mail SEED TILT: words by chance, the more of the later ones the smaller TILT.
mail() {
	awk -v seed="$1" -v tilt="$2" 'BEGIN {
		srand(seed)
		n = split("alpha bravo charlie delta echo foxtrot golf hotel " \
			"india juliet kilo lima mike november oscar papa " \
			"quebec romeo sierra tango", words, " ")
		printf "Subject:"
		for (i = 0; i < 3; i++)
			printf " %s", words[1 + int(n * rand() ^ tilt)]
		printf "\n\n"
		for (i = 0; i < 9; i++)
			printf "%s ", words[1 + int(n * rand() ^ tilt)]
		print ""
	}'
}

for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	mail "$i" 0.4 >"$scratch/m"
	furui -s <"$scratch/m"
	bogofilter -s <"$scratch/m"
	[ "$i" -lt 9 ] || continue
	mail "10$i" 2.5 >"$scratch/m"
	furui -n <"$scratch/m"
	bogofilter -n <"$scratch/m"
done
known=0
for i in 1 2 3 4 5 6 7 8 9 10; do
	for tilt in 0.4 1 2.5; do
		mail "20$i" "$tilt" >"$scratch/m"
		ours=$(furui --judge=fisher -TT <"$scratch/m" | cut -c1-14)
		same "message $i, $tilt" "$ours" \
			"$(bogofilter -TT <"$scratch/m" | cut -c1-14)"
		[ "$ours" = 0.520000000000 ] || known=$((known + 1))
	done
done
check "most say something" [ "$known" -gt 15 ]
finish
