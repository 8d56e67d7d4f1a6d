/* The token-count expert: Robinson's f(w) and Fisher's combination. */
#ifndef FURUI_FISHER_H
#define FURUI_FISHER_H

#include "furui/model.h"

/* How many messages' worth of doubt a token is met with: Robinson's s. */
extern const double furui_fisher_doubt;

/* Robinson's f(w), 0 to 1: how much a token met in these messages speaks for
 * spam, classes weighted by size, drawn towards 0.52 when it was met rarely
 * compared with `doubt`. 0.52 unless both totals are above 0: with one class
 * there is nothing to compare. */
double furui_fisher_spamicity(struct furui_counts token,
			      struct furui_counts totals, double doubt);

/* Far enough from 0.5 to take part. */
int furui_fisher_counts(double spamicity);

/* What a message's tokens add up to. All zero to begin. */
struct furui_fisher {
	double ln_spam, ln_ham; /* sums of ln f and of ln (1 - f), ... */
	double spam, ham; /* ... without the last few, whose products these are:
			     a multiplication costs less than a logarithm */
	unsigned used;
};

void furui_fisher_add(struct furui_fisher *sum, double spamicity);

/* The logit of (1 + Q - P) / 2, natural log; of 0.52 when nothing was used. */
double furui_fisher_log_odds(const struct furui_fisher *sum);

/* The same as a score beside the experts': squashed, since the log-odds of many
 * tokens that depend on each other are far too sure. Seldom beyond -6 to 6. */
double furui_fisher_score(const struct furui_fisher *sum);

#endif
