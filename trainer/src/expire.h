/* What forgetting old mail would change. */
#ifndef FURUI_EXPIRE_H
#define FURUI_EXPIRE_H

#include "digests.h"
#include "train.h"

struct expire_effect {
	uint64_t judged;  /* messages that stay, at most 1,000, the newest */
	uint64_t changed; /* of these, those with another verdict then */
};

/* Fits a model to all but the old messages, in memory, and judges the newest
 * of the others by that and by the published one. Nothing is judged when no
 * model is published, nothing is old or nothing stays. Marks `old`. */
int expire_measure(struct expire_effect *effect, struct furui_store *store,
		   const struct train_options *options, struct digests *old,
		   struct furui_error *err);

#endif
