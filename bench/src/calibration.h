/* Whether probabilities mean what they say, how rates and rankings look in
 * detail: the numbers behind the report's diagrams. Pure functions, like
 * metrics.h. */
#ifndef BENCH_CALIBRATION_H
#define BENCH_CALIBRATION_H

#include "metrics.h"

enum {
	BENCH_BINS = 10,
};

/* Of the verdicts whose filter named a probability. */
struct bench_calibration {
	/* Equal widths; 1 falls into the last. */
	struct bench_bin {
		size_t count, spam;
		double mean; /* of the probabilities; NAN when empty */
	} bins[BENCH_BINS];
	size_t count;
	double brier; /* mean squared difference to 1 (spam) or 0 (ham) */
	double ece;   /* expected calibration error: the bins' differences of
			 mean and share of spam, weighted by count */
};

/* brier and ece are NAN when there is none. */
void bench_calibrate(const struct bench_verdict *verdicts, size_t count,
		     struct bench_calibration *out);

/* Wilson's 95 % interval of a share. NAN of nothing. */
struct bench_interval bench_share_interval(size_t part, size_t whole);

/* A cut-off's place: what it takes for spam wrongly and what it misses. */
struct bench_roc_point {
	size_t ham_lost, spam_missed;
};

/* A point for every distinct score, from the cut-off that calls nothing spam
 * (0 ham, all spam) to the one that calls everything so. Returns how many;
 * *out is malloc'd. */
size_t bench_roc(const struct bench_verdict *verdicts, size_t count,
		 struct bench_roc_point **out);

/* The errors after so many messages were learned. */
struct bench_curve_point {
	size_t learned;
	struct bench_metrics metrics;
};
struct bench_curve {
	struct bench_curve_point *points;
	size_t count;
};

/* 20, 50, 100, 200, 500, 1000, …: those below `all`, then `all`. Returns the
 * size after `size` (0: the first); 0 when `size` is `all`. */
size_t bench_curve_next(size_t size, size_t all);

/* Of verdicts in the order learned, one by one, the first before anything was
 * learned and each learned `delay` messages later: a point a stretch between
 * two sizes, at its end. */
void bench_curve_of_run(const struct bench_verdict *verdicts, size_t count,
			size_t delay, struct bench_curve *out);
void bench_curve_add(struct bench_curve *curve, size_t learned,
		     const struct bench_verdict *verdicts, size_t count);
void bench_curve_free(struct bench_curve *curve);

#endif
