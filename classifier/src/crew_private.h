/* What the two sides of a crew share: batches of messages in common memory. */
#ifndef FURUI_CREW_PRIVATE_H
#define FURUI_CREW_PRIVATE_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>

#include "crew.h"
#include "furui/limits.h"

enum {
	/* A batch has so many names, fewer when there are not many more to come
	 * so that the processes end together. A message takes .1 ms, and to
	 * send a batch off and back half of that. */
	CREW_NAMES = 64,
	/* Messages that are copied: so many or so many bytes. */
	CREW_MESSAGES = 32,
	CREW_BYTES = 128 << 10,
	CREW_MESSAGE = FURUI_LIMIT_SEEN,
};

_Static_assert(CREW_NAMES *PATH_MAX <= CREW_BYTES + CREW_MESSAGE,
	       "the names of a batch have room");

/* A message in a batch's bytes; of files, a name with its NUL. */
struct crew_place {
	size_t at, size;
};

enum crew_outcome {
	CREW_NONE, /* nobody came to it */
	CREW_JUDGED,
	CREW_FAILED,
	CREW_LEFT, /* see struct furui_crew_answer */
};

struct crew_entry {
	struct furui_verdict verdict;
	uint8_t outcome; /* enum crew_outcome */
	char error[24];  /* X-Furui's word when it failed */
};

/* Lies in memory that both sides see. `begun` is how many messages were looked
 * at, `done` how many entries are filled: when a process dies with one begun
 * that is not done, that message killed it. A message may have taken a process
 * over: nothing in here is to be believed. */
struct crew_batch {
	uint32_t count;
	bool files; /* the bytes are names */
	_Atomic uint32_t begun, done;
	struct crew_place places[CREW_NAMES];
	struct crew_entry entries[CREW_NAMES];
	struct furui_error why[CREW_NAMES]; /* it failed; mostly untouched */
	char bytes[CREW_BYTES + CREW_MESSAGE];
};

/* Empties a batch. */
void furui_crew_reset(struct crew_batch *batch);

/* An entry as it can be relied on: texts end, a word is one. */
struct crew_finding {
	struct crew_entry entry;
	struct furui_error why; /* its text is "" when it was judged or left */
};

/* Only `files` can be left. */
void furui_crew_check(const struct crew_batch *batch, uint32_t at, bool files,
		      struct crew_finding *out);

/* What is said of a message that a process died of, or was too long at. */
void furui_crew_lose(struct crew_batch *batch, uint32_t at, bool late);

/* Judges one message into an entry. */
void furui_crew_judge(struct furui_session *session, const char *bytes,
		      size_t size, struct crew_batch *batch, uint32_t at);

/* The life of a process: receives numbers of batches on `fd`, judges these and
 * sends the number back. Does not return. */
_Noreturn void furui_crew_work(struct furui_session *session, int fd,
			       struct crew_batch *const *batches);

#endif
