/* The store: every message learned and every token's counts, on Berkeley DB
 * with transactions. Only trainers open it; the filter maps the model. */
#ifndef FURUI_STORE_H
#define FURUI_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "furui/error.h"
#include "furui/features.h"
#include "furui/identity.h"
#include "furui/model.h"

struct furui_store;

struct furui_store_options {
	const char *folder;
	bool create;    /* make the folder and the databases if absent */
	bool read_only; /* no changes; waits for another user all the same,
			   because opening may recover */
	/* Called once before waiting for another trainer; NULL is fine. */
	void (*waiting)(void *context);
	void *context;
};

/* Opens the store, recovering it first when its last user died. One user at a
 * time: a second waits. While it is open, the umask of the process is 077.
 * FURUI_ERROR_ABSENT, _UNSAFE, _VERSION. */
int furui_store_open(struct furui_store **out,
		     const struct furui_store_options *options,
		     struct furui_error *err);

/* Commits nothing: what was not committed is forgotten. */
void furui_store_close(struct furui_store **store);

/* Whenever a change or a commit fails, everything since the last commit is
 * undone, and the store is as it was then. One that has had no commit yet is
 * no store then, and can only be closed. */

/* What the ledger keeps of one message. */
struct furui_record {
	struct furui_digest digest;
	enum furui_label label;
	int64_t date;       /* of the message, Unix time; 0 unknown */
	int64_t learned;    /* when it was learned, Unix time */
	uint16_t reader;    /* the FURUI_READER_VERSION that read it */
	const char *source; /* where it was found: path, or path:number */
	const void *packed; /* furui_features_pack() */
	size_t packed_size;
};

/* 1 and the record, borrowed until the next call on the store, when the
 * message is known; else 0. Uncommitted changes count. */
int furui_store_find(struct furui_store *store,
		     const struct furui_digest *digest,
		     struct furui_record *record, struct furui_error *err);

/* Learns a message: 1 when it was new, or known with the other label and so
 * moved over; 0 when the store has it so already. `features` are those of
 * record->packed. */
int furui_store_learn(struct furui_store *store,
		      const struct furui_record *record,
		      const struct furui_features *features,
		      struct furui_error *err);

/* Learns a message anew that is known with this label, when it was read
 * otherwise then: 1. 0 when it was not, or is not known so; what read it is
 * noted all the same. */
int furui_store_relearn(struct furui_store *store,
			const struct furui_record *record,
			const struct furui_features *features,
			struct furui_error *err);

/* 1 when the message was learned as a bounce, whoever's mail it returns. */
int furui_store_is_bounce(struct furui_store *store,
			  const struct furui_digest *digest,
			  struct furui_error *err);

/* Unlearns: 1 when it was known with that label, else 0 and no change. */
int furui_store_forget(struct furui_store *store,
		       const struct furui_digest *digest,
		       enum furui_label label, struct furui_error *err);

/* Makes all changes so far durable, together. Long training calls this every
 * few thousand messages; a load, once. Memory stays flat either way. */
int furui_store_commit(struct furui_store *store, struct furui_error *err);

struct furui_store_summary {
	struct furui_counts messages;
	uint64_t tokens;
	int64_t first_date, last_date; /* of messages; 0 when none has one */
	int64_t last_learned;
	uint64_t ledger_bytes; /* packed features, all messages together */
	uint64_t older; /* messages that another FURUI_READER_VERSION read */
	bool published; /* a model was published since the last change, by a
			   furui with the same versions */
};
int furui_store_summary(struct furui_store *store,
			struct furui_store_summary *out,
			struct furui_error *err);

/* Of it the messages alone, for which nothing need be written or read. */
struct furui_counts furui_store_messages(const struct furui_store *store);

/* All messages by digest; all tokens by key ("subj:word"), bytewise. The
 * callback returns 0 to go on, -1 (err filled) to stop; it may look up
 * messages but change nothing. Uncommitted changes count. */
int furui_store_each_message(struct furui_store *store,
			     int (*each)(void *context,
					 const struct furui_record *record,
					 struct furui_error *err),
			     void *context, struct furui_error *err);
int furui_store_each_token(struct furui_store *store,
			   int (*each)(void *context, const char *key,
				       size_t key_size,
				       struct furui_counts counts, int64_t day,
				       struct furui_error *err),
			   void *context, struct furui_error *err);

/* All messages in the order of their dates, those without one first, as often
 * as wanted: rewind, then next until it gives 0. next gives 1 and a record,
 * borrowed until the next call. */
int furui_store_rewind(struct furui_store *store, struct furui_error *err);
int furui_store_next(struct furui_store *store, struct furui_record *record,
		     struct furui_error *err);

/* For load, after the messages: sets when a token was last seen, in days since
 * 1970. FURUI_ERROR_INPUT unless the store has the token with exactly these
 * counts. */
int furui_store_see_token(struct furui_store *store, const char *name,
			  size_t size, struct furui_counts counts, int64_t day,
			  struct furui_error *err);

/* Fits the model anew from the committed store, in the order of the messages'
 * dates, and publishes it beside the store. The same store gives the same
 * model, bit for bit. Fails when changes are not committed. */
int furui_store_publish(struct furui_store *store, struct furui_error *err);

struct furui_training;

/* Commits, and publishes the same model as furui_store_publish() would then:
 * `training` gives all messages that the store knows, in the order of
 * furui_store_rewind(). The model is fitted while the commit is written. */
int furui_store_commit_and_publish(struct furui_store *store,
				   const struct furui_training *training,
				   struct furui_error *err);

struct furui_own_facts;

/* What is known of the user (furui/own.h): appends it to `facts`, settled; and
 * makes it exactly these, which must be settled. No facts at all forget the
 * sources, too. */
int furui_store_get_own(struct furui_store *store,
			struct furui_own_facts *facts, struct furui_error *err);
int furui_store_set_own(struct furui_store *store,
			const struct furui_own_facts *facts,
			struct furui_error *err);

/* Where sent mail was read. */
struct furui_sent {
	const char *path;
	int64_t when;      /* the last time, Unix time */
	uint64_t messages; /* that time */
};
int furui_store_note_sent(struct furui_store *store,
			  const struct furui_sent *sent,
			  struct furui_error *err);
int furui_store_each_sent(struct furui_store *store,
			  int (*each)(void *context,
				      const struct furui_sent *sent,
				      struct furui_error *err),
			  void *context, struct furui_error *err);

/* The furui_own_fingerprint() that messages were last read with; 0 at
 * first. */
int furui_store_get_read_with(struct furui_store *store, uint64_t *fingerprint,
			      struct furui_error *err);
int furui_store_set_read_with(struct furui_store *store, uint64_t fingerprint,
			      struct furui_error *err);

/* Publishes what is known of the user beside the model, unless it is there.
 * furui_store_publish() does it too. */
int furui_store_publish_own(struct furui_store *store, struct furui_error *err);

struct furui_learner;

/* Publishes a learner that went on from the published model with just what
 * the store has committed since: a few milliseconds. */
int furui_store_publish_learner(struct furui_store *store,
				const struct furui_learner *learner,
				struct furui_error *err);

#endif
