/* The judged messages by language or by where they come from. */
#ifndef BENCH_GROUPS_H
#define BENCH_GROUPS_H

#include "plan.h"

enum bench_grouping {
	BENCH_BY_LANGUAGE, /* as furui reads them */
	BENCH_BY_SOURCE,   /* the first folder in which their paths differ */
	BENCH_GROUPINGS,
};

enum {
	/* With more, the folders are no sources. */
	BENCH_MAX_SOURCES = 30,
};

struct bench_groups {
	struct bench_group {
		char *name; /* "" for files beside the folders */
		size_t count;
	} * groups;   /* the largest first */
	size_t count; /* 0 when it cannot be told */
	size_t *of;   /* the group of each judged message */
};

void bench_groups_make(const struct bench_mail *mail,
		       const struct bench_schedule *schedule,
		       enum bench_grouping by, struct bench_groups *out);
void bench_groups_free(struct bench_groups *groups);

/* Measures one group's part of a filter's verdicts. */
void bench_group_measure(const struct bench_groups *groups, size_t group,
			 const struct bench_verdict *verdicts, size_t count,
			 struct bench_metrics *out);

/* "language", "source". */
const char *bench_grouping_name(enum bench_grouping by);

#endif
