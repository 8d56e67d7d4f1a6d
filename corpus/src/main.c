/* furui-corpus: looks at mail folders and makes corpora of them. */
#include <langinfo.h>
#include <locale.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "furui/progress.h"
#include "program.h"

static const char help[] =
	"Usage: furui-corpus scan [--json] PATH...\n"
	"       furui-corpus build DIR --spam PATH... --ham PATH...\n"
	"       furui-corpus split DIR [--by=time|cluster] [--test=0.3]\n"
	"\n"
	"Looks at mail folders (Maildir, mbox, MH, single messages,\n"
	"Thunderbird's stores) and makes corpora of them to measure spam\n"
	"filters with.\n"
	"\n"
	"  scan    what is there: kinds, messages, dates, languages, charsets\n"
	"  build   DIR/index and DIR/data, one message a file, in date order\n"
	"  split   DIR/index.train and DIR/index.test\n"
	"\n"
	"  --json                 of scan: for scripts\n"
	"  --by=time|cluster      of split: the last messages for the test, "
	"or\n"
	"                         never near-duplicates on both sides\n"
	"  --test=FRACTION        of split: how much goes to the test; 0.3\n"
	"  -h, --help             this text\n"
	"  -V, --version          the version\n"
	"\n"
	"Exit code: 0, 1 trouble, 64 wrong usage. See furui-corpus(1).\n";

void furui_corpus_say(const char *format, ...)
{
	va_list args;
	furui_progress_clear();
	(void)fputs("furui-corpus: ", stderr);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fputc('\n', stderr);
}

int furui_corpus_usage(const char *format, ...)
{
	va_list args;
	(void)fputs("furui-corpus: ", stderr);
	va_start(args, format);
	(void)vfprintf(stderr, format, args);
	va_end(args);
	(void)fputs("\nTry: furui-corpus --help\n", stderr);
	return EXIT_USAGE;
}

/* Names of folders are UTF-8; without a UTF-8 locale wcwidth() knows none. */
static void set_locale(void)
{
	(void)setlocale(LC_ALL, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0)
		(void)setlocale(LC_CTYPE, "C.UTF-8");
	(void)setlocale(LC_NUMERIC, "C");
}

static const struct {
	const char *name;
	int (*run)(int argc, char **argv);
} commands[] = {
	{"scan", furui_corpus_scan},
	{"build", furui_corpus_build},
	{"split", furui_corpus_split},
};

static int run(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], "--help") == 0 ||
		    strcmp(argv[i], "-h") == 0)
			return fputs(help, stdout) < 0;
		if (strcmp(argv[i], "--version") == 0 ||
		    strcmp(argv[i], "-V") == 0)
			return printf("furui-corpus %s\n", FURUI_VERSION) < 0;
	}
	if (argc < 2)
		return furui_corpus_usage("a command is missing");
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
		if (strcmp(argv[1], commands[i].name) == 0)
			return commands[i].run(argc - 1, argv + 1);
	return furui_corpus_usage("there is no command %s", argv[1]);
}

int main(int argc, char **argv)
{
	set_locale();
	int code = run(argc, argv);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		furui_corpus_say("cannot write to standard output");
		code = code ? code : EXIT_TROUBLE;
	}
	return code;
}
