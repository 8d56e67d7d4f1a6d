/* The state of a run of furui-bench speed and the steps of a round. */
#ifndef BENCH_SPEED_RUN_H
#define BENCH_SPEED_RUN_H

#include "speed_private.h"

struct speed_filter {
	const struct bench_filter_kind *kind;
	void *context; /* a struct bench_peer where the kind has a command in
			  speed_cold.c, and for furui */
};

struct speed_run {
	const struct bench_speed_options *options;
	struct speed_mail mail;
	char *scratch;
	struct speed_filter filters[BENCH_MAX_PEERS + 1];
	struct bench_speed_report report;
	size_t round;
};

enum {
	SPEED_STEPS = 9
};

/* One round, in this order: each measures one or more rows for all filters
 * and notes them in the report. NULL at the end. */
extern int (*const speed_steps[SPEED_STEPS + 1])(struct speed_run *run,
						 struct furui_error *err);

#endif
