/* What the token counts say of a message without the block of mail that it
 * came with: how the fit learns what they will say of mail yet to come. */
#ifndef FURUI_BLOCKS_H
#define FURUI_BLOCKS_H

#include "fisher.h"
#include "novelty.h"

enum {
	FURUI_BLOCKS = 5
};

/* The counts of every token by block. All zero is empty. */
struct furui_blocks {
	struct furui_block_word *words;
	uint64_t capacity;
	uint64_t count;
	struct furui_counts totals[FURUI_BLOCKS];
};

/* Appends a message's tokens in the short form that these functions take. */
void furui_blocks_pack(const struct furui_features *features,
		       struct furui_buffer *out);

/* Counts a message of the block, 0 to FURUI_BLOCKS - 1. */
void furui_blocks_add(struct furui_blocks *blocks, const void *packed,
		      size_t size, unsigned block, enum furui_label label);

/* What the other blocks say of it. */
void furui_blocks_hear(const struct furui_blocks *blocks, const void *packed,
		       size_t size, unsigned block,
		       struct furui_hearing *hearing);

void furui_blocks_free(struct furui_blocks *blocks);

#endif
