/* Learning with -s -n -S -N -u. */
#ifndef FURUI_REGISTER_H
#define FURUI_REGISTER_H

#include "furui/learner.h"
#include "furui/store.h"
#include "session.h"

/* What to do with a message. */
struct furui_lesson {
	bool learn, forget;
	enum furui_label label;     /* to learn it as */
	enum furui_label forgotten; /* to unlearn it as */
};

/* Open while there is something to learn. All zero: not open. */
struct furui_register {
	struct furui_store *store;
	struct furui_learner *learner; /* goes on from the published model;
					  NULL: fit it anew in the end */
	const char *folder;            /* borrowed */
	uint64_t words, messages, known;
	uint64_t uncommitted;
	bool changed, failed;
	struct furui_buffer packed;
};

/* What the options say of every message; or of one with this verdict (-u). */
struct furui_lesson furui_lesson_of(const struct furui_options *options,
				    const struct furui_verdict *verdict);

/* Opens the store on first use, then learns one message. `source` is where it
 * came from. */
int furui_register_message(struct furui_register *reg,
			   const struct furui_session *session,
			   const struct furui_lesson *lesson, const void *bytes,
			   size_t size, const struct furui_features *features,
			   const char *source, struct furui_error *err);

/* Makes it durable and publishes the model if anything changed; with -v says
 * how much on standard error. Closes in any case; after a failure without
 * committing what may be half done. */
int furui_register_end(struct furui_register *reg,
		       const struct furui_options *options,
		       struct furui_error *err);

#endif
