#!/bin/sh
# furuid: the verdict is the same with it and without, whatever happens to it.
# shellcheck disable=SC2317 # functions that check calls
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$(dirname "$0")/filter-lib.sh"

sockets=$scratch/run
socket=$sockets/furui.sock
daemon=
trap '[ -z "$daemon" ] || kill "$daemon" 2>/dev/null; rm -rf "$scratch"' EXIT
train 12

# wait_for COMMAND...: until it succeeds, ten seconds at most.
wait_for() {
	tries=0
	until "$@" 2>/dev/null; do
		tries=$((tries + 1))
		[ "$tries" -lt 200 ] || return 1
		sleep 0.05
	done
}

# serve OPTION...: starts furuid.
serve() {
	furuid -C --socket "$socket" "$@" 2>>"$scratch/furuid.log" &
	daemon=$!
	wait_for test -S "$socket"
}

# stop: ends it; its exit code.
stop() {
	kill "$daemon"
	wait "$daemon"
	code=$?
	daemon=
	return "$code"
}

# all SOCKET: what furui says of samples and of the messages here.
all() {
	for file in "$samples"/try/ham/*5.eml "$samples"/try/spam/*1.eml \
		"$spam" "$ham" "$unsure" "$scratch/empty" "$scratch/large"; do
		for form in -TTT -v -vvv --json --judge=fisher\ -TT \
			-o\ 0.5,0.1\ -t -p\ -e; do
			# shellcheck disable=SC2086 # words
			furui -C $form --socket "$1" <"$file"
			echo "$?"
		done
	done
}

# The workers' process ids, one a line.
workers() {
	tr ' ' '\n' <"/proc/$daemon/task/$daemon/children" | grep . | sort
}

# asked: furui hands the message to furuid, and takes its verdict.
asked() {
	"$bin/../tests/furuid_peer" asked "$socket" furui -C -t <"$spam" \
		>"$scratch/said" && grep -q '^S 0\.' "$scratch/said"
}

: >"$scratch/empty"
{
	cat "$spam"
	dd if=/dev/zero bs=1000000 count=5 2>/dev/null | tr '\0' 'x'
	# Its end is read, however long it is.
	echo
	sed '1,/^$/d' "$ham"
} >"$scratch/large"

# Nobody there: by itself.
all "" >"$scratch/alone"
check "there are verdicts" grep -q '^X-Furui: Spam' "$scratch/alone"
same "no furuid: the same" "$(furui -C -TTT --socket "$socket" <"$spam")" \
	"$(furui -C -TTT --socket "" <"$spam")"

serve --workers 2
all "$socket" >"$scratch/served"
check "with furuid: the same" cmp "$scratch/alone" "$scratch/served"
same "the socket's mode" "$(stat -c %a "$socket")" 600
same "its folder's mode" "$(stat -c %a "$sockets")" 700
status "a second furuid" 3 furuid -C --socket "$socket" 2>/dev/null
XDG_RUNTIME_DIR=$sockets
export XDG_RUNTIME_DIR

check "furuid is what judged" asked

# What only the command line knows is for furui alone, and no worker's end.
before=$(workers)
furui -C -TTT --address=hanako@example.jp <"$spam" >"$scratch/said"
sleep 0.2
same "addresses on the command line" "$(workers)" "$before"

# A new model is seen at once.
before=$(furui -C -TTT <"$unsure")
furui -C -s <"$unsure"
after=$(furui -C -TTT <"$unsure")
check "a new model is another verdict" test "$before" != "$after"
same "and the verdict is the new one" "$after" \
	"$(furui -C -TTT --socket "" <"$unsure")"

# Another store, which furuid does not serve.
same "another store" "$(furui -C -d "$scratch/other" -p -e <"$spam" \
	2>/dev/null | sed -n 's/^X-Furui: //p')" "Unsure; error=no-model"

# Frames of other versions, rubbish, a client that stops half way.
for what in version magic huge short long; do
	check "a frame with a wrong $what is refused" \
		"$bin/../tests/furuid_peer" "$what" "$socket"
done
check "furuid is well after it" asked
check "and again" asked
check "no worker died on the way" test ! -s "$scratch/furuid.log"

# Slow clients, more than there are workers, keep nobody waiting.
for i in 1 2 3 4; do
	"$bin/../tests/furuid_peer" slow "$socket" &
	slow="${slow-} $!"
done
sleep 0.2
began=$(date +%s)
check "slow clients do not block" asked
check "not for long" test "$(($(date +%s) - began))" -lt 3
for pid in $slow; do
	wait "$pid"
done

# 32 at once, while workers are killed: no answer is lost or wrong.
want=$(furui -C -TTT --socket "" <"$spam")
for i in $(seq 32); do
	(for _ in 1 2 3 4 5 6; do
		furui -C -TTT <"$spam"
	done) >"$scratch/many.$i" &
	many="${many-} $!"
done
for i in 1 2 3 4 5; do
	for pid in $(workers); do
		kill -KILL "$pid"
	done
	sleep 0.1
done
for pid in $many; do
	wait "$pid"
done
same "192 answers, workers killed" "$(cat "$scratch"/many.* | sort | uniq -c |
	sed 's/^ *//')" "192 $want"
check "killed workers are replaced" wait_for asked

# 32 clients without a pause: each answer is there and right.
check "a load of 2,000 questions" "$bin/../tests/furuid_load" "$socket" \
	"$FURUI_DIR" 32 2000 "$samples"/try/ham/*.eml "$samples"/try/spam/*.eml \
	>"$scratch/load"
check "none refused or wrong" \
	grep -q '^2000 asked, 0 refused, 0 wrong;' "$scratch/load"

old=$(workers)
kill -HUP "$daemon"
renewed() {
	[ "$(workers)" != "$old" ] && [ "$(workers | wc -l)" -eq 2 ]
}
check "SIGHUP: new workers" wait_for renewed
status "SIGTERM" 0 stop
check "the socket is gone" test ! -e "$socket"

# A furuid that was killed leaves its socket: the next takes its place.
serve --workers 1
kill -KILL "$daemon"
wait "$daemon" 2>/dev/null
daemon=
same "a stale socket" "$(furui -C -TTT <"$spam")" "$want"
serve --workers 1
check "furuid again" wait_for asked
status "SIGTERM again" 0 stop

: >"$sockets/file"
status "a file is not replaced" 3 furuid -C --socket "$sockets/file" \
	2>/dev/null
chmod 777 "$sockets"
status "an open folder is refused" 3 furuid -C --socket "$socket" 2>/dev/null
status "no such option" 64 furuid --nonsense 2>/dev/null
finish
