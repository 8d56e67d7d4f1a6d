/* What a run found: a table for people, objects for programs, the scores. */
#ifndef BENCH_RESULTS_H
#define BENCH_RESULTS_H

#include "plan.h"

/* One filter's part. */
struct bench_result {
	const struct bench_filter_kind *kind;
	char *version;
	struct bench_verdict *verdicts; /* schedule->judged_count */
	struct bench_seconds seconds;
	/* Filled by bench_report_measure(). */
	struct bench_metrics metrics;
	struct bench_interval interval; /* of metrics.one_minus_auc */
	double ratio; /* first filter's 1-AUC / this one's; NAN if unknown */
	struct bench_interval ratio_interval;
};

struct bench_report {
	const char *index, *test; /* as the user named them; test may be NULL */
	const char *protocol, *headers;
	const struct bench_mail *mail;
	const struct bench_schedule *schedule;
	size_t learned;               /* messages, in the longest round */
	struct bench_result *results; /* furui's first */
	size_t count;
};

/* Measures every result, and every peer against the first, on the same
 * resamples. */
void bench_report_measure(struct bench_report *report);

/* Appends an aligned table: a row a filter. */
void bench_report_table(const struct bench_report *report,
			struct furui_buffer *out);

/* Appends an object a line, a line a filter. What is not defined is null. */
void bench_report_json(const struct bench_report *report,
		       struct furui_buffer *out);

/* Appends `spam|ham PATH SCORE` in the order judged; scores with all digits
 * that tell them apart. */
void bench_report_scores(const struct bench_report *report,
			 const struct bench_result *result,
			 struct furui_buffer *out);

#endif
