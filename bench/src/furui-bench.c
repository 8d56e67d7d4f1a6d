/* furui-bench: the command line, the progress bar, the exit codes. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "accuracy.h"

enum {
	EXIT_TROUBLE = 3,
	EXIT_WRONG_USAGE = 64,
};

static const char usage[] =
	"usage: furui-bench accuracy --index FILE [--test FILE]\n"
	"           --protocol online|delayed:N|frozen[:FRACTION]|folds:K\n"
	"           [--headers all|core] [--against PEER,...]\n"
	"           [--train-limit N] [--test-limit N]\n"
	"           [--json FILE] [--scores FILE] [--keep FOLDER]\n"
	"An index has lines `spam PATH` and `ham PATH`. With --test, FILE is\n"
	"judged after the index was learned. Peers: ";

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

struct bar {
	const char *filter;
	bool shown; /* on a terminal */
	double started, drawn;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void begin(void *context, const char *filter)
{
	struct bar *bar = context;
	bar->filter = filter;
	bar->started = now();
	bar->drawn = 0;
	/* A fit is one step, however long. */
	if (bar->shown)
		(void)fprintf(stderr, "\r%-10s begins\033[K", filter);
}

static int step(void *context, size_t done, size_t all, struct furui_error *err)
{
	struct bar *bar = context;
	if (interrupted)
		return furui_fail(err, FURUI_ERROR_SYSTEM, "interrupted");
	double t = now();
	if (!bar->shown || t - bar->drawn < .1)
		return 0;
	bar->drawn = t;
	char line[31];
	int filled = (int)(30 * done / all);
	for (int i = 0; i < 30; i++)
		line[i] = i < filled ? '#' : '.';
	line[30] = '\0';
	double rate = (double)done / (t - bar->started + 1e-9);
	double left = (double)(all - done) / (rate + 1e-9);
	(void)fprintf(stderr, "\r%-10s %s %3d %%  %.0f/s  %d:%02d left\033[K",
		      bar->filter, line, (int)(100 * done / all), rate,
		      (int)left / 60, (int)left % 60);
	return 0;
}

static void end(void *context)
{
	struct bar *bar = context;
	if (bar->shown)
		(void)fputs("\r\033[K", stderr);
}

static void trouble(void *context, const char *sentence)
{
	(void)context;
	(void)fprintf(stderr, "furui-bench: %s\n", sentence);
}

static void print_usage(FILE *out)
{
	(void)fputs(usage, out);
	for (size_t i = 0; bench_peers[i]; i++)
		(void)fprintf(out, "%s%s", i ? ", " : "", bench_peers[i]->name);
	(void)fputs(".\n", out);
}

static int wrong(const char *what, const char *value)
{
	(void)fprintf(stderr, "furui-bench: %s%s; see furui-bench --help\n",
		      what, value);
	return EXIT_WRONG_USAGE;
}

static int add_peers(struct bench_accuracy_options *o, char *list)
{
	char *name;
	while ((name = strsep(&list, ","))) {
		const struct bench_filter_kind *found = NULL;
		for (size_t i = 0; bench_peers[i]; i++)
			if (strcmp(bench_peers[i]->name, name) == 0)
				found = bench_peers[i];
		if (!found)
			return wrong("unknown peer ", name);
		if (o->peer_count == BENCH_MAX_PEERS)
			return wrong("too many peers", "");
		o->peers[o->peer_count++] = found;
	}
	return 0;
}

static int parse_limit(const char *text, size_t *out)
{
	char *tail;
	unsigned long n = strtoul(text, &tail, 10);
	if (*text < '1' || *text > '9' || *tail || n > UINT32_MAX)
		return wrong("a limit is a number from 1 on, not ", text);
	*out = n;
	return 0;
}

struct arguments {
	struct bench_accuracy_options accuracy;
	const char *json;
	bool has_protocol;
};

enum option_code {
	OPTION_INDEX = 256,
	OPTION_TEST,
	OPTION_PROTOCOL,
	OPTION_HEADERS,
	OPTION_AGAINST,
	OPTION_JSON,
	OPTION_SCORES,
	OPTION_TRAIN_LIMIT,
	OPTION_TEST_LIMIT,
	OPTION_KEEP,
};

static const struct option long_options[] = {
	{"index", required_argument, NULL, OPTION_INDEX},
	{"test", required_argument, NULL, OPTION_TEST},
	{"protocol", required_argument, NULL, OPTION_PROTOCOL},
	{"headers", required_argument, NULL, OPTION_HEADERS},
	{"against", required_argument, NULL, OPTION_AGAINST},
	{"json", required_argument, NULL, OPTION_JSON},
	{"scores", required_argument, NULL, OPTION_SCORES},
	{"train-limit", required_argument, NULL, OPTION_TRAIN_LIMIT},
	{"test-limit", required_argument, NULL, OPTION_TEST_LIMIT},
	{"keep", required_argument, NULL, OPTION_KEEP},
	{NULL, 0, NULL, 0},
};

/* 0, or the exit code. */
static int set_option(struct arguments *a, int code)
{
	struct bench_accuracy_options *o = &a->accuracy;
	struct furui_error err;
	switch (code) {
	case OPTION_INDEX:
		o->index = optarg;
		return 0;
	case OPTION_TEST:
		o->test = optarg;
		return 0;
	case OPTION_PROTOCOL:
		a->has_protocol = true;
		return bench_plan_parse(optarg, &o->plan, &err) < 0
			       ? wrong(err.text, "")
			       : 0;
	case OPTION_HEADERS:
		o->core_headers = strcmp(optarg, "core") == 0;
		return o->core_headers || strcmp(optarg, "all") == 0
			       ? 0
			       : wrong("--headers is all or core, not ",
				       optarg);
	case OPTION_AGAINST:
		return add_peers(o, optarg);
	case OPTION_JSON:
		a->json = optarg;
		return 0;
	case OPTION_SCORES:
		o->scores = optarg;
		return 0;
	case OPTION_KEEP:
		o->keep = optarg;
		return 0;
	case OPTION_TRAIN_LIMIT:
		return parse_limit(optarg, &o->plan.train_limit);
	case OPTION_TEST_LIMIT:
		return parse_limit(optarg, &o->plan.test_limit);
	default: /* getopt has said why */
		return EXIT_WRONG_USAGE;
	}
}

static int parse(int argc, char **argv, struct arguments *a)
{
	const struct bench_accuracy_options *o = &a->accuracy;
	int code, result;
	while ((code = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		if ((result = set_option(a, code)) != 0)
			return result;
	if (optind < argc)
		return wrong("unexpected argument ", argv[optind]);
	if (!o->index)
		return wrong("--index is missing", "");
	if (!a->has_protocol)
		return wrong("--protocol is missing", "");
	if (o->test &&
	    (o->plan.protocol != BENCH_FROZEN || o->plan.has_fraction))
		return wrong("--test goes with --protocol=frozen", "");
	if (o->plan.train_limit && o->plan.protocol == BENCH_ONLINE)
		return wrong("--train-limit goes with frozen and folds", "");
	if (o->plan.test_limit && o->plan.protocol == BENCH_FOLDS)
		return wrong("--test-limit goes with frozen and online", "");
	return 0;
}

static int run_accuracy(struct arguments *a)
{
	struct furui_buffer table = {0}, json = {0};
	struct furui_error err = {0};
	bool to_stdout = a->json && strcmp(a->json, "-") == 0;
	int result = bench_accuracy(&a->accuracy, &table, &json, &err);
	if (result >= 0) {
		struct furui_buffer *out = to_stdout ? &json : &table;
		if (furui_write_all(STDOUT_FILENO, out->data, out->size, &err) <
			    0 ||
		    (a->json && !to_stdout &&
		     bench_write_file(a->json, &json, &err) < 0))
			result = -1;
	}
	if (result < 0)
		trouble(NULL, err.text);
	furui_buffer_free(&table);
	furui_buffer_free(&json);
	return result ? EXIT_TROUBLE : 0;
}

int main(int argc, char **argv)
{
	struct sigaction action = {.sa_handler = on_signal};
	struct bar bar = {.shown = isatty(STDERR_FILENO) == 1};
	struct arguments a = {.accuracy = {.trouble = trouble,
					   .begin = begin,
					   .end = end,
					   .watch = {step, &bar},
					   .context = &bar}};
	if (argc > 1 &&
	    (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
		print_usage(stdout);
		return 0;
	}
	if (argc > 1 &&
	    (strcmp(argv[1], "--version") == 0 || strcmp(argv[1], "-V") == 0)) {
		(void)puts("furui-bench " FURUI_VERSION);
		return 0;
	}
	if (argc < 2 || strcmp(argv[1], "accuracy") != 0) {
		print_usage(stderr);
		return EXIT_WRONG_USAGE;
	}
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	int result = parse(argc - 1, argv + 1, &a);
	if (result == 0)
		result = run_accuracy(&a);
	return result;
}
