/* Scores a message by the experts straight from its text: to judge it, its
 * views need not be packed. */
#include "experts_private.h"

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

/* Four sums at once: an addition need not wait for the one before. */
static inline double add_up(const float *table, const uint32_t *slots,
			    size_t count)
{
	double a = 0, b = 0, c = 0, d = 0;
	size_t i = 0;
	for (; i + 4 <= count; i += 4) {
		a += (double)table[slots[i]];
		b += (double)table[slots[i + 1]];
		c += (double)table[slots[i + 2]];
		d += (double)table[slots[i + 3]];
	}
	for (; i < count; i++)
		a += (double)table[slots[i]];
	return a + b + c + d;
}

/* The second table may be the first again, and is not summed then. */
static inline void take(struct sum *sum, struct met *met, uint32_t *slots,
			size_t count, const float *first, const float *second)
{
	size_t fresh = keep_fresh(met, slots, count);
	sum->count += fresh;
	sum->first += add_up(first, slots, fresh);
	if (second != first)
		sum->second += add_up(second, slots, fresh);
}

static inline size_t at_once(size_t rest)
{
	return rest < AT_ONCE ? rest : AT_ONCE;
}

static struct sum take_grams(struct met *met, const char *text, size_t size,
			     size_t n, const float *first, const float *second)
{
	struct sum sum = {0, 0, 0};
	uint32_t slots[AT_ONCE];
	size_t rest = size < n ? 0 : size - n + 1;
	while (rest) {
		size_t count = at_once(rest);
		furui_view_grams(text, count, n, slots);
		take(&sum, met, slots, count, first, second);
		text += count;
		rest -= count;
	}
	return sum;
}

/* Both experts of the core text, which share its 4-grams. */
static double judge_core(const struct furui_weights *weights,
			 const struct furui_features *features)
{
	const float *core = weights->of[FURUI_EXPERT_CORE];
	struct met met = {{0}};
	struct sum fours = take_grams(&met, features->core, features->core_size,
				      4, core, weights->of[FURUI_EXPERT_AROW]);
	struct sum twos = take_grams(&met, features->core, features->core_size,
				     2, core, core);
	struct sum sixes = take_grams(&met, features->core, features->core_size,
				      6, core, core);
	return furui_expert_scale(FURUI_EXPERT_AROW, fours.second,
				  fours.count) +
	       furui_expert_scale(FURUI_EXPERT_CORE,
				  fours.first + twos.first + sixes.first,
				  fours.count + twos.count + sixes.count);
}

static double judge_raw(const struct furui_weights *weights,
			const struct furui_features *features)
{
	const float *table = weights->of[FURUI_EXPERT_RAW];
	struct met met = {{0}};
	struct sum sum = take_grams(&met, features->raw, features->raw_size, 4,
				    table, table);
	return furui_expert_scale(FURUI_EXPERT_RAW, sum.first, sum.count);
}

static double judge_words(const struct furui_weights *weights,
			  const struct furui_features *features)
{
	const float *words = weights->of[FURUI_EXPERT_WORDS];
	struct met met = {{0}};
	struct sum sum = {0, 0, 0};
	uint32_t slots[AT_ONCE];
	const struct furui_token *next = features->tokens;
	size_t rest = features->token_count;
	while (rest) {
		size_t count = at_once(rest);
		for (size_t i = 0; i < count; i++)
			slots[i] = furui_view_word(&next[i]);
		take(&sum, &met, slots, count, words, words);
		next += count;
		rest -= count;
	}
	return furui_expert_scale(FURUI_EXPERT_WORDS, sum.first, sum.count);
}

double furui_experts_judge(const struct furui_weights *weights,
			   const struct furui_features *features, double raw)
{
	return (judge_core(weights, features) +
		raw * judge_raw(weights, features) +
		judge_words(weights, features)) /
	       FURUI_EXPERTS;
}
