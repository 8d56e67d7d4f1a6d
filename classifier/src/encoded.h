/* Header text: unfolds, decodes encoded-words (RFC 2047) and raw 8-bit, as
 * mail really writes them. */
#ifndef FURUI_ENCODED_H
#define FURUI_ENCODED_H

#include "charset.h"

/* Appends a header field's value as one line of UTF-8. Encoded-words may be
 * split inside a character, stand where RFC 2047 does not allow them, lack
 * their end or have blanks in them.
 * Returns enum furui_charset_note bits. */
unsigned furui_header_decode(struct furui_charset *charset, const char *value,
			     size_t size, struct furui_buffer *out);

/* The same for a field with parameters, as Content-Type: those that RFC 2231
 * encodes or continues ("filename*0*=utf-8''%E3…") become "filename=…". */
unsigned furui_parameters_decode(struct furui_charset *charset,
				 const char *value, size_t size,
				 struct furui_buffer *out);

/* Appends the value of one parameter ("filename") of such a field, decoded, as
 * UTF-8. False when the field has none of that name. */
bool furui_parameter_decode(struct furui_charset *charset, const char *value,
			    size_t size, const char *name,
			    struct furui_buffer *out);

/* The charset that the first encoded-word names, within the value; NULL when
 * there is none. */
const char *furui_header_charset(const char *value, size_t size,
				 size_t *charset_size);

#endif
