/* The messages that a run has learned, at hand for a fit: of a new store they
 * are all that there is, and the ledger need not be read. */
#ifndef FURUI_TRAIN_LESSONS_H
#define FURUI_TRAIN_LESSONS_H

#include "furui/learner.h"
#include "furui/store.h"

/* All zero is none. */
struct lessons {
	struct furui_buffer list; /* of struct lesson */
	size_t next;
	struct furui_features given; /* the last */
};

/* The excerpt is borrowed as long as the lessons are used. */
void lessons_add(struct lessons *lessons, const struct furui_record *record,
		 const struct furui_excerpt *excerpt);

/* Whether they are all messages that the store knows. */
bool lessons_are_all(const struct lessons *lessons, struct furui_counts known);

/* Them in the order of furui_store_rewind(). */
struct furui_training lessons_training(struct lessons *lessons);

void lessons_free(struct lessons *lessons);

#endif
