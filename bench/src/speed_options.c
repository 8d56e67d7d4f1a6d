/* The command line of furui-bench speed. */
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "speed.h"

enum option_code {
	OPTION_INDEX = 256,
	OPTION_AGAINST,
	OPTION_JAPANESE,
	OPTION_ROUNDS,
	OPTION_JSON,
	OPTION_HTML,
	OPTION_LANG,
};

static const struct option long_options[] = {
	{"index", required_argument, NULL, OPTION_INDEX},
	{"against", required_argument, NULL, OPTION_AGAINST},
	{"japanese", required_argument, NULL, OPTION_JAPANESE},
	{"rounds", required_argument, NULL, OPTION_ROUNDS},
	{"json", required_argument, NULL, OPTION_JSON},
	{"html", required_argument, NULL, OPTION_HTML},
	{"lang", required_argument, NULL, OPTION_LANG},
	{NULL, 0, NULL, 0},
};

static int wrong(struct furui_error *err, const char *what, const char *value)
{
	return furui_fail(err, FURUI_ERROR_INPUT, "%s%s", what, value);
}

static int add_peers(struct bench_speed_options *o, char *list,
		     struct furui_error *err)
{
	char *name;
	while ((name = strsep(&list, ","))) {
		const struct bench_filter_kind *found =
			bench_peer_by_name(name);
		if (!found)
			return wrong(err, "unknown peer ", name);
		if (!found->program)
			return wrong(err, "there is no program ", name);
		for (size_t i = 0; i < o->peer_count; i++)
			if (o->peers[i] == found)
				return wrong(err, "named twice: ", name);
		o->peers[o->peer_count++] = found;
	}
	return 0;
}

static int parse_rounds(const char *text, size_t *out, struct furui_error *err)
{
	char *tail;
	unsigned long n = strtoul(text, &tail, 10);
	if (*text < '1' || *text > '9' || *tail || n > BENCH_SPEED_MAX_ROUNDS)
		return wrong(err, "rounds are a number from 1 to 1000, not ",
			     text);
	*out = n;
	return 0;
}

static int set_option(struct bench_speed_options *o, int code,
		      struct furui_error *err)
{
	switch (code) {
	case OPTION_INDEX:
		o->index = optarg;
		return 0;
	case OPTION_AGAINST:
		return add_peers(o, optarg, err);
	case OPTION_JAPANESE:
		o->japanese = optarg;
		return 0;
	case OPTION_ROUNDS:
		return parse_rounds(optarg, &o->rounds, err);
	case OPTION_JSON:
		o->json = optarg;
		return 0;
	case OPTION_HTML:
		o->html = optarg;
		return 0;
	case OPTION_LANG:
		o->page_japanese = strcmp(optarg, "ja") == 0;
		return o->page_japanese || strcmp(optarg, "en") == 0
			       ? 0
			       : wrong(err, "--lang is ja or en, not ", optarg);
	default: /* getopt has said why */
		*err = (struct furui_error){0};
		return -1;
	}
}

int bench_speed_parse(int argc, char **argv, struct bench_speed_options *o,
		      struct furui_error *err)
{
	int code;
	o->rounds = BENCH_SPEED_ROUNDS;
	while ((code = getopt_long(argc, argv, "", long_options, NULL)) != -1)
		if (set_option(o, code, err) < 0)
			return -1;
	if (optind < argc)
		return wrong(err, "unexpected argument ", argv[optind]);
	return o->index ? 0 : wrong(err, "--index is missing", "");
}
