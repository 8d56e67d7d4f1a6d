#!/bin/sh
# maildrop delivers through the recipe as it is shipped.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$source_dir/tests/cli/filter-lib.sh"

cd "$HOME" || exit 1
for folder in Maildir Maildir/.Spam Maildir/.Unsure; do
	mkdir -p "$folder/new" "$folder/cur" "$folder/tmp"
done

# setup PATH
setup() {
	find Maildir -type f -exec rm {} +
	printf 'PATH="%s"\nFURUI_DIR="%s"\n' "$1" "$FURUI_DIR" >rc
	cat "$source_dir/classifier/recipes/maildroprc" >>rc
	echo 'to "Maildir/"' >>rc
	chmod 600 rc
}

# delivered NAME FOLDER MESSAGE: there, once, and as it came.
delivered() {
	found=$(find Maildir -type f)
	same "$1: folder" "${found%/new/*}" "$2"
	sed -e '/^X-Furui: /d' -e '/^X-Bogosity: /d' "$found" |
		cmp - "$3" || found=
	check "$1: unharmed" test -n "$found"
}

setup "$PATH"
status "no model" 0 maildrop rc <"$ham" 2>/dev/null
delivered "no model" Maildir "$ham"
train 12
for case in spam:/.Spam ham: unsure:/.Unsure; do
	setup "$PATH"
	name=${case%:*}
	status "$name: maildrop is content" 0 maildrop rc <"$scratch/$name"
	delivered "$name" "Maildir${case#*:}" "$scratch/$name"
done

# What cannot be filtered waits in the queue.
setup /usr/bin:/bin
status "no furui: stays queued" 75 maildrop rc <"$ham" 2>/dev/null
same "no furui: nothing delivered" "$(find Maildir -type f)" ""
finish
