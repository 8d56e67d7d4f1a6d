/* What the two sides of a crew share: batches of messages in common memory. */
#ifndef FURUI_CREW_PRIVATE_H
#define FURUI_CREW_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "crew.h"
#include "furui/limits.h"

enum {
	/* A batch is sent off with so many messages or bytes. A message takes
	 * 0.2 ms on average, so 32 keep a process busy for some hundred times
	 * what it costs to wake it. */
	CREW_MESSAGES = 32,
	CREW_BYTES = 128 << 10,
	/* Of names there are fewer: there is nothing to copy, and the
	 * processes come to their end closer together. */
	CREW_FILES = 16,
	CREW_MESSAGE = FURUI_LIMIT_SEEN,
};

/* A message in a batch's bytes; of files, a name with its NUL. */
struct crew_place {
	size_t at, size;
};

enum crew_outcome {
	CREW_JUDGED,
	CREW_FAILED,
	CREW_LEFT, /* see struct furui_crew_answer */
};

struct crew_entry {
	struct furui_verdict verdict;
	uint8_t outcome; /* enum crew_outcome */
	char error[24];  /* X-Furui's word when it failed */
	struct furui_error why;
};

/* Lies in memory that both sides see. `begun` is how many messages were looked
 * at, `done` how many entries are filled: when a process dies with one begun
 * that is not done, that message killed it. A message may have taken a process
 * over: nothing in here is to be believed. */
struct crew_batch {
	uint32_t count;
	bool files; /* the bytes are names */
	_Atomic uint32_t begun, done;
	struct crew_place places[CREW_MESSAGES];
	struct crew_entry entries[CREW_MESSAGES];
	char bytes[CREW_BYTES + CREW_MESSAGE];
};

/* An entry as it can be relied on: texts end, a word is one. */
void furui_crew_check(const struct crew_entry *given, struct crew_entry *out);

/* What an entry is until a process has filled it. */
void furui_crew_reset(struct crew_entry *entry);

/* Judges one message into its entry. */
void furui_crew_judge(struct furui_session *session, const char *bytes,
		      size_t size, struct crew_entry *entry);

/* The life of a process: receives numbers of batches on `fd`, judges these and
 * sends the number back. Does not return. */
_Noreturn void furui_crew_work(struct furui_session *session, int fd,
			       struct crew_batch *const *batches);

#endif
