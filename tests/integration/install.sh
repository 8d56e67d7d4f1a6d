#!/bin/sh
# What `cmake --install` and the .deb bring is whole, and they are the same.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
build=$(cd "$bin/.." && pwd)
cat >"$scratch/want" <<END
bin/furui
bin/furui-bench
bin/furui-corpus
bin/furui-train
bin/furuid
lib/systemd/user/furuid.service
lib/systemd/user/furuid.socket
share/doc/furui/LICENSE
share/doc/furui/NEWS
share/doc/furui/README.ja.md
share/doc/furui/README.md
share/doc/furui/recipes/maildroprc
share/doc/furui/recipes/muttrc
share/doc/furui/recipes/procmailrc
share/doc/furui/recipes/sieve.md
share/man/ja/man1/furui-bench.1
share/man/ja/man1/furui-corpus.1
share/man/ja/man1/furui-train.1
share/man/ja/man1/furui.1
share/man/ja/man8/furuid.8
share/man/man1/furui-bench.1
share/man/man1/furui-corpus.1
share/man/man1/furui-train.1
share/man/man1/furui.1
share/man/man8/furuid.8
END

# files ROOT: what is there, below usr/.
files() {
	(cd "$1/usr" && find . -type f | sed 's|^\./||' | sort)
}

status "cmake --install" 0 env DESTDIR="$scratch/installed" \
	cmake --install "$build" --prefix /usr >"$scratch/log"
same "what cmake --install brings" "$(files "$scratch/installed")" \
	"$(cat "$scratch/want")"
same "and nothing outside /usr" "$(ls "$scratch/installed")" usr
same "the installed furui runs" \
	"$("$scratch/installed/usr/bin/furui" -V | head -n 1)" \
	"$(furui -V | head -n 1)"
# A filter that starts for every message does not wait for a dynamic linker.
if grep -qx 'FURUI_LINKED_STATIC:INTERNAL=ON' "$build/CMakeCache.txt"; then
	readelf -d "$scratch/installed/usr/bin/furui" >"$scratch/dynamic"
	same "the installed furui needs no shared library" \
		"$(grep NEEDED "$scratch/dynamic")" ""
fi

status "cpack" 0 cpack --config "$build/CPackConfig.cmake" \
	-B "$scratch/pack" >"$scratch/log" 2>&1
deb=$(echo "$scratch"/pack/furui_*.deb)
status "unpack the .deb" 0 dpkg-deb -x "$deb" "$scratch/unpacked"
same "what the .deb brings" "$(files "$scratch/unpacked")" \
	"$(cat "$scratch/want")"
dpkg-deb -f "$deb" Depends >"$scratch/depends"
for library in libc6 libdb5.3 libgmime-3.0-0 libicu72 liblz4-1 libzstd1; do
	check "the .deb depends on $library" grep -q "\b$library\b" \
		"$scratch/depends"
done
finish
