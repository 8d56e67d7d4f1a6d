#!/bin/sh
# The C files are as clang-format 14 leaves them.
# shellcheck source=tests/lint/lib.sh
. "$(dirname "$0")/lib.sh"
list=$(files '*.c' '*.h')
# shellcheck disable=SC2086 # a list of paths without spaces
clang-format --dry-run -Werror $list
seen "$(echo "$list" | wc -l)"
