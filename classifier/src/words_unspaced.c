/* Words of scripts that are written without blanks, by dictionary. */
#include <stdlib.h>
#include <unicode/ubrk.h>

#include "normalise.h"
#include "utf8.h"
#include "words_dictionary.h"
#include "words_private.h"

enum {
	RUN = FURUI_DICTIONARY_RUN, /* unspaced characters broken together */
	PAIR_LONGEST = 96,          /* bytes; of an unspaced word too */
	KATAKANA_LONGEST = 24,      /* characters of one word */
	KATAKANA_PART = 3,          /* of a part of one */
};

struct furui_unspaced {
	struct furui_dictionary *dictionary;
	UBreakIterator *icu; /* opened when first needed, for what is not in
				there */
	UChar run[RUN * 2 + 1];
	int32_t run_offsets[RUN * 2 + 1]; /* of each unit, in UTF-8 bytes */
	int32_t ends[RUN * 2]; /* where words of the run end, in units */
};

static struct furui_unspaced *new_unspaced(void)
{
	struct furui_unspaced *unspaced = furui_xcalloc(1, sizeof *unspaced);
	return unspaced;
}

void furui_unspaced_free(struct furui_unspaced **unspaced)
{
	if (*unspaced) {
		if ((*unspaced)->icu)
			ubrk_close((*unspaced)->icu);
		furui_dictionary_free(&(*unspaced)->dictionary);
	}
	free(*unspaced);
	*unspaced = NULL;
}

static void give_unspaced(struct furui_reading *r, size_t from, size_t to)
{
	struct furui_buffer *pair = r->pair;
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

/* Fills its run with the unspaced characters from r->at on; returns how
 * many UTF-16 units. */
static int32_t gather_run(struct furui_reading *r)
{
	struct furui_unspaced *u = *r->unspaced;
	int32_t units = 0;
	for (int n = 0; n < RUN && r->at < r->size; n++) {
		size_t next = r->at;
		uint32_t c = furui_utf8_get(r->text, r->size, &next);
		if (!furui_is_unspaced(c))
			break;
		u->run_offsets[units] = (int32_t)r->at;
		if (c < 0x10000) {
			u->run[units++] = (UChar)c;
		} else {
			u->run[units++] = U16_LEAD(c);
			u->run_offsets[units] = (int32_t)r->at;
			u->run[units++] = U16_TRAIL(c);
		}
		r->at = next;
	}
	u->run_offsets[units] = (int32_t)r->at;
	return units;
}

/* As furui_dictionary_break(), but any run. */
static int32_t break_by_icu(struct furui_unspaced *u, int32_t units)
{
	UErrorCode status = U_ZERO_ERROR;
	if (!u->icu)
		u->icu = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	if (u->icu)
		ubrk_setText(u->icu, u->run, units, &status);
	if (!u->icu || U_FAILURE(status)) {
		u->ends[0] = units;
		return 1;
	}
	int32_t count = 0, to;
	(void)ubrk_first(u->icu);
	while ((to = ubrk_next(u->icu)) != UBRK_DONE)
		u->ends[count++] = to;
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
	const struct furui_unspaced *u = *r->unspaced;
	int32_t from = pieces->from, to = pieces->to, end = 0;
	bool is_mark = u->run[from] == 0x30fc;
	if (from >= pieces->whole) {
		end = katakana_end(u->run, pieces->units, from, to);
		pieces->guessed = false;
		if (end)
			pieces->whole = end;
	}
	if (end || to > pieces->whole)
		give_unspaced(r, (size_t)u->run_offsets[from],
			      (size_t)u->run_offsets[end ? end : to]);
	if (to > pieces->whole)
		return;
	if (to - from >= KATAKANA_PART && !is_mark && !pieces->guessed)
		furui_reading_give(r, FURUI_WORD_UNSPACED,
				   (size_t)u->run_offsets[from],
				   (size_t)u->run_offsets[to]);
	pieces->guessed = to - from == 1 && !is_mark;
}

/* Breaks what gather_run() found. */
static void break_run(struct furui_reading *r, int32_t units)
{
	struct furui_unspaced *u = *r->unspaced;
	if (!u->dictionary)
		u->dictionary = furui_dictionary_new();
	int32_t count =
		furui_dictionary_break(u->dictionary, u->run, units, u->ends);
	if (!count)
		count = break_by_icu(u, units);
	struct pieces pieces = {.units = units};
	for (int32_t i = 0; i < count; i++) {
		pieces.to = u->ends[i];
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
	struct furui_buffer pair = {0};
	inner.pair = &pair;
	break_run(&inner, gather_run(&inner));
	furui_buffer_free(&pair);
}

void furui_reading_unspaced(struct furui_reading *r)
{
	if (!*r->unspaced)
		*r->unspaced = new_unspaced();
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
