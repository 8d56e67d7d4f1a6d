/* Scores a message by the experts straight from its text: to judge it, its
 * views need not be sorted and packed, which took a third of all judging. */
#include "experts_private.h"

#include "views_slot.h"

enum {
	WORDS = FURUI_TABLE_SIZE / 64,
	AHEAD = 64, /* grams */
};

/* The slots met so far: a bit each. */
struct met {
	uint64_t bits[WORDS];
};

/* The weights of the slots that were met first here, and how many those
 * are. */
struct sum {
	double first, second; /* by the two tables */
	uint32_t count;
};

/* 1 when the slot was not met before, else 0: a factor, since a branch that
 * depends on the text is guessed wrong too often. */
static inline uint32_t meet(struct met *met, uint32_t slot)
{
	uint64_t *word = &met->bits[slot / 64];
	uint32_t fresh = !(*word >> (slot % 64) & 1);
	*word |= 1ULL << (slot % 64);
	return fresh;
}

static inline void take(struct sum *sum, struct met *met, uint32_t slot,
			const float *first, const float *second)
{
	uint32_t fresh = meet(met, slot);
	sum->count += fresh;
	sum->first += (double)first[slot] * fresh;
	if (second)
		sum->second += (double)second[slot] * fresh;
}

/* Inline, so that n is a constant. Where the weights lie is told to the
 * processor some way ahead: most of the time would go by waiting for them. */
static inline struct sum take_grams(struct met *met, const char *text,
				    size_t size, size_t n, const float *first,
				    const float *second)
{
	struct sum sum = {0, 0, 0};
	uint32_t ahead[AHEAD];
	size_t count = size < n ? 0 : size - n + 1;
	for (size_t i = 0; i < count + AHEAD; i++) {
		uint32_t *at = &ahead[i % AHEAD];
		if (i >= AHEAD)
			take(&sum, met, *at, first, second);
		if (i >= count)
			continue;
		*at = furui_view_gram(text + i, n);
		__builtin_prefetch(&first[*at]);
		if (second)
			__builtin_prefetch(&second[*at]);
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
				     2, core, NULL);
	struct sum sixes = take_grams(&met, features->core, features->core_size,
				      6, core, NULL);
	return furui_expert_scale(FURUI_EXPERT_AROW, fours.second,
				  fours.count) +
	       furui_expert_scale(FURUI_EXPERT_CORE,
				  fours.first + twos.first + sixes.first,
				  fours.count + twos.count + sixes.count);
}

static double judge_raw(const struct furui_weights *weights,
			const struct furui_features *features)
{
	struct met met = {{0}};
	struct sum sum = take_grams(&met, features->raw, features->raw_size, 4,
				    weights->of[FURUI_EXPERT_RAW], NULL);
	return furui_expert_scale(FURUI_EXPERT_RAW, sum.first, sum.count);
}

static double judge_words(const struct furui_weights *weights,
			  const struct furui_features *features)
{
	const float *words = weights->of[FURUI_EXPERT_WORDS];
	struct met met = {{0}};
	struct sum sum = {0, 0, 0};
	uint32_t ahead[AHEAD];
	size_t count = features->token_count;
	for (size_t i = 0; i < count + AHEAD; i++) {
		uint32_t *at = &ahead[i % AHEAD];
		if (i >= AHEAD)
			take(&sum, &met, *at, words, NULL);
		if (i >= count)
			continue;
		*at = furui_view_word(&features->tokens[i]);
		__builtin_prefetch(&words[*at]);
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
