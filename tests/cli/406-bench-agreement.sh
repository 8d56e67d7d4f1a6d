#!/bin/sh
# bench/agreement: learned one by one or all at once.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
index=$samples/try/index
agreement() {
	TMPDIR=$scratch "$source_dir/bench/agreement" "$@" 2>"$scratch/errors"
}
agreement --learn 12 "$index" "$index" >"$scratch/out"
check 'real programs agree or not' test $? -le 1
check 'all are judged' grep -q "^12 learned, $(grep -c . "$index") judged, " \
	"$scratch/out"

# Stand-ins: before the refit every tenth answer is another.
mkdir "$scratch/fake"
cat >"$scratch/fake/furui" <<'STANDIN'
#!/bin/sh
while [ "$1" != -d ]; do shift; done
mkdir -p "$2"
case "$*" in
*-b*) awk -v fitted="$([ -e "$2/fitted" ] && echo 1)" '
	{ print $0, !fitted && NR % ENVIRON["EACH"] == 0 ? "U 0.7" : "S 1" }' ;;
esac
STANDIN
cat >"$scratch/fake/furui-train" <<'STANDIN'
#!/bin/sh
touch "$3/fitted"
STANDIN
chmod +x "$scratch/fake"/*
export FURUI="$scratch/fake/furui" FURUI_TRAIN="$scratch/fake/furui-train"
EACH=10
export EACH
status 'a tenth changes' 1 agreement --learn 3 "$index" "$index" \
	>"$scratch/out"
same 'how many agree' "$(head -n 1 "$scratch/out")" \
	'3 learned, 66 judged, 60 alike: 90.91 %'
same 'changes' "$(sed -n 's/^ *\([0-9]*\) [a-z]*: \(.*\)/\1 \2/p' \
	"$scratch/out" | awk '{ n += $1; $1 = ""; print } END { print n }' |
	sort -u | tr '\n' ';')" \
	' unsure one by one, spam after one fit;6;'
EACH=100
status 'none changes' 0 agreement --learn 3 "$index" "$index" >"$scratch/out"
same 'and none is listed' "$(wc -l <"$scratch/out")" 2
status 'no index' 64 agreement "$scratch/none" "$index"
finish
