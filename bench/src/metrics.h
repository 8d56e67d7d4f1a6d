/* What a table of verdicts is worth: error rates at the filter's own cut-offs,
 * the area over the ROC curve, and how far chance alone could move them. Pure
 * functions: nothing is read, printed or kept. */
#ifndef BENCH_METRICS_H
#define BENCH_METRICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/verdict.h"

/* One judged message. */
struct bench_verdict {
	enum furui_label label; /* what it is */
	enum furui_class class; /* what the filter called it */
	double score;           /* higher is more like spam; never a NaN */
	/* That it is spam, 0 to 1, from a filter that names one. */
	bool has_probability;
	double probability;
};

/* Shares are 0 to 1. NAN where a class has no message. */
struct bench_metrics {
	size_t ham, spam;
	size_t ham_lost;      /* ham called spam */
	size_t spam_missed;   /* spam not called spam: ham or unsure */
	size_t unsure;        /* of both classes */
	double one_minus_auc; /* P(a random ham scores above a random spam),
				 a tie counting half */
	double tied;          /* share of ham-spam pairs with equal scores */
	double sm_at_hm;      /* smallest share of spam missed with at most
				 ham/1000 (rounded down) ham at or above the
				 cut-off */
	double hm, sm;        /* ham lost of ham, spam missed of spam */
	double unsure_share;  /* of all */
	double lam;           /* see bench_lam() */
};

void bench_measure(const struct bench_verdict *verdicts, size_t count,
		   struct bench_metrics *out);

/* TREC's logistic average misclassification: the rate whose logit is the mean
 * of the two rates' logits. Rates are (errors + 0.5) / (messages + 1), so that
 * no error at all is not taken for perfection. NAN when a class is empty. */
double bench_lam(size_t ham_lost, size_t ham, size_t spam_missed, size_t spam);

/* The verdicts in falling order of score; what the resampling walks. */
struct bench_ranking;

/* The caller frees; verdicts are not kept. */
struct bench_ranking *bench_ranking_new(const struct bench_verdict *verdicts,
					size_t count);
void bench_ranking_free(struct bench_ranking **ranking);

/* Ham-spam pairs, in halves: two for each with the ham above the spam, one for
 * each tie; message i counted times[i] times, or once when times is NULL. */
uint64_t bench_ranking_losses(const struct bench_ranking *ranking,
			      const uint16_t *times);

enum {
	/* Enough for the ends of a 95 % interval: 50 lie beyond each. */
	BENCH_RESAMPLES = 2000,
};

/* 1-AUC (0 to 1) of `resamples` bootstrap samples: as many ham and as many
 * spam as there are, drawn with replacement within each class, the same draws
 * for every ranking and at every call, so that values[f * resamples + r] of
 * two filters may be paired. All rankings are of the same messages in the same
 * order. NAN when a class is empty. */
void bench_bootstrap(struct bench_ranking *const *rankings, size_t filters,
		     const struct bench_verdict *verdicts, size_t count,
		     size_t resamples, double *values);

struct bench_interval {
	double low, high;
};

/* The middle 95 % of the values (2.5 and 97.5 percentiles, interpolated),
 * which it sorts. NAN when one of them is. */
struct bench_interval bench_percentiles(double *values, size_t count);

#endif
