/* A run of furui-train that learns folders: learn.c goes through them,
 * learn_mail.c takes one message after the other. */
#ifndef FURUI_TRAIN_LEARNING_H
#define FURUI_TRAIN_LEARNING_H

#include <time.h>

#include "digests.h"
#include "lessons.h"
#include "pool.h"
#include "replay.h"
#include "report.h"
#include "sent.h"
#include "train.h"

struct learning {
	const struct train_options *options;
	struct furui_store *store; /* NULL in a dry run without one */
	struct pool *pool;
	struct lessons lessons; /* the pool has what they borrow */
	struct sent sent;
	/* Other addresses or hosts than when messages were last read: all
	 * that is known is read again. */
	bool reread;
	struct furui_reader *reader; /* in a dry run */
	char *here;                  /* the working folder */
	struct report report;
	enum furui_label label; /* of the side being read */
	/* The digests of the side that is read last; marked when the other
	 * side has them too. */
	struct digests last_side;
	struct replay replay; /* of that side */
	bool reading_last;
	struct digests met; /* in a dry run: what would have been learned */
	unsigned uncommitted;
	time_t committed; /* when */
	struct furui_error err;
};

/* One message of the side that is being read: learns it, or finds that it need
 * not. -1 when the store failed, learning->err says why. */
int learning_add(struct learning *learning, const struct furui_mail *mail);

/* Stores all that the pool has read or is reading. */
int learning_drain(struct learning *learning);

int learning_commit(struct learning *learning);

#endif
