#!/bin/sh
# Help, settings, the configuration, and bogofilter's options.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/cli/filter-lib.sh
. "$here/filter-lib.sh"

train 12
check "-h" sh -c "furui -h | grep -q '^Usage: furui'"
check "-V" sh -c "furui -V | grep -Eqx 'furui [0-9]+\.[0-9.]+'"
check "--version" sh -c "furui --version | grep -q ^furui"
for option in -z --nonsense "-o 2" "-s -n" stray -B "--ham-true=1"; do
	# shellcheck disable=SC2086 # two words
	status "$option" 64 furui $option <"$spam" 2>"$scratch/err"
	check "$option: told" grep -q '^furui: ' "$scratch/err"
done

# setting KEY [OPTION]: as -Q shows it.
setting() {
	# shellcheck disable=SC2086 # two words
	furui -Q ${2-} | sed -n "s/^$1 *= //p"
}
same "the store" "$(setting store)" "$FURUI_DIR"
same "-d" "$(setting store "-d other")" other
same "no configuration" "$(setting config_file)" ""
mkdir -p "$XDG_CONFIG_HOME/furui"
printf '# mine\nspam_cutoff = 0.8\nham_cutoff=0.2\n\ntempfail = yes\n' \
	>"$XDG_CONFIG_HOME/furui/furui.conf"
same "configuration" "$(setting config_file)" "$XDG_CONFIG_HOME/furui/furui.conf"
same "spam_cutoff" "$(setting spam_cutoff)" 0.8
same "ham_cutoff" "$(setting ham_cutoff)" 0.2
same "tempfail" "$(setting tempfail)" yes
same "the command line wins" "$(setting spam_cutoff "-o 0.9")" 0.9
same "but only where it speaks" "$(setting ham_cutoff "-o 0.9")" 0.2
same "--key=value" "$(setting spam_cutoff --spam_cutoff=0.7)" 0.7
same "-C" "$(setting spam_cutoff -C)" 0.99
status "tempfail works" 75 furui -d "$scratch/none" <"$spam" 2>/dev/null
echo "spam_cutof = 0.8" >"$scratch/conf"
status "a key that does not exist stops no mail" 0 \
	furui -c "$scratch/conf" <"$spam" 2>"$scratch/err"
check "a key that does not exist is named" grep -q spam_cutof "$scratch/err"
echo "robx = 0.6" >"$scratch/conf"
same "bogofilter's keys are accepted" \
	"$(furui -c "$scratch/conf" <"$spam" 2>&1)" ""
echo "store = $scratch/none" >"$scratch/conf"
status "the store from the configuration" 3 \
	furui -c "$scratch/conf" <"$spam" 2>/dev/null
rm "$XDG_CONFIG_HOME/furui/furui.conf"

# bogofilter's, that mean nothing here.
want=$(furui -T <"$unsure")
for option in -2 -3 -f -F -g -r -R -U -H -D -P "-E 1" "-m 0.1,0.2" "-k 4" \
	"-y 0" "-x mt" "-X a" --unicode=yes --robx=0.5 --min-dev=0.1 \
	"--db-cachesize 4" --thresh_update=0.01 --block_on_subnets=yes; do
	# shellcheck disable=SC2086 # two words
	same "$option is accepted" "$(furui $option -T <"$unsure" 2>&1)" "$want"
done
check "-v -v says that it does nothing" sh -c \
	"furui -3 -vv <'$unsure' 2>&1 >/dev/null | grep -qx 'furui: -3 has no effect here'"

# What mail programs run.
status "Sylpheed" 0 furui -N -s -I "$spam"
status "Sylpheed" 0 furui -n -S -I "$ham"
status "Claws" 0 furui -Sn -I "$ham"
status "Evolution" 0 furui --unicode=yes <"$spam"
status "Evolution" 0 furui --register-ham <"$ham"
status "KMail" 0 sh -c "furui -p -e <'$spam' | grep -q '^X-Bogosity: Spam'"
status "MH-E" 0 sh -c "furui -3 -e -p <'$spam' | grep -q '^X-Bogosity: Spam'"
status "Gnus" 0 furui -S -d "$FURUI_DIR" -I "$unsure"
status "long forms" 0 sh -c \
	"furui --passthrough --ham-true --update-as-scored <'$spam' >/dev/null"

# procmail's other way: the exit code alone.
if [ -x /usr/bin/procmail ]; then
	mkdir "$scratch/mail"
	printf 'PATH=%s\nFURUI_DIR=%s\nMAILDIR=%s\nDEFAULT=%s\n' "$PATH" \
		"$FURUI_DIR" "$scratch/mail" "$scratch/mail/inbox" >"$scratch/rc"
	printf ':0HB:\n* ? furui\nspam\n' >>"$scratch/rc"
	procmail "$scratch/rc" <"$spam"
	procmail "$scratch/rc" <"$ham"
	same "spam by exit code" "$(grep -c ^Subject "$scratch/mail/spam")" 1
	same "ham by exit code" "$(grep -c ^Subject "$scratch/mail/inbox")" 1
fi
finish
