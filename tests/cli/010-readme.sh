#!/bin/sh
# What the READMEs show is what is there: the procmail recipe, the folders, the
# programs' options.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

for readme in README.md README.ja.md; do
	sed -n '/^    # furui in procmail/,/^    #	{ EXITCODE=75/p' \
		"$source_dir/$readme" | sed 's/^    //' >"$scratch/shown"
	check "$readme shows the procmail recipe" \
		cmp "$scratch/shown" "$source_dir/classifier/recipes/procmailrc"
	# shellcheck disable=SC2016 # the backquotes are Markdown's
	sed -n 's/^| `\([a-z]*\)\/` .*/\1/p' "$source_dir/$readme" |
		sort >"$scratch/folders"
	same "$readme lists the folders" "$(cat "$scratch/folders")" \
		"$(printf '%s\n' bench classifier corpus tests trainer)"
done
for program in furui furui-train furui-corpus furui-bench; do
	check "$program --help" sh -c "$program --help >/dev/null"
	check "$program(1) exists" sh -c \
		"ls '$source_dir'/*/man/$program.1 >/dev/null"
done
finish
