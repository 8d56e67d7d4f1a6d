/* What furui and furuid say to each other: one question, one answer, and the
 * connection is closed. */
#ifndef FURUI_FRAME_H
#define FURUI_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/limits.h"
#include "furui/verdict.h"

enum {
	FURUI_FRAME_VERSION = 1,
	FURUI_FRAME_MESSAGE = FURUI_LIMIT_SEEN,
};

/* Which file: another one has other numbers, also when it has the same name. */
struct furui_file_identity {
	uint64_t device, inode, size, seconds, nanoseconds;
};

/* What a verdict depends on besides the message. Both sides must see the
 * same, or the client judges by itself. */
struct furui_grounds {
	struct furui_file_identity model, own;
	uint64_t user; /* furui_own_fingerprint(), what is configured too */
};

/* Of the files in the store's folder; all zero for one that is not there.
 * Returns whether there is a model. `user` is the caller's to set. */
bool furui_grounds_of(const char *folder, struct furui_grounds *out);
bool furui_grounds_same(const struct furui_grounds *a,
			const struct furui_grounds *b);

/* In the machine's byte order: both ends are on it. The message follows. */
struct furui_question {
	char magic[8];
	uint32_t version;
	uint32_t fisher;  /* 1: the token counts alone judge */
	char program[16]; /* FURUI_VERSION */
	struct furui_grounds grounds;
	struct furui_cutoffs cutoffs;
	uint64_t size; /* of the message, at most FURUI_FRAME_MESSAGE */
};

struct furui_answer {
	char magic[8];
	uint32_t version;
	uint32_t judged; /* 0: judge by yourself */
	uint32_t class;
	uint32_t reasons;
	double probability; /* the bits as they are: no digit is lost */
	double log_odds;
};

struct furui_question furui_question_make(const struct furui_grounds *grounds,
					  const struct furui_cutoffs *cutoffs,
					  bool fisher, size_t size);

/* Takes the first bytes that came apart: 1 when they are a question, 0 when
 * more bytes are needed, -1 when they never will be one. */
int furui_question_parse(const void *bytes, size_t size,
			 struct furui_question *out);

/* `verdict` NULL: a refusal. */
struct furui_answer furui_answer_make(const struct furui_verdict *verdict);

/* True when it is a verdict; false for a refusal and for anything odd. */
bool furui_answer_parse(const void *bytes, size_t size,
			struct furui_verdict *out);

#endif
