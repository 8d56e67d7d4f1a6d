/* HTML as a person sees it, told apart from what only a program sees. */
#ifndef FURUI_HTML_H
#define FURUI_HTML_H

#include <stddef.h>

#include "furui/buffer.h"

/* What of an HTML text goes where; each may be NULL. All is UTF-8. */
struct furui_html {
	struct furui_buffer *text;   /* visible text; blocks end in newlines */
	struct furui_buffer *markup; /* inside of <a>, <img>, <font>: a line
					a tag */
};

/* Reads UTF-8 HTML of any quality in one pass, without recursion, in time
 * linear in `size`. */
void furui_html_read(const char *bytes, size_t size, struct furui_html *out);

/* The charset that a <meta> near the beginning declares: into the bytes
 * themselves, NULL when there is none. */
const char *furui_html_charset(const char *bytes, size_t size,
			       size_t *label_size);

#endif
