/* The model's layout, in memory and on disk: model.c maps it, learner.c
 * changes it, model_write.c publishes it. */
#ifndef FURUI_MODEL_PRIVATE_H
#define FURUI_MODEL_PRIVATE_H

#include <stdbool.h>

#include "experts.h"
#include "furui/model.h"

enum {
	FURUI_MODEL_VERSION = 8
};
#define FURUI_MODEL_MAGIC "furuiMDL"
#define FURUI_MODEL_FILE "model"

/* One token; id 0 marks an empty slot. */
struct furui_slot {
	uint64_t id;
	uint32_t spam;
	uint32_t ham;
};

/* Where the verdict draws the line: see verdict.c. */
struct furui_line {
	double threshold; /* guarded scores above it are spam */
	double guard;  /* what a message of new words alone loses: novelty.h */
	double voice;  /* what the token counts weigh beside the experts */
	double louder; /* and how much more under the guard */
	double raw;    /* what the expert of raw bytes does */
};

/* The file: this header, `capacity` slots, struct furui_tables. What only a
 * learner needs lies in a file of its own: spread.c. Numbers are in the
 * machine's byte order: on another machine the checksum fails, and the model is
 * fitted anew from the store. */
struct furui_model_header {
	char magic[8];
	uint32_t version;
	uint32_t header_size;
	uint64_t file_size;
	uint64_t tokens;
	uint64_t capacity;
	struct furui_counts totals;
	struct furui_line line;
	uint64_t fitted;   /* messages known at the last fit; 0: none was */
	uint64_t weights;  /* furui_sum() of struct furui_weights: too slow to
			      check for one message, but not for who learns on
			      from them */
	uint64_t checksum; /* of the fields above */
};

struct furui_model {
	struct furui_counts totals;
	struct furui_line line;
	uint64_t fitted;
	uint64_t tokens;
	uint64_t capacity; /* slots */
	const struct furui_slot *slots;
	const struct furui_weights *weights; /* a learner's, or NULL */
	const struct furui_tables *tables;   /* published ones, or NULL */
	void *map; /* NULL when all this is a learner's */
	size_t map_size;
};

uint64_t furui_model_header_checksum(const struct furui_model_header *header);

/* The size of a file with so many slots. */
uint64_t furui_model_file_size(uint64_t capacity);

/* Where the search for a token begins. capacity is under 2^32: a table of that
 * size has 64 GB. */
static inline uint64_t furui_slot_start(uint64_t capacity, uint64_t id)
{
	return ((id >> 32) * capacity) >> 32;
}

/* The slot of a token, or the empty one where it would go. capacity > tokens
 * is a condition. Slots are found by the id's high bits and then in a row, so
 * that a table keeps the order of its ids and can have any size. */
static inline uint64_t furui_slot_find(const struct furui_slot *slots,
				       uint64_t capacity, uint64_t id)
{
	uint64_t at = furui_slot_start(capacity, id);
	while (slots[at].id != id && slots[at].id != 0) {
		if (++at == capacity)
			at = 0;
	}
	return at;
}

#endif
