#!/bin/sh
# furui-train in trouble: a clear sentence, the right code, nothing lost.
# shellcheck disable=SC2016 # $0 and $@ belong to the inner sh
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/train-lib.sh
. "$here/train-lib.sh"

usage() {
	name=$1 want=$2
	shift 2
	status "$name" 64 train "$@"
	check "$name: says so" grep -q -e "$want" "$scratch/stderr"
	check "$name: makes nothing" test ! -e "$FURUI_DIR"
}
usage 'nothing to do' '--spam'
usage 'unknown option' 'furui-train --help' --spma x
usage 'no value' 'furui-train --help' --spam
usage 'unknown command' 'frobnicate is no command' frobnicate
usage 'both' 'do not go with --spam' status --spam x
usage 'forget nothing' 'forget wants' forget
usage 'too many words' 'too many words' status x
usage 'threads' 'from 1 to' --threads=0 status
usage 'no configuration' 'no-such.conf' -c "$scratch/no-such.conf" status
echo 'threads 4' >"$scratch/conf"
usage 'configuration' 'conf, line 1: expected key = value' \
	-c "$scratch/conf" status
status 'help' 0 train --help >"$scratch/help"
check 'help has all commands' test "$(grep -c '^  [a-z]' "$scratch/help")" = 7
same 'version' "$(train -V | cut -d' ' -f1)" furui-train

# The rest goes on.
mkdir "$scratch/mail"
mbox 1 10 >"$scratch/mail/Junk"
ln -s Junk "$scratch/mail/link"
status 'no such path' 3 train --spam "$scratch/none" "$scratch/mail" \
	>"$scratch/out"
check 'named' grep -q "$scratch/none" "$scratch/stderr"
check 'the rest is learned' grep -q 'Learned 10 spam' "$scratch/out"
if [ "$(id -u)" -ne 0 ]; then # root reads everything
	mbox 11 12 >"$scratch/mail/More"
	chmod 000 "$scratch/mail/More"
	status 'one unreadable' 0 train --spam "$scratch/mail" >"$scratch/out"
	check 'unreadable one named' grep -q 'mail/More' "$scratch/stderr"
fi

chmod 777 "$FURUI_DIR"
status 'unsafe' 3 train --spam "$scratch/mail"
check 'unsafe: what to do' grep -q "chmod 700 $FURUI_DIR" "$scratch/stderr"
chmod 700 "$FURUI_DIR"
: >"$scratch/file"
status 'store is a file' 3 train -d "$scratch/file" --spam "$scratch/mail"

# A file that cannot grow stands for a full disk.
train -q -d "$scratch/full" --spam "$scratch/mail/Junk"
facts "$scratch/full" >"$scratch/facts"
mbox 1001 2000 >"$scratch/many"
# Berkeley DB forgets some memory when it fails.
echo leak:libdb-5.3 >"$scratch/lsan"
LSAN_OPTIONS=suppressions=$scratch/lsan
export LSAN_OPTIONS
status 'full disk' 3 sh -c 'ulimit -f 1000; exec furui-train "$@" 2>"$0"' \
	"$scratch/stderr" -d "$scratch/full" --ham "$scratch/many"
check 'full disk: says so' grep -q 'the disk is full' "$scratch/stderr"
check 'full disk: what to do' grep -q 'Free some space' "$scratch/stderr"
check 'full disk: nothing half done' \
	test "$(facts "$scratch/full")" = "$(cat "$scratch/facts")"
status 'room again' 0 train -q -d "$scratch/full" --ham "$scratch/many"

# Memory runs out. AddressSanitizer, which needs more than any limit, says of
# what is large that there is none.
status 'no memory' 3 sh -c '
	if (ulimit -v 70000 && furui-train -V) >/dev/null 2>&1; then
		ulimit -v 70000
	else
		ASAN_OPTIONS=$ASAN_OPTIONS:max_allocation_size_mb=3
		ASAN_OPTIONS=$ASAN_OPTIONS:allocator_may_return_null=1
		export ASAN_OPTIONS
	fi
	exec furui-train "$@" 2>"$0"' \
	"$scratch/stderr" -d "$scratch/small" --ham "$scratch/many"
check 'no memory: says so' \
	grep -q '^furui-train: out of memory$' "$scratch/stderr"
status 'memory again' 0 train -q -d "$scratch/small" --ham "$scratch/many"

# A second program waits for the first.
flock "$FURUI_DIR/lock" sh -c ': >"$0/held"
	until [ -e "$0/done" ]; do sleep 0.05; done' "$scratch" &
until [ -e "$scratch/held" ]; do sleep 0.05; done
train status >"$scratch/status" &
waiting=$!
tries=0
until grep -q 'waiting for it to end' "$scratch/stderr" ||
	[ $((tries += 1)) -gt 100 ]; do
	sleep 0.1
done
check 'waits' kill -0 "$waiting"
: >"$scratch/done"
status 'goes on' 0 wait "$waiting"
check 'as before' grep -q '^spam             10 ' "$scratch/status"
same 'said once' "$(wc -l <"$scratch/stderr" | tr -d ' ')" 1
finish
