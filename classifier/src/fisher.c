/* Robinson-Fisher, with bogofilter's constants: G. Robinson, "A Statistical
 * Approach to the Spam Problem" (2003); R. A. Fisher's combination of
 * probabilities by the chi-square distribution. */
#include "fisher.h"

#include <math.h>

/* bogofilter 1.2.5's defaults. Measured on the development corpora: a robs of
 * 0.45 costs 1.35 against 0.79 % 1-AUC on SpamAssassin, a min_dev of 0.1 or
 * 0.45 helps one corpus and hurts another. */
const double furui_fisher_doubt = 0.0178; /* bogofilter's robs */
static const double ROBX = 0.52;
static const double MIN_DEV = 0.375;

double furui_fisher_spamicity(struct furui_counts token,
			      struct furui_counts totals, double doubt)
{
	double n = (double)token.spam + token.ham;
	if (n == 0 || !totals.spam || !totals.ham)
		return ROBX;
	double spam = (double)token.spam * totals.ham;
	double ham = (double)token.ham * totals.spam;
	return (doubt * ROBX + n * (spam / (spam + ham))) / (doubt + n);
}

int furui_fisher_counts(double spamicity)
{
	return fabs(spamicity - 0.5) > MIN_DEV;
}

void furui_fisher_add(struct furui_fisher *sum, double spamicity)
{
	/* f is no nearer to 0 or 1 than doubt / 2^33, 2e-12: so many are no
	 * product too small for a double. */
	enum {
		FEW = 16
	};
	if (sum->used % FEW == 0) {
		if (sum->used) {
			sum->ln_spam += log(sum->spam);
			sum->ln_ham += log(sum->ham);
		}
		sum->spam = sum->ham = 1;
	}
	sum->spam *= spamicity;
	sum->ham *= 1 - spamicity;
	sum->used++;
}

/* ln of a Poisson distribution's terms summed from `from` to `to` (or on
 * without end when to < 0), outwards from the largest so that what is too
 * small to count ends the sum. */
static double ln_poisson_sum(double mean, double from, double to)
{
	double peak = floor(mean);
	if (peak < from)
		peak = from;
	if (to >= 0 && peak > to)
		peak = to;
	double sum = 1, term = 1;
	double i = peak;
	while (i > from && term > 1e-18) {
		term *= i-- / mean;
		sum += term;
	}
	i = peak;
	term = 1;
	while ((to < 0 || i < to) && term > 1e-18) {
		term *= mean / ++i;
		sum += term;
	}
	return peak * log(mean) - lgamma(peak + 1) - mean + log(sum);
}

struct tails {
	double ln_upper; /* ln of the chi-square upper tail, x = 2 mean, 2k
			    degrees of freedom */
	double ln_lower; /* ln of 1 - that */
};

static struct tails chi_square(double mean, unsigned k)
{
	/* Q(x, 2k) = exp(-x/2) sum_{i<k} (x/2)^i / i!  (Abramowitz and Stegun
	 * 26.4.21): the Poisson distribution of mean x/2 up to k - 1. */
	if (mean <= 0)
		return (struct tails){0, -INFINITY};
	return (struct tails){ln_poisson_sum(mean, 0, (double)k - 1),
			      ln_poisson_sum(mean, k, -1)};
}

static double ln_add(double a, double b)
{
	double high = a > b ? a : b;
	double low = a > b ? b : a;
	return low == -INFINITY ? high : high + log1p(exp(low - high));
}

double furui_fisher_log_odds(const struct furui_fisher *sum)
{
	if (!sum->used)
		return log(ROBX / (1 - ROBX));
	double ln_spam = sum->ln_spam + log(sum->spam);
	double ln_ham = sum->ln_ham + log(sum->ham);
	struct tails p = chi_square(-ln_ham, sum->used);
	struct tails q = chi_square(-ln_spam, sum->used);
	return ln_add(q.ln_upper, p.ln_lower) - ln_add(p.ln_upper, q.ln_lower);
}

double furui_fisher_score(const struct furui_fisher *sum)
{
	double log_odds = furui_fisher_log_odds(sum);
	return copysign(log1p(fabs(log_odds)), log_odds);
}
