/* The worst errors of a run, with the reasons that the filter had. */
#ifndef BENCH_ERRORS_H
#define BENCH_ERRORS_H

#include "furui/buffer.h"
#include "metrics.h"

enum {
	/* Tokens that spoke for the wrong call, and against it. */
	BENCH_REASONS_FOR = 6,
	BENCH_REASONS_AGAINST = 3,
	BENCH_REASONS = BENCH_REASONS_FOR + BENCH_REASONS_AGAINST,
};

struct bench_reason {
	char *token; /* with its tag: "subj:free" */
	struct furui_counts counts;
	double spamicity; /* 0 to 1 */
};

/* A wanted message called spam, or spam called otherwise. */
struct bench_error {
	struct bench_verdict verdict;
	size_t at;                   /* in the order judged */
	struct furui_buffer subject; /* UTF-8, anything may be in it */
	/* What the filter says of it: nothing, if it cannot. */
	struct furui_counts known; /* messages learned by then */
	struct bench_reason reasons[BENCH_REASONS];
	size_t reason_count;
};

/* The `limit` worst of each label, worst first: ham by falling score; spam
 * called ham by rising score, then spam called unsure. All zero but for the
 * limit is an empty one. */
struct bench_errors {
	size_t limit;
	struct bench_error *worst[2]; /* by enum furui_label */
	size_t counts[2];
};

/* Where to fill in the reasons when the verdict is wrong and among the worst
 * so far, valid until the next call; NULL otherwise. */
struct bench_error *bench_errors_offer(struct bench_errors *errors,
				       const struct bench_verdict *verdict,
				       size_t at);
void bench_errors_free(struct bench_errors *errors);

/* Keeps copies of the strongest tokens that spoke for the wrong call and of
 * the strongest against it; reasons are furui_reasons()'s, strongest first. */
void bench_error_set_reasons(struct bench_error *error,
			     const struct furui_reason *reasons, size_t count);

#endif
