/* Bytes of any charset to UTF-8, by what the bytes are rather than by what
 * their label says. */
#ifndef FURUI_CHARSET_H
#define FURUI_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/buffer.h"

enum furui_charset_note {
	FURUI_CHARSET_LIE = 1,     /* the label says another charset */
	FURUI_CHARSET_UNKNOWN = 2, /* the label is no charset we know */
	FURUI_CHARSET_DAMAGE = 4,  /* bytes that no charset explains */
	FURUI_CHARSET_MISSING = 8, /* 8-bit or escaped text without a label */
};

struct furui_charset;

struct furui_charset *furui_charset_new(void);
void furui_charset_free(struct furui_charset **charset);

/* Appends the bytes as UTF-8. `label` is the declared charset (label_size
 * bytes, NULL when there is none). Returns enum furui_charset_note bits. What
 * cannot be converted becomes U+FFFD. */
unsigned furui_charset_decode(struct furui_charset *charset, const char *bytes,
			      size_t size, const char *label, size_t label_size,
			      struct furui_buffer *out);

/* The charset that is likely where furui_charset_decode() is given no label:
 * that of the message's other texts. NULL: any. */
void furui_charset_hint(struct furui_charset *charset, const char *label,
			size_t label_size);

/* True when all bytes are below 0x80 and none is ESC. */
bool furui_is_ascii(const char *bytes, size_t size);

/* True when the bytes are well-formed UTF-8 (RFC 3629). */
bool furui_is_utf8(const char *bytes, size_t size);

#endif
