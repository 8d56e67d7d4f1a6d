/* The novelty guard: the share of a message's words that were never met in
 * training draws its score towards "not known". */
#ifndef FURUI_NOVELTY_H
#define FURUI_NOVELTY_H

#include <stdbool.h>
#include <stdint.h>

#include "furui/features.h"

/* The score under the guard: score, `novel` (0 to 1) and the power as in
 * struct furui_line. A message of nothing but new words gets FURUI_NOTHING. */
#define FURUI_NOTHING (-.25)
double furui_novelty_guard(double score, double novel, double power);

/* In which blocks of a collection each word occurs. All zero is empty. */
struct furui_novelty {
	struct furui_novelty_word *words;
	uint64_t capacity;
	uint64_t count;
};

/* False for tokens that are new in most messages, wanted or not. */
bool furui_novelty_counts(const struct furui_token *token);

/* Appends a message's words in the short form that these functions take;
 * returns how many. */
uint32_t furui_novelty_pack(const struct furui_features *features,
			    struct furui_buffer *out);

void furui_novelty_add(struct furui_novelty *novelty, const char *words,
		       uint32_t count, unsigned block);

/* The share of the words that occur in no other block; 1 when there are
 * none. */
double furui_novelty_without(const struct furui_novelty *novelty,
			     const char *words, uint32_t count, unsigned block);

void furui_novelty_free(struct furui_novelty *novelty);

#endif
