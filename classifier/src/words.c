/* The word reader. */
#include "words.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include "furui/buffer.h"
#include "normalise.h"
#include "utf8.h"

enum {
	RUN = 512,         /* unspaced characters broken together */
	PAIR_LONGEST = 96, /* bytes */
	SYMBOL_LONGEST = 64,
};

struct furui_words {
	UBreakIterator *japanese; /* opened when first needed */
	struct furui_buffer pair; /* the unspaced word before */
	UChar run[RUN * 2 + 1];
	int32_t run_offsets[RUN * 2 + 1]; /* of each unit, in UTF-8 bytes */
};

/* One reading of one text. */
struct reading {
	struct furui_words *words;
	const char *text;
	size_t size;
	size_t at;
	void (*word)(void *context, enum furui_word_kind kind,
		     const char *bytes, size_t size);
	void *context;
};

struct furui_words *furui_words_new(void)
{
	struct furui_words *words = calloc(1, sizeof *words);
	if (!words)
		abort();
	return words;
}

void furui_words_free(struct furui_words **words)
{
	if (*words) {
		if ((*words)->japanese)
			ubrk_close((*words)->japanese);
		furui_buffer_free(&(*words)->pair);
	}
	free(*words);
	*words = NULL;
}

/* What a byte below 0x80 can be in a word: bogofilter 1.2.5's lexer. */
enum {
	FRONT = 1,
	MIDDLE = 2,
	BACK = 4
};

static unsigned ascii_class(unsigned char c)
{
	if ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')
		return FRONT | MIDDLE | BACK;
	if ((c >= '0' && c <= '9') || c == '!')
		return MIDDLE | BACK;
	return c == '.' || c == '_' || c == '~' || c == '\'' || c == '`' ||
			       c == '-'
		       ? MIDDLE
		       : 0;
}

enum kind {
	SEPARATOR,
	LETTER,
	SYMBOL,
	UNSPACED
};

static enum kind kind_of(uint32_t c)
{
	if (furui_is_unspaced(c))
		return UNSPACED;
	uint32_t mask = U_MASK(u_charType((UChar32)c));
	if (mask & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK))
		return LETTER;
	if (c == 0xfffd)
		return LETTER;
	return mask & (U_GC_SO_MASK | U_GC_SK_MASK) ? SYMBOL : SEPARATOR;
}

static void give(struct reading *r, enum furui_word_kind kind, size_t from,
		 size_t to)
{
	r->word(r->context, kind, r->text + from, to - from);
}

static bool is_digit(const struct reading *r, size_t at)
{
	return at < r->size && r->text[at] >= '0' && r->text[at] <= '9';
}

static size_t skip_digits(const struct reading *r, size_t at, size_t most)
{
	size_t from = at;
	while (at - from < most && is_digit(r, at))
		at++;
	return at;
}

/* Up to three digits that are at most 255. */
static bool is_octet(const char *digits, size_t size)
{
	return size < 3 || memcmp(digits, "255", 3) <= 0;
}

/* An IPv4 address is a word; other numbers are passed over. */
static void read_digits(struct reading *r)
{
	size_t from = r->at, at = from;
	for (int part = 0; part < 4; part++) {
		size_t behind = skip_digits(r, at, 3);
		if (behind == at || !is_octet(r->text + at, behind - at))
			break;
		if (part == 3 && !is_digit(r, behind)) {
			give(r, FURUI_WORD_NUMBER, from, behind);
			r->at = behind;
			return;
		}
		if (behind >= r->size || r->text[behind] != '.')
			break;
		at = behind + 1;
	}
	r->at = skip_digits(r, from, SIZE_MAX);
}

/* "$12.50": whole. */
static void read_money(struct reading *r)
{
	size_t from = r->at, at = skip_digits(r, from + 1, SIZE_MAX);
	r->at = from + 1;
	if (at == from + 1)
		return;
	if (at < r->size && r->text[at] == '.' && is_digit(r, at + 1))
		at = skip_digits(r, at + 1, SIZE_MAX);
	give(r, FURUI_WORD_NUMBER, from, at);
	r->at = at;
}

static void read_spaced(struct reading *r)
{
	size_t from = r->at, at = from, end = from;
	while (at < r->size) {
		unsigned char c = (unsigned char)r->text[at];
		if (c < 0x80) {
			unsigned class = ascii_class(c);
			if (!(class & MIDDLE))
				break;
			at++;
			if (class & BACK)
				end = at;
		} else {
			size_t next = at;
			if (kind_of(furui_utf8_get(r->text, r->size, &next)) !=
			    LETTER)
				break;
			end = at = next;
		}
	}
	give(r, FURUI_WORD_SPACED, from, end);
	r->at = at > from ? at : from + 1;
}

static void give_unspaced(struct reading *r, size_t from, size_t to)
{
	struct furui_buffer *pair = &r->words->pair;
	give(r, FURUI_WORD_UNSPACED, from, to);
	if (pair->size) {
		furui_buffer_add_char(pair, '*');
		furui_buffer_add(pair, r->text + from, to - from);
		if (pair->size <= PAIR_LONGEST)
			r->word(r->context, FURUI_WORD_PAIR, pair->data,
				pair->size);
	}
	pair->size = 0;
	furui_buffer_add(pair, r->text + from, to - from);
}

/* Fills words->run with the unspaced characters from r->at on; returns how
 * many UTF-16 units. */
static int32_t gather_run(struct reading *r)
{
	struct furui_words *words = r->words;
	int32_t units = 0;
	for (int n = 0; n < RUN && r->at < r->size; n++) {
		size_t next = r->at;
		uint32_t c = furui_utf8_get(r->text, r->size, &next);
		if (!furui_is_unspaced(c))
			break;
		words->run_offsets[units] = (int32_t)r->at;
		if (c < 0x10000) {
			words->run[units++] = (UChar)c;
		} else {
			words->run[units++] = U16_LEAD(c);
			words->run_offsets[units] = (int32_t)r->at;
			words->run[units++] = U16_TRAIL(c);
		}
		r->at = next;
	}
	words->run_offsets[units] = (int32_t)r->at;
	return units;
}

static void read_unspaced(struct reading *r)
{
	struct furui_words *words = r->words;
	int32_t units = gather_run(r);
	UErrorCode status = U_ZERO_ERROR;
	if (!words->japanese)
		words->japanese = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	if (words->japanese)
		ubrk_setText(words->japanese, words->run, units, &status);
	if (!words->japanese || U_FAILURE(status)) {
		give_unspaced(r, (size_t)words->run_offsets[0],
			      (size_t)words->run_offsets[units]);
		return;
	}
	int32_t from = ubrk_first(words->japanese), to;
	while ((to = ubrk_next(words->japanese)) != UBRK_DONE) {
		give_unspaced(r, (size_t)words->run_offsets[from],
			      (size_t)words->run_offsets[to]);
		from = to;
	}
}

/* Behind the joiner at `at` and the emoji that it joins; 0 when it joins
 * none. */
static size_t skip_joined(const struct reading *r, size_t at)
{
	if (furui_utf8_get(r->text, r->size, &at) != 0x200d || at >= r->size)
		return 0;
	uint32_t c = furui_utf8_get(r->text, r->size, &at);
	return furui_is_pictograph(c) ? at : 0;
}

/* An emoji with its skin tone, joined ones together, two regional letters as
 * one flag. */
static void read_symbol(struct reading *r)
{
	size_t from = r->at, at = from;
	uint32_t first = furui_utf8_get(r->text, r->size, &at);
	bool flag = first >= 0x1f1e6 && first <= 0x1f1ff;
	while (at < r->size && at - from < SYMBOL_LONGEST) {
		size_t next = at;
		uint32_t c = furui_utf8_get(r->text, r->size, &next);
		bool letter = flag && c >= 0x1f1e6 && c <= 0x1f1ff;
		flag = false;
		if (c == 0x200d)
			next = skip_joined(r, at);
		else if (!letter && !(c >= 0x1f3fb && c <= 0x1f3ff))
			break;
		if (!next)
			break;
		at = next;
	}
	give(r, FURUI_WORD_SYMBOL, from, at);
	r->at = at;
}

static void read_wide(struct reading *r)
{
	size_t next = r->at;
	enum kind kind = kind_of(furui_utf8_get(r->text, r->size, &next));
	if (kind != UNSPACED)
		r->words->pair.size = 0;
	switch (kind) {
	case UNSPACED:
		read_unspaced(r);
		break;
	case LETTER:
		read_spaced(r);
		break;
	case SYMBOL:
		read_symbol(r);
		break;
	case SEPARATOR:
		r->at = next;
		break;
	}
}

void furui_words_read(struct furui_words *words, const char *text, size_t size,
		      void (*word)(void *context, enum furui_word_kind kind,
				   const char *bytes, size_t size),
		      void *context)
{
	struct reading r = {words, text, size, 0, word, context};
	words->pair.size = 0;
	while (r.at < size) {
		unsigned char c = (unsigned char)text[r.at];
		if (c >= 0x80) {
			read_wide(&r);
			continue;
		}
		/* A line break does not part two Japanese words. */
		if (c != '\n' && c != '\r' && c != ' ')
			words->pair.size = 0;
		if (ascii_class(c) & FRONT)
			read_spaced(&r);
		else if (c >= '0' && c <= '9')
			read_digits(&r);
		else if (c == '$')
			read_money(&r);
		else
			r.at++;
	}
}
