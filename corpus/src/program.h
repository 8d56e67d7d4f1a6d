/* furui-corpus: what its commands share. */
#ifndef FURUI_CORPUS_PROGRAM_H
#define FURUI_CORPUS_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/folder.h"
#include "furui/identity.h"

enum {
	EXIT_TROUBLE = 1,
	EXIT_USAGE = 64, /* sysexits' EX_USAGE */
};

/* The commands: each returns the exit code. argv[0] is the command. */
int furui_corpus_scan(int argc, char **argv);
int furui_corpus_build(int argc, char **argv);
int furui_corpus_split(int argc, char **argv);

/* Prints "furui-corpus: …" on stderr; clears a progress bar first. */
void furui_corpus_say(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* The same for wrong usage, with where to look; returns EXIT_USAGE. */
int furui_corpus_usage(const char *format, ...)
	__attribute__((format(printf, 1, 2)));

/* --- digests.c: a set of messages by digest --- */

struct furui_digest_set {
	struct furui_digest *keys;
	size_t *values; /* number + 1; 0: free */
	size_t count, capacity;
};

/* The number kept with the digest, or `number` after adding it: equal when
 * it is new. */
size_t furui_digest_set_add(struct furui_digest_set *set,
			    const struct furui_digest *digest, size_t number);
void furui_digest_set_free(struct furui_digest_set *set);

/* --- text.c --- */

/* Columns that UTF-8 text takes on a terminal. */
size_t furui_columns(const char *text);

/* Prints text, cut to `columns` with "…" in front when longer, and blanks up
 * to that many; on the left of the text when `right`. */
void furui_print_padded(FILE *out, const char *text, size_t columns,
			bool right);

/* Prints a JSON string: furui_json_add_string(). */
void furui_print_json(FILE *out, const char *text);

/* "2026-11-24", or "-" when unknown. */
void furui_print_day(int64_t date, char text[16]);

/* --- mail_facts.c: what a message says of itself --- */

/* When it came: the topmost Received field, else the From_ line, else Date,
 * else the file's date; Unix time, 0 unknown. */
int64_t furui_mail_date(const struct furui_mail *mail);

/* The first charset that a Content-Type field declares, in lower case;
 * "none". Looks at the first FURUI_FACTS_LIMIT bytes. */
void furui_mail_charset(const struct furui_mail *mail, char name[32]);

enum {
	FURUI_FACTS_LIMIT = 256 << 10,
};

/* --- index_file.c: lines "spam data/000001" --- */

struct furui_index_entry {
	const char *path; /* as in the index */
	bool spam;
};

struct furui_index {
	struct furui_arena arena;
	struct furui_index_entry *entries;
	size_t count, capacity;
};

int furui_index_read(struct furui_index *index, const char *path,
		     struct furui_error *err);
void furui_index_add_line(struct furui_buffer *out, bool spam,
			  const char *path);
void furui_index_free(struct furui_index *index);

/* --- cluster.c: near-duplicates --- */

/* Sets clusters[i] to the lowest number of the messages that are
 * near-duplicates of message i, directly or through others. Sketches are
 * furui_sketch_of()'s, all `count` of them in a row. */
enum {
	FURUI_SKETCH = 128, /* numbers of a min-hash sketch */
};
struct furui_sketch {
	uint32_t least[FURUI_SKETCH];
};
void furui_sketch_begin(struct furui_sketch *sketch);
void furui_sketch_add(struct furui_sketch *sketch, uint64_t id);
void furui_cluster(const struct furui_sketch *sketches, size_t count,
		   size_t *clusters);

#endif
