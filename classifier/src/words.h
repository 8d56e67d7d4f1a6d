/* Normalised text to words. */
#ifndef FURUI_WORDS_H
#define FURUI_WORDS_H

#include <stddef.h>

enum furui_word_kind {
	FURUI_WORD_SPACED,   /* a word between blanks and punctuation */
	FURUI_WORD_UNSPACED, /* by dictionary: Japanese, Chinese, Thai … */
	FURUI_WORD_PAIR,     /* two unspaced words in a row, '*' between */
	FURUI_WORD_SYMBOL,   /* an emoji, whole */
	FURUI_WORD_NUMBER,   /* an IPv4 address or an amount of money */
	FURUI_WORD_SHAPE,  /* of a number: "#0,000円"; no other has the "#" */
	FURUI_WORD_JOINED, /* letters that were spaced out, besides them */
	/* A word with the Latin letters that its foreign ones look like. */
	FURUI_WORD_LOOKALIKE,
	FURUI_WORD_LEET, /* a word with letters for its digits: "v1agra" */
};

struct furui_words;

struct furui_words *furui_words_new(void);
void furui_words_free(struct furui_words **words);

/* Calls `word` for each, in order; the bytes are borrowed for the call. The
 * text is what furui_normalise() made, and may be of any length.
 *
 * Words between blanks follow bogofilter's rules, which measured best on
 * English: they begin with a letter, end in neither dot, hyphen nor
 * apostrophe, and keep their case. Unspaced scripts are broken by ICU. */
void furui_words_read(struct furui_words *words, const char *text, size_t size,
		      void (*word)(void *context, enum furui_word_kind kind,
				   const char *bytes, size_t size),
		      void *context);

#endif
