/* furui-bench: the command line, the progress bar, the exit codes. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "accuracy.h"
#include "furui/progress.h"
#include "speed.h"

enum {
	EXIT_TROUBLE = 3,
	EXIT_WRONG_USAGE = 64,
};

static const char usage[] =
	"usage: furui-bench accuracy --index FILE [--test FILE]\n"
	"           --protocol online|delayed:N|frozen[:FRACTION]|folds:K\n"
	"           [--headers all|core] [--against PEER,...]\n"
	"           [--train-limit N] [--test-limit N] [--batch N]\n"
	"           [--curve] [--by language,source] [--errors N] [--ablate]\n"
	"           [--html FILE [--lang ja|en]] [--json FILE]\n"
	"           [--scores FILE] [--keep FOLDER]\n"
	"       furui-bench speed --index FILE [--against PEER,...]\n"
	"           [--japanese FILE|FOLDER] [--rounds N]\n"
	"           [--html FILE [--lang ja|en]] [--json FILE]\n"
	"An index has lines `spam PATH` and `ham PATH`. With --test, FILE is\n"
	"judged after the index was learned. Peers: ";

static volatile sig_atomic_t interrupted;

static void on_signal(int number)
{
	(void)number;
	interrupted = 1;
}

/* The filter whose run the bar shows. */
struct bar {
	const char *filter;
};

static void begin(void *context, const char *filter)
{
	struct bar *bar = context;
	bar->filter = filter;
	furui_progress_begin();
	/* A fit is one step, however long. */
	furui_progress_show(filter, NULL, 0, 0, 0);
}

static int step(void *context, size_t done, size_t all, struct furui_error *err)
{
	struct bar *bar = context;
	if (interrupted)
		return furui_fail(err, FURUI_ERROR_SYSTEM, "interrupted");
	furui_progress_show(bar->filter, NULL, done, done, all);
	return 0;
}

static void end(void *context)
{
	(void)context;
	furui_progress_clear();
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
		const struct bench_filter_kind *found =
			bench_peer_by_name(name);
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
	const char *json, *html;
	bool has_protocol;
};

enum option_code {
	OPTION_INDEX = 256,
	OPTION_TEST,
	OPTION_PROTOCOL,
	OPTION_HEADERS,
	OPTION_AGAINST,
	OPTION_CURVE,
	OPTION_BY,
	OPTION_ERRORS,
	OPTION_HTML,
	OPTION_LANG,
	OPTION_JSON,
	OPTION_SCORES,
	OPTION_TRAIN_LIMIT,
	OPTION_TEST_LIMIT,
	OPTION_KEEP,
	OPTION_BATCH,
	OPTION_ABLATE,
};

static const struct option long_options[] = {
	{"index", required_argument, NULL, OPTION_INDEX},
	{"test", required_argument, NULL, OPTION_TEST},
	{"protocol", required_argument, NULL, OPTION_PROTOCOL},
	{"headers", required_argument, NULL, OPTION_HEADERS},
	{"against", required_argument, NULL, OPTION_AGAINST},
	{"ablate", no_argument, NULL, OPTION_ABLATE},
	{"curve", no_argument, NULL, OPTION_CURVE},
	{"by", required_argument, NULL, OPTION_BY},
	{"errors", required_argument, NULL, OPTION_ERRORS},
	{"html", required_argument, NULL, OPTION_HTML},
	{"lang", required_argument, NULL, OPTION_LANG},
	{"json", required_argument, NULL, OPTION_JSON},
	{"scores", required_argument, NULL, OPTION_SCORES},
	{"train-limit", required_argument, NULL, OPTION_TRAIN_LIMIT},
	{"test-limit", required_argument, NULL, OPTION_TEST_LIMIT},
	{"keep", required_argument, NULL, OPTION_KEEP},
	{"batch", required_argument, NULL, OPTION_BATCH},
	{NULL, 0, NULL, 0},
};

static int add_groupings(struct bench_details *details, char *list)
{
	char *name;
	while ((name = strsep(&list, ","))) {
		int by = 0;
		while (by < BENCH_GROUPINGS &&
		       strcmp(name, bench_grouping_name(by)) != 0)
			by++;
		if (by == BENCH_GROUPINGS)
			return wrong("--by is language or source, not ", name);
		details->by[by] = true;
	}
	return 0;
}

/* As gettext has it: the first that is set. */
static bool is_locale_japanese(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "ja", 2) == 0;
	}
	return false;
}

static int set_output(struct arguments *a, int code)
{
	struct bench_accuracy_options *o = &a->accuracy;
	switch (code) {
	case OPTION_ABLATE:
		o->details.ablate = true;
		return 0;
	case OPTION_CURVE:
		o->details.curve = true;
		return 0;
	case OPTION_BY:
		return add_groupings(&o->details, optarg);
	case OPTION_ERRORS:
		return parse_limit(optarg, &o->details.errors);
	case OPTION_HTML:
		a->html = optarg;
		o->page = true;
		return 0;
	case OPTION_LANG:
		o->japanese = strcmp(optarg, "ja") == 0;
		return o->japanese || strcmp(optarg, "en") == 0
			       ? 0
			       : wrong("--lang is ja or en, not ", optarg);
	case OPTION_JSON:
		a->json = optarg;
		return 0;
	case OPTION_SCORES:
		o->scores = optarg;
		return 0;
	default: /* getopt has said why */
		return EXIT_WRONG_USAGE;
	}
}

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
	case OPTION_BATCH:
		return parse_limit(optarg, &o->plan.batch);
	case OPTION_KEEP:
		o->keep = optarg;
		return 0;
	case OPTION_TRAIN_LIMIT:
		return parse_limit(optarg, &o->plan.train_limit);
	case OPTION_TEST_LIMIT:
		return parse_limit(optarg, &o->plan.test_limit);
	default:
		return set_output(a, code);
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
	if (o->details.curve && o->plan.protocol == BENCH_FOLDS)
		return wrong("--curve goes with frozen and online", "");
	if (o->plan.batch && o->plan.protocol != BENCH_ONLINE)
		return wrong("--batch goes with online and delayed", "");
	return 0;
}

static int write_outputs(const char *json, const char *html,
			 const struct bench_outputs *out,
			 struct furui_error *err)
{
	bool to_stdout = json && strcmp(json, "-") == 0;
	const struct furui_buffer *shown = to_stdout ? &out->json : &out->table;
	if (furui_write_all(STDOUT_FILENO, shown->data, shown->size, err) < 0 ||
	    (json && !to_stdout &&
	     bench_write_file(json, &out->json, err) < 0) ||
	    (html && bench_write_file(html, &out->page, err) < 0))
		return -1;
	return 0;
}

/* The places to write to, before anything is measured. */
static int check_outputs(const char *json, const char *html,
			 struct furui_error *err)
{
	if (json && strcmp(json, "-") == 0)
		json = NULL;
	return bench_check_file(json, err) < 0 ||
			       bench_check_file(html, err) < 0
		       ? -1
		       : 0;
}

/* Writes what was measured; the exit code. */
static int finish(int result, const char *json, const char *html,
		  struct bench_outputs *out, struct furui_error *err)
{
	if (result >= 0 && write_outputs(json, html, out, err) < 0)
		result = -1;
	if (result < 0)
		trouble(NULL, err->text);
	furui_buffer_free(&out->table);
	furui_buffer_free(&out->json);
	furui_buffer_free(&out->page);
	return result ? EXIT_TROUBLE : 0;
}

static int run_accuracy(struct arguments *a)
{
	struct bench_outputs out = {0};
	struct furui_error err = {0};
	int result = check_outputs(a->json, a->html, &err);
	if (result == 0)
		result = bench_accuracy(&a->accuracy, &out, &err);
	return finish(result, a->json, a->html, &out, &err);
}

static int run_speed(int argc, char **argv, struct bar *bar)
{
	struct bench_speed_options o = {.page_japanese = is_locale_japanese(),
					.trouble = trouble,
					.begin = begin,
					.end = end,
					.watch = {step, bar},
					.context = bar};
	struct bench_outputs out = {0};
	struct furui_error err = {0};
	if (bench_speed_parse(argc, argv, &o, &err) < 0)
		return *err.text ? wrong(err.text, "") : EXIT_WRONG_USAGE;
	int result = check_outputs(o.json, o.html, &err);
	if (result == 0)
		result = bench_speed(&o, &out, &err);
	return finish(result, o.json, o.html, &out, &err);
}

int main(int argc, char **argv)
{
	struct sigaction action = {.sa_handler = on_signal};
	struct bar bar = {0};
	struct arguments a = {.accuracy = {.japanese = is_locale_japanese(),
					   .trouble = trouble,
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
	bool speed = argc > 1 && strcmp(argv[1], "speed") == 0;
	if (!speed && (argc < 2 || strcmp(argv[1], "accuracy") != 0)) {
		print_usage(stderr);
		return EXIT_WRONG_USAGE;
	}
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	if (speed)
		return run_speed(argc - 1, argv + 1, &bar);
	int result = parse(argc - 1, argv + 1, &a);
	if (result == 0)
		result = run_accuracy(&a);
	return result;
}
