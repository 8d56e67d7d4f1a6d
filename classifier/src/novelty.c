/* Novelty, with a hash table from words to the blocks they occur in. */
#include "novelty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "script.h"

/* 32 bits of a token's id are enough here: among a million words some hundred
 * share them with another. */
struct furui_novelty_word {
	uint32_t key;
	uint32_t blocks; /* bits; 0: empty slot */
};

double furui_novelty_guard(double score, double novel, double power)
{
	return (score - FURUI_NOTHING) * pow(1 - novel, power) + FURUI_NOTHING;
}

/* What the sender wrote counts: not what furui observed, nor hosts, which are
 * new in much wanted mail, nor word pairs, whose words count already. */
bool furui_novelty_counts(const struct furui_token *token)
{
	return token->tag != FURUI_TAG_META && token->tag != FURUI_TAG_URL &&
	       !furui_script_is_pair(token);
}

uint32_t furui_novelty_pack(const struct furui_features *features,
			    struct furui_buffer *out)
{
	uint32_t count = 0;
	for (size_t i = 0; i < features->token_count; i++) {
		uint32_t key = (uint32_t)(features->tokens[i].id >> 32);
		if (!furui_novelty_counts(&features->tokens[i]))
			continue;
		furui_buffer_add(out, &key, sizeof key);
		count++;
	}
	return count;
}

static struct furui_novelty_word *find(const struct furui_novelty *novelty,
				       uint32_t key)
{
	uint64_t mask = novelty->capacity - 1;
	uint64_t at = key & mask;
	while (novelty->words[at].blocks && novelty->words[at].key != key)
		at = (at + 1) & mask;
	return &novelty->words[at];
}

static void grow(struct furui_novelty *novelty)
{
	enum {
		SMALLEST = 1 << 12
	};
	struct furui_novelty old = *novelty;
	novelty->capacity = old.capacity ? old.capacity * 2 : SMALLEST;
	novelty->words = calloc(novelty->capacity, sizeof *novelty->words);
	if (!novelty->words)
		abort();
	for (uint64_t i = 0; i < old.capacity; i++)
		if (old.words[i].blocks)
			*find(novelty, old.words[i].key) = old.words[i];
	free(old.words);
}

static uint32_t key_at(const char *words, uint32_t i)
{
	uint32_t key;
	memcpy(&key, words + i * sizeof key, sizeof key);
	return key;
}

void furui_novelty_add(struct furui_novelty *novelty, const char *words,
		       uint32_t count, unsigned block)
{
	for (uint32_t i = 0; i < count; i++) {
		if (novelty->count * 2 >= novelty->capacity)
			grow(novelty);
		uint32_t key = key_at(words, i);
		struct furui_novelty_word *word = find(novelty, key);
		novelty->count += word->blocks == 0;
		word->key = key;
		word->blocks |= 1U << block;
	}
}

double furui_novelty_without(const struct furui_novelty *novelty,
			     const char *words, uint32_t count, unsigned block)
{
	uint32_t novel = 0;
	for (uint32_t i = 0; i < count; i++)
		novel += !(find(novelty, key_at(words, i))->blocks &
			   ~(1U << block));
	return count ? (double)novel / count : 1;
}

void furui_novelty_free(struct furui_novelty *novelty)
{
	free(novelty->words);
	*novelty = (struct furui_novelty){0};
}
