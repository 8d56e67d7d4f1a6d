#!/bin/sh
# Every public header compiles by itself, and twice.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cd "$source_dir" || exit 1
for header in classifier/base/include/furui/*.h \
	classifier/include/furui/*.h corpus/include/furui/*.h; do
	printf '#include "%s"\n#include "%s"\nextern int used;\n' \
		"$source_dir/$header" "$source_dir/$header" >"$scratch/one.c"
	check "$header" gcc -std=c11 -pedantic -Wall -Wextra -Werror \
		-fsyntax-only -Iclassifier/base/include \
		-Iclassifier/include -Icorpus/include "$scratch/one.c"
done
finish
