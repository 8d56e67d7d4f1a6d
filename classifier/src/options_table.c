/* Every option by name and letter, and the help that -h prints. */
#include "options_private.h"

const struct option_entry furui_option_table[] = {
	{"passthrough", 'p', false, NO_VALUE, PASS},
	{"ham-true", 'e', false, NO_VALUE, EMBED},
	{"update-as-scored", 'u', false, NO_VALUE, UPDATE},
	{"classify-mbox", 'M', false, NO_VALUE, MBOX},
	{"classify-stdin", 'b', false, NO_VALUE, NAMES},
	{"classify-files", 'B', false, NO_VALUE, PATHS},
	{"register-spam", 's', false, NO_VALUE, LEARN_SPAM},
	{"register-ham", 'n', false, NO_VALUE, LEARN_HAM},
	{"register-nonspam", 0, false, NO_VALUE, LEARN_HAM},
	{"unregister-spam", 'S', false, NO_VALUE, FORGET_SPAM},
	{"unregister-ham", 'N', false, NO_VALUE, FORGET_HAM},
	{"unregister-nonspam", 0, false, NO_VALUE, FORGET_HAM},
	{"store", 'd', true, A_VALUE, STORE},
	{"bogofilter-dir", 0, true, A_VALUE, STORE},
	{"config-file", 'c', false, A_VALUE, CONFIG},
	{"no-config-file", 'C', false, NO_VALUE, NO_CONFIG},
	{"input-file", 'I', false, A_VALUE, INPUT},
	{"output-file", 'O', false, A_VALUE, OUTPUT},
	{NULL, 'o', false, A_VALUE, CUTOFFS},
	{"spam-cutoff", 0, true, A_VALUE, SPAM_CUTOFF},
	{"ham-cutoff", 0, true, A_VALUE, HAM_CUTOFF},
	{"verbosity", 'v', false, NO_VALUE, VERBOSE},
	{"terse", 't', false, NO_VALUE, TERSE},
	{"fixed-terse-format", 'T', false, NO_VALUE, FIXED_TERSE},
	{"quiet", 'q', false, NO_VALUE, QUIET},
	{"use-syslog", 'l', false, NO_VALUE, SYSLOG},
	{"syslog-tag", 'L', false, A_VALUE, SYSLOG_TAG},
	{"tokens", 0, false, NO_VALUE, TOKENS},
	{"json", 0, false, NO_VALUE, JSON},
	{"tempfail", 0, true, MAYBE_A_VALUE, TEMPFAIL},
	{"bogosity-header", 0, true, MAYBE_A_VALUE, BOGOSITY},
	{"judge", 0, true, A_VALUE, JUDGE},
	{"jobs", 0, true, A_VALUE, JOBS},
	{"socket", 0, false, A_VALUE, SOCKET},
	{"address", 0, true, A_VALUE, ADDRESS},
	{"message-id-host", 0, true, A_VALUE, MESSAGE_ID_HOST},
	{"help", 'h', false, NO_VALUE, HELP},
	{"version", 'V', false, NO_VALUE, VERSION},
	{"query", 'Q', false, NO_VALUE, QUERY},

	/* Of bogofilter 1.2.5 and before: how it stores, tokenises, dates,
	 * combines and words things, which furui does its own way. */
	{NULL, '2', false, NO_VALUE, NOTHING},
	{NULL, '3', false, NO_VALUE, NOTHING},
	{NULL, 'f', false, NO_VALUE, NOTHING},
	{NULL, 'F', false, NO_VALUE, NOTHING},
	{NULL, 'g', false, NO_VALUE, NOTHING},
	{NULL, 'r', false, NO_VALUE, NOTHING},
	{NULL, 'E', false, A_VALUE, NOTHING},
	{NULL, 'm', false, A_VALUE, NOTHING},
	{NULL, 'P', false, NO_VALUE, NOTHING},
	{NULL, 'X', false, A_VALUE, NOTHING},
	{"dataframe", 'R', false, NO_VALUE, NOTHING},
	{"report-unsure", 'U', false, NO_VALUE, NOTHING},
	{"no-header-tags", 'H', false, NO_VALUE, NOTHING},
	{"timestamp-date", 'y', false, A_VALUE, NOTHING},
	{"debug-to-stdout", 'D', false, NO_VALUE, NOTHING},
	{"debug-flags", 'x', false, A_VALUE, NOTHING},
	{"db-cachesize", 'k', true, A_VALUE, NOTHING},
	{"block-on-subnets", 0, true, MAYBE_A_VALUE, NOTHING},
	{"charset-default", 0, true, A_VALUE, NOTHING},
	{"db-lk-max-locks", 0, true, A_VALUE, NOTHING},
	{"db-lk-max-objects", 0, true, A_VALUE, NOTHING},
	{"db-log-autoremove", 0, true, MAYBE_A_VALUE, NOTHING},
	{"db-transaction", 0, true, MAYBE_A_VALUE, NOTHING},
	{"header-format", 0, true, A_VALUE, NOTHING},
	{"log-header-format", 0, true, A_VALUE, NOTHING},
	{"log-update-format", 0, true, A_VALUE, NOTHING},
	{"min-dev", 0, true, A_VALUE, NOTHING},
	{"min-token-len", 0, true, A_VALUE, NOTHING},
	{"max-token-len", 0, true, A_VALUE, NOTHING},
	{"max-multi-token-len", 0, true, A_VALUE, NOTHING},
	{"multi-token-count", 0, true, A_VALUE, NOTHING},
	{"ns-esf", 0, true, A_VALUE, NOTHING},
	{"sp-esf", 0, true, A_VALUE, NOTHING},
	{"replace-nonascii-characters", 0, true, MAYBE_A_VALUE, NOTHING},
	{"robs", 0, true, A_VALUE, NOTHING},
	{"robx", 0, true, A_VALUE, NOTHING},
	{"spam-header-name", 0, true, A_VALUE, NOTHING},
	{"spam-header-place", 0, true, A_VALUE, NOTHING},
	{"spam-subject-tag", 0, true, A_VALUE, NOTHING},
	{"unsure-subject-tag", 0, true, A_VALUE, NOTHING},
	{"spamicity-formats", 0, true, A_VALUE, NOTHING},
	{"spamicity-tags", 0, true, A_VALUE, NOTHING},
	{"stats-in-header", 0, true, MAYBE_A_VALUE, NOTHING},
	{"terse-format", 0, true, A_VALUE, NOTHING},
	{"thresh-update", 0, true, A_VALUE, NOTHING},
	{"timestamp", 0, true, MAYBE_A_VALUE, NOTHING},
	{"token-count", 0, true, A_VALUE, NOTHING},
	{"token-count-min", 0, true, A_VALUE, NOTHING},
	{"token-count-max", 0, true, A_VALUE, NOTHING},
	{"unicode", 0, true, MAYBE_A_VALUE, NOTHING},
	{"user-config-file", 0, true, A_VALUE, NOTHING},
	{"wordlist", 0, true, A_VALUE, NOTHING},
	{NULL, 0, false, NO_VALUE, NOTHING},
};

const char furui_options_help[] =
	"Usage: furui [options] < message\n"
	"Says whether a message is spam. Exit code: 0 spam, 1 ham, 2 unsure,\n"
	"3 trouble, 64 wrong usage.\n"
	"\n"
	"Passing mail through:\n"
	"  -p  pass the message through, with X-Furui and X-Bogosity added\n"
	"  -e  exit 0 for spam, ham and unsure alike\n"
	"  -u  afterwards learn the message as judged, unless unsure\n"
	"  --tempfail  exit 75 instead of 3, so that the mail is kept\n"
	"  --bogosity-header=no  add X-Furui alone\n"
	"  --judge=all|fisher  all experts, or the token counts alone\n"
	"  --socket PATH  ask the furuid that listens there; empty: none\n"
	"Learning:\n"
	"  -s  -n  learn as spam, as ham\n"
	"  -S  -N  unlearn spam, ham; -Sn and -Ns move a message over\n"
	"What is read and written:\n"
	"  -I FILE  -O FILE  instead of standard input and output\n"
	"  -M  an mbox instead of one message\n"
	"  -b  names of files and folders on standard input\n"
	"  -B PATH...  these files, Maildirs, MH folders and mboxes\n"
	"  --jobs=N  judge them in N processes, not in one a processor\n"
	"What is printed:\n"
	"  -v  -vv  -vvv  the header line; a histogram; every token\n"
	"  -t  -T  -TT  -TTT  S 1.000000; S 1; the probability; the log-odds\n"
	"  --tokens  the tokens of the message, tag and text\n"
	"  --json  one JSON object a message\n"
	"  -l  a line for each verdict in the system's log; -L TAG: with TAG\n"
	"  -q  no more than was asked for\n"
	"Settings:\n"
	"  -d DIR  the store, else $FURUI_DIR, else ~/.local/share/furui\n"
	"  -c FILE  the configuration;  -C  none\n"
	"  -o SPAM[,HAM]  cut-offs, 0 to 1\n"
	"  --address=ADDRESS  --message-id-host=HOST  yours, again and again\n"
	"  -V  the version;  -Q  the settings;  -h  this\n"
	"bogofilter's other options are accepted; see furui(1).\n";
