/* A dump being read. */
#ifndef FURUI_TRAIN_LOAD_H
#define FURUI_TRAIN_LOAD_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/features.h"
#include "furui/own.h"
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
	int version;                /* of the dump */
	struct furui_own_facts own; /* of version 2 */
	uint64_t own_count;
};

/* Reads load->file to its end into load->store, without committing. What is
 * wrong is told with the number of the line. */
int load_read(struct load *load, struct furui_error *err);

/* For load_read(): -1 with the number of the line. */
int load_wrong(const struct load *load, const char *what,
	       struct furui_error *err);
/* A decimal number at *at and what must follow it; -1 unless so. */
int load_number(const char **at, char end, int64_t most, int64_t *out);

/* load_own.c: a line that begins with "own ", what follows that; one that
 * begins with "# sent ". */
int load_own(struct load *load, const char *at, struct furui_error *err);
int load_sent(struct load *load, const char *at, struct furui_error *err);
/* Puts into the store what these gave. */
int load_own_end(struct load *load, struct furui_error *err);

#endif
