/* Reads messages into features on several threads; results come back in the
 * order of the messages. */
#ifndef FURUI_TRAIN_POOL_H
#define FURUI_TRAIN_POOL_H

#include <stdbool.h>
#include <stdint.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/features.h"
#include "furui/identity.h"
#include "furui/own.h"

/* One message on its way. The caller fills the upper part between
 * pool_room() and pool_submit(), the pool the lower. */
struct pool_job {
	struct furui_buffer bytes;  /* the message */
	struct furui_buffer source; /* a C string */
	struct furui_digest digest;
	int64_t delivered;
	int was_known; /* under the other label */
	bool again;    /* known so already, but perhaps read otherwise */

	struct furui_buffer packed;
	struct furui_features features; /* tokens and date only */
	/* Valid as long as the pool; NULL when none are wanted, and once it
	 * has kept as much as it may. */
	const struct furui_excerpt *excerpt;
	struct furui_kept_tokens kept; /* of the features */
};

struct pool;

/* Messages are read with what is known of the user, borrowed. `keeps`: their
 * excerpts are wanted. */
int pool_new(struct pool **out, unsigned threads, bool keeps,
	     const struct furui_own *own, struct furui_error *err);
void pool_free(struct pool **pool);

/* Ends its threads, and keeps what it has kept. */
void pool_end(struct pool *pool);

/* Room for one more message; NULL when the pool is full: take one out. */
struct pool_job *pool_room(struct pool *pool);
void pool_submit(struct pool *pool);

/* The oldest message, waited for; NULL when the pool is empty. Borrowed until
 * pool_done(), which makes its room free. */
struct pool_job *pool_take(struct pool *pool);
void pool_done(struct pool *pool);

#endif
