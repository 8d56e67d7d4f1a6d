/* Token counts by block, in a hash table. */
#include "blocks.h"

#include <stdlib.h>
#include <string.h>

#include "script.h"

/* 32 bits of a token's id are enough here: among a million words some hundred
 * share them with another. The lowest two say what kind of word it is. */
struct furui_block_word {
	uint32_t key;
	uint16_t spam[FURUI_BLOCKS]; /* a fit is of at most 20,000 messages */
	uint16_t ham[FURUI_BLOCKS];
};

enum {
	COUNTS = 1,   /* for novelty */
	UNSPACED = 2, /* of a script written without spaces */
};

static uint32_t key_of(uint64_t id, uint32_t kind)
{
	return ((uint32_t)(id >> 32) & ~3U) | kind;
}

void furui_blocks_pack(const struct furui_features *features,
		       struct furui_buffer *out)
{
	uint32_t key = key_of(furui_script_note(features), 0);
	furui_buffer_add(out, &key, sizeof key);
	for (size_t i = 0; i < features->token_count; i++) {
		const struct furui_token *token = &features->tokens[i];
		key = key_of(token->id,
			     (furui_novelty_counts(token) ? COUNTS : 0) |
				     (furui_script_is_unspaced(token) ? UNSPACED
								      : 0));
		furui_buffer_add(out, &key, sizeof key);
	}
}

static bool is_empty(const struct furui_block_word *word)
{
	for (int i = 0; i < FURUI_BLOCKS; i++)
		if (word->spam[i] || word->ham[i])
			return false;
	return true;
}

static struct furui_block_word *find(const struct furui_blocks *blocks,
				     uint32_t key)
{
	uint64_t mask = blocks->capacity - 1;
	uint64_t at = (key >> 2) & mask;
	while (blocks->words[at].key != key && !is_empty(&blocks->words[at]))
		at = (at + 1) & mask;
	return &blocks->words[at];
}

static void grow(struct furui_blocks *blocks)
{
	enum {
		SMALLEST = 1 << 12
	};
	struct furui_blocks old = *blocks;
	blocks->capacity = old.capacity ? old.capacity * 2 : SMALLEST;
	blocks->words = calloc(blocks->capacity, sizeof *blocks->words);
	if (!blocks->words)
		abort();
	for (uint64_t i = 0; i < old.capacity; i++)
		if (!is_empty(&old.words[i]))
			*find(blocks, old.words[i].key) = old.words[i];
	free(old.words);
}

static uint32_t key_at(const void *packed, size_t i)
{
	uint32_t key;
	memcpy(&key, (const char *)packed + i * sizeof key, sizeof key);
	return key;
}

void furui_blocks_add(struct furui_blocks *blocks, const void *packed,
		      size_t size, unsigned block, enum furui_label label)
{
	blocks->totals[block].spam += label == FURUI_SPAM;
	blocks->totals[block].ham += label == FURUI_HAM;
	for (size_t i = 1; i < size / sizeof(uint32_t); i++) {
		if (blocks->count * 2 >= blocks->capacity)
			grow(blocks);
		uint32_t key = key_at(packed, i);
		struct furui_block_word *word = find(blocks, key);
		blocks->count += is_empty(word);
		word->key = key;
		uint16_t *counts = label == FURUI_SPAM ? word->spam : word->ham;
		counts[block]++;
	}
}

static struct furui_counts counts_without(const struct furui_blocks *blocks,
					  uint32_t key, unsigned block)
{
	const struct furui_block_word *word = find(blocks, key);
	struct furui_counts counts = {0, 0};
	for (unsigned i = 0; i < FURUI_BLOCKS; i++) {
		counts.spam += i == block ? 0U : word->spam[i];
		counts.ham += i == block ? 0U : word->ham[i];
	}
	return counts;
}

void furui_blocks_hear(const struct furui_blocks *blocks, const void *packed,
		       size_t size, unsigned block,
		       struct furui_hearing *hearing)
{
	*hearing = (struct furui_hearing){{0}, 0, 0};
	struct furui_counts totals = {0, 0};
	for (unsigned i = 0; i < FURUI_BLOCKS; i++) {
		totals.spam += i == block ? 0U : blocks->totals[i].spam;
		totals.ham += i == block ? 0U : blocks->totals[i].ham;
	}
	double doubt = furui_script_doubt(
		counts_without(blocks, key_at(packed, 0), block));
	for (size_t i = 1; i < size / sizeof(uint32_t); i++) {
		uint32_t key = key_at(packed, i);
		furui_hear(hearing, counts_without(blocks, key, block), totals,
			   key & UNSPACED ? doubt : furui_fisher_doubt,
			   key & COUNTS);
	}
}

void furui_blocks_free(struct furui_blocks *blocks)
{
	free(blocks->words);
	*blocks = (struct furui_blocks){0};
}
