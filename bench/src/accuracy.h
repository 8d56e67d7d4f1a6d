/* furui-bench accuracy: runs filters through a protocol and reports. */
#ifndef BENCH_ACCURACY_H
#define BENCH_ACCURACY_H

#include "plan.h"

enum {
	BENCH_MAX_PEERS = 16
};

struct bench_accuracy_options {
	const char *index, *test; /* files; test may be NULL */
	struct bench_plan plan;
	bool core_headers;
	const struct bench_filter_kind *peers[BENCH_MAX_PEERS]; /* in order */
	size_t peer_count;
	const char *scores; /* a file to write, or NULL */
	const char *keep;   /* a folder with peers' answers, or NULL */
	/* Told of what does not end the run: a peer skipped, a peer that
	 * failed. */
	void (*trouble)(void *context, const char *sentence);
	/* Told when a filter begins and when its run is over. */
	void (*begin)(void *context, const char *filter);
	void (*end)(void *context);
	struct bench_watch watch;
	void *context;
};

/* Appends the table and the JSON lines. 1 when a peer failed and is missing
 * from them, -1 when nothing can be reported. */
int bench_accuracy(const struct bench_accuracy_options *options,
		   struct furui_buffer *table, struct furui_buffer *json,
		   struct furui_error *err);

#endif
