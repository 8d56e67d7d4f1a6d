/* furui-corpus split: which messages are for learning, which for the test. */
#ifndef FURUI_CORPUS_SPLIT_H
#define FURUI_CORPUS_SPLIT_H

#include "program.h"

struct furui_split {
	const char *folder;
	bool by_cluster;
	double test; /* share, above 0 and below 1 */
	struct furui_index index;
	bool *in_test, *left_out; /* of each message */
	size_t clusters, largest; /* clusters of two messages or more */
};

/* The share of a number of messages. */
size_t furui_split_share(const struct furui_split *split, size_t count);

/* Sets in_test so that near-duplicates are on one side; messages that cannot
 * be read are named and left out. -1 when none can be read. */
int furui_split_by_cluster(struct furui_split *split, struct furui_error *err);

#endif
