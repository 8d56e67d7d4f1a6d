#!/bin/sh
# The arrows between the folders hold: who includes whom, who knows which
# foreign library, and what the libraries define and call.
# shellcheck disable=SC2317 # functions that check calls
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
build=${FURUI_BIN:-$source_dir/build/dev/bin}/..
cd "$source_dir" || exit 1

# What a target's files may include, as folders. Base is libc only; corpus
# knows base; the others know public headers and their own.
base=classifier/base/include
public="$base classifier/include"
allowed() {
	case $1 in
	furui_base) echo $base ;;
	libcorpus) echo $base corpus/include corpus/src ;;
	furui-corpus) echo "$public" corpus/include corpus/src ;;
	libfurui) echo "$public" classifier/src ;;
	furui_filter | furui | furuid | furui_dynamic | furuid_dynamic)
		echo "$public" classifier/src corpus/include ;;
	confine_rules) echo $base classifier/src corpus/include ;;
	furui_train | furui-train)
		echo "$public" corpus/include trainer/src ;;
	furui_bench | furui-bench)
		echo "$public" corpus/include bench/src ;;
	esac
}

# Which files may include a foreign header: a pattern, or nothing.
knows() {
	case $1 in
	gmime/*) echo 'classifier/src/message.c' ;;
	glib.h) echo 'classifier/src/base64\.c' ;;
	# idna: what "xn--" names look like; words_dictionary: ICU's
	# dictionary without its word breaker
	unicode/*) echo 'classifier/src/(charset.*|idna|normalise|words|words_dictionary|words_unspaced|html.*)\.c' ;;
	libpsl.h) echo 'classifier/src/domain.c' ;;
	db.h) echo 'classifier/src/store.*\.[ch]' ;;
	seccomp.h) echo 'classifier/src/confine_rules\.c' ;;
	# the processor's instructions for it
	immintrin.h) echo 'classifier/src/(sha256|views_grams)\.c' ;;
	emmintrin.h) echo 'classifier/(src/(experts_judge|store_checksum|words_class)\.c|base/include/furui/find\.h)' ;;
	xmmintrin.h) echo 'classifier/src/experts\.c' ;;
	lz4.h) echo 'classifier/src/(un)?pack\.c' ;;
	zstd.h) echo 'classifier/src/unpack\.c' ;;
	# defines its functions anew
	iconv.h) echo 'classifier/src/unreached.c' ;;
	esac
}
libc=' arpa/ dirent.h endian.h errno.h fcntl.h ftw.h getopt.h inttypes.h langinfo.h limits.h
 linux/ locale.h malloc.h math.h poll.h pthread.h pwd.h sched.h signal.h spawn.h stdalign.h
 stdarg.h stdatomic.h stdbool.h stddef.h stdint.h stdio.h stdlib.h string.h strings.h
 sys/ syslog.h termios.h time.h unistd.h wchar.h wctype.h '
libc=$(echo "$libc" | tr '\n' ' ')

# file TARGET PATH: every include of the file is one that the target may have.
file() {
	sed -n 's/^[ 	]*#[ 	]*include[ 	]*\([<"][^>"]*\).*/\1/p' "$2" \
		>"$scratch/includes"
	bad=
	while read -r name; do
		case $name in
		\<*)
			name=${name#?}
			case $libc in
			*" $name "* | *" ${name%%/*}/ "*) continue ;;
			esac
			who=$(knows "$name")
			[ -n "$who" ] && echo "$2" | grep -qxE "$who" &&
				continue
			;;
		*..*) name=${name#?} ;;
		*)
			name=${name#?}
			# The build makes them.
			case "$2 $name" in
			"classifier/src/confine.c confine_rules.inc" | \
				"classifier/src/confine.c confine_worker.inc" | \
				"classifier/src/confine.c confine_crew.inc")
				continue
				;;
			esac
			for folder in $(allowed "$1"); do
				[ ! -f "$folder/$name" ] || continue 2
			done
			;;
		esac
		bad="$bad $name"
	done <"$scratch/includes"
	[ -z "$bad" ] || echo "$2 ($1) includes$bad"
	[ -z "$bad" ]
}

# The sources of each target, as the build has them.
sed -n 's#.*"command": .* -o [^ ]*CMakeFiles/\([^ /]*\)\.dir/[^ ]* -c [^ ]*/\(classifier\|corpus\|trainer\|bench\)/\([^ "]*\)".*#\1 \2/\3#p' \
	"$build/compile_commands.json" >"$scratch/sources"
for target in furui_base libcorpus furui-corpus libfurui furui_filter furui furuid \
	furui_train furui-train furui_bench furui-bench; do
	check "$target has sources" grep -q "^$target " "$scratch/sources"
done
while read -r target path; do
	check "$path: $target is a target that this test knows" \
		test -n "$(allowed "$target")"
	check "$path" file "$target" "$path"
done <"$scratch/sources"

# Headers: the public ones know base and each other; the private ones what
# their folder's most modest user may.
for header in "$base"/furui/*.h; do
	check "$header" file furui_base "$header"
done
for header in classifier/include/furui/*.h classifier/src/*.h; do
	check "$header" file libfurui "$header"
done
for header in corpus/include/furui/*.h; do
	check "$header" file libcorpus "$header"
done
for header in corpus/src/*.h; do
	check "$header" file furui-corpus "$header"
done
for header in trainer/src/*.h; do
	check "$header" file furui_train "$header"
done
for header in bench/src/*.h; do
	check "$header" file furui_bench "$header"
done

# The libraries: names of our own only, and no printing, no leaving.
forbidden='(v|d|vd)?printf|__v?printf_chk|puts|putchar|perror|stdout|stderr'
forbidden="$forbidden|exit|_exit|_Exit|quick_exit|errx?|warnx?|error|syslog"
for library in classifier/libfurui_base.a classifier/libfurui.a \
	corpus/libcorpus.a; do
	nm -g --defined-only "$build/$library" | awk 'NF == 3 { print $3 }' |
		sed 's/^__odr_asan\.//' | sort -u >"$scratch/defined"
	check "$library defines something" test -s "$scratch/defined"
	same "$library: foreign names" \
		"$(grep -vE '^(furui|store)_' "$scratch/defined")" ""
	same "$library: prints or exits" \
		"$(nm -g -u "$build/$library" | awk 'NF == 2 { print $2 }' |
			sort -u | grep -xE "$forbidden")" ""
done
finish
