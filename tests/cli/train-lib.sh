# Sourced by the scripts that try furui-train: makes mail.
# shellcheck shell=sh
# shellcheck disable=SC2154 # lib.sh sets them

# message N [WORD]: a message, always the same for the same words.
message() {
	printf 'From: Sender %s <s%s@example.com>\nTo: me@example.jp\n' \
		"$1" "$1"
	printf 'Subject: =?UTF-8?B?5pyI44Gu?= report %s\n' "$1"
	printf 'Date: Mon, %02d Jan 2024 %02d:00:00 +0900\n' \
		$(($1 % 28 + 1)) $(($1 % 24))
	printf 'Message-ID: <%s@example.com>\nMIME-Version: 1.0\n' "$1"
	printf 'Content-Type: text/plain; charset=UTF-8\n\n'
	printf 'Number %s of many, %s.\n明日の会議は%s時からです。\n' \
		"$1" "${2-plain}" "$(($1 % 12))"
}

# mbox FIRST LAST [WORD]: these messages as an mbox.
mbox() {
	mbox_n=$1
	while [ "$mbox_n" -le "$2" ]; do
		printf 'From s@example.com Mon Jan  1 00:00:00 2024\n'
		message "$mbox_n" "${3-plain}"
		echo
		mbox_n=$((mbox_n + 1))
	done
}

# facts DIR: what a store knows, without when and from where.
facts() {
	furui-train -d "$1" dump | grep -v '^#'
}

train() {
	furui-train "$@" 2>"$scratch/stderr"
}
