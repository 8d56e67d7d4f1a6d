/* What the learned experts see of a message: sets of slots in their tables. */
#ifndef FURUI_VIEWS_H
#define FURUI_VIEWS_H

#include <stdint.h>

#include "furui/features.h"

enum {
	FURUI_TABLE_BITS = 18, /* 2^20 measured no better, 2^16 worse */
	FURUI_TABLE_SIZE = 1 << FURUI_TABLE_BITS,
	/* A slot is kept as 16 bits within one of these parts. */
	FURUI_TABLE_PARTS = FURUI_TABLE_SIZE >> 16,
};

enum furui_view {
	FURUI_VIEW_CORE4, /* byte 4-grams of the core text */
	FURUI_VIEW_CORE,  /* its 2- and 6-grams; read with CORE4 as one set */
	FURUI_VIEW_RAW,   /* 4-grams of the raw bytes */
	FURUI_VIEW_WORDS, /* tokens, without regard to case */
	FURUI_VIEWS
};

/* A message's views, pointing into a record. */
struct furui_views {
	uint32_t total[FURUI_VIEWS];
	uint16_t count[FURUI_VIEWS][FURUI_TABLE_PARTS];
	const uint16_t *slots[FURUI_VIEWS]; /* part after part */
};

/* Appends the views of a message as one record of 16-bit numbers: the counts
 * of all parts of all views, then the slots, each once, in the order of the
 * text. The buffer's size must be even. */
void furui_views_pack(const struct furui_features *features,
		      struct furui_buffer *out);

/* The views in a record, which must stay as long as they are used. */
void furui_views_map(const void *record, struct furui_views *views);

#endif
