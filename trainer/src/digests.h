/* A set of messages, by digest. */
#ifndef FURUI_TRAIN_DIGESTS_H
#define FURUI_TRAIN_DIGESTS_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/identity.h"

struct digest_entry {
	struct furui_digest digest;
	bool used, marked;
};

/* All zero is an empty set. */
struct digests {
	struct digest_entry *slots;
	size_t capacity, count;
};

/* True when it was not in yet. */
bool digests_add(struct digests *set, const struct furui_digest *digest);

/* True when it is in, and marks it. */
bool digests_mark(struct digests *set, const struct furui_digest *digest);

/* True when it is in and marked. */
bool digests_is_marked(const struct digests *set,
		       const struct furui_digest *digest);
void digests_free(struct digests *set);

#endif
