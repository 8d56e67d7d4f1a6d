/* What the user asked for: command line and configuration file. */
#ifndef FURUI_OPTIONS_H
#define FURUI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/error.h"
#include "furui/verdict.h"

enum furui_action {
	FURUI_RUN,
	FURUI_SHOW_HELP,
	FURUI_SHOW_VERSION,
	FURUI_SHOW_QUERY,
};

/* Where the messages come from. */
enum furui_source {
	FURUI_ONE_MESSAGE, /* standard input, or -I */
	FURUI_ONE_MBOX,    /* the same, -M */
	FURUI_NAMES,       /* their names are read there, -b */
	FURUI_PATHS,       /* -B */
};

enum {
	FURUI_INEFFECTIVE = 16 /* so many are remembered */
};

struct furui_own;

struct furui_options {
	enum furui_action action;
	enum furui_source source;
	bool pass, embed, update, tempfail, log, quiet, json, tokens;
	bool bogosity; /* -p adds X-Bogosity besides X-Furui */
	bool learn_spam, learn_ham, forget_spam, forget_ham;
	bool no_config;
	unsigned verbose; /* how many -v */
	unsigned terse;   /* -t */
	unsigned fixed;   /* how many -T */
	unsigned jobs;    /* processes for -M, -b, -B; 0: as it is best */
	const char *input, *output, *store, *config, *log_tag;
	const char *socket; /* of furuid; "": none; NULL: where it is usual */
	struct furui_cutoffs cutoffs;
	void (*judge)(const struct furui_model *model,
		      const struct furui_features *features,
		      const struct furui_cutoffs *cutoffs,
		      struct furui_verdict *verdict);
	char **paths; /* -B: path_count of the caller's argv */
	int path_count;
	uint64_t given;        /* private: what the command line has set */
	struct furui_own *own; /* owned: configured addresses and hosts; NULL
				  when none are */
	char *from_config; /* owned: store, when the configuration names it */
	/* Accepted for bogofilter's sake, but they mean nothing here. */
	char ineffective[FURUI_INEFFECTIVE][32];
	int ineffective_count;
};

/* Reads the command line; argv is reordered and stays borrowed. -1 with a
 * sentence for a wrong one; `out` then still says whether -p was asked for,
 * and may be freed. */
int furui_options_parse(struct furui_options *out, int argc, char **argv,
			struct furui_error *err);

/* One line of the configuration: what the command line has set stays. A key
 * that does not exist is named on `warn` and else ignored: a word meant for a
 * later version must not stop the mail. */
int furui_options_set(struct furui_options *options, const char *key,
		      const char *value, void (*warn)(const char *key),
		      struct furui_error *err);

void furui_options_free(struct furui_options *options);

/* The text of -h. */
extern const char furui_options_help[];

/* True when a learning option was given. */
bool furui_options_learn(const struct furui_options *options);

#endif
