/* The word reader. */
#include "words.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>

#include "normalise.h"
#include "utf8.h"
#include "words_dictionary.h"
#include "words_private.h"

enum {
	RUN = FURUI_DICTIONARY_RUN, /* unspaced characters broken together */
	PAIR_LONGEST = 96,          /* bytes; of an unspaced word too */
	KATAKANA_LONGEST = 24,      /* characters of one word */
	KATAKANA_PART = 3,          /* of a part of one */
	CODE_DIGITS = 4, /* a word with so many may be an order number */
};

struct furui_words {
	struct furui_dictionary *dictionary; /* opened when first needed */
	UBreakIterator *icu;      /* likewise, for what is not in there */
	struct furui_buffer pair; /* the unspaced word before */
	struct furui_buffer scratch;
	unsigned char ascii[0x80]; /* ascii_class() of each */
	UChar run[RUN * 2 + 1];
	int32_t run_offsets[RUN * 2 + 1]; /* of each unit, in UTF-8 bytes */
	int32_t ends[RUN * 2]; /* where words of the run end, in units */
};

void furui_words_free(struct furui_words **words)
{
	if (*words) {
		if ((*words)->icu)
			ubrk_close((*words)->icu);
		furui_dictionary_free(&(*words)->dictionary);
		furui_buffer_free(&(*words)->pair);
		furui_buffer_free(&(*words)->scratch);
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

struct furui_words *furui_words_new(void)
{
	struct furui_words *words = calloc(1, sizeof *words);
	if (!words)
		abort();
	for (size_t c = 0; c < sizeof words->ascii; c++)
		words->ascii[c] = (unsigned char)ascii_class((unsigned char)c);
	return words;
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

/* How a word between blanks goes on from `at`; returns behind it. */
static size_t skip_word(const struct furui_reading *r, size_t at, size_t *end,
			unsigned *digits, bool *wide)
{
	while (at < r->size) {
		unsigned char c = (unsigned char)r->text[at];
		if (c < 0x80) {
			unsigned class = r->words->ascii[c];
			if (!(class & MIDDLE))
				break;
			at++;
			if (class & BACK)
				*end = at;
			*digits += c >= '0' && c <= '9';
		} else {
			size_t next = at;
			if (furui_character_kind(
				    furui_utf8_get(r->text, r->size, &next)) !=
			    FURUI_CHARACTER_LETTER)
				break;
			*end = at = next;
			*wide = true;
		}
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

static void give_unspaced(struct furui_reading *r, size_t from, size_t to)
{
	struct furui_buffer *pair = &r->words->pair;
	to = from + furui_utf8_cut(r->text + from, to - from, PAIR_LONGEST);
	furui_reading_give(r, FURUI_WORD_UNSPACED, from, to);
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
static int32_t gather_run(struct furui_reading *r)
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

/* As furui_dictionary_break(), but any run. */
static int32_t break_by_icu(struct furui_words *words, int32_t units)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!words->icu)
		words->icu = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	if (words->icu)
		ubrk_setText(words->icu, words->run, units, &status);
	if (!words->icu || U_FAILURE(status)) {
		words->ends[0] = units;
		return 1;
	}
	int32_t count = 0, to;
	(void)ubrk_first(words->icu);
	while ((to = ubrk_next(words->icu)) != UBRK_DONE)
		words->ends[count++] = to;
	return count;
}

static bool is_katakana(UChar c)
{
	return (c >= 0x30a1 && c <= 0x30fa) || c == 0x30fc;
}

/* Where the katakana word that begins at `from` ends, when the piece that the
 * dictionary found ends before; else 0. The dictionary lacks many loan words,
 * and cuts "カスタマー" in three. */
static int32_t katakana_end(const UChar *run, int32_t units, int32_t from,
			    int32_t piece_end)
{
	int32_t at = from;
	if (run[from] == 0x30fc || (from && is_katakana(run[from - 1])))
		return 0;
	while (at < units && at - from <= KATAKANA_LONGEST &&
	       is_katakana(run[at]))
		at++;
	return at > piece_end && at - from <= KATAKANA_LONGEST ? at : 0;
}

/* The pieces of a run that the dictionary finds, one by one. */
struct pieces {
	int32_t units;
	int32_t from, to; /* of the piece */
	int32_t whole;    /* where the last whole katakana word ends */
	bool guessed;     /* the piece before is a lone character */
};

/* Gives a piece, or the whole katakana word that begins with it. Longer
 * pieces inside of such are words themselves ("メール", "マガジン"). */
static void give_piece(struct furui_reading *r, struct pieces *pieces)
{
	const struct furui_words *words = r->words;
	int32_t from = pieces->from, to = pieces->to, end = 0;
	bool is_mark = words->run[from] == 0x30fc;
	if (from >= pieces->whole) {
		end = katakana_end(words->run, pieces->units, from, to);
		pieces->guessed = false;
		if (end)
			pieces->whole = end;
	}
	if (end || to > pieces->whole)
		give_unspaced(r, (size_t)words->run_offsets[from],
			      (size_t)words->run_offsets[end ? end : to]);
	if (to > pieces->whole)
		return;
	if (to - from >= KATAKANA_PART && !is_mark && !pieces->guessed)
		furui_reading_give(r, FURUI_WORD_UNSPACED,
				   (size_t)words->run_offsets[from],
				   (size_t)words->run_offsets[to]);
	pieces->guessed = to - from == 1 && !is_mark;
}

/* Breaks what gather_run() found. */
static void break_run(struct furui_reading *r, int32_t units)
{
	struct furui_words *words = r->words;
	if (!words->dictionary)
		words->dictionary = furui_dictionary_new();
	int32_t count = furui_dictionary_break(words->dictionary, words->run,
					       units, words->ends);
	if (!count)
		count = break_by_icu(words, units);
	struct pieces pieces = {.units = units};
	for (int32_t i = 0; i < count; i++) {
		pieces.to = words->ends[i];
		give_piece(r, &pieces);
		pieces.from = pieces.to;
	}
}

/* A character that stands alone may be one of a word that was spaced out:
 * such are broken into words like any other. */
static void read_alone(struct furui_reading *r, size_t from)
{
	size_t size = furui_reading_spaced_out(r, from);
	if (!size)
		return;
	struct furui_reading inner = *r;
	inner.text = r->scratch->data;
	inner.size = size;
	inner.at = 0;
	struct furui_buffer pair = r->words->pair;
	r->words->pair = (struct furui_buffer){0};
	break_run(&inner, gather_run(&inner));
	furui_buffer_free(&r->words->pair);
	r->words->pair = pair;
}

static void read_unspaced(struct furui_reading *r)
{
	size_t from = r->at, next = from;
	int32_t units = gather_run(r);
	(void)furui_utf8_get(r->text, r->size, &next);
	if (next == r->at && from >= r->joined) {
		read_alone(r, from);
		r->at = from;
		units = gather_run(r);
	}
	break_run(r, units);
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
		r->words->pair.size = 0;
	if (is_sign(c))
		furui_reading_signed(r, next - r->at);
	switch (kind) {
	case FURUI_CHARACTER_UNSPACED:
		read_unspaced(r);
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

static void read_ascii(struct furui_reading *r)
{
	unsigned char c = (unsigned char)r->text[r->at];
	/* A line break does not part two Japanese words. */
	if (c != '\n' && c != '\r' && c != ' ')
		r->words->pair.size = 0;
	if (r->words->ascii[c] & FRONT)
		read_spaced(r);
	else if (((c >= '0' && c <= '9') || c == '#' || c == '*') &&
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
		.words = words,
		.text = text,
		.size = size,
		.scratch = &words->scratch,
		.word = word,
		.context = context,
	};
	words->pair.size = 0;
	while (r.at < size)
		if ((unsigned char)text[r.at] >= 0x80)
			read_wide(&r);
		else
			read_ascii(&r);
}
