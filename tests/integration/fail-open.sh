#!/bin/sh
# Whatever goes wrong in a parser, the message comes out untouched and says so.
# Tried with a Release build of the filter that makes trouble when told to
# (FURUI_INJECT): with sanitizers there is no system call filter.
# shellcheck disable=SC2317 # functions that check and status call
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/../cli/filter-lib.sh"

build=$bin/../inject
check "configure" cmake -S "$source_dir" -B "$build" -G Ninja \
	-DCMAKE_BUILD_TYPE=Release -DFURUI_INJECT=ON -DBUILD_TESTING=OFF \
	-DCMAKE_C_COMPILER=gcc >"$scratch/log"
check "build" cmake --build "$build" --target furui furuid --parallel 1 \
	>"$scratch/log"
furui=$build/bin/furui
same "the product cannot be told to" \
	"$(grep -c FURUI_INJECT "$bin/furui")" 0
train 12

# intact OUT WORD: the message as it was, and the word in its header.
intact() {
	grep -ax 'X-[FB][a-z]*: .*' "$1" >"$1.fields"
	grep -vax 'X-Furui: Unsure; error=[a-z-]*' "$1" | cmp - "${3:-$spam}" &&
		[ "$(cat "$1.fields")" = "X-Furui: Unsure; error=$2" ]
}

# trouble TROUBLE WORD [OPTION...]
trouble() {
	trouble=$1 word=$2
	shift 2
	FURUI_INJECT=$trouble "$furui" -p -e "$@" <"$spam" \
		>"$scratch/$trouble" 2>"$scratch/$trouble.err"
	same "$trouble: exit code" $? 0
	check "$trouble: $word" intact "$scratch/$trouble" "$word"
	check "$trouble: one sentence" test \
		"$(grep -c '^furui: .*; passed on as it came$' \
			"$scratch/$trouble.err")" -eq 1
	FURUI_INJECT=$trouble "$furui" -p -e --tempfail "$@" <"$spam" \
		>"$scratch/$trouble" 2>/dev/null
	same "$trouble: exit code with --tempfail" $? 75
	check "$trouble: $word with --tempfail" intact "$scratch/$trouble" \
		"$word"
	FURUI_INJECT=$trouble "$furui" "$@" <"$spam" \
		>"$scratch/$trouble" 2>/dev/null
	same "$trouble: exit code without -p" $? 3
	check "$trouble: nothing on standard output" \
		test ! -s "$scratch/$trouble"
}

# These take as long as the limits are, so they begin first.
(
	FURUI_INJECT=cpu "$furui" -p -e <"$spam" >"$scratch/cpu" 2>/dev/null
	echo $? >"$scratch/cpu.code"
) &
cpu=$!
(
	FURUI_INJECT=wall "$furui" -p -e <"$spam" >"$scratch/wall" 2>/dev/null
	echo $? >"$scratch/wall.code"
) &
wall=$!

status "nothing wrong" 0 "$furui" <"$spam"
trouble access crash
trouble stack crash
trouble division crash
trouble illegal crash
trouble abort crash
trouble memory no-memory
trouble exec confined
trouble code confined
# Refused without an end: the libraries try it.
trouble open crash
trouble connect confined
# Learning opens files in the end, so its system calls are not limited; the
# rest is.
trouble access crash -u
trouble memory no-memory -u
trouble open crash -u

# Signals from outside.
for signal in BUS:crash FPE:crash SYS:confined TERM:killed XCPU:timeout; do
	FURUI_INJECT=wall "$furui" -p -e <"$spam" >"$scratch/signal" \
		2>/dev/null &
	pid=$!
	# Until it waits in the parser's place.
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		grep -q '^Seccomp:.*2' "/proc/$pid/status" 2>/dev/null && break
		sleep 0.1
	done
	check "SIG$signal: the filter is on" \
		grep -q '^Seccomp:.*2' "/proc/$pid/status"
	check "SIG$signal: no new privileges" \
		grep -q '^NoNewPrivs:.*1' "/proc/$pid/status"
	check "SIG$signal: one thread" grep -q '^Threads:.*1$' \
		"/proc/$pid/status"
	kill -"${signal%:*}" $pid
	wait $pid
	same "SIG$signal: exit code" $? 0
	check "SIG$signal: ${signal#*:}" intact "$scratch/signal" \
		"${signal#*:}"
done

# GMime 3.2.13 recurses once for every "a:" of an address list. The limit on
# fields keeps it from that; without the limit it crashes, and that is borne.
# Only the fields of a message within another come to it.
awk 'BEGIN {
	printf "Subject: x\nContent-Type: message/rfc822\n\nFrom: "
	for (i = 0; i < 100000; i++)
		printf "a:"
	printf "\nSubject: y\n\nbody\n"
}' >"$scratch/groups"
"$furui" -p -e <"$scratch/groups" >"$scratch/out" 2>"$scratch/err"
same "a:a:a: exit code" $? 0
check "a:a:a: a verdict" grep -q '^X-Furui: [A-Z][a-z]*; probability=' \
	"$scratch/out"
FURUI_INJECT=no-field-limit "$furui" -p -e <"$scratch/groups" \
	>"$scratch/out" 2>"$scratch/err"
same "a:a:a without the limit: exit code" $? 0
check "a:a:a without the limit: passed on" intact "$scratch/out" crash \
	"$scratch/groups"

# Many at once: it is the only one that is lost.
cd "$scratch" || exit 1
"$furui" -C -T -B ham spam ham >want
FURUI_INJECT=no-field-limit "$furui" -C -T --jobs=2 -B ham groups spam groups \
	groups ham >out 2>err
same "bulk, a crash: exit code" $? 3
check "bulk, a crash: the others' verdicts" cmp want out
same "bulk, a crash: named" \
	"$(grep -c '^furui: groups: crashed on this message$' err)" 3
same "bulk, a crash: in JSON" \
	"$(FURUI_INJECT=no-field-limit "$furui" -C --json --jobs=2 -B ham \
		groups spam 2>/dev/null | sed 's/.*"error"://')" 'null}
"crash"}
null}'
for trouble in access abort memory exec code connect open make; do
	FURUI_INJECT=$trouble "$furui" -C -T --jobs=2 -B ham spam >out 2>err
	same "bulk, $trouble: exit code" $? 3
	same "bulk, $trouble: both named" "$(grep -c ': crashed on' err)" 2
done
check "bulk: a worker can make no file" test ! -e made
same "bulk: looking for modules is no crime" "$(FURUI_INJECT=list "$furui" -C \
	-T --jobs=2 -B ham spam 2>&1 | cut -d' ' -f1,2)" "ham H
spam S"
same "bulk: nor print" "$(FURUI_INJECT=print "$furui" -C -T --jobs=2 \
	-B ham spam 2>&1 | cut -d' ' -f1,2)" "ham H
spam S"
# What a worker that was taken over writes is not believed.
FURUI_INJECT=crew-lies "$furui" -C -T --jobs=2 -B ham spam groups >out 2>err
same "bulk, lies: exit code" $? 3
same "bulk, lies: no verdict" "$(cat out)" ""
same "bulk, lies: each is named, once" \
	"$(sed 's/^furui: \([a-z]*\): .*/\1/' err | tr '\n' ' ')" \
	"ham spam groups "
check "bulk, lies: no end of a text is missed" test "$(wc -c <err)" -lt 2000
FURUI_INJECT=crew-numbers "$furui" -C -T --jobs=2 -B ham spam groups >out 2>err
same "bulk, numbers: exit code" $? 3
same "bulk, numbers: no verdict" "$(cat out)" ""
same "bulk, numbers: each is named" "$(grep -c ': crashed on' err)" 3
for name in ham spam groups; do
	echo "From a@b.example Mon Nov 23 10:00:00 2026"
	cat $name
	echo
done >mbox
FURUI_INJECT=crew-rewinds timeout 60 "$furui" -C -T --jobs=2 -M <mbox \
	>out 2>err
same "bulk, rewinds: it ends" $? 3
same "bulk, rewinds: each is named, once" "$(grep -c ': crashed on' err)" 3
# Files are given to others, who do the same.
FURUI_INJECT=crew-rewinds timeout 60 "$furui" -C -T --jobs=2 -B ham spam groups \
	>out 2>err
same "bulk, rewinds, files: it ends" $? 3
same "bulk, rewinds, files: each is named, once" \
	"$(sed 's/^furui: \([a-z]*\): .*/\1/' err | tr '\n' ' ')" \
	"ham spam groups "
# Nor does it bring its messages before a process that is not confined.
FURUI_INJECT=crew-never-begins timeout 60 "$furui" -C -T --jobs=2 -M <mbox \
	>out 2>err
same "bulk, never begins: it ends" $? 3
same "bulk, never begins: no verdict" "$(cat out)" ""
same "bulk, never begins: each is named, once" \
	"$(grep -c ': crashed on this message$' err)" 3
FURUI_INJECT=crew-never-begins timeout 60 "$furui" -C -T --jobs=2 \
	-B ham spam groups >out 2>err
same "bulk, never begins, files: it ends" $? 3
same "bulk, never begins, files: no verdict" "$(cat out)" ""
# Only of files it can say that others should look at them.
FURUI_INJECT=crew-leaves "$furui" -C --json --jobs=2 -M <mbox >out 2>err
same "bulk, leaves: exit code" $? 3
same "bulk, leaves: in JSON" "$(sed 's/.*"error"://' out)" '"crash"}
"crash"}
"crash"}'
same "bulk, leaves: each is named, once" \
	"$(grep -c '^furui: -:[123]: crashed on this message$' err)" 3
FURUI_INJECT=crew-leaves "$furui" -C --json --jobs=2 -B ham spam >out 2>err
same "bulk, leaves, files: in JSON" "$(sed 's/.*"error"://' out)" '"crash"}
"crash"}'
FURUI_INJECT=wall "$furui" -C -T --jobs=2 -B ham >slow.out 2>slow.err &
slow=$!
FURUI_INJECT=crew-stays timeout 100 "$furui" -C -T --jobs=2 -B ham spam \
	>stays.out 2>stays.err &
stays=$!
cd "$here" || exit 1

# A message that breaks out ends the worker of furuid that judges it; its client
# judges by itself. What the store holds is still picked up when it is new.
socket=$scratch/run/furui.sock
served() {
	FURUI_INJECT=$1 "$build/bin/furuid" -C --socket "$socket" --workers 1 \
		2>"$scratch/furuid.err" &
	daemon=$!
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		[ ! -S "$socket" ] || break
		sleep 0.2
	done
}
worker() {
	tr -d ' ' <"/proc/$daemon/task/$daemon/children"
}
want=$("$furui" -C -TTT --socket "" <"$spam")
for trouble in exec code connect access; do
	served $trouble
	same "furuid, $trouble: the client's own verdict" \
		"$("$furui" -C -TTT --socket "$socket" <"$spam")" "$want"
	# The client may have its verdict before the parent has heard of it.
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		! grep -q 'worker .*; its clients judge' "$scratch/furuid.err" ||
			break
		sleep 0.2
	done
	check "furuid, $trouble: a worker died" \
		grep -q 'worker .*; its clients judge' "$scratch/furuid.err"
	kill $daemon
	wait $daemon
done
served nothing
same "furuid: a verdict" \
	"$("$furui" -C -TTT --socket "$socket" <"$spam")" "$want"
check "its worker is confined" \
	grep -q '^Seccomp:.*2' "/proc/$(worker)/status"
check "its worker gains no privileges" \
	grep -q '^NoNewPrivs:.*1' "/proc/$(worker)/status"
first=$(worker)
"$furui" -C -s <"$ham"
check "furuid: a new model, asked by a client" "$bin/../tests/furuid_peer" \
	asked "$socket" "$furui" -C -t <"$spam" >"$scratch/out"
check "and by a new process" test "$(worker)" != "$first"
"$furui" -C -S <"$ham"
kill $daemon
wait $daemon
check "no worker of it died" test ! -s "$scratch/furuid.err"

# Where there is no seccomp, furui does without.
status "no seccomp" 0 "$bin/../tests/no_seccomp" "$furui" -p -e <"$spam" \
	>"$scratch/out"
check "no seccomp: a verdict" grep -q '^X-Furui: Spam; probability=' \
	"$scratch/out"
env FURUI_INJECT=code "$bin/../tests/no_seccomp" "$furui" -p -e <"$spam" \
	>"$scratch/out"
check "no seccomp: nothing is confined" \
	grep -q '^X-Furui: Spam; probability=' "$scratch/out"

wait $stays
same "bulk, stays: it ends" $? 0
same "bulk, stays: the verdicts stand" "$(cut -d' ' -f1,2 "$scratch/stays.out")" \
	"ham H
spam S"
wait $slow
same "bulk, wall: exit code" $? 3
same "bulk, wall: named" "$(cat "$scratch/slow.err")" \
	"furui: ham: this message took too long"
wait $cpu
same "cpu: exit code" "$(cat "$scratch/cpu.code")" 0
check "cpu: timeout" intact "$scratch/cpu" timeout
wait $wall
same "wall: exit code" "$(cat "$scratch/wall.code")" 0
check "wall: timeout" intact "$scratch/wall" timeout
finish
