/* The word reader. */
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "normalise.h"
#include "utf8.h"
#include "words_class.h"
#include "words_private.h"

enum {
	CODE_DIGITS = 4 /* a word with so many may be an order number */
};

struct furui_words {
	struct furui_unspaced *unspaced; /* made when first needed */
	struct furui_buffer pair;        /* the unspaced word before */
	struct furui_buffer scratch;
	struct furui_buffer classes; /* of the text's bytes: words_class.h */
};

struct furui_words *furui_words_new(void)
{
	struct furui_words *words = furui_xcalloc(1, sizeof *words);
	return words;
}

void furui_words_free(struct furui_words **words)
{
	if (*words) {
		furui_unspaced_free(&(*words)->unspaced);
		furui_buffer_free(&(*words)->pair);
		furui_buffer_free(&(*words)->scratch);
		furui_buffer_free(&(*words)->classes);
	}
	free(*words);
	*words = NULL;
}

enum furui_character_kind furui_character_kind(uint32_t c)
{
	if (furui_is_unspaced(c))
		return FURUI_CHARACTER_UNSPACED;
	uint32_t mask = U_MASK(u_charType((UChar32)c));
	if (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))
		return FURUI_CHARACTER_LETTER;
	if (c == 0xfffd)
		return FURUI_CHARACTER_LETTER;
	return mask & (U_GC_SO_MASK | U_GC_SK_MASK) ? FURUI_CHARACTER_SYMBOL
						    : FURUI_CHARACTER_SEPARATOR;
}

void furui_reading_give(struct furui_reading *r, enum furui_word_kind kind,
			size_t from, size_t to)
{
	r->word(r->context, kind, r->text + from, to - from);
}

/* The first byte from `at` on that means something outside of words. */
static size_t next_start(const struct furui_reading *r, size_t at)
{
	while (at < r->size) {
		uint64_t starts = r->classes[at / 64].start >> (at % 64);
		if (starts)
			return at + (size_t)__builtin_ctzll(starts);
		at = (at / 64 + 1) * 64;
	}
	return r->size;
}

/* Moves behind the bytes of ASCII from *at on that may stand in a word, and
 * counts the digits among them. */
static void skip_ascii(const struct furui_reading *r, size_t *at,
		       unsigned *digits)
{
	while (*at < r->size) {
		const struct furui_class_block *block = &r->classes[*at / 64];
		unsigned before = *at % 64;
		uint64_t others = ~block->middle >> before;
		uint64_t digit = block->digit >> before;
		if (others)
			digit &= (others & -others) - 1;
		for (; digit; digit &= digit - 1)
			++*digits;
		if (others) {
			*at += (unsigned)__builtin_ctzll(others);
			return;
		}
		*at += 64 - before;
	}
	*at = r->size;
}

/* How a word between blanks goes on from `at`; returns behind it. */
static size_t skip_word(const struct furui_reading *r, size_t at, size_t *end,
			unsigned *digits, bool *wide)
{
	for (;;) {
		size_t from = at;
		skip_ascii(r, &at, digits);
		size_t last = at;
		while (last > from &&
		       !furui_class_ends_word((unsigned char)r->text[last - 1]))
			last--;
		if (last > from)
			*end = last;
		if (at >= r->size || (unsigned char)r->text[at] < 0x80)
			break;
		size_t next = at;
		if (furui_character_kind(furui_utf8_get(
			    r->text, r->size, &next)) != FURUI_CHARACTER_LETTER)
			break;
		*end = at = next;
		*wide = true;
	}
	return at;
}

/* True when a letter or a digit of ASCII follows: no letter stands alone. */
static bool is_inside_ascii(const struct furui_reading *r, size_t from)
{
	unsigned char c =
		from + 1 < r->size ? (unsigned char)r->text[from + 1] : ' ';
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* A word of ASCII without digits, like nearly all, that lies in one block;
 * false when it is another, and not read. */
static bool read_plain(struct furui_reading *r)
{
	const struct furui_class_block *block = &r->classes[r->at / 64];
	unsigned before = r->at % 64;
	uint64_t others = ~block->middle >> before;
	uint64_t word = others & -others; /* the bit behind it */
	size_t end = r->at + (size_t)__builtin_ctzll(others | 1ULL << 63);
	if (!others || end >= r->size || !is_inside_ascii(r, r->at) ||
	    (block->digit >> before & (word - 1)) ||
	    (unsigned char)r->text[end] >= 0x80 ||
	    !furui_class_ends_word((unsigned char)r->text[end - 1]))
		return false;
	furui_reading_give(r, FURUI_WORD_SPACED, r->at, end);
	r->at = end;
	return true;
}

static void read_spaced(struct furui_reading *r)
{
	size_t from = r->at, end = from;
	unsigned digits = 0;
	bool wide = false;
	if (from >= r->joined && !is_inside_ascii(r, from))
		(void)furui_reading_spaced_out(r, from);
	size_t at = skip_word(r, from, &end, &digits, &wide);
	furui_reading_give(r, FURUI_WORD_SPACED, from, end);
	if (wide)
		furui_reading_lookalike(r, from, end);
	else if (digits >= CODE_DIGITS)
		furui_reading_code(r, from, end);
	else if (digits)
		furui_reading_leet(r, from, end);
	r->at = at > from ? at : from + 1;
}

/* Signs of currencies, and the Japanese postal mark. */
static bool is_sign(uint32_t c)
{
	return c == 0xa3 || c == 0xa5 || (c >= 0x20a0 && c <= 0x20cf) ||
	       c == 0x3012;
}

static void read_wide(struct furui_reading *r)
{
	size_t next = r->at;
	uint32_t c = furui_utf8_get(r->text, r->size, &next);
	enum furui_character_kind kind = furui_character_kind(c);
	if (kind != FURUI_CHARACTER_UNSPACED)
		r->pair->size = 0;
	if (is_sign(c))
		furui_reading_signed(r, next - r->at);
	switch (kind) {
	case FURUI_CHARACTER_UNSPACED:
		furui_reading_unspaced(r);
		break;
	case FURUI_CHARACTER_LETTER:
		read_spaced(r);
		break;
	case FURUI_CHARACTER_SYMBOL:
		furui_reading_symbol(r);
		break;
	case FURUI_CHARACTER_SEPARATOR:
		r->at = next;
		break;
	}
}

/* A line break does not part two Japanese words, nor does a blank. */
static bool parts(char c)
{
	return c != '\n' && c != '\r' && c != ' ';
}

/* Moves to where something may begin. */
static void skip_nothing(struct furui_reading *r)
{
	size_t from = r->at;
	r->at = next_start(r, from);
	for (; r->pair->size && from < r->at; from++)
		if (parts(r->text[from]))
			r->pair->size = 0;
}

static void read_ascii(struct furui_reading *r)
{
	unsigned char c = (unsigned char)r->text[r->at];
	r->pair->size = 0;
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') {
		if (!read_plain(r))
			read_spaced(r);
	} else if (((c >= '0' && c <= '9') || c == '#' || c == '*') &&
		   furui_reading_keycap(r))
		return;
	else if (c >= '0' && c <= '9')
		furui_reading_digits(r);
	else if (c == '$')
		furui_reading_money(r);
	else
		r->at++;
}

void furui_words_read(struct furui_words *words, const char *text, size_t size,
		      void (*word)(void *context, enum furui_word_kind kind,
				   const char *bytes, size_t size),
		      void *context)
{
	struct furui_reading r = {
		.text = text,
		.size = size,
		.scratch = &words->scratch,
		.pair = &words->pair,
		.unspaced = &words->unspaced,
		.word = word,
		.context = context,
	};
	words->pair.size = 0;
	furui_class_read(text, size, &words->classes);
	/* malloc'd, so aligned for any type. */
	r.classes = (const void *)words->classes.data;
	for (;;) {
		skip_nothing(&r);
		if (r.at >= size)
			break;
		if ((unsigned char)text[r.at] >= 0x80)
			read_wide(&r);
		else
			read_ascii(&r);
	}
}
