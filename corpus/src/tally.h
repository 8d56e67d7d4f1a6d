/* furui-corpus scan: what was counted, and how it is shown. */
#ifndef FURUI_CORPUS_TALLY_H
#define FURUI_CORPUS_TALLY_H

#include "program.h"

enum {
	TALLY_NAMES = 48, /* distinct names counted; the rest is "other" */
};

struct furui_tally_entry {
	char name[32];
	unsigned long count;
};

/* How often each of a few names was met. */
struct furui_tally {
	struct furui_tally_entry entries[TALLY_NAMES + 1];
	size_t used;
};

struct furui_tally_row {
	char *path;
	char *name; /* for people */
	enum furui_folder_kind kind;
	unsigned long messages, duplicates, cut;
	uint64_t bytes;
	int64_t first, last; /* 0: none has a date */
	struct furui_tally languages, charsets;
};

struct furui_tally_trouble {
	char *path;
	char *reason;
};

struct furui_tally_table {
	struct furui_tally_row *rows;
	size_t count, capacity;
	struct furui_tally_trouble *troubles;
	size_t trouble_count, trouble_capacity;
};

void furui_tally_add(struct furui_tally *tally, const char *name,
		     unsigned long count);

/* Most frequent first, then by name. */
void furui_tally_sort(struct furui_tally *tally);

/* The row of that folder, made if need be; borrowed until the next call. */
struct furui_tally_row *furui_tally_row(struct furui_tally_table *table,
					const char *path,
					enum furui_folder_kind kind);

void furui_tally_trouble(struct furui_tally_table *table, const char *path,
			 const char *reason);
void furui_tally_free(struct furui_tally_table *table);

/* All rows together; the caller frees nothing. */
void furui_tally_sum(const struct furui_tally_table *table,
		     struct furui_tally_row *sum);

void furui_tally_print(FILE *out, struct furui_tally_table *table);
void furui_tally_print_json(FILE *out, struct furui_tally_table *table);

#endif
