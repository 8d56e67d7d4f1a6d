/* Kanji and kana are broken where ICU's word breaker breaks them, without
 * setting it up: to judge one Japanese message, building its sets of
 * characters took two thirds of all instructions (6.9 of 10 million).
 *
 * Every way to cut the text into words of ICU's dictionary has a cost, the sum
 * of its words' costs: how rare each is. The cheapest is found by dynamic
 * programming. What makes ICU's result beside the dictionary: a character
 * that begins no word, and runs of katakana, have costs of their own. */
#include "words_dictionary.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/udata.h>

#include "furui/buffer.h"

/* The dictionary is a trie of UTF-16 units in ICU's serialized form; these
 * are the bounds of a node's first unit: unicode/ucharstrie.h tells their
 * meaning. */
enum {
	LINEAR_SEARCH = 5, /* the most entries of a branch without a tree */
	MATCH = 0x30,      /* a run of units; below: a branch */
	VALUE = 0x40,      /* a word ends here, and others go on */
	TYPE = VALUE - 1,
	VALUE_TWO = 0x4040, /* units of a value between nodes */
	VALUE_THREE = 0x7fc0,
	FINAL = 0x8000, /* a word ends here, and none goes on */
	FINAL_TWO = 0x4000,
	FINAL_THREE = 0x7fff,
	DELTA_TWO = 0xfc00, /* how far a branch jumps */
	DELTA_THREE = 0xffff,
};

/* What ICU 72 reckons with. */
enum {
	LONGEST_WORD = 20,
	RAREST = 255,        /* a character that begins no word */
	KATAKANA_GROUP = 20, /* so many are no word of their own */
	KATAKANA_LONGEST = 8,
	KATAKANA_RAREST = 8192,
};

struct furui_dictionary {
	UDataMemory *data;
	const uint16_t *trie; /* NULL: there is none */
	uint32_t best[FURUI_DICTIONARY_RUN + 1];
	int32_t before[FURUI_DICTIONARY_RUN + 1]; /* where the last begins */
};

/* A place in the trie. */
struct place {
	const uint16_t *at;
	int left; /* units left of a run that must match */
};

static UBool is_dictionary(void *context, const char *type, const char *name,
			   const UDataInfo *info)
{
	(void)context;
	(void)type;
	(void)name;
	return memcmp(info->dataFormat, "Dict", 4) == 0 &&
	       info->formatVersion[0] == 1 &&
	       info->isBigEndian == U_IS_BIG_ENDIAN;
}

struct furui_dictionary *furui_dictionary_new(void)
{
	enum {
		TRIE_OFFSET = 0,
		TRIE_KIND = 4,
		KIND_MASK = 7,
		OF_UNITS = 1
	};
	struct furui_dictionary *dictionary =
		furui_xcalloc(1, sizeof *dictionary);
	UErrorCode status = U_ZERO_ERROR;
	dictionary->data =
		udata_openChoice(U_ICUDATA_NAME "-brkitr", "dict", "cjdict",
				 is_dictionary, NULL, &status);
	if (U_FAILURE(status)) {
		dictionary->data = NULL;
		return dictionary;
	}
	const int32_t *indexes = udata_getMemory(dictionary->data);
	if ((indexes[TRIE_KIND] & KIND_MASK) == OF_UNITS)
		dictionary->trie = (const void *)((const char *)indexes +
						  indexes[TRIE_OFFSET]);
	return dictionary;
}

void furui_dictionary_free(struct furui_dictionary **dictionary)
{
	if (*dictionary && (*dictionary)->data)
		udata_close((*dictionary)->data);
	free(*dictionary);
	*dictionary = NULL;
}

static uint32_t two_units(const uint16_t *at)
{
	return (uint32_t)at[0] << 16 | at[1];
}

/* The number whose first unit, without FINAL, is `lead`, behind which *at
 * stands: a word's cost, or how far to jump. Moves *at behind it. */
static uint32_t number(uint32_t lead, const uint16_t **at)
{
	if (lead < FINAL_TWO)
		return lead;
	if (lead < FINAL_THREE)
		return (lead - FINAL_TWO) << 16 | *(*at)++;
	*at += 2;
	return two_units(*at - 2);
}

/* How far a branch jumps, at *at; moves *at behind it. */
static uint32_t delta(const uint16_t **at)
{
	uint32_t lead = *(*at)++;
	if (lead < DELTA_TWO)
		return lead;
	if (lead < DELTA_THREE)
		return (lead - DELTA_TWO) << 16 | *(*at)++;
	*at += 2;
	return two_units(*at - 2);
}

/* From a branch of `length` units, one of which must be `unit`. */
static bool choose(struct place *place, const uint16_t *at, uint32_t length,
		   uint16_t unit)
{
	while (length > LINEAR_SEARCH) {
		bool below = unit < *at++;
		uint32_t jump = delta(&at);
		if (below)
			at += jump;
		length = below ? length / 2 : length - length / 2;
	}
	for (; length > 1; length--) {
		bool found = unit == *at++;
		if (found && (*at & FINAL)) {
			place->at = at;
			return true;
		}
		uint32_t lead = *at++ & ~(uint32_t)FINAL;
		uint32_t jump = number(lead, &at);
		if (found) {
			place->at = at + jump;
			return true;
		}
	}
	place->at = at + 1;
	return unit == *at;
}

/* False when no word goes on with that unit. */
static bool step(struct place *place, uint16_t unit)
{
	const uint16_t *at = place->at;
	if (!place->left) {
		uint32_t node = *at++;
		if (node & FINAL)
			return false;
		if (node >= VALUE_TWO)
			at += node < VALUE_THREE ? 1 : 2;
		if (node >= VALUE)
			node &= TYPE;
		if (node < MATCH)
			return choose(place, node ? at : at + 1,
				      1U + (node ? node : *at), unit);
		place->left = (int)node - MATCH + 1;
	}
	place->left--;
	place->at = at + 1;
	return unit == *at;
}

/* True when a word ends here. */
static bool is_word(const struct place *place, uint32_t *cost)
{
	const uint16_t *at = place->at;
	if (place->left || *at < VALUE)
		return false;
	uint32_t node = *at++;
	if (node & FINAL)
		*cost = number(node & ~(uint32_t)FINAL, &at);
	else if (node < VALUE_TWO)
		*cost = (node >> 6) - 1;
	else if (node < VALUE_THREE)
		*cost = ((node & VALUE_THREE) - VALUE_TWO) << 10 | *at;
	else
		*cost = two_units(at);
	return true;
}

static bool is_katakana(uint16_t c)
{
	return c >= 0x30a1 && c <= 0x30fe && c != 0x30fb;
}

/* Characters that ICU gives to this dictionary, and that NFKC leaves. */
static bool is_for_us(uint16_t c)
{
	return (c >= 0x3041 && c <= 0x3096) || is_katakana(c) ||
	       (c >= 0x4e00 && c <= 0x9fff) || c == 0x3005 || c == 0x3007 ||
	       c == 0x309d || c == 0x309e || (c >= 0x31f0 && c <= 0x31ff) ||
	       (c >= 0x3400 && c <= 0x4dbf);
}

static void offer(struct furui_dictionary *dictionary, int32_t from, int32_t to,
		  uint32_t cost)
{
	if (dictionary->best[from] + cost < dictionary->best[to]) {
		dictionary->best[to] = dictionary->best[from] + cost;
		dictionary->before[to] = from;
	}
}

static void offer_words(struct furui_dictionary *dictionary,
			const uint16_t *run, int32_t units, int32_t from)
{
	struct place place = {dictionary->trie, 0};
	bool alone = false;
	uint32_t cost;
	for (int32_t to = from; to < units && to - from < LONGEST_WORD;) {
		if (!step(&place, run[to++]))
			break;
		if (is_word(&place, &cost)) {
			offer(dictionary, from, to, cost);
			alone |= to == from + 1;
		}
	}
	if (!alone)
		offer(dictionary, from, from + 1, RAREST);
}

/* All katakana from here on as one word. */
static void offer_katakana(struct furui_dictionary *dictionary,
			   const uint16_t *run, int32_t units, int32_t from)
{
	static const uint16_t costs[KATAKANA_LONGEST + 1] = {
		KATAKANA_RAREST, 984, 408, 240, 204, 252, 300, 372, 480};
	int32_t size = 1;
	while (from + size < units && size < KATAKANA_GROUP &&
	       is_katakana(run[from + size]))
		size++;
	if (size < KATAKANA_GROUP)
		offer(dictionary, from, from + size,
		      size > KATAKANA_LONGEST ? KATAKANA_RAREST : costs[size]);
}

int32_t furui_dictionary_break(struct furui_dictionary *dictionary,
			       const uint16_t *run, int32_t units,
			       int32_t *ends)
{
	if (!dictionary->trie || units > FURUI_DICTIONARY_RUN)
		return 0;
	for (int32_t i = 0; i < units; i++)
		if (!is_for_us(run[i]))
			return 0;
	dictionary->best[0] = 0;
	for (int32_t i = 1; i <= units; i++)
		dictionary->best[i] = UINT32_MAX;
	bool katakana_before = false;
	for (int32_t i = 0; i < units; i++) {
		offer_words(dictionary, run, units, i);
		bool katakana = is_katakana(run[i]);
		if (katakana && !katakana_before)
			offer_katakana(dictionary, run, units, i);
		katakana_before = katakana;
	}
	int32_t count = 0;
	for (int32_t at = units; at > 0; at = dictionary->before[at])
		count++;
	for (int32_t i = count, at = units; at > 0; at = dictionary->before[at])
		ends[--i] = at;
	return count;
}
