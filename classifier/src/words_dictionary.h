/* Breaks Chinese and Japanese text with ICU's dictionary, as ICU does. */
#ifndef FURUI_WORDS_DICTIONARY_H
#define FURUI_WORDS_DICTIONARY_H

#include <stdbool.h>
#include <stdint.h>

enum {
	FURUI_DICTIONARY_RUN = 512 /* the most units broken together */
};

struct furui_dictionary;

/* Maps the dictionary; never NULL. */
struct furui_dictionary *furui_dictionary_new(void);

/* Accepts NULL and leaves NULL. */
void furui_dictionary_free(struct furui_dictionary **dictionary);

/* Breaks `units` units of UTF-16 into words, and writes where each ends in
 * ascending order to `ends`, which has room for as many. Returns how many
 * words; 0 when this run is not for this dictionary: it holds a character
 * that is neither kanji nor kana of the basic plane, is too long, or ICU has
 * no such dictionary. */
int32_t furui_dictionary_break(struct furui_dictionary *dictionary,
			       const uint16_t *run, int32_t units,
			       int32_t *ends);

#endif
