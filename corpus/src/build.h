/* furui-corpus build: the corpus being written. */
#ifndef FURUI_CORPUS_BUILD_H
#define FURUI_CORPUS_BUILD_H

#include "program.h"

struct furui_kept {
	int64_t date;
	size_t number;      /* as met; its file until it has its place */
	const char *source; /* for messages about it */
	bool spam, contradicted;
};

struct furui_build {
	const char *folder;
	int data; /* descriptor of DIR/data, or -1 */
	struct furui_kept *kept;
	size_t count, capacity;
	struct furui_arena arena;
	struct furui_digest_set digests;
	struct furui_buffer stripped;
	unsigned long copies, contradicted;
	unsigned long counts[2]; /* ham and spam in the index */
};

enum {
	FURUI_BUILD_LIMIT = 64 << 20, /* bytes of one message */
};

/* Makes build->folder and data below it; the folder must not hold anything
 * yet. */
int furui_build_begin(struct furui_build *build, struct furui_error *err);

/* Adds a message; -1 when it cannot be written. */
int furui_build_add(struct furui_build *build, const struct furui_mail *mail,
		    bool spam, struct furui_error *err);

/* Gives each file its place in date order and writes the index last: where
 * there is an index, the corpus is whole. */
int furui_build_finish(struct furui_build *build, struct furui_error *err);

void furui_build_free(struct furui_build *build);

#endif
