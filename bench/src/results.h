/* What a run found: a table for people, objects for programs, the scores. */
#ifndef BENCH_RESULTS_H
#define BENCH_RESULTS_H

#include "calibration.h"
#include "groups.h"
#include "plan.h"

/* One filter's part. */
struct bench_result {
	const struct bench_filter_kind *kind;
	char *version;
	struct bench_verdict *verdicts; /* schedule->judged_count */
	struct bench_seconds seconds;
	struct bench_errors errors;
	struct bench_curve curve;       /* empty: none was drawn */
	struct bench_ablation ablation; /* empty: none was made */
	/* Filled by bench_report_measure(). */
	struct bench_metrics metrics;
	struct bench_interval interval; /* of metrics.one_minus_auc */
	double ratio; /* first filter's 1-AUC / this one's; NAN if unknown */
	struct bench_interval ratio_interval;
	struct bench_calibration calibration;
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

/* What the user may ask for besides. Each appends nothing to what has
 * nothing. */
struct bench_details {
	size_t errors; /* of each label; 0: none */
	bool curve;
	bool ablate;
	bool by[BENCH_GROUPINGS]; /* enum bench_grouping */
};
void bench_details_table(const struct bench_report *report,
			 const struct bench_details *details,
			 struct furui_buffer *out);

/* An object a line, a line a row of the tables. */
void bench_details_json(const struct bench_report *report,
			const struct bench_details *details,
			struct furui_buffer *out);

/* Appends one page that needs nothing else: HTML with its styles and
 * diagrams, for people, in Japanese or English. `now` is the Unix time of the
 * measurement. */
void bench_page(const struct bench_report *report, bool japanese, int64_t now,
		struct furui_buffer *out);

#endif
