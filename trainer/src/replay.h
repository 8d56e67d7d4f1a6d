/* Keeps the mail of one walk for a second one, while it is not much. */
#ifndef FURUI_TRAIN_REPLAY_H
#define FURUI_TRAIN_REPLAY_H

#include "digests.h"
#include "furui/buffer.h"
#include "furui/identity.h"
#include "train.h"

/* All zero is empty, but for the first two. */
struct replay {
	struct digests *digests;   /* where those of the walk's messages go */
	unsigned threads;          /* to use, at least 1 */
	struct furui_buffer mails; /* of struct replay_mail * */
	size_t size;               /* bytes of all together */
	bool overflown;            /* it was too much, and nothing is kept */
	/* Of the message that replay_walk() gives; NULL at other times. */
	const struct furui_digest *digest;
};

/* To be called with each message of a walk. */
void replay_keep(struct replay *replay, const struct furui_mail *mail,
		 const char *group, const char *name);

/* To be called behind the walk: adds to the digests those of the messages kept,
 * except of what is skipped. */
void replay_note(struct replay *replay);

/* train_walk() over the paths that the walk `first` went, from what was kept of
 * it when that is all: no file is read again. What was kept is gone then. */
int replay_walk(struct replay *replay, const struct train_walk *first,
		struct train_walk *walk, const struct train_paths *paths);

void replay_free(struct replay *replay);

#endif
