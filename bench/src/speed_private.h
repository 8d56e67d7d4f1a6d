/* What the parts of furui-bench speed share. */
#ifndef BENCH_SPEED_PRIVATE_H
#define BENCH_SPEED_PRIVATE_H

#include "peer.h"
#include "speed.h"

/* --- speed_meter.c --- */

/* What ended children of this process have cost since speed_begin(). */
struct speed_meter {
	double cpu, wall; /* seconds */
};
void speed_begin(struct speed_meter *meter);
void speed_end(struct speed_meter *meter);

/* CPU seconds of a running process and its children so far. */
int speed_cpu_of(long process, double *seconds, struct furui_error *err);

/* Bytes that a process held for itself alone at its most: its peak resident
 * size without the pages of files that it has mapped when it ends (which the
 * page cache shares). */
int speed_memory(const char *const *argv, const char *home, const char *input,
		 double *bytes, struct furui_error *err);

/* Keeps this process and the children it starts to one processor, or lets
 * them use all again. */
int speed_use_one(bool one, struct furui_error *err);
size_t speed_processors(void);

/* --- speed_mail.c --- */

/* Which messages a run needs. Lists hold items of mail. */
struct speed_list {
	uint32_t *items;
	size_t count;
};
struct speed_mail {
	struct bench_mail mail;
	size_t half;      /* items before this one are learned */
	size_t index_end; /* items behind are those of --japanese */
	struct speed_list english, japanese, bulk, html, attachment;
};
/* Reads, picks, and writes what is generated; copies of what is learned go
 * into the folders spam and ham in `folder`. */
int speed_mail_open(struct speed_mail *out, const char *index,
		    const char *japanese, const char *folder,
		    struct furui_error *err);
void speed_mail_close(struct speed_mail *mail);

/* --- speed_furui.c: furui by its programs --- */

extern const struct bench_filter_kind speed_furui;
/* furui, furui-train or furuid: the program beside this one, or its name for
 * $PATH. Static. */
const char *speed_program(const char *name);
int speed_furui_refit(const struct bench_peer *peer, struct furui_error *err);
/* Starts furuid on a socket in its home; its process id, or -1. */
long speed_furuid_start(const struct bench_peer *peer, char **socket,
			struct furui_error *err);
void speed_furuid_stop(long process);

/* --- speed_size.c --- */

/* Bytes on disk a token; NAN where the filter does not tell or has none. */
struct speed_sizes {
	double store;  /* all but the model */
	double counts; /* of that, what bogofilter's list holds */
	double model;
};

int speed_sizes(const struct bench_filter_kind *kind,
		const struct bench_peer *peer, struct speed_sizes *sizes,
		struct furui_error *err);

/* --- speed_cold.c: one process a message --- */

enum {
	SPEED_ARGUMENTS = 12
};
/* Sets argv to the command that marks one message on standard input (for
 * socket: through that furuid); returns from which exit status on it failed,
 * or -1 when the filter has no such command. */
int speed_cold_command(const struct bench_filter_kind *kind,
		       const struct bench_peer *peer, const char *socket,
		       const char *argv[SPEED_ARGUMENTS]);
/* The same for the program's version: it starts and ends. */
int speed_nothing_command(const struct bench_filter_kind *kind,
			  const char *argv[SPEED_ARGUMENTS]);

#endif
