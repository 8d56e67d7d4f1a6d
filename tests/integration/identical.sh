#!/bin/sh
# bench/identical: one process or many, furuid, bulk, static or dynamic.
# shellcheck disable=SC2317 # a function that status calls
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
awk 'NR % 9 == 1 { print $1, folder $2 }' folder="$samples/try/" \
	"$samples/try/index" >"$scratch/index"
many=$(grep -c . "$scratch/index")
identical() {
	TMPDIR=$scratch "$source_dir/bench/identical" "$@" "$scratch/index" \
		>"$scratch/out" 2>"$scratch/errors"
}
status 'all agree' 0 identical --other "$bin/../tests/dynamic"
same 'all are judged' "$(sed -n '1s/judged.*/judged/p' "$scratch/out")" \
	"$many messages, $many judged"
for way in other furuid furuid-other furui-b-jobs-1 furui-b-jobs-2 \
	furui-B-jobs-1 other-B-jobs-2 furui-M-jobs-1 other-M-jobs-2; do
	check "$way is compared" grep -Eq \
		"^$way +[1-9][0-9]* of $many compared, 0 differ$" \
		"$scratch/out"
done

# Another build that says something else, of one message, in one form.
mkdir "$scratch/fake"
ln -s "$bin/furuid" "$scratch/fake/furuid"
cat >"$scratch/fake/furui" <<FAKE
#!/bin/sh
case "\$*" in
*--json*-B*) "$bin/furui" "\$@" | sed '2s/"log_odds":/&1/' ;;
*) exec "$bin/furui" "\$@" ;;
esac
FAKE
chmod +x "$scratch/fake/furui"
status 'one differs' 1 identical --most 4 --other "$scratch/fake"
check 'it is counted' grep -Eq "^other-B-jobs-2 .* 1 differ$" "$scratch/out"
check 'and shown' grep -q '^other-B-jobs-2 --json: 000002 ' "$scratch/out"
same 'nothing else differs' "$(grep -c ' 0 differ$' "$scratch/out")" \
	"$(($(grep -c ' compared, ' "$scratch/out") - 2))"
finish
