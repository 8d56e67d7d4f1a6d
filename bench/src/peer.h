/* What the peers have in common: a store of their own in a scratch folder,
 * lists of files to hand over, answers to read back. */
#ifndef BENCH_PEER_H
#define BENCH_PEER_H

#include "command.h"
#include "filter.h"

struct bench_peer {
	struct bench_mail *mail;
	char *home;  /* $HOME of its processes */
	char *store; /* its database folder; empty after a reset */
	double spam_cutoff, ham_cutoff;
	double unknown; /* bogofilter: the score of what it knows nothing of */
	bool trained;
};

/* For struct bench_filter_kind. */
int bench_peer_open(void **out, struct bench_mail *mail, const char *folder,
		    struct furui_error *err);
void bench_peer_close(void *context);
int bench_peer_reset(void *context, struct furui_error *err);

/* The first line that the command prints on standard output, malloc'd; NULL
 * when there is none. */
char *bench_peer_first_line(const struct bench_peer *peer,
			    const char *const *argv);

/* Appends the files of those items that have the label (any when -1), one a
 * line. */
void bench_peer_list(const struct bench_peer *peer, const uint32_t *items,
		     size_t count, int label, struct furui_buffer *out);

/* Runs argv with the files of those items that have the label (any when -1)
 * as further arguments, a few hundred at a time; output as with
 * bench_run_command(). */
int bench_peer_run_on(const struct bench_peer *peer, const char *const *argv,
		      const uint32_t *items, size_t count, int label, int bad,
		      struct furui_buffer *output, struct furui_error *err);

/* Learns: spam_argv with all spam files, then ham_argv with all ham files. */
int bench_peer_fit(struct bench_peer *peer, const char *const *spam_argv,
		   const char *const *ham_argv, const uint32_t *items,
		   size_t count, int bad, struct furui_error *err);

/* Calls `read` with each line of the answer, NUL-terminated, and its item, in
 * order; fails unless there is a line for each item and `read` accepts it
 * (0). */
int bench_peer_read(const struct bench_peer *peer, struct furui_buffer *answer,
		    const uint32_t *items, size_t count,
		    struct bench_verdict *verdicts,
		    int (*read)(const struct bench_peer *peer, char *line,
				const char *file, struct bench_verdict *out),
		    struct furui_error *err);

/* A number from 0 to 1 that fills the text; -1 otherwise. */
int bench_parse_probability(const char *text, double *out);

/* When the line begins with the file's name and `separator`, what follows;
 * else NULL. */
char *bench_after_name(char *line, const char *file, const char *separator);

#endif
