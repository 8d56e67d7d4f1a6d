/* furui-bench accuracy: runs filters through a protocol and reports. */
#ifndef BENCH_ACCURACY_H
#define BENCH_ACCURACY_H

#include "results.h"

enum {
	BENCH_MAX_PEERS = 16,
	/* Errors of each label that the page shows unless told otherwise. */
	BENCH_PAGE_ERRORS = 10,
};

struct bench_accuracy_options {
	const char *index, *test; /* files; test may be NULL */
	struct bench_plan plan;
	bool core_headers;
	const struct bench_filter_kind *peers[BENCH_MAX_PEERS]; /* in order */
	size_t peer_count;
	const char *scores; /* a file to write, or NULL */
	const char *keep;   /* a folder with peers' answers, or NULL */
	struct bench_details details;
	bool page, japanese; /* the HTML page is wanted; in Japanese */
	/* Told of what does not end the run: a peer skipped, a peer that
	 * failed. */
	void (*trouble)(void *context, const char *sentence);
	/* Told when a filter begins and when its run is over. */
	void (*begin)(void *context, const char *filter);
	void (*end)(void *context);
	struct bench_watch watch;
	void *context;
};

struct bench_outputs {
	struct furui_buffer table, json;
	struct furui_buffer page; /* empty unless it is wanted */
};

/* Appends the table, the JSON lines and the page. 1 when a peer failed and is
 * missing from them, -1 when nothing can be reported. */
int bench_accuracy(const struct bench_accuracy_options *options,
		   struct bench_outputs *out, struct furui_error *err);

#endif
