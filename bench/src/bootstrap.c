/* How far chance could move 1-AUC: bootstrap samples and their percentiles.
 *
 * Percentiles rather than a normal approximation on the logit: they need no
 * variance, hold under any monotone change of scale, and a filter that ranks
 * some samples perfectly (1-AUC 0, logit minus infinity) does not break them.
 * Messages are drawn one by one, as if independent; spam comes in campaigns,
 * so the true uncertainty is larger. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "furui/hash.h"
#include "metrics.h"

/* Splitmix-style: a counter, mixed. Any constant seed would do. */
static uint64_t draw(uint64_t *state)
{
	*state += 0x9e3779b97f4a7c15ULL;
	return furui_hash_mix(*state);
}

/* Counts `size` draws from members[] into times[]. Two from each 64 bits; the
 * multiplication maps 32 bits to 0..size-1 with a bias below size / 2^32. */
static void resample(const uint32_t *members, size_t size, uint64_t *state,
		     uint16_t *times)
{
	uint64_t bits = 0;
	for (size_t i = 0; i < size; i++) {
		bits = i % 2 ? bits >> 32 : draw(state);
		times[members[((bits & UINT32_MAX) * size) >> 32]]++;
	}
}

void bench_bootstrap(struct bench_ranking *const *rankings, size_t filters,
		     const struct bench_verdict *verdicts, size_t count,
		     size_t resamples, double *values)
{
	uint32_t *members[2] = {furui_xmalloc((count + 1) * sizeof(uint32_t)),
				furui_xmalloc((count + 1) * sizeof(uint32_t))};
	uint16_t *times = furui_xmalloc((count + 1) * sizeof *times);
	size_t size[2] = {0, 0};
	uint64_t state = 0;
	for (size_t i = 0; i < count; i++) {
		int class = verdicts[i].label == FURUI_SPAM;
		members[class][size[class]++] = (uint32_t)i;
	}
	double pairs = 2 * (double)size[0] * (double)size[1];
	for (size_t r = 0; r < resamples; r++) {
		memset(times, 0, count * sizeof *times);
		resample(members[0], size[0], &state, times);
		resample(members[1], size[1], &state, times);
		for (size_t f = 0; f < filters; f++)
			values[f * resamples + r] =
				pairs > 0 ? (double)bench_ranking_losses(
						    rankings[f], times) /
						    pairs
					  : NAN;
	}
	free(times);
	free(members[0]);
	free(members[1]);
}

static int by_value(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;
	return (a > b) - (a < b);
}

static double percentile(const double *sorted, size_t count, double p)
{
	double at = p * (double)(count - 1);
	size_t below = (size_t)at;
	if (below + 1 >= count)
		return sorted[count - 1];
	double low = sorted[below], high = sorted[below + 1];
	double part = at - floor(at);
	/* A ratio may be infinite: no differences then. */
	return part > 0 && low < high ? low + part * (high - low) : low;
}

struct bench_interval bench_percentiles(double *values, size_t count)
{
	struct bench_interval interval = {NAN, NAN};
	for (size_t i = 0; i < count; i++)
		if (isnan(values[i]))
			return interval;
	if (count) {
		qsort(values, count, sizeof *values, by_value);
		interval.low = percentile(values, count, .025);
		interval.high = percentile(values, count, .975);
	}
	return interval;
}
