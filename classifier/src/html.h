/* HTML as a person sees it, told apart from what only a program sees. */
#ifndef FURUI_HTML_H
#define FURUI_HTML_H

#include <stddef.h>

#include "furui/buffer.h"

/* What was observed of an HTML text. */
enum furui_html_note {
	/* Words that nobody sees, and why not. */
	FURUI_HTML_HIDDEN_DISPLAY = 1 << 0,
	FURUI_HTML_HIDDEN_COLOUR = 1 << 1,
	FURUI_HTML_HIDDEN_SIZE = 1 << 2,
	FURUI_HTML_HIDDEN_POSITION = 1 << 3,
	FURUI_HTML_HIDDEN_VISIBILITY = 1 << 4,
	FURUI_HTML_HIDDEN_COMMENT = 1 << 5,
	FURUI_HTML_HIDDEN = (1 << 6) - 1, /* any of these */

	FURUI_HTML_LINK_IMAGE = 1 << 6, /* a link of images without text */
	FURUI_HTML_FORM = 1 << 7,
	FURUI_HTML_FORM_PASSWORD = 1 << 8,
	FURUI_HTML_SCRIPT = 1 << 9,
	FURUI_HTML_IMAGE_ONLY = 1 << 10, /* images and no words */
	FURUI_HTML_IMAGE_REMOTE = 1 << 11,
	FURUI_HTML_IMAGE_CID = 1 << 12,
	FURUI_HTML_IMAGE_PIXEL = 1 << 13, /* not larger than one pixel */
	FURUI_HTML_IFRAME = 1 << 14,
	FURUI_HTML_REFRESH = 1 << 15,
	FURUI_HTML_BIDI = 1 << 16,
	FURUI_HTML_LIMIT = 1 << 17, /* more elements or rules than kept */
};

enum furui_html_link_kind {
	FURUI_HTML_LINK, /* <a>, <area> */
	FURUI_HTML_FORM_ACTION,
	FURUI_HTML_IMAGE,
	FURUI_HTML_BASE,
};

/* Where something leads. All is UTF-8, not terminated. */
struct furui_html_link {
	enum furui_html_link_kind kind;
	const char *target; /* entities decoded, blanks around removed */
	size_t target_size; /* at least 1 */
	const char *text;   /* what a person sees of a FURUI_HTML_LINK */
	size_t text_size;
};

/* What of an HTML text goes where; each may be NULL. All is UTF-8. */
struct furui_html {
	struct furui_buffer *text;   /* visible text; blocks end in newlines */
	struct furui_buffer *markup; /* inside of <a>, <img>, <font>: a line
					a tag */
	struct furui_buffer *hidden; /* text that nobody sees */
	/* Called for each link, in order; what it points to is borrowed for
	 * the call. */
	void (*link)(void *context, const struct furui_html_link *link);
	void *context;
	unsigned notes; /* filled: enum furui_html_note bits */
};

/* Reads UTF-8 HTML of any quality in one pass, without recursion, in time
 * linear in `size` and memory that does not grow with how its elements nest.
 * The buffers are appended to; text, markup and hidden together grow by at
 * most three times `size`. */
void furui_html_read(const char *bytes, size_t size, struct furui_html *out);

/* The charset that a <meta> near the beginning declares: into the bytes
 * themselves, NULL when there is none. */
const char *furui_html_charset(const char *bytes, size_t size,
			       size_t *label_size);

#endif
