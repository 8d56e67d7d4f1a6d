/* Calibration, intervals of shares, ROC points, the learning curve. */
#include <math.h>
#include <stdlib.h>

#include "calibration.h"
#include "furui/buffer.h"

void bench_calibrate(const struct bench_verdict *verdicts, size_t count,
		     struct bench_calibration *out)
{
	struct bench_calibration c = {0};
	double squares = 0, gap = 0;
	for (size_t i = 0; i < count; i++) {
		if (!verdicts[i].has_probability)
			continue;
		double p = verdicts[i].probability;
		bool spam = verdicts[i].label == FURUI_SPAM;
		size_t b = (size_t)(p * BENCH_BINS);
		struct bench_bin *bin =
			&c.bins[b < BENCH_BINS ? b : BENCH_BINS - 1];
		bin->count++;
		bin->spam += spam;
		bin->mean += p;
		squares += (p - spam) * (p - spam);
		c.count++;
	}
	for (size_t b = 0; b < BENCH_BINS; b++) {
		struct bench_bin *bin = &c.bins[b];
		gap += fabs(bin->mean - (double)bin->spam);
		bin->mean = bin->count ? bin->mean / (double)bin->count : NAN;
	}
	c.brier = c.count ? squares / (double)c.count : NAN;
	c.ece = c.count ? gap / (double)c.count : NAN;
	*out = c;
}

struct bench_interval bench_share_interval(size_t part, size_t whole)
{
	/* Wilson (1927): unlike the normal approximation it does not take no
	 * error at all for certainty. */
	const double z = 1.959963984540054;
	double n = (double)whole, p = (double)part / n;
	double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
	double half = z / (1 + z * z / n) *
		      sqrt(p * (1 - p) / n + z * z / (4 * n * n));
	if (!whole)
		return (struct bench_interval){NAN, NAN};
	return (struct bench_interval){part ? fmax(middle - half, 0) : 0,
				       part < whole ? fmin(middle + half, 1)
						    : 1};
}

static int by_falling_score(const void *left, const void *right)
{
	const struct bench_verdict *a = left, *b = right;
	return (a->score < b->score) - (a->score > b->score);
}

size_t bench_roc(const struct bench_verdict *verdicts, size_t count,
		 struct bench_roc_point **out)
{
	struct bench_verdict *sorted =
		furui_xmalloc((count + 1) * sizeof *sorted);
	struct bench_roc_point *points =
		furui_xmalloc((count + 1) * sizeof *points);
	struct bench_roc_point now = {0, 0};
	size_t used = 0;
	for (size_t i = 0; i < count; i++) {
		sorted[i] = verdicts[i];
		now.spam_missed += verdicts[i].label == FURUI_SPAM;
	}
	qsort(sorted, count, sizeof *sorted, by_falling_score);
	points[used++] = now;
	for (size_t i = 0; i < count; i++) {
		if (sorted[i].label == FURUI_SPAM)
			now.spam_missed--;
		else
			now.ham_lost++;
		if (i + 1 == count || sorted[i].score != sorted[i + 1].score)
			points[used++] = now;
	}
	free(sorted);
	*out = points;
	return used;
}

size_t bench_curve_next(size_t size, size_t all)
{
	size_t next = 20;
	for (int step = 0; next <= size; step++)
		next = step % 3 == 0 ? next / 2 * 5 : next * 2;
	if (size >= all)
		return 0;
	return next < all ? next : all;
}

void bench_curve_add(struct bench_curve *curve, size_t learned,
		     const struct bench_verdict *verdicts, size_t count)
{
	curve->points = furui_xrealloc(
		curve->points, (curve->count + 1) * sizeof *curve->points);
	struct bench_curve_point *point = &curve->points[curve->count++];
	point->learned = learned;
	bench_measure(verdicts, count, &point->metrics);
}

void bench_curve_of_run(const struct bench_verdict *verdicts, size_t count,
			size_t delay, struct bench_curve *out)
{
	size_t all = count > delay ? count - delay : 0, from = 0;
	for (size_t to = 0; (to = bench_curve_next(to, all)) != 0;) {
		/* Learned when the stretch's last message is judged. */
		bench_curve_add(out, to, verdicts + from, to + delay - from);
		from = to + delay;
	}
}

void bench_curve_free(struct bench_curve *curve)
{
	free(curve->points);
	*curve = (struct bench_curve){0};
}
