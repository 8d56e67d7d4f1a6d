#!/bin/sh
# -M -b -B: many messages in one run.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

train 12
cd "$scratch" || exit 1
mbox=$scratch/mbox
for message in spam ham unsure; do
	echo "From a@b.example Mon Nov 23 10:00:00 2026"
	cat "$scratch/$message"
	echo
done >"$mbox"

same "-B: names first" "$(furui -t -B spam ham unsure | cut -d' ' -f1,2)" \
	"spam S
ham H
unsure U"
status "-B: the last one's code" 1 furui -B unsure spam ham >/dev/null
status "-B: the last one's code" 0 furui -q -B ham spam
status "-B -e" 0 furui -e -q -B spam ham
same "-B: a header line by default" \
	"$(furui -B spam | sed 's/; .*//')" "spam X-Furui: Spam"
same "-B -q: nothing" "$(furui -q -B spam)" ""
same "options after the files" "$(furui -B unsure -T | cut -d' ' -f1,2)" \
	"unsure U"
same "-B: an mbox" "$(furui -T -B mbox | cut -d' ' -f1,2)" "mbox:1 S
mbox:2 H
mbox:3 U"
same "-B: a folder" "$(furui -T -B learn/ham | cut -d' ' -f2 | sort | uniq -c |
	tr -s ' ')" " 12 H"
same "-M" "$(furui -M -T <mbox | cut -d' ' -f1,2)" "-:1 S
-:2 H
-:3 U"
same "-M -I" "$(furui -M -T -I mbox | cut -d' ' -f1,2)" "mbox:1 S
mbox:2 H
mbox:3 U"
same "-T -b, as Claws has it" \
	"$(printf '%s\n' "$ham" "$spam" | furui -T -b | cut -d' ' -f1,2)" \
	"$ham H
$spam S"
same "-b -I" "$(echo spam >names && furui -T -b -I names | cut -d' ' -f2)" S
same "the last name without an end" \
	"$(printf 'ham\nspam' | furui -T -b | cut -d' ' -f1,2)" "ham H
spam S"
same "by one process, to the last" \
	"$(furui -T --jobs=1 -B ham spam ham spam ham | grep -c .)" 5
same "a name with blanks" "$(cp spam 'a b' && furui -T -B 'a b' | cut -c1-5)" \
	"a b S"
same "--json" "$(furui --json -B spam ham |
	sed -n 's/^{"file":"\([a-z]*\)","verdict":"\([A-Za-z]*\)".*}$/\1 \2/p')" \
	"spam Spam
ham Ham"
same "-O" "$(furui -T -B ham -O out && cat out; cut -d' ' -f2 out)" "H"

# A name is answered at once: who asks may wait for the answer.
mkfifo ask answer
furui -T -b <ask >answer &
exec 3>ask 4<answer
echo spam >&3
read -r line <&4
same "the first answer" "$(echo "$line" | cut -d' ' -f1,2)" "spam S"
echo ham >&3
read -r line <&4
same "the second answer" "$(echo "$line" | cut -d' ' -f1,2)" "ham H"
exec 3>&- 4<&-
wait

# Trouble with one is told, and the rest goes on.
same "a missing one" "$(furui -T -B none ham 2>err | cut -d' ' -f1)" ham
check "a missing one is named" grep -q '^furui: .*none' err
status "a missing one: exit code" 3 furui -q -B none ham 2>/dev/null
status "a missing one: exit code with --tempfail" 75 \
	furui --tempfail -q -B none ham 2>/dev/null
mkdir nothing
status "no message at all" 3 furui -B nothing 2>err
check "no message at all: told" grep -q '^furui: ' err
status "no model" 3 furui -d none -B spam 2>/dev/null

# Judged in several processes: the same lines in the same order.
i=0
while [ "$i" -lt 100 ]; do
	i=$((i + 1))
	message "a$i@b.example" "casino agenda $i" \
		"claim $i budget $((i * i)) pills" >"learn/ham/more$i"
done
for name in learn/*/*; do
	echo "$name"
	echo "learn/none" # trouble amid them
	echo "From a@b.example Mon Nov 23 10:00:00 2026" >&3
	cat "$name" >&3
	echo >&3
done >names 3>big
for form in -T -TT -TTT -v --json -t "-e -TTT"; do
	# shellcheck disable=SC2086 # form is options
	for jobs in 1 2 5; do
		furui $form --jobs=$jobs -b <names >b.$jobs 2>b.$jobs.err
		furui $form --jobs=$jobs -B learn >B.$jobs
		furui $form --jobs=$jobs -M <big >M.$jobs
	done
	for way in b B M; do
		check "-$way $form: every message" \
			test "$(wc -l <$way.1)" -eq 124
		check "-$way $form --jobs=2" cmp $way.1 $way.2
		check "-$way $form --jobs=5" cmp $way.1 $way.5
	done
	check "-b $form: the same trouble" cmp b.1.err b.2.err
	# shellcheck disable=SC2086
	furui $form -b <names >b.0 2>/dev/null
	check "-b $form, as many as it likes" cmp b.0 b.1
done
status "--jobs=2: the last one's code" 0 furui -q --jobs=2 -B ham spam
status "--jobs=2: trouble" 3 furui -q --jobs=2 -B ham none spam 2>/dev/null
status "--jobs=0" 64 furui --jobs=0 -B ham 2>/dev/null
status "--jobs=2, no message" 3 furui --jobs=2 -B nothing 2>/dev/null
same "--jobs=2 -s: learns as ever" \
	"$(furui -d other --jobs=2 -s -B mbox -v 2>&1 | cut -d, -f2)" \
	" 3 messages"
{ dd if=/dev/zero bs=1024 count=5000 2>/dev/null | tr '\0' x; echo; } >long.body
{ cat spam long.body && sed '1,/^$/d' ham; } >long
{ cat spam long.body && sed '1,/^$/d' spam; } >other-end
check "its end counts" test "$(furui -TTT --jobs=1 -B long | cut -d ' ' -f 2)" \
	!= "$(furui -TTT --jobs=1 -B other-end | cut -d ' ' -f 2)"
same "a long message amid others" \
	"$(furui -TTT --jobs=2 -B ham long spam long ham)" \
	"$(furui -TTT --jobs=1 -B ham long spam long ham)"

# As by itself: its end too, where it is longer than what is kept of it.
{ cat spam long.body long.body && sed '1,/^$/d' ham; } >longer
for name in long longer other-end; do
	same "$name in bulk" "$(furui -TTT -B $name | cut -d ' ' -f 2-)" \
		"$(furui -TTT <$name)"
done

# Names of folders, of mboxes, of nothing and of what cannot be one amid those
# of files, and more of them than are looked at here before others are called.
mkdir folder
cp spam folder/1.eml
cp ham folder/2.eml
: >none.bytes
{
	find learn -type f | sort
	echo mbox
	echo ham
	echo folder
	printf '%05000d\n' 0
	find learn -type f | sort -r
	printf '%s\n' none.bytes none folder/1.eml big ham mbox folder spam
	printf 'no more'
} >mixed
furui -TTT --jobs=1 -b <mixed >mixed.1 2>mixed.1.err
for jobs in 2 3; do
	furui -TTT --jobs=$jobs -b <mixed >mixed.2 2>mixed.2.err
	check "names of all kinds --jobs=$jobs" cmp mixed.1 mixed.2
	same "and the same trouble" "$(sort mixed.2.err)" \
		"$(sort mixed.1.err)"
	tr '\n' '\0' <mixed | xargs -0 furui -TTT --jobs=$jobs -B \
		>mixed.2 2>mixed.2.err
	check "given as arguments" cmp mixed.1 mixed.2
done
check "all of them" test "$(wc -l <mixed.1)" -eq $((124 * 3 + 15))
same "what was wrong" "$(sed 's/0\{9,\}/0/; s/.*open //; s/:.*//' mixed.1.err)" \
	"0
none
no more"
furui -TTT -b <mixed >mixed.2 2>mixed.2.err
check "names of all kinds, as many as it likes" cmp mixed.1 mixed.2

# As find -print0 has names, and however they are mixed.
same "names that end with a zero byte" \
	"$(printf 'ham\0spam\0a b\nham\0\0\nspam' | furui -T -b |
		cut -d' ' -f1,2)" "ham H
spam S
a b
ham H
spam S"

# A file without a byte is a message, as from a pipe.
: >bare
same "an empty file" "$(furui -T -B ham bare spam | sed -n 2p)" \
	"bare $(furui -T <bare)"
same "by name" "$(printf 'bare\nham\n' | furui -T -b | sed -n 1p)" \
	"bare $(furui -T <bare)"
same "nothing is learned from it" "$(furui -d other2 -s -B bare 2>&1)" \
	"furui: there is no message in what I was given"

# Slowly: every name is answered before the next one comes.
furui -T -b --jobs=2 <ask >answer &
exec 3>ask 4<answer
for name in spam ham spam; do
	echo $name >&3
	read -r line <&4
	same "$name asked slowly" "${line%% *}" $name
done
exec 3>&- 4<&-
wait

# Learning in bulk.
same "-s -M -v" "$(furui -d new -s -M -v <mbox 2>&1 | cut -d, -f2)" " 3 messages"
same "-s -B -v again" "$(furui -d new -s -B mbox -v 2>&1)" \
	"# 0 words, 0 messages (3 unchanged)"
same "-S -b" "$(echo mbox | furui -d new -S -b -v 2>&1 | cut -d, -f2)" " 3 messages"
status "learning: exit code" 0 furui -d new -n -B learn/ham
same "-u -B" "$(furui -u -v -B spam ham unsure 2>&1 >/dev/null |
	cut -d, -f2)" " 2 messages"
finish
