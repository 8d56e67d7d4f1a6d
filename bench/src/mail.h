/* The labelled messages of a run, in the order they came, as every filter gets
 * to read them. */
#ifndef BENCH_MAIL_H
#define BENCH_MAIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/buffer.h"
#include "furui/error.h"
#include "furui/model.h"

struct bench_item {
	enum furui_label label;
	char *name; /* the path as the index has it */
	char *file; /* the file that peers read: absolute */
	/* What furui read of it when judging; NULL and 0 before. */
	const char *language; /* furui_text_language()'s */
	int64_t date;         /* Unix time; 0: unknown */
};

/* All zero is an empty one. */
struct bench_mail {
	struct bench_item *items;
	size_t count;
	size_t capacity;
	bool core_headers; /* messages are cut by bench_cut_headers() */
	size_t in_core;    /* how many items' files are in the scratch folder:
			      0 or count */
};

/* Appends the messages of an index: lines `spam PATH` or `ham PATH`, PATH
 * relative to the index's folder (or absolute). Empty lines and lines that
 * begin with # are skipped; the error names the line of anything else. */
int bench_mail_read_index(struct bench_mail *mail, const char *path,
			  struct furui_error *err);
void bench_mail_free(struct bench_mail *mail);

/* Sets bytes to message `item`, cut if the run says so. -1 when it cannot be
 * read. */
int bench_mail_load(const struct bench_mail *mail, size_t item,
		    struct furui_buffer *bytes, struct furui_error *err);

/* Makes items' files what bench_mail_load() gives, for peers to read: with
 * core headers, writes them into `folder`, once. */
int bench_mail_for_peers(struct bench_mail *mail, const char *folder,
			 struct furui_error *err);

/* Appends the message with only those header fields that the sender writes
 * (Subject, From, To, Cc, Reply-To, Content-Type) and those that the body
 * cannot be decoded without (MIME-Version, Content-Transfer-Encoding); folded
 * lines, line ends and the body as they were; no mbox From_ line. */
void bench_cut_headers(const char *bytes, size_t size,
		       struct furui_buffer *out);

/* Whether a file can be written where that path (NULL: nowhere) leads, so that
 * a mistyped one is told before hours of measuring. Makes an empty one where
 * there is none, and leaves one that is there as it is. */
int bench_check_file(const char *path, struct furui_error *err);

/* Writes (or overwrites) a file. */
int bench_write_file(const char *path, const struct furui_buffer *bytes,
		     struct furui_error *err);

#endif
