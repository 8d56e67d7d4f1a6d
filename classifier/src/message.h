/* MIME: the parts of a message, decoded. message.c is the only file that
 * knows GMime. */
#ifndef FURUI_MESSAGE_H
#define FURUI_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/buffer.h"

enum furui_part_kind {
	FURUI_PART_PLAIN,
	FURUI_PART_HTML,
	FURUI_PART_BINARY, /* no text: bytes are not decoded */
};

/* One leaf of the tree; all borrowed for the call. */
struct furui_part {
	enum furui_part_kind kind;
	const char *charset; /* as declared; NULL when it is not */
	const char *bytes;   /* decoded, in that charset */
	size_t size;
	const char *type; /* "image/png"; NULL for text around the parts */
	const char *name; /* of the file, ASCII; NULL: it has none, or ... */
	/* ... it is in these fields, as they stand; NULL: no such field. */
	const char *type_field;
	const char *disposition_field;
	bool attachment;  /* by its Content-Disposition */
	const char *head; /* the first decoded bytes, of any kind of part */
	size_t head_size; /* at most FURUI_LIMIT_HEAD */
	size_t whole;     /* decoded bytes, roughly, of any kind of part */
};

struct furui_message_visitor {
	/* A header field of a part (`embedded` false) or of a message inside
	 * the message; value raw. */
	void (*field)(void *context, bool embedded, const char *name,
		      const char *value);
	void (*part)(void *context, const struct furui_part *part);
	/* A multipart (its subtype) or message ("message") begins; ends. */
	void (*enter)(void *context, const char *type);
	void (*leave)(void *context);
	void *context;
};

enum furui_message_note {
	FURUI_MESSAGE_DEPTH = 1,    /* parts below FURUI_LIMIT_DEPTH not seen */
	FURUI_MESSAGE_PARTS = 2,    /* more than FURUI_LIMIT_PARTS */
	FURUI_MESSAGE_BOUNDARY = 8, /* longer than FURUI_LIMIT_BOUNDARY */
	FURUI_MESSAGE_NONE = 4,     /* not a message: nothing was visited */
};

/* Parses bytes that furui_scan() let through, and visits the parts in order.
 * Returns enum furui_message_note bits. */
unsigned furui_message_visit(const char *bytes, size_t size,
			     const struct furui_message_visitor *visitor);

/* The Unix time of a Date field's value, 0 when it is none. */
int64_t furui_message_date(const char *value);

#endif
