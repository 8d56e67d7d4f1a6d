#!/bin/sh
# procmail delivers through the recipe as it is shipped: what furui judges is
# sorted, and whatever befalls furui, the mail arrives as it came.
# shellcheck disable=SC2317 # functions that check and status call
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

mail=$scratch/mail
rc=$scratch/procmailrc

# setup KIND: an empty mail folder and a procmailrc around the recipe.
setup() {
	rm -rf "$mail"
	mkdir -p "$mail"
	{
		# procmail empties the environment.
		printf 'SHELL=/bin/sh\nPATH=%s\nFURUI_DIR=%s\n' "$PATH" \
			"$FURUI_DIR"
		printf 'MAILDIR=%s\nLOGFILE=%s/log\n' "$mail" "$mail"
		if [ "$1" = mbox ]; then
			echo "DEFAULT=$mail/inbox"
			sed -e 's/^\(FURUI_[A-Z]*=\)\.\(.*\)\/$/\1\2/' \
				-e 's/^\t:0$/\t:0:/' \
				"$source_dir/classifier/recipes/procmailrc"
		else
			echo "DEFAULT=$mail/inbox/"
			cat "$source_dir/classifier/recipes/procmailrc"
		fi
	} >"$rc"
}

deliver() {
	procmail "$rc" <"$1"
}

# only FOLDER: the one message there, and none elsewhere; its path.
only() {
	find "$mail" -path '*/new/*' -type f >"$scratch/found"
	[ "$(wc -l <"$scratch/found")" -eq 1 ] || {
		echo "$(wc -l <"$scratch/found") messages instead of 1"
		return 1
	}
	got=$(cat "$scratch/found")
	case $got in
	"$mail/$1/"*) ;;
	*)
		echo "found $got, want $1"
		return 1
		;;
	esac
}

# unharmed MESSAGE: what was delivered is the message, our fields apart, and
# the empty line that procmail makes sure of after a filter.
unharmed() {
	sed -e '/^X-Furui: /d' -e '/^X-Bogosity: /d' -e '${/^$/d}' "$got" |
		cmp - "$1"
}

field() {
	sed -n -e '/^$/q' -e 's/^X-Furui: \([A-Za-z]*; [a-z]*=[a-z-]*\).*/\1/p' \
		"$1"
}

message() {
	printf 'Return-Path: <%s>\nFrom: %s\nTo: me@example.jp\nSubject: %s\n' \
		"$1" "$1" "$2"
	printf 'Message-ID: <%s@example.jp>\n\n%s\n' "$3" "$4"
}

i=0
while [ $i -lt 12 ]; do
	i=$((i + 1))
	message win@prize.example "winner casino lottery $i" "s$i" \
		"claim casino lottery jackpot pills now bonus $i" >"$scratch/s$i"
	message boss@work.example "meeting agenda minutes $i" "h$i" \
		"project schedule colleague tomorrow report budget $i" >"$scratch/h$i"
done
message win@prize.example "casino lottery" new1 \
	"claim jackpot casino bonus pills" >"$scratch/spam"
message boss@work.example "agenda minutes" new2 \
	"project budget schedule report" >"$scratch/ham"
message someone@else.example "zzyzx" new3 "qwxk plmv" >"$scratch/unsure"
{
	printf 'X-Furui: Spam; probability=1.0\n'
	cat "$scratch/ham"
} >"$scratch/forged"
cp "$scratch/ham" "$scratch/large"
i=0
while [ $i -lt 30000 ]; do
	i=$((i + 1))
	echo "line $i of a long report about the budget"
done >>"$scratch/large"

# Nothing learned: the mail arrives, with the reason.
setup maildir
status "no model: procmail is content" 0 deliver "$scratch/ham"
check "no model: inbox" only inbox
check "no model: unharmed" unharmed "$scratch/ham"
same "no model: header" "$(field "$got")" "Unsure; error=no-model"
check "no model: no verdict for other programs" \
	sh -c "! grep -q '^X-Bogosity' '$got'"
check "no model: the log says what to do" grep -q furui-train "$mail/log"

i=0
while [ $i -lt 12 ]; do
	i=$((i + 1))
	echo "$scratch/s$i"
done | furui -s -b
i=0
while [ $i -lt 12 ]; do
	i=$((i + 1))
	echo "$scratch/h$i"
done | furui -n -b

for kind in maildir mbox; do
	for case in spam:Spam ham:inbox unsure:Unsure; do
		setup $kind
		name=${case%:*} folder=${case#*:}
		status "$kind $name: procmail is content" 0 \
			deliver "$scratch/$name"
		if [ $kind = maildir ]; then
			[ "$folder" = inbox ] || folder=.$folder
			check "$kind $name: folder" only "$folder"
			check "$kind $name: unharmed" unharmed "$scratch/$name"
			same "$kind $name: one X-Furui" \
				"$(grep -c '^X-Furui: ' "$got")" 1
		else
			same "$kind $name: the only folder" \
				"$(cd "$mail" && echo [!l]*)" "$folder"
			check "$kind $name: header" \
				grep -q '^X-Furui: .*probability=' "$mail/$folder"
		fi
	done
done
setup maildir
status "large: procmail is content" 0 deliver "$scratch/large"
check "large: inbox" only inbox
check "large: unharmed" unharmed "$scratch/large"

setup maildir
status "forged header: procmail is content" 0 deliver "$scratch/forged"
check "forged header: inbox" only inbox
check "forged header: removed" unharmed "$scratch/ham"

# The recipe with --tempfail and its :0e keeps the mail in the queue.
setup maildir
sed -i -e 's/^| furui -p -e$/| furui -p -e --tempfail/' \
	-e 's/^:0a$/:0e\n{ EXITCODE=75 HOST }\n:0/' "$rc"
mv "$FURUI_DIR/model" "$scratch/model"
status "tempfail: stays queued" 75 deliver "$scratch/ham"
same "tempfail: nothing delivered" "$(find "$mail" -path '*/new/*')" ""
mv "$scratch/model" "$FURUI_DIR/model"
status "tempfail, all well: procmail is content" 0 deliver "$scratch/spam"
check "tempfail, all well: sorted" only .Spam

# A damaged model.
setup maildir
cp "$FURUI_DIR/model" "$scratch/model"
for size in 0 7 100; do
	setup maildir
	head -c $size "$scratch/model" >"$FURUI_DIR/model"
	status "model of $size bytes: procmail is content" 0 \
		deliver "$scratch/spam"
	check "model of $size bytes: inbox" only inbox
	check "model of $size bytes: unharmed" unharmed "$scratch/spam"
	same "model of $size bytes: header" "$(field "$got")" \
		"Unsure; error=model-damaged"
done
cp "$scratch/model" "$FURUI_DIR/model"

# furui killed before it has the message whole: a stand-in that starts the
# real one and kills it while it waits for the rest.
setup maildir
mkdir "$scratch/killed" "$scratch/absent" "$scratch/broken"
cat >"$scratch/killed/furui" <<EOF
#!/bin/sh
mkfifo "$scratch/fifo" && exec 3<>"$scratch/fifo"
"$bin/furui" "\$@" <"$scratch/fifo" &
head -c 40 >&3
sleep 0.2
kill -KILL \$!
wait \$!
EOF
chmod +x "$scratch/killed/furui"
sed -i "s|^PATH=|PATH=$scratch/killed:|" "$rc"
status "killed: procmail is content" 0 deliver "$scratch/spam"
check "killed: inbox" only inbox
check "killed: as it came" cmp "$got" "$scratch/spam"
check "killed: the stand-in ran" test -p "$scratch/fifo"

# No furui, one that may not be run, one that is no program. The forged
# header must not sort the mail.
for way in absent broken; do
	setup maildir
	[ $way = absent ] || echo "not a program" >"$scratch/broken/furui"
	sed -i "s|^PATH=.*|PATH=$scratch/$way:/usr/bin:/bin|" "$rc"
	status "$way: procmail is content" 0 deliver "$scratch/forged"
	check "$way: inbox" only inbox
	check "$way: as it came" cmp "$got" "$scratch/forged"
done
finish
