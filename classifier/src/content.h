/* The header of a message as far as MIME goes, where it is written plainly:
 * what most mail is read with, at a fraction of what GMime's objects cost. */
#ifndef FURUI_CONTENT_H
#define FURUI_CONTENT_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/buffer.h"

enum furui_content_encoding {
	FURUI_CONTENT_AS_IS, /* 7bit, 8bit, binary, one that nobody knows */
	FURUI_CONTENT_BASE64,
	FURUI_CONTENT_QUOTED,
	FURUI_CONTENT_UUENCODE,
};

enum furui_content_shape {
	FURUI_CONTENT_LEAF, /* one part, told by the fields below */
	FURUI_CONTENT_TREE, /* parts, or a field that is not plain */
	FURUI_CONTENT_ODD,  /* not fields up to a blank line */
};

struct furui_content {
	const char *body;    /* behind the blank line; not of an odd one */
	const char *type;    /* "text/plain"; like the others, in `strings` */
	const char *charset; /* NULL when it is not declared */
	const char *name;    /* of the file; NULL when it has none */
	bool attachment;
	enum furui_content_encoding encoding;
};

/* Reads the header at the start of a message. `strings` is cleared and gets
 * the texts of a leaf, or else the lines of a tree's Content fields. */
enum furui_content_shape furui_content_read(const char *bytes, size_t size,
					    struct furui_content *content,
					    struct furui_buffer *strings);

#endif
