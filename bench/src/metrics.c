/* Error rates and the area over the ROC curve of a table of verdicts. */
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "furui/buffer.h"
#include "metrics.h"

/* Where a message stands in falling order of score. */
struct place {
	double score;
	uint32_t message;
	bool spam;
	bool last; /* of those with this score */
};

struct bench_ranking {
	size_t count;
	uint64_t pairs;
	struct place *places;
};

static int by_falling_score(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return a->message < b->message ? -1 : 1;
}

struct bench_ranking *bench_ranking_new(const struct bench_verdict *verdicts,
					size_t count)
{
	struct bench_ranking *ranking = furui_xmalloc(sizeof *ranking);
	struct place *places = furui_xmalloc((count + 1) * sizeof *places);
	uint64_t spam = 0;
	for (size_t i = 0; i < count; i++) {
		places[i].score = verdicts[i].score;
		places[i].message = (uint32_t)i;
		places[i].spam = verdicts[i].label == FURUI_SPAM;
		spam += places[i].spam;
	}
	qsort(places, count, sizeof *places, by_falling_score);
	for (size_t i = 0; i < count; i++)
		places[i].last = i + 1 == count ||
				 places[i].score != places[i + 1].score;
	ranking->count = count;
	ranking->pairs = spam * (count - spam);
	ranking->places = places;
	return ranking;
}

void bench_ranking_free(struct bench_ranking **ranking)
{
	if (!*ranking)
		return;
	free((*ranking)->places);
	free(*ranking);
	*ranking = NULL;
}

uint64_t bench_ranking_losses(const struct bench_ranking *ranking,
			      const uint16_t *times)
{
	uint64_t losses = 0, above = 0;
	uint64_t tied[2] = {0, 0};
	for (size_t i = 0; i < ranking->count; i++) {
		const struct place *p = &ranking->places[i];
		tied[p->spam] += times ? times[p->message] : 1;
		if (!p->last)
			continue;
		losses += tied[1] * (2 * above + tied[0]);
		above += tied[0];
		tied[0] = tied[1] = 0;
	}
	return losses;
}

/* Ham-spam pairs with equal scores. */
static uint64_t count_ties(const struct bench_ranking *ranking)
{
	uint64_t ties = 0, tied[2] = {0, 0};
	for (size_t i = 0; i < ranking->count; i++) {
		const struct place *p = &ranking->places[i];
		tied[p->spam]++;
		if (!p->last)
			continue;
		ties += tied[0] * tied[1];
		tied[0] = tied[1] = 0;
	}
	return ties;
}

/* The most spam that a cut-off on the score catches with at most `allowed` ham
 * at or above it. Messages with one score stand or fall together. */
static size_t most_caught(const struct bench_ranking *ranking, size_t allowed)
{
	size_t caught = 0, at_or_above[2] = {0, 0};
	for (size_t i = 0; i < ranking->count; i++) {
		const struct place *p = &ranking->places[i];
		at_or_above[p->spam]++;
		if (at_or_above[0] > allowed)
			break;
		if (p->last)
			caught = at_or_above[1];
	}
	return caught;
}

static double share(uint64_t part, uint64_t whole)
{
	return whole ? (double)part / (double)whole : NAN;
}

static double logit(double p)
{
	return log(p) - log1p(-p);
}

double bench_lam(size_t ham_lost, size_t ham, size_t spam_missed, size_t spam)
{
	if (!ham || !spam)
		return NAN;
	double hm = ((double)ham_lost + .5) / ((double)ham + 1);
	double sm = ((double)spam_missed + .5) / ((double)spam + 1);
	return 1 / (1 + exp(-(logit(hm) + logit(sm)) / 2));
}

void bench_measure(const struct bench_verdict *verdicts, size_t count,
		   struct bench_metrics *out)
{
	struct bench_metrics m = {0};
	for (size_t i = 0; i < count; i++) {
		bool called_spam = verdicts[i].class == FURUI_CLASS_SPAM;
		m.unsure += verdicts[i].class == FURUI_CLASS_UNSURE;
		if (verdicts[i].label == FURUI_SPAM) {
			m.spam++;
			m.spam_missed += !called_spam;
		} else {
			m.ham++;
			m.ham_lost += called_spam;
		}
	}
	struct bench_ranking *ranking = bench_ranking_new(verdicts, count);
	m.one_minus_auc =
		share(bench_ranking_losses(ranking, NULL), 2 * ranking->pairs);
	m.tied = share(count_ties(ranking), ranking->pairs);
	m.sm_at_hm = m.ham ? share(m.spam - most_caught(ranking, m.ham / 1000),
				   m.spam)
			   : NAN;
	bench_ranking_free(&ranking);
	m.hm = share(m.ham_lost, m.ham);
	m.sm = share(m.spam_missed, m.spam);
	m.unsure_share = share(m.unsure, count);
	m.lam = bench_lam(m.ham_lost, m.ham, m.spam_missed, m.spam);
	*out = m;
}
