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
export FURUI=false
status "trouble is told" 1 growth --most 100 --runs 1 >"$scratch/out"
finish
