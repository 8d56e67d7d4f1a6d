/* The slots of n-grams and words: one meaning for learning and judging. */
#ifndef FURUI_VIEWS_SLOT_H
#define FURUI_VIEWS_SLOT_H

#include <stdbool.h>
#include <string.h>

#include "furui/hash.h"
#include "views.h"

static inline uint32_t furui_view_slot(uint64_t hash)
{
	return (uint32_t)(furui_hash_mix_high(hash) >> (64 - FURUI_TABLE_BITS));
}

/* n is 2, 4 or 6, a constant, and stands in the hashed word's last byte. Six
 * bytes are loaded as four and two: copied into a word of eight, they would
 * be waited for until the copy is written. */
static inline uint32_t furui_view_gram(const char *text, size_t n)
{
	uint16_t two = 0;
	uint32_t four = 0;
	if (n == 2)
		memcpy(&two, text, sizeof two);
	else
		memcpy(&four, text, sizeof four);
	if (n == 6)
		memcpy(&two, text + sizeof four, sizeof two);
	uint64_t gram = n == 2 ? two : four | (uint64_t)two << 32;
	return furui_view_slot(gram | (uint64_t)n << 56);
}

/* The slots of the n-grams that begin at the first `count` bytes of a text of
 * count + n - 1 bytes; n is 2, 4 or 6. */
void furui_view_grams(const char *text, size_t count, size_t n,
		      uint32_t *slots);

/* Ways to do so, the best last: by vectors of so many bits, where the processor
 * has them. All give the same. */
enum furui_grams_way {
	FURUI_GRAMS_PLAIN,
	FURUI_GRAMS_256,
	FURUI_GRAMS_512,
};

/* False, and nothing done, if it cannot be done that way. */
bool furui_view_grams_by(enum furui_grams_way way, const char *text,
			 size_t count, size_t n, uint32_t *slots);

static inline uint32_t furui_view_word(const struct furui_token *token)
{
	uint64_t hash = token->tag + 1U;
	for (size_t k = 0; k < token->size; k++) {
		unsigned char c = (unsigned char)token->text[k];
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		hash = (hash ^ c) * 0x100000001b3ULL; /* FNV-1a */
	}
	return furui_view_slot(hash);
}

#endif
