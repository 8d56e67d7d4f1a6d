/* Limits before the parsers: what GMime is given, and what it is spared. */
#ifndef FURUI_SCAN_H
#define FURUI_SCAN_H

#include <stddef.h>

#include "furui/buffer.h"

enum furui_scan_note {
	FURUI_SCAN_FIELD = 1,   /* a field was cut at FURUI_LIMIT_FIELD */
	FURUI_SCAN_HEADERS = 2, /* too many or too long header fields */
	FURUI_SCAN_PARTS = 4,   /* too many lines that may begin a part */
	FURUI_SCAN_MESSAGE = 8, /* longer than FURUI_LIMIT_MESSAGE */
};

/* Appends to `out` what of the message a MIME parser may see, and to `tails`
 * what was cut off fields. `*rest` is then where in the message the unseen
 * remainder begins (its end when there is none). Tails and remainder are read
 * as plain text. Returns enum furui_scan_note bits. */
unsigned furui_scan(const char *bytes, size_t size, struct furui_buffer *out,
		    struct furui_buffer *tails, size_t *rest);

#endif
