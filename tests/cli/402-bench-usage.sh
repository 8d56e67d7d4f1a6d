#!/bin/sh
# furui-bench: wrong usage and bad input, each with its sentence and code.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1
printf 'Subject: a\n\nb\n' >one
printf 'Subject: c\n\nd\n' >two
printf 'spam one\nham two\n' >index
printf 'spam one\nham three\n' >gone
printf 'spam one\njunk two\n' >odd

# refused CODE SENTENCE ARGUMENT...
refused() {
	want=$1 sentence=$2
	shift 2
	furui-bench "$@" >out 2>errors </dev/null
	same "furui-bench $*: code" $? "$want"
	check "furui-bench $*: $sentence" grep -q -e "$sentence" errors
	same "furui-bench $*: nothing printed" "$(cat out)" ""
}
refused 64 "^usage: furui-bench accuracy"
refused 64 "^usage: furui-bench accuracy" nonsense
refused 64 "index is missing" accuracy --protocol online
refused 64 "protocol is missing" accuracy --index index
refused 64 "no protocol; it must be online" accuracy --index index \
	--protocol sideways
refused 64 "must be online" accuracy --index index --protocol frozen:2
refused 64 "unrecognized option" accuracy --index index --protocol online --x
refused 64 "unexpected argument more" accuracy --index index --protocol \
	online more
refused 64 "unknown peer dspam" accuracy --index index --protocol online \
	--against bogofilter,dspam
refused 64 "headers is all or core, not few" accuracy --index index \
	--protocol online --headers few
refused 64 "test goes with" accuracy --index index --test index \
	--protocol online
refused 64 "test goes with" accuracy --index index --test index \
	--protocol frozen:0.5
refused 64 "train-limit goes with" accuracy --index index --protocol online \
	--train-limit 3
refused 64 "test-limit goes with" accuracy --index index --protocol folds:2 \
	--test-limit 3
refused 64 "batch goes with" accuracy --index index --protocol frozen \
	--batch 3
refused 64 "a limit is a number" accuracy --index index --protocol frozen \
	--train-limit none
refused 3 "cannot read the index none: No such file" accuracy --index none \
	--protocol online
refused 3 "three: No such file" accuracy --index gone --protocol online
refused 3 "odd, line 2: must be .spam PATH. or" accuracy --index odd \
	--protocol online
refused 3 "one is not a text\|must be" accuracy --index one --protocol online
refused 3 "3 folds are too many for 2 messages" accuracy --index index \
	--protocol folds:3
refused 3 "no message to learn" accuracy --index index --protocol frozen:0.1
# Before anything is measured, and an older report is left as it is.
for out in json html; do
	refused 3 "cannot write /no/such/folder/x" accuracy --index index \
		--protocol online "--$out" /no/such/folder/x
	refused 3 "cannot write .: Is a directory" speed --index index \
		"--$out" .
done
echo older >report
refused 3 "cannot read the index none" accuracy --index none \
	--protocol online --html report
same "the older report" "$(cat report)" older
status "help" 0 furui-bench --help >out
check "help names the peers" grep -q 'bogofilter, bsfilter' out
status "version" 0 furui-bench --version >out
check "version's form" grep -q '^furui-bench [0-9.]*$' out
status "two messages are enough" 0 furui-bench accuracy --index index \
	--protocol online >out
finish
