/* Shared by charset.c, charset_guess.c and charset_label.c. */
#ifndef FURUI_CHARSET_PRIVATE_H
#define FURUI_CHARSET_PRIVATE_H

#include "charset.h"

/* What a run of bytes turns out to be. NAMED: an ICU converter. */
enum furui_encoding {
	FURUI_ENCODING_NONE,
	FURUI_ENCODING_ASCII,
	FURUI_ENCODING_UTF8,
	FURUI_ENCODING_JIS,  /* ISO-2022-JP with all that is found in it */
	FURUI_ENCODING_SJIS, /* Shift_JIS as CP932 */
	FURUI_ENCODING_EUCJP,
	FURUI_ENCODING_NAMED,
};

struct furui_label {
	enum furui_encoding encoding;
	const char *converter; /* ICU's name, for NAMED */
	bool wide;             /* several bytes a character */
};

/* The charset that a label names, by a list of those that mail uses; anything
 * else is NONE: ICU would accept "UTF-7", "SCSU" or options after a comma. */
struct furui_label furui_label_find(const char *label, size_t size);

/* What the bytes are, with the label as a hint where they leave it open. */
struct furui_label furui_charset_guess(const char *bytes, size_t size,
				       const struct furui_label *declared);

#endif
