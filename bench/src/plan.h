/* The protocols: in which order messages are learned and judged. */
#ifndef BENCH_PLAN_H
#define BENCH_PLAN_H

#include "filter.h"

enum bench_protocol {
	BENCH_ONLINE, /* delayed, with a delay of 0 */
	BENCH_FROZEN,
	BENCH_FOLDS,
};

/* What the user asked for. */
struct bench_plan {
	enum bench_protocol protocol;
	size_t delay;      /* messages judged before one is learned */
	size_t batch;      /* online: so many judged, then learned; 0: 1 */
	bool has_fraction; /* one was given */
	double fraction;   /* of the messages, learned first */
	size_t folds;
	size_t train_limit; /* messages learned of each class; 0: all */
	size_t test_limit;  /* messages judged; 0: all */
	size_t test_begins; /* where the test index begins; 0: there is none */
};

/* online, delayed:N, frozen, frozen:FRACTION, folds:K. */
int bench_plan_parse(const char *text, struct bench_plan *plan,
		     struct furui_error *err);

/* The plan as the results name it: "frozen:0.5". malloc'd. */
char *bench_plan_name(const struct bench_plan *plan);

/* A plan laid out over the messages: rounds of learning, then judging. */
struct bench_round {
	size_t train_begins, train_ends; /* in train */
	size_t test_begins, test_ends;   /* in judged */
};
struct bench_schedule {
	uint32_t *judged; /* items in the order judged */
	size_t judged_count;
	uint32_t *train; /* items in the order learned */
	size_t train_count;
	struct bench_round *rounds; /* none when online */
	size_t round_count;
	size_t delay; /* online: train[i] is learned once judged[i + delay]
			 was judged */
	size_t batch; /* and at the end of a batch; at least 1 */
};

/* -1 when nothing would be learned or judged. bench_schedule_free() also
 * after an error. */
int bench_schedule_make(const struct bench_plan *plan,
			const struct bench_mail *mail,
			struct bench_schedule *out, struct furui_error *err);
void bench_schedule_free(struct bench_schedule *schedule);

/* How a run goes on, for a progress bar; -1 stops it. */
struct bench_watch {
	int (*step)(void *context, size_t done, size_t all,
		    struct furui_error *err);
	void *context;
};

struct bench_seconds {
	double training, judging;
};

/* Runs the schedule; verdicts has judged_count rows, whose labels it sets
 * too. Offers each wrong verdict to `errors` (NULL: to none) as soon as it is
 * made, while the filter still knows why. */
int bench_run(const struct bench_filter_kind *kind, void *filter,
	      const struct bench_mail *mail,
	      const struct bench_schedule *schedule,
	      const struct bench_watch *watch, struct bench_verdict *verdicts,
	      struct bench_errors *errors, struct bench_seconds *seconds,
	      struct furui_error *err);

#endif
