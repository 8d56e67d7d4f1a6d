#!/bin/sh
# bench/growth: a row for each size, with figures in it.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck disable=SC2317 # status calls it
growth() {
	TMPDIR=$scratch "$source_dir/bench/growth" "$@" 2>"$scratch/errors"
}
status "runs" 0 growth --most 1000 --runs 10 --tsv >"$scratch/out"
same "rows" "$(cut -f 1 "$scratch/out" | tr '\n' ' ')" "messages 100 1000 "
# shellcheck disable=SC2016 # awk's
check "tokens grow, and every figure is one" awk -F '\t' '
	NR == 1 { fields = NF; next }
	{ bad = bad || NF != fields || $2 + 0 <= before + 0; before = $2
	  for (i = 1; i <= NF; i++) bad = bad || $i !~ /^-?[0-9.]+$/ }
	END { exit bad || NR != 3 }' "$scratch/out"
same "the stores are gone" "$(find "$scratch" -name 'furui-growth.*')" ""
status "unknown option" 64 growth --no-such
# Only the first time.
cat >"$scratch/furui" <<'STANDIN'
#!/bin/sh
[ ! -e "$0.asked" ] || exit 0
touch "$0.asked"
echo "no room" >&2
exit 3
STANDIN
chmod +x "$scratch/furui"
export FURUI="$scratch/furui"
status "trouble is told" 1 growth --most 100 --runs 3 >"$scratch/out"
check "and what it was" grep -q "no room" "$scratch/errors"
finish
