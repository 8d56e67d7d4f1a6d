/* What each byte of a text can be in a word between blanks, 64 bytes at a time:
 * where a word ends is found without a branch a byte, which would be guessed
 * wrong at each end. */
#ifndef FURUI_WORDS_CLASS_H
#define FURUI_WORDS_CLASS_H

#include <stdint.h>

#include "furui/buffer.h"

/* A bit for each of 64 bytes, the first lowest; 0 behind the text. */
struct furui_class_block {
	/* May stand in a word: letters, digits and some signs, of ASCII. */
	uint64_t middle;
	uint64_t digit;
	/* Means something where no word is: letters, digits, '#', '*' and '$',
	 * and what is no ASCII. */
	uint64_t start;
};

/* Puts the blocks of the text, in order, into the buffer, in place of what it
 * held. */
void furui_class_read(const char *text, size_t size,
		      struct furui_buffer *blocks);

/* The same without the processor's instructions for it, for tests. */
void furui_class_read_plainly(const char *text, size_t size,
			      struct furui_buffer *blocks);

/* What a byte can be at the end of a word: bogofilter 1.2.5's lexer. */
static inline int furui_class_ends_word(unsigned char c)
{
	return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
	       (c >= '0' && c <= '9') || c == '!';
}

#endif
