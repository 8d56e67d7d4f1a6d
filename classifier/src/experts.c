/* Logistic regression with per-weight steps (AdaGrad: Duchi, Hazan, Singer
 * 2011) on three views, and AROW (Crammer, Kulesza, Dredze 2009) on one. The
 * constants are those that measured best over eight protocols on the
 * development corpora. */
#include "experts_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#ifdef __SSE__
#include <xmmintrin.h>
#endif

static const struct {
	double rate;    /* AdaGrad's eta; AROW's r */
	double epsilon; /* AdaGrad */
	double power;   /* a feature of n weighs (n + 1)^-power */
	double scale;   /* divides the score */
} experts[FURUI_EXPERTS] = {
	[FURUI_EXPERT_CORE] = {.35, 1e-7, .5, 8},
	[FURUI_EXPERT_RAW] = {.5, 1e-7, .5, 8},
	[FURUI_EXPERT_WORDS] = {4, 1e-9, .8, 6},
	[FURUI_EXPERT_AROW] = {.1, 0, .5, 1.5},
};

/* The views an expert reads: one or two. */
static const enum furui_view reads[FURUI_EXPERTS][2] = {
	[FURUI_EXPERT_CORE] = {FURUI_VIEW_CORE4, FURUI_VIEW_CORE},
	[FURUI_EXPERT_RAW] = {FURUI_VIEW_RAW, FURUI_VIEWS},
	[FURUI_EXPERT_WORDS] = {FURUI_VIEW_WORDS, FURUI_VIEWS},
	[FURUI_EXPERT_AROW] = {FURUI_VIEW_CORE4, FURUI_VIEWS},
};

void furui_experts_reset(struct furui_weights *weights,
			 struct furui_spread *spread)
{
	memset(weights, 0, sizeof *weights);
	memset(spread, 0, sizeof *spread);
	for (size_t i = 0; i < FURUI_TABLE_SIZE; i++)
		spread->of[FURUI_EXPERT_AROW][i] = 1;
}

void furui_weights_pair(const struct furui_weights *weights, float (*core)[2])
{
	for (size_t i = 0; i < FURUI_TABLE_SIZE; i++) {
		core[i][0] = weights->of[FURUI_EXPERT_CORE][i];
		core[i][1] = weights->of[FURUI_EXPERT_AROW][i];
	}
}

void furui_weights_take(struct furui_weights *weights,
			const struct furui_tables *tables)
{
	for (size_t i = 0; i < FURUI_TABLE_SIZE; i++) {
		weights->of[FURUI_EXPERT_CORE][i] = tables->core[i][0];
		weights->of[FURUI_EXPERT_AROW][i] = tables->core[i][1];
	}
	memcpy(weights->of[FURUI_EXPERT_RAW], tables->raw, sizeof tables->raw);
	memcpy(weights->of[FURUI_EXPERT_WORDS], tables->words,
	       sizeof tables->words);
}

/* AdaGrad makes no step where the probability of the label is short of 1 by
 * less than this; AROW none where the margin is at least 1. */
static const double LEAST_ERROR = .001;

/* Where an expert is sure: a tenth of that error, ln 9,999, and half again of
 * that margin. */
static const double SURE = 9.21, SURE_AROW = 1.5;

/* What every feature of a message with so many weighs. */
static double unit_of(enum furui_expert expert, size_t count)
{
	double n = 1 + (double)count;
	return experts[expert].power == .5 ? 1 / sqrt(n)
					   : pow(n, -experts[expert].power);
}

static size_t count_of(enum furui_expert expert,
		       const struct furui_views *views)
{
	size_t count = 0;
	for (int k = 0; k < 2 && reads[expert][k] < FURUI_VIEWS; k++)
		count += views->total[reads[expert][k]];
	return count;
}

static double unit(enum furui_expert expert, const struct furui_views *views)
{
	return unit_of(expert, count_of(expert, views));
}

/* Four sums at once: an addition need not wait for the one before. */
static double sum(const float *table, const struct furui_views *views,
		  enum furui_view view)
{
	double a = 0, b = 0, c = 0, d = 0;
	const uint16_t *slots = views->slots[view];
	for (int part = 0; part < FURUI_TABLE_PARTS; part++) {
		const float *of = table + ((size_t)part << 16);
		uint32_t i = 0, count = views->count[view][part];
		for (; i + 4 <= count; i += 4) {
			a += (double)of[slots[i]];
			b += (double)of[slots[i + 1]];
			c += (double)of[slots[i + 2]];
			d += (double)of[slots[i + 3]];
		}
		for (; i < count; i++)
			a += (double)of[slots[i]];
		slots += count;
	}
	return a + b + c + d;
}

static double expert_sum(const float *table, const struct furui_views *views,
			 enum furui_expert expert)
{
	double total = 0;
	for (int k = 0; k < 2 && reads[expert][k] < FURUI_VIEWS; k++)
		total += sum(table, views, reads[expert][k]);
	return total;
}

double furui_expert_scale(enum furui_expert expert, double sum, size_t count)
{
	return sum * unit_of(expert, count) / experts[expert].scale;
}

static double expert_score(const struct furui_weights *weights,
			   const struct furui_views *views,
			   enum furui_expert expert)
{
	double total = expert_sum(weights->of[expert], views, expert);
	return furui_expert_scale(expert, total, count_of(expert, views)) /
	       FURUI_EXPERTS;
}

double furui_experts_score(const struct furui_weights *weights,
			   const struct furui_views *views, double raw)
{
	double score = 0;
	for (enum furui_expert e = 0; e < FURUI_EXPERTS; e++)
		score += expert_score(weights, views, e) *
			 (e == FURUI_EXPERT_RAW ? raw : 1);
	return score;
}

/* A step of AdaGrad along one part of a view: adds `square` to each slot's sum
 * of squares, and rate / sqrt(sum + epsilon) to its weight. */
struct stride {
	float square, rate, epsilon;
};

static void step_each(float *w, float *squares, const uint16_t *slots,
		      size_t count, const struct stride *stride)
{
	size_t i = 0;
	/* Four roots and quotients take as long as one; no slot comes twice. */
#ifdef __SSE__
	const __m128 square = _mm_set1_ps(stride->square);
	const __m128 rate = _mm_set1_ps(stride->rate);
	const __m128 epsilon = _mm_set1_ps(stride->epsilon);
	for (; i + 4 <= count; i += 4) {
		const uint16_t *at = slots + i;
		float sums[4], steps[4];
		__m128 g = _mm_setr_ps(squares[at[0]], squares[at[1]],
				       squares[at[2]], squares[at[3]]);
		g = _mm_add_ps(g, square);
		_mm_storeu_ps(sums, g);
		g = _mm_div_ps(rate, _mm_sqrt_ps(_mm_add_ps(g, epsilon)));
		_mm_storeu_ps(steps, g);
		for (int k = 0; k < 4; k++) {
			squares[at[k]] = sums[k];
			w[at[k]] += steps[k];
		}
	}
#endif
	for (; i < count; i++) {
		float *g = &squares[slots[i]];
		*g += stride->square;
		w[slots[i]] += stride->rate / sqrtf(*g + stride->epsilon);
	}
}

/* Returns the sum of the weights before, times what each feature weighs. */
static double step_adagrad(float *w, float *squares,
			   const struct furui_views *views,
			   enum furui_expert expert, int is_spam, double share)
{
	double x = unit(expert, views);
	double z = expert_sum(w, views, expert) * x;
	double error = (is_spam ? 1 : 0) - 1 / (1 + exp(-z));
	if (fabs(error) < LEAST_ERROR)
		return z;
	float gradient = (float)(error * x);
	const struct stride stride = {
		.square = gradient * gradient,
		.rate = (float)(experts[expert].rate * share) * gradient,
		.epsilon = (float)experts[expert].epsilon,
	};
	for (int k = 0; k < 2 && reads[expert][k] < FURUI_VIEWS; k++) {
		enum furui_view view = reads[expert][k];
		const uint16_t *slot = views->slots[view];
		for (int part = 0; part < FURUI_TABLE_PARTS; part++) {
			size_t base = (size_t)part << 16;
			uint32_t count = views->count[view][part];
			step_each(w + base, squares + base, slot, count,
				  &stride);
			slot += count;
		}
	}
	return z;
}

static double step_arow(float *w, float *variance,
			const struct furui_views *views, int is_spam,
			double share)
{
	const enum furui_expert arow = FURUI_EXPERT_AROW;
	double x = unit(arow, views);
	double y = is_spam ? 1 : -1;
	double z = expert_sum(w, views, arow) * x;
	double margin = y * z;
	if (margin >= 1)
		return z;
	double confidence = expert_sum(variance, views, arow) * x * x;
	double beta = 1 / (confidence + experts[arow].rate);
	float step = (float)((1 - margin) * beta * y * x * share);
	float shrink = (float)(beta * x * x);
	const uint16_t *slot = views->slots[FURUI_VIEW_CORE4];
	for (int part = 0; part < FURUI_TABLE_PARTS; part++) {
		size_t base = (size_t)part << 16;
		uint32_t count = views->count[FURUI_VIEW_CORE4][part];
		for (uint32_t i = 0; i < count; i++, slot++) {
			float *v = &variance[base + *slot];
			w[base + *slot] += step * *v;
			*v -= shrink * *v * *v;
		}
	}
	return z;
}

double furui_expert_learn(struct furui_weights *weights,
			  struct furui_spread *spread,
			  const struct furui_views *views,
			  enum furui_expert expert, int is_spam, double share)
{
	float *w = weights->of[expert], *learned = spread->of[expert];
	double z = expert == FURUI_EXPERT_AROW
			   ? step_arow(w, learned, views, is_spam, share)
			   : step_adagrad(w, learned, views, expert, is_spam,
					  share);
	return z / experts[expert].scale / FURUI_EXPERTS;
}

bool furui_expert_is_sure(enum furui_expert expert, double said, int is_spam)
{
	double z = said * experts[expert].scale * FURUI_EXPERTS;
	double margin = is_spam ? z : -z;
	return margin > (expert == FURUI_EXPERT_AROW ? SURE_AROW : SURE);
}
