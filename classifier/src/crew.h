/* Judges messages in processes of their own, on all processors, and hands the
 * verdicts back in the order in which the messages came. */
#ifndef FURUI_CREW_H
#define FURUI_CREW_H

#include "session.h"

enum {
	FURUI_CREW_MOST = 64, /* processes */
	/* Bytes that reading the larger messages of a mailbox takes, for who
	 * judges many. */
	FURUI_CREW_HEAP = 32 << 20,
};

struct furui_crew;

/* What the sink is given. */
struct furui_crew_answer {
	/* features and model are never set; error is when the message was not
	 * judged. */
	struct furui_result result;
	const char *why; /* it was not, in a sentence; else NULL */
	bool left; /* a name that the crew has no answer for: not of a file
		      that can be read and holds one message */
	bool more; /* another answer follows at once */
};

/* Takes one answer. -1 ends the work. */
typedef int furui_crew_sink(void *context, struct furui_crew_answer *answer,
			    struct furui_error *err);

/* `session` has its model mapped, stays the caller's and is not used for
 * anything else meanwhile. -1 when not one process could be started: then the
 * caller does the work. */
int furui_crew_new(struct furui_crew **out, struct furui_session *session,
		   unsigned jobs, furui_crew_sink *sink, void *context,
		   struct furui_error *err);

/* A message to judge, copied. Waits while too many are on the way, so that
 * memory is bounded: 13 MB for each process of a crew at most, mostly 0.5 MB.
 * Verdicts that are there are given to the sink; -1 is the sink's. */
int furui_crew_add(struct furui_crew *crew, const char *bytes, size_t size,
		   const char *name, struct furui_error *err);

/* The name of a file whose message is judged, if it holds one and no more: a
 * process reads it for itself. A name is shorter than PATH_MAX. `more` names
 * are known to follow, or some of them. */
int furui_crew_add_file(struct furui_crew *crew, const char *name, size_t more,
			struct furui_error *err);

/* Nothing is held back: gives verdicts to the sink until `fd` can be read or,
 * with fd -1, until all are given; at the latest then. -1 is the sink's. */
int furui_crew_wait(struct furui_crew *crew, int fd, struct furui_error *err);

/* Ends the processes; verdicts that nobody waited for are lost. */
void furui_crew_free(struct furui_crew **crew_at);

#endif
