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
struct furui_label furui_charset_guess(struct furui_charset *charset,
				       const char *bytes, size_t size,
				       const struct furui_label *declared);

/* True when it may be a hint for bytes that do not bear it themselves. */
bool furui_label_is_hint(const struct furui_label *label);

/* Appends the bytes read as `is` says; returns notes of damage. */
unsigned furui_charset_convert(struct furui_charset *charset,
			       const struct furui_label *is, const char *bytes,
			       size_t size, struct furui_buffer *out);

/* What a text is scored as. */
enum furui_language {
	FURUI_LANGUAGE_JAPANESE,
	FURUI_LANGUAGE_SIMPLIFIED,
	FURUI_LANGUAGE_TRADITIONAL,
	FURUI_LANGUAGE_KOREAN, /* the last that has a table */
	FURUI_LANGUAGE_CYRILLIC,
	FURUI_LANGUAGE_WESTERN,
	FURUI_LANGUAGE_OTHER,
};

/* Which characters are frequent; the caller frees with free(). */
struct furui_charset_tables;
struct furui_charset_tables *furui_charset_tables_new(void);

/* How much UTF-8 looks like the language: -4, all damaged, to 1. */
double furui_charset_score(const struct furui_charset_tables *tables,
			   enum furui_language language, const char *text,
			   size_t size);

/* A charset's tables and scratch for the guess; made when first needed. */
const struct furui_charset_tables *
furui_charset_tables(struct furui_charset *charset);
struct furui_buffer *furui_charset_scratch(struct furui_charset *charset);

#endif
