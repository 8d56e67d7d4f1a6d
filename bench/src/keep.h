/* Keeps what a peer answered, as slow peers need not be asked again. */
#ifndef BENCH_KEEP_H
#define BENCH_KEEP_H

#include "plan.h"

/* The file in `folder` for this peer (its version may be NULL), these
 * messages (names, labels, sizes, times of change) and this schedule;
 * malloc'd. */
char *bench_keep_path(const char *folder, const struct bench_filter_kind *kind,
		      const char *version, const struct bench_mail *mail,
		      const struct bench_schedule *schedule);

/* 1 when the file has an answer to each message, which then has its score and
 * class set; 0 when there is none; -1 when it is damaged. Labels are not
 * touched. */
int bench_keep_load(const char *path, struct bench_verdict *verdicts,
		    size_t count, struct bench_seconds *seconds,
		    struct furui_error *err);

/* Writes it, whole or not at all. */
int bench_keep_save(const char *path, const struct bench_verdict *verdicts,
		    size_t count, const struct bench_seconds *seconds,
		    struct furui_error *err);

#endif
