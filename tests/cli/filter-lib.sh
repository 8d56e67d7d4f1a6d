# Sourced after lib.sh by the scripts that try the filter: a store that knows
# twelve spams and twelve wanted messages, and a message of each kind.
# shellcheck shell=sh
# shellcheck disable=SC2154 # scratch comes from lib.sh

spam=$scratch/spam ham=$scratch/ham unsure=$scratch/unsure

# message FROM SUBJECT BODY
message() {
	printf 'From: %s\nTo: me@example.jp\nSubject: %s\n\n%s\n' "$@"
}

# train N: N of each kind, as files that are left in $scratch/learn.
train() {
	mkdir -p "$scratch/learn/spam" "$scratch/learn/ham"
	i=0
	while [ "$i" -lt "$1" ]; do
		i=$((i + 1))
		message win@prize.example "当選 casino $i" \
			"賞金 claim lottery jackpot pills now $i" \
			>"$scratch/learn/spam/$i"
		message boss@work.example "会議 agenda $i" \
			"予定 schedule colleague tomorrow budget $i" \
			>"$scratch/learn/ham/$i"
	done
	furui -s -B "$scratch/learn/spam" && furui -n -B "$scratch/learn/ham"
}

message win@prize.example "casino 当選" "claim jackpot pills 賞金" >"$spam"
message boss@work.example "agenda 会議" "schedule budget 予定" >"$ham"
message someone@else.example "zzyzx" "qwxk plmv" >"$unsure"
