/* A dump being read. */
#ifndef FURUI_TRAIN_LOAD_H
#define FURUI_TRAIN_LOAD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/features.h"
#include "furui/store.h"

struct load {
	FILE *file;
	char *line; /* the present one, without its line end */
	size_t room, size;
	uint64_t number; /* of the line */
	bool again;      /* the line is to be read once more */

	struct furui_store *store;
	struct furui_reader *reader;
	char *scratch; /* of a dry run: the store to throw away */
	struct furui_buffer core, raw, source, packed, text;
	struct furui_buffer tokens; /* struct furui_token */
	struct furui_arena arena;
	struct furui_buffer last_key;
	uint64_t messages, token_count;
};

/* Reads load->file to its end into load->store, without committing. What is
 * wrong is told with the number of the line. */
int load_read(struct load *load, struct furui_error *err);

#endif
