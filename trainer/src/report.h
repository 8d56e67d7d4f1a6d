/* What a training did: a line a folder, and a summary. */
#ifndef FURUI_TRAIN_REPORT_H
#define FURUI_TRAIN_REPORT_H

#include "furui/buffer.h"
#include "train.h"

struct report_counts {
	uint64_t fresh;   /* learned now */
	uint64_t moved;   /* from the other label */
	uint64_t known;   /* as they are */
	uint64_t anew;    /* known, but read otherwise now */
	uint64_t skipped; /* drafts, trash, empty ones */
	uint64_t both;    /* given as spam and as wanted mail */
};

struct report {
	const struct train_options *options;
	enum furui_label label;    /* of what is being read */
	struct furui_buffer group; /* the present folder */
	struct furui_buffer name;  /* for people */
	struct report_counts folder;
	struct report_counts all[2]; /* by label */
};

/* Ends the present folder, if any, with its line. */
void report_end_folder(struct report *report);
void report_begin_folder(struct report *report, enum furui_label label,
			 const char *group, const char *name);

/* `known` may be NULL (a dry run without a store). */
void report_summary(const struct report *report,
		    const struct furui_store_summary *known);
void report_free(struct report *report);

#endif
