/* The word reader's insides: words.c drives, words_unspaced.c breaks Japanese
 * and the like, words_class.c classifies bytes, words_number.c reads numbers,
 * words_symbol.c emoji, words_disguise.c and words_leet.c what is written so
 * as not to be found. */
#ifndef FURUI_WORDS_PRIVATE_H
#define FURUI_WORDS_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "furui/buffer.h"
#include "words.h"

/* One reading of one text. */
struct furui_reading {
	const char *text;
	size_t size;
	size_t at;
	const struct furui_class_block *classes; /* of the text's bytes */
	size_t shaped; /* numbers before this are part of a shape given */
	size_t joined; /* letters before this are part of a joined word given */
	struct furui_buffer *scratch;
	struct furui_buffer *pair; /* the unspaced word before */
	struct furui_unspaced **unspaced;
	void (*word)(void *context, enum furui_word_kind kind,
		     const char *bytes, size_t size);
	void *context;
};

enum furui_character_kind {
	FURUI_CHARACTER_SEPARATOR,
	FURUI_CHARACTER_LETTER, /* digits and marks too */
	FURUI_CHARACTER_SYMBOL,
	FURUI_CHARACTER_UNSPACED,
};

enum furui_character_kind furui_character_kind(uint32_t c);

/* Gives the text's bytes from..to as a word. */
void furui_reading_give(struct furui_reading *r, enum furui_word_kind kind,
			size_t from, size_t to);

/* At an unspaced character: gives the words of the run that begins there, and
 * pairs of them; moves behind it. */
void furui_reading_unspaced(struct furui_reading *r);
void furui_unspaced_free(struct furui_unspaced **unspaced);

bool furui_reading_is_digit(const struct furui_reading *r, size_t at);

/* At a digit: an IPv4 address, or a number by its shape; moves behind it. */
void furui_reading_digits(struct furui_reading *r);

/* At a sign of `length` bytes that stands before numbers ("$", "〒"): gives
 * the shape of sign and number; does not move. */
void furui_reading_signed(struct furui_reading *r, size_t length);

/* At "$": an amount, whole and by its shape; moves behind it. */
void furui_reading_money(struct furui_reading *r);

/* Gives the shape of an ASCII word with many digits: an order number. */
void furui_reading_code(struct furui_reading *r, size_t from, size_t to);

/* True at a keycap, "1" or "#" with U+20E3 behind; gives it and moves. */
bool furui_reading_keycap(struct furui_reading *r);

/* At a symbol: gives it whole, as people see it; moves behind it. */
void furui_reading_symbol(struct furui_reading *r);

/* At the start of a word: when it is the first of single letters that are
 * parted by one and the same character, gives them joined; does not move.
 * Returns how many bytes of scratch hold them, 0 when there are none. */
size_t furui_reading_spaced_out(struct furui_reading *r, size_t from);

/* Gives a word that has letters of other scripts among Latin ones once more,
 * with those that they look like. */
void furui_reading_lookalike(struct furui_reading *r, size_t from, size_t to);

/* Gives an ASCII word with few digits once more with letters in their place,
 * when they look like a disguise. */
void furui_reading_leet(struct furui_reading *r, size_t from, size_t to);

#endif
