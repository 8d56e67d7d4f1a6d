/* Text as a person sees it: NFKC, without what is invisible, with lines
 * joined where they were broken inside Japanese. */
#ifndef FURUI_NORMALISE_H
#define FURUI_NORMALISE_H

#include <stdint.h>

#include "furui/buffer.h"

enum furui_normalise_note {
	FURUI_TEXT_INVISIBLE = 1, /* any of the next five */
	FURUI_TEXT_MARKS = 2,     /* a longer run of marks than the limit */
	FURUI_TEXT_ZWSP = 4,      /* zero-width characters inside a word */
	FURUI_TEXT_SHY = 8,       /* soft hyphens */
	FURUI_TEXT_BIDI = 16,     /* controls of the writing direction */
	FURUI_TEXT_TAG = 32,      /* tags outside of a flag: hidden ASCII */
	FURUI_TEXT_BOM = 64,      /* byte order marks inside a word */
	FURUI_TEXT_STYLED = 128,  /* mathematical letters, read as plain ones */
};

struct furui_normaliser;

struct furui_normaliser *furui_normaliser_new(void);
void furui_normaliser_free(struct furui_normaliser **normaliser);

/* Appends well-formed UTF-8 text, normalised. ASCII is left as it is. Case is
 * kept: folding it costs the token counts 1.4 against 0.8 % 1-AUC on
 * SpamAssassin's corpus. Returns enum furui_normalise_note bits. */
unsigned furui_normalise(struct furui_normaliser *normaliser, const char *text,
			 size_t size, struct furui_buffer *out);

/* Drawn as a picture, and may be joined with others into one. */
int furui_is_pictograph(uint32_t c);

/* A tag of the flags of England, Scotland, Wales, which follow U+1F3F4. */
int furui_is_flag_tag(uint32_t c);

/* Scripts that are written without spaces and need a dictionary: Japanese,
 * Chinese, Thai, Lao, Khmer, Myanmar. */
int furui_is_unspaced(uint32_t c);

#endif
