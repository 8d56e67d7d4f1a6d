/* What a fit needs of a message: ids and kinds of its tokens, views. */
#ifndef FURUI_EXCERPT_H
#define FURUI_EXCERPT_H

#include "furui/features.h"

/* How a token is heard: bits. */
enum furui_kind {
	FURUI_KIND_UNSPACED = 1, /* furui_script_is_unspaced() */
	FURUI_KIND_WORD = 2,     /* furui_novelty_counts() */
};

unsigned furui_kind_of(const struct furui_token *token);

struct furui_excerpt {
	size_t count;        /* of tokens */
	const uint64_t *ids; /* furui_token_id() */
	const uint8_t *kinds;
	uint64_t script; /* furui_script_note() */
	/* furui_foreign_language(); size 0 where it is none. */
	struct furui_token language;
	const void *views; /* furui_views_pack() */
};

/* Makes it in the room, where it lasts until the next; the note's text is the
 * features'. */
void furui_excerpt_take(struct furui_excerpt *excerpt,
			const struct furui_features *features,
			struct furui_excerpt_room *room);

#endif
