/* The command line of furui-train, and its configuration keys. */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/config.h"
#include "furui/own.h"
#include "furui/processors.h"
#include "train.h"

enum {
	MOST_THREADS = 64,
	MOST_DAYS = 100000,
	/* Options without a letter. */
	OPT_SPAM = 256,
	OPT_HAM,
	OPT_SENT,
	OPT_ADDRESS,
	OPT_HOST,
	OPT_JSON,
	OPT_DRY_RUN,
	OPT_THREADS,
	OPT_OLDER,
	OPT_KEEP,
};

const char train_help[] =
	"usage: furui-train [OPTION]... [--sent PATH...] --spam PATH...\n"
	"                   --ham PATH...\n"
	"       furui-train [OPTION]... COMMAND\n"
	"\n"
	"Learns from mail folders and files: Maildir, mbox, MH, .eml,\n"
	"Thunderbird. What is known already is skipped; what moved from one\n"
	"side to the other is learned anew. From sent mail (--sent) furui\n"
	"learns which bounces and replies are of your own mail.\n"
	"\n"
	"commands:\n"
	"  status          what is known, in numbers\n"
	"  forget PATH...  unlearn exactly these messages\n"
	"  forget-sent     forget what --sent has taught\n"
	"  expire          unlearn what is older than --older-than=DAYS, but\n"
	"                  for the newest --keep=N of spam and of wanted mail\n"
	"  dump            all that is known, as text, on standard output\n"
	"  load [FILE]     read a dump into a new store\n"
	"  refit           make the model anew and publish it\n"
	"\n"
	"options:\n"
	"  -d, --dir=DIR      the store (else $FURUI_DIR, else\n"
	"                     ~/.local/share/furui)\n"
	"  -c, --config=FILE  the configuration file\n"
	"      --address=ADDRESS  yours; may be repeated\n"
	"      --message-id-host=HOST  of the Message-IDs of your mail, or\n"
	"                     *.DOMAIN; may be repeated\n"
	"  -n, --dry-run      say what would change, change nothing\n"
	"  -q, --quiet        say only what went wrong\n"
	"      --json         one JSON object a line\n"
	"      --threads=N    read N messages at a time (else one a core)\n"
	"  -h, --help         this\n"
	"  -V, --version      the version\n";

static const struct option long_options[] = {
	{"spam", required_argument, NULL, OPT_SPAM},
	{"ham", required_argument, NULL, OPT_HAM},
	{"sent", required_argument, NULL, OPT_SENT},
	{"address", required_argument, NULL, OPT_ADDRESS},
	{"message-id-host", required_argument, NULL, OPT_HOST},
	{"dir", required_argument, NULL, 'd'},
	{"config", required_argument, NULL, 'c'},
	{"dry-run", no_argument, NULL, 'n'},
	{"quiet", no_argument, NULL, 'q'},
	{"json", no_argument, NULL, OPT_JSON},
	{"threads", required_argument, NULL, OPT_THREADS},
	{"older-than", required_argument, NULL, OPT_OLDER},
	{"keep", required_argument, NULL, OPT_KEEP},
	{"help", no_argument, NULL, 'h'},
	{"version", no_argument, NULL, 'V'},
	{NULL, 0, NULL, 0},
};

static const struct {
	const char *name;
	enum train_command command;
	size_t most; /* words that may follow */
} commands[] = {
	{"status", TRAIN_STATUS, 0},
	{"dump", TRAIN_DUMP, 0},
	{"load", TRAIN_LOAD, 1},
	{"refit", TRAIN_REFIT, 0},
	{"forget", TRAIN_FORGET, SIZE_MAX},
	{"forget-sent", TRAIN_FORGET_SENT, 0},
	{"expire", TRAIN_EXPIRE, 0},
};

static int parse_number(const char *text, int least, int most, int *number)
{
	char *end;
	errno = 0;
	long parsed = strtol(text, &end, 10);
	if (errno || end == text || *end || parsed < least || parsed > most)
		return -1;
	*number = (int)parsed;
	return 0;
}

static int parse_threads(const char *text, unsigned *threads)
{
	int number;
	if (parse_number(text, 1, MOST_THREADS, &number) < 0)
		return -1;
	*threads = (unsigned)number;
	return 0;
}

static int take_number(const char *option, const char *value, int most,
		       int *number)
{
	if (parse_number(value, 0, most, number) == 0)
		return 0;
	train_say("%s wants a number from 0 to %d", option, most);
	return TRAIN_USAGE;
}

static void add(struct train_paths *to, char *path)
{
	to->paths =
		furui_xrealloc(to->paths, (to->count + 1) * sizeof *to->paths);
	to->paths[to->count++] = path;
}

/* What is wrong with it shows here, where the line is known. */
static int add_name(struct train_options *options, bool address,
		    const char *value, struct furui_error *err)
{
	struct furui_own *own;
	furui_own_new(&own);
	int result = address ? furui_own_add_address(own, value, err)
			     : furui_own_add_host(own, value, err);
	furui_own_free(&own);
	if (result == 0)
		add(address ? &options->addresses : &options->hosts,
		    furui_xstrdup(value));
	return result;
}

static int take_name(struct train_options *options, bool address,
		     const char *value)
{
	struct furui_error err;
	if (add_name(options, address, value, &err) == 0)
		return 0;
	train_say("%s", err.text);
	return TRAIN_USAGE;
}

/* Keys of other programs are theirs to check. */
static int set_key(void *context, const char *key, const char *value,
		   struct furui_error *err)
{
	struct train_options *options = context;
	if (strcmp(key, "address") == 0)
		return add_name(options, true, value, err);
	if (strcmp(key, "message-id-host") == 0 ||
	    strcmp(key, "message_id_host") == 0)
		return add_name(options, false, value, err);
	if (strcmp(key, "threads") != 0)
		return 0;
	if (options->threads || parse_threads(value, &options->threads) == 0)
		return 0;
	return furui_fail(err, FURUI_ERROR_INPUT,
			  "threads is a number from 1 to %d", MOST_THREADS);
}

static int read_config(struct train_options *options)
{
	struct furui_error err;
	char *path = furui_config_file(options->config, &err);
	int result = 0;
	if (path)
		result = furui_config_read(path, set_key, options, &err);
	else if (err.code != FURUI_ERROR_NONE)
		result = -1;
	free(path);
	if (result < 0)
		train_say("%s", err.text);
	return result < 0 ? TRAIN_USAGE : 0;
}

/* One option or word; `side` is where words go. */
static int take(struct train_options *options, int option, char *value,
		struct train_paths **side)
{
	switch (option) {
	case OPT_SPAM:
		*side = &options->sides[FURUI_SPAM];
		add(*side, value);
		return 0;
	case OPT_HAM:
		*side = &options->sides[FURUI_HAM];
		add(*side, value);
		return 0;
	case OPT_SENT:
		*side = &options->sent;
		add(*side, value);
		return 0;
	case OPT_ADDRESS:
		return take_name(options, true, value);
	case OPT_HOST:
		return take_name(options, false, value);
	case 1:
		add(*side, value);
		return 0;
	case 'd':
		options->folder = value;
		return 0;
	case 'c':
		options->config = value;
		return 0;
	case 'n':
		options->dry_run = true;
		return 0;
	case 'q':
		options->quiet = true;
		return 0;
	case OPT_JSON:
		options->json = true;
		return 0;
	case OPT_THREADS:
		if (parse_threads(value, &options->threads) == 0)
			return 0;
		train_say("--threads wants a number from 1 to %d",
			  MOST_THREADS);
		return TRAIN_USAGE;
	case OPT_OLDER:
		return take_number("--older-than", value, MOST_DAYS,
				   &options->older);
	case OPT_KEEP:
		return take_number("--keep", value, INT_MAX, &options->keep);
	case 'h':
		options->command = TRAIN_HELP;
		return 0;
	case 'V':
		options->command = TRAIN_VERSION;
		return 0;
	default: /* getopt has said what is wrong */
		train_say("try furui-train --help");
		return TRAIN_USAGE;
	}
}

static int check_expire(const struct train_options *options)
{
	bool expires = options->command == TRAIN_EXPIRE;
	if (expires && options->older < 0) {
		train_say("expire wants --older-than=DAYS");
		return TRAIN_USAGE;
	}
	if (!expires && (options->older >= 0 || options->keep >= 0)) {
		train_say("--older-than and --keep go with expire alone");
		return TRAIN_USAGE;
	}
	return 0;
}

/* The first word is the command. */
static int find_command(struct train_options *options)
{
	struct train_paths *words = &options->words;
	bool learns = options->sides[FURUI_SPAM].count ||
		      options->sides[FURUI_HAM].count || options->sent.count;
	if (!words->count) {
		if (learns)
			return check_expire(options);
		train_say("nothing to do: name folders with --spam and --ham, "
			  "or a command; see furui-train --help");
		return TRAIN_USAGE;
	}
	const char *name = words->paths[0];
	size_t i = 0;
	size_t count = sizeof commands / sizeof *commands;
	while (i < count && strcmp(commands[i].name, name) != 0)
		i++;
	if (i == count || learns) {
		train_say(learns ? "%s: commands do not go with --spam, --ham "
				   "and --sent"
				 : "%s is no command; see furui-train --help",
			  name);
		return TRAIN_USAGE;
	}
	options->command = commands[i].command;
	if (words->count - 1 > commands[i].most) {
		train_say("%s: too many words after it", name);
		return TRAIN_USAGE;
	}
	if (options->command == TRAIN_FORGET && words->count < 2) {
		train_say("forget wants the messages: files or folders");
		return TRAIN_USAGE;
	}
	return check_expire(options);
}

int train_options_read(struct train_options *options, int argc, char **argv)
{
	*options = (struct train_options){
		.command = TRAIN_LEARN, .older = -1, .keep = -1};
	struct train_paths *side = &options->words;
	int option;
	int code = 0;
	/* "-": words come in their place, because --spam takes many. */
	while (!code && (option = getopt_long(argc, argv, "-d:c:nqhV",
					      long_options, NULL)) != -1)
		code = take(options, option, optarg, &side);
	if (code)
		return code;
	for (int i = optind; i < argc; i++)
		add(side, argv[i]);
	if (options->command == TRAIN_HELP || options->command == TRAIN_VERSION)
		return 0;
	code = find_command(options);
	if (!code)
		code = read_config(options);
	if (!options->threads)
		options->threads = furui_processors(MOST_THREADS);
	return code;
}

static void free_names(struct train_paths *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->paths[i]);
	free(names->paths);
}

void train_options_free(struct train_options *options)
{
	free(options->sides[FURUI_SPAM].paths);
	free(options->sides[FURUI_HAM].paths);
	free(options->words.paths);
	free(options->sent.paths);
	free_names(&options->addresses);
	free_names(&options->hosts);
}
