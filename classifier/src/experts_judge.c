/* Scores a message by the experts straight from its text: to judge it, its
 * views need not be packed. */
#include "experts_private.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "views_slot.h"

enum {
	WORDS = FURUI_TABLE_SIZE / 64,
	AT_ONCE = 512, /* slots: hashed, then met, then summed, since a loop
			  that does all three does none of them fast */
};

/* The slots met so far: a bit each. */
struct met {
	uint64_t bits[WORDS];
};

/* The weights of the slots that were met first here, and how many those
 * are. */
struct sum {
	double first, second; /* by the two tables */
	size_t count;
};

/* Keeps of the slots those that were not met before, and returns how many. No
 * branch depends on the text: it would be guessed wrong too often. */
static inline size_t keep_fresh(struct met *met, uint32_t *slots, size_t count)
{
	size_t kept = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t slot = slots[i];
		uint64_t word = met->bits[slot / 64];
		slots[kept] = slot;
		kept += !(word >> (slot % 64) & 1);
		met->bits[slot / 64] = word | 1ULL << (slot % 64);
	}
	if (kept > count)
		__builtin_unreachable();
	return kept;
}

/* Where the weights of an expert lie, or of two that read the same slots: those
 * of a slot and of the next are `step` apart, 1 or, where two tables lie side
 * by side, 2. */
struct table {
	const float *first, *second;
	size_t step;
	bool two; /* else there is no second */
};

/* Four sums at once: an addition need not wait for the one before. */
static inline double add_steps(const float *table, size_t step,
			       const uint32_t *slots, size_t count)
{
	double a = 0, b = 0, c = 0, d = 0;
	size_t i = 0;
	for (; i + 4 <= count; i += 4) {
		a += (double)table[slots[i] * step];
		b += (double)table[slots[i + 1] * step];
		c += (double)table[slots[i + 2] * step];
		d += (double)table[slots[i + 3] * step];
	}
	for (; i < count; i++)
		a += (double)table[slots[i] * step];
	return a + b + c + d;
}

static inline double add_up(const float *table, size_t step,
			    const uint32_t *slots, size_t count)
{
	return step == 2 ? add_steps(table, 2, slots, count)
			 : add_steps(table, 1, slots, count);
}

#ifdef __SSE2__
static inline __m128d pair(const float *table, uint32_t slot)
{
	return _mm_cvtps_pd(_mm_castsi128_ps(
		_mm_loadl_epi64((const void *)(table + 2 * (size_t)slot))));
}

/* The same sums of two tables that lie side by side. */
static inline void add_pairs(struct sum *sum, const float *table,
			     const uint32_t *slots, size_t count)
{
	__m128d a = _mm_setzero_pd(), b = a, c = a, d = a;
	size_t i = 0;
	for (; i + 4 <= count; i += 4) {
		a = _mm_add_pd(a, pair(table, slots[i]));
		b = _mm_add_pd(b, pair(table, slots[i + 1]));
		c = _mm_add_pd(c, pair(table, slots[i + 2]));
		d = _mm_add_pd(d, pair(table, slots[i + 3]));
	}
	for (; i < count; i++)
		a = _mm_add_pd(a, pair(table, slots[i]));
	a = _mm_add_pd(_mm_add_pd(_mm_add_pd(a, b), c), d);
	sum->first += _mm_cvtsd_f64(a);
	sum->second += _mm_cvtsd_f64(_mm_unpackhi_pd(a, a));
}
#endif

static inline void take(struct sum *sum, struct met *met, uint32_t *slots,
			size_t count, const struct table *table)
{
	size_t fresh = keep_fresh(met, slots, count);
	sum->count += fresh;
#ifdef __SSE2__
	if (table->two && table->step == 2) {
		add_pairs(sum, table->first, slots, fresh);
		return;
	}
#endif
	sum->first += add_up(table->first, table->step, slots, fresh);
	if (table->two)
		sum->second += add_up(table->second, table->step, slots, fresh);
}

static inline size_t at_once(size_t rest)
{
	return rest < AT_ONCE ? rest : AT_ONCE;
}

static struct sum take_grams(struct met *met, const char *text, size_t size,
			     size_t n, const struct table *table)
{
	struct sum sum = {0, 0, 0};
	uint32_t slots[AT_ONCE];
	size_t rest = size < n ? 0 : size - n + 1;
	while (rest) {
		size_t count = at_once(rest);
		furui_view_grams(text, count, n, slots);
		take(&sum, met, slots, count, table);
		text += count;
		rest -= count;
	}
	return sum;
}

/* Both experts of the core text, which share its 4-grams. */
static double judge_core(const struct table *both,
			 const struct furui_features *features)
{
	const char *text = features->core;
	size_t size = features->core_size;
	const struct table core = {both->first, both->first, both->step, false};
	struct met met = {{0}};
	struct sum fours = take_grams(&met, text, size, 4, both);
	struct sum twos = take_grams(&met, text, size, 2, &core);
	struct sum sixes = take_grams(&met, text, size, 6, &core);
	return furui_expert_scale(FURUI_EXPERT_AROW, fours.second,
				  fours.count) +
	       furui_expert_scale(FURUI_EXPERT_CORE,
				  fours.first + twos.first + sixes.first,
				  fours.count + twos.count + sixes.count);
}

static double judge_raw(const float *weights,
			const struct furui_features *features)
{
	const struct table table = {weights, weights, 1, false};
	struct met met = {{0}};
	struct sum sum =
		take_grams(&met, features->raw, features->raw_size, 4, &table);
	return furui_expert_scale(FURUI_EXPERT_RAW, sum.first, sum.count);
}

static double judge_words(const float *weights,
			  const struct furui_features *features)
{
	const struct table table = {weights, weights, 1, false};
	struct met met = {{0}};
	struct sum sum = {0, 0, 0};
	uint32_t slots[AT_ONCE];
	const struct furui_token *next = features->tokens;
	size_t rest = features->token_count;
	while (rest) {
		size_t count = at_once(rest);
		for (size_t i = 0; i < count; i++)
			slots[i] = furui_view_word(&next[i]);
		take(&sum, &met, slots, count, &table);
		next += count;
		rest -= count;
	}
	return furui_expert_scale(FURUI_EXPERT_WORDS, sum.first, sum.count);
}

double furui_experts_judge(const struct furui_weights *weights,
			   const struct furui_features *features, double raw)
{
	const struct table core = {weights->of[FURUI_EXPERT_CORE],
				   weights->of[FURUI_EXPERT_AROW], 1, true};
	return (judge_core(&core, features) +
		raw * judge_raw(weights->of[FURUI_EXPERT_RAW], features) +
		judge_words(weights->of[FURUI_EXPERT_WORDS], features)) /
	       FURUI_EXPERTS;
}

double furui_tables_judge(const struct furui_tables *tables,
			  const struct furui_features *features, double raw)
{
	const float *first = (const void *)tables->core;
	const struct table core = {first, first + 1, 2, true};
	return (judge_core(&core, features) +
		raw * judge_raw(tables->raw, features) +
		judge_words(tables->words, features)) /
	       FURUI_EXPERTS;
}
