# furui-corpus split: by time, by cluster, refusals.
# shellcheck shell=sh source=SCRIPTDIR/../lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$scratch" || exit 1

# 20 messages, four of each of five templates, with numbers that differ.
mkdir -p c/data
i=0
for round in 1 2 3 4; do
	for words in \
		'your parcel left our warehouse this morning and arrives tomorrow before noon' \
		'cheap watches of every famous maker shipped discreetly to all countries' \
		'minutes of the gardening club with the list of seeds to be ordered in spring' \
		'win a golden ticket by answering three simple questions about our casino' \
		'the nightly backup of the server finished without errors or warnings'; do
		i=$((i + 1))
		name=data/$(printf %06d $i)
		printf 'Subject: message %s\n\nDear reader, %s. Number %s.\n' \
			"$i$round" "$words" "$i$round$i" >"c/$name"
		case $words in
		cheap* | win*) echo "spam $name" ;;
		*) echo "ham $name" ;;
		esac
	done
done >c/index

out=$(furui-corpus split c 2>err)
same 'by time: exit code' $? 0
same 'by time: summary' "$out" 'c/index.train: 6 spam, 8 ham
c/index.test: 2 spam, 4 ham'
same 'the last 0.3 are the test' "$(cat c/index.test)" "$(tail -n 6 c/index)"
same 'the others are not' "$(cat c/index.train)" "$(head -n 14 c/index)"
furui-corpus split --by time c --test 0.5 >out 2>err
same 'half' "$(wc -l <c/index.test)" 10

# kind FILE: the templates in an index, each once.
kind() {
	while read -r _ path; do
		sed -n 's/^Dear reader, \([a-z]* [a-z]*\).*/\1/p' "c/$path"
	done <"$1" | sort -u
}
out=$(furui-corpus split c --by=cluster --test=0.5 2>err)
same 'by cluster: exit code' $? 0
same 'by cluster: groups' "$(printf '%s\n' "$out" | tail -n 1)" \
	'5 groups of near-duplicates, the largest of 4'
kind c/index.test >test.kinds
kind c/index.train >train.kinds
same 'no template on both sides' "$(comm -12 test.kinds train.kinds)" ''
check 'the test is not empty' test -s c/index.test
same 'every message is on one side' \
	"$(sort c/index.test c/index.train)" "$(sort c/index)"
cp c/index.test before
furui-corpus split c --by=cluster --test=0.5 >out 2>err
check 'the same split again' cmp -s before c/index.test

rm c/data/000003
status 'a message missing' 0 furui-corpus split c --by=cluster >out 2>err
check 'is named' grep -q 'data/000003: No such file or directory; skipped' err
same 'and left out' "$(cat c/index.test c/index.train | grep -c 000003)" 0

printf 'spam data/000001\nHello\n' >bad
mkdir d && cp bad d/index
status 'no index line' 1 furui-corpus split d 2>err
same 'names the line' "$(cat err)" \
	'furui-corpus: d/index, line 2: not "spam PATH" or "ham PATH"'
: >d/index
status 'an empty index' 1 furui-corpus split d 2>err
status 'no index' 1 furui-corpus split /nonexistent 2>err
status 'no corpus' 64 furui-corpus split 2>err
status 'a share of nothing' 64 furui-corpus split c --test=0 2>err
status 'a share of all' 64 furui-corpus split c --test=1 2>err
status 'a share of words' 64 furui-corpus split c --test=half 2>err
status 'by the moon' 64 furui-corpus split c --by=moon 2>err
status 'two corpora' 64 furui-corpus split c d 2>err
finish
