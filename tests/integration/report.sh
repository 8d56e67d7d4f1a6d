#!/bin/sh
# The report as a browser draws it: nothing is wider than a phone's window, and
# there is something to see. Skipped, and called so, where Chromium is missing.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
browser=
for name in chromium chromium-browser google-chrome; do
	command -v "$name" >/dev/null && browser=$name && break
done
[ -n "$browser" ] || {
	echo "SKIPPED: no Chromium here; apt-get install chromium"
	exit 77
}
cd "$scratch" || exit 1
furui-corpus build corpus --spam "$samples/Junk" --ham "$samples/Inbox" \
	>/dev/null 2>&1

# One subject is a word of 300 letters, one line cannot be broken anywhere.
word=$(printf '%0300d' 0 | tr 0 w)
sed "s/^Subject:.*/Subject: $word/I" "$samples/try/spam/016.eml" >long.eml
{
	echo "ham $PWD/long.eml"
	sed "s#^\([a-z]*\) #\1 $samples/try/#" "$samples/try/index"
} >test.index

chrome() {
	timeout 120 "$browser" --headless --no-sandbox --disable-gpu \
		--disable-dev-shm-usage --hide-scrollbars \
		--allow-file-access-from-files --user-data-dir="$scratch/chrome" \
		--virtual-time-budget=5000 "$@" 2>chrome.log
}

# The window itself cannot be as narrow as a phone: a frame is.
# frame WIDTH HEIGHT: frame.html, whose title becomes the page's width.
frame() {
	cat >frame.html <<-EOF
		<!DOCTYPE html><html><head><title>not loaded</title>
		<style>body{margin:0}iframe{border:0;display:block}</style></head>
		<body><iframe width="$1" height="$2" src="page.html"
		onload="document.title = 'width ' +
		this.contentDocument.scrollingElement.scrollWidth + ' height ' +
		this.contentDocument.scrollingElement.scrollHeight"></iframe>
		</body></html>
	EOF
}
for language in ja en; do
	widths=360
	[ $language = en ] || widths="360 1200"
	furui-bench accuracy --index corpus/index --test test.index \
		--protocol frozen --curve --against fisher --html page.html \
		--lang "$language" >/dev/null
	for width in $widths; do
		frame "$width" 3000
		chrome --dump-dom "file://$PWD/frame.html" >dom
		size=$(sed -n 's/.*<title>\(.*\)<\/title>.*/\1/p' dom)
		same "$language $width: its width" "${size% height*}" \
			"width $width"
		check "$language $width: there is something ($size)" \
			test "${size##* }" -gt 1500
		chrome --window-size=1200,3000 \
			--screenshot="$language.$width.png" \
			"file://$PWD/frame.html"
		# One colour alone would pack into a few kilobytes.
		check "$language $width: not blank" \
			test "$(wc -c <"$language.$width.png")" -gt 50000
		[ -z "${FURUI_KEEP_PNG-}" ] ||
			cp "$language.$width.png" "$FURUI_KEEP_PNG"
	done
done
finish
