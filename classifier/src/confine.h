/* Takes from the process what reading a message does not need. */
#ifndef FURUI_CONFINE_H
#define FURUI_CONFINE_H

#include <stdbool.h>
#include <stddef.h>

enum {
	/* Memory for judging one message, besides the message itself: the
	 * hungriest known takes 90 MB. */
	FURUI_CONFINE_MEMORY = 256 << 20,
	/* For a worker of furuid, which holds many messages at once. */
	FURUI_CONFINE_WORKER_MEMORY = 512 << 20,
};

/* Limits memory, to so much more than the `held` bytes of the message, and
 * files: none can be opened. When `for_good` also forbids every system call
 * but a few (confine_rules.c): one of the others raises SIGSYS, and there is
 * no way back, so whoever opens files afterwards must do without. Where the
 * kernel cannot do it, or the build leaves it out (FURUI_CONFINE), goes on
 * without a word: the message is worth more. */
void furui_confine(size_t held, bool for_good);

/* The same for good for a worker of furuid, which besides takes connections
 * and answers on them, and may look at when a file was changed. A call that is
 * forbidden ends it. */
void furui_confine_worker(void);

/* The same for good for a process that judges files: it may open them to read,
 * and has nowhere to write what it read but where descriptors are open. */
void furui_confine_crew(void);

/* Lifts the limits. The system calls stay forbidden. */
void furui_confine_lift(void);

#endif
