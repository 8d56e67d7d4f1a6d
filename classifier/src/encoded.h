/* Header text: unfolds, decodes encoded-words (RFC 2047) and raw 8-bit, as
 * mail really writes them. */
#ifndef FURUI_ENCODED_H
#define FURUI_ENCODED_H

#include "charset.h"

/* Appends a header field's value as one line of UTF-8. Encoded-words may be
 * split inside a character or stand where RFC 2047 does not allow them.
 * Returns enum furui_charset_note bits. */
unsigned furui_header_decode(struct furui_charset *charset, const char *value,
			     size_t size, struct furui_buffer *out);

#endif
