/* Fail open: whatever happens while a message is judged, it still comes
 * out. */
#ifndef FURUI_GUARD_H
#define FURUI_GUARD_H

#include "passthrough.h"

enum {
	/* What judging one message may take. A message that furui reads
	 * whole takes a few milliseconds; these end one that has found a way
	 * to be slow. */
	FURUI_GUARD_CPU_SECONDS = 10,
	FURUI_GUARD_WALL_SECONDS = 20,
};

struct furui_guard {
	/* What to pass on; NULL when nothing is (no -p). Borrowed until the
	 * program ends. */
	const struct furui_passthrough *pass;
	int out;          /* where to */
	int passed_code;  /* exit code when the message was passed on so */
	int trouble_code; /* exit code when it could not be */
};

/* From now on a fatal signal, or the end of the time above, writes the
 * message with `X-Furui: Unsure; error=<word>` and ends the program. Once in
 * a program's life. No core is left behind: it would hold the mail. */
void furui_guard_arm(const struct furui_guard *guard);

/* The output begins: a signal now ends the program with trouble_code, for
 * what was written cannot be taken back. The time no longer counts: the
 * reader may be slow. */
void furui_guard_writing(void);

/* The output is complete: a signal now ends the program with `code`. */
void furui_guard_written(int code);

#endif
