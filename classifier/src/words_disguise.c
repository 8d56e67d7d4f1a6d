/* Words written so as not to be found: "f r e e", "無 料", and Latin ones with
 * letters of other scripts. Each is given besides what stands there. Initials
 * and lists look alike: that a word was spaced out is evidence, no more. */
#include <string.h>

#include "utf8.h"
#include "words_private.h"

enum {
	LETTERS_FEWEST = 3,
	DOTTED_FEWEST = 4, /* "U.S.A", "a.k.a" */
	UNSPACED_FEWEST = 2,
	LETTERS_MOST = 32,
};

static bool is_word(uint32_t c)
{
	enum furui_character_kind kind = furui_character_kind(c);
	return kind == FURUI_CHARACTER_LETTER ||
	       kind == FURUI_CHARACTER_UNSPACED;
}

static bool is_letter(uint32_t c)
{
	return c >= 0x80 ? is_word(c) : (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static unsigned fewest(uint32_t first, uint32_t gap)
{
	if (furui_character_kind(first) == FURUI_CHARACTER_UNSPACED)
		return gap == ' ' ? UNSPACED_FEWEST : LETTERS_FEWEST;
	return gap == '.' ? DOTTED_FEWEST : LETTERS_FEWEST;
}

/* The character at *at when it is a letter that stands alone; else 0. */
static uint32_t single_letter(const struct furui_reading *r, size_t *at)
{
	uint32_t c = furui_utf8_get(r->text, r->size, at);
	size_t next = *at;
	if (!is_letter(c) || (next < r->size &&
			      is_word(furui_utf8_get(r->text, r->size, &next))))
		return 0;
	return c;
}

size_t furui_reading_spaced_out(struct furui_reading *r, size_t from)
{
	struct furui_buffer *joined = r->scratch;
	uint32_t first = 0, gap = 0, c;
	unsigned count = 0;
	size_t at = from, end = from;
	joined->size = 0;
	while (at < r->size && count < LETTERS_MOST) {
		size_t start = at;
		c = single_letter(r, &at);
		if (!c)
			break;
		if (!count)
			first = c;
		furui_buffer_add(joined, r->text + start, at - start);
		count++;
		end = at;
		if (at >= r->size)
			break;
		c = furui_utf8_get(r->text, r->size, &at);
		if (gap ? c != gap : c == '\n' || c == '\r' || !c)
			break;
		gap = c;
	}
	if (count < fewest(first, gap))
		return 0;
	r->joined = end;
	r->word(r->context, FURUI_WORD_JOINED, joined->data, joined->size);
	return joined->size;
}

/* The Latin letters that Cyrillic, Greek and Armenian ones look like, by eye;
 * ICU's skeletons are no words ("rn" for m, "l" for I) and leave out those
 * that are like a capital in small (в, н, т). */
static char latin_of(uint32_t c)
{
	static const struct {
		uint16_t c;
		char latin;
	} table[] = {
		{0x0391, 'A'}, {0x0392, 'B'}, {0x0395, 'E'}, {0x0396, 'Z'},
		{0x0397, 'H'}, {0x0399, 'I'}, {0x039a, 'K'}, {0x039c, 'M'},
		{0x039d, 'N'}, {0x039f, 'O'}, {0x03a1, 'P'}, {0x03a4, 'T'},
		{0x03a5, 'Y'}, {0x03a7, 'X'}, {0x03b1, 'a'}, {0x03b3, 'y'},
		{0x03b5, 'e'}, {0x03b7, 'n'}, {0x03b9, 'i'}, {0x03ba, 'k'},
		{0x03bd, 'v'}, {0x03bf, 'o'}, {0x03c1, 'p'}, {0x03c3, 'o'},
		{0x03c4, 't'}, {0x03c5, 'u'}, {0x03c7, 'x'}, {0x03c9, 'w'},
		{0x03f2, 'c'}, {0x0405, 'S'}, {0x0406, 'I'}, {0x0408, 'J'},
		{0x0410, 'A'}, {0x0412, 'B'}, {0x0415, 'E'}, {0x0417, 'E'},
		{0x041a, 'K'}, {0x041c, 'M'}, {0x041d, 'H'}, {0x041e, 'O'},
		{0x0420, 'P'}, {0x0421, 'C'}, {0x0422, 'T'}, {0x0423, 'Y'},
		{0x0425, 'X'}, {0x042c, 'b'}, {0x0430, 'a'}, {0x0432, 'b'},
		{0x0433, 'r'}, {0x0435, 'e'}, {0x0438, 'u'}, {0x043a, 'k'},
		{0x043c, 'm'}, {0x043d, 'h'}, {0x043e, 'o'}, {0x043f, 'n'},
		{0x0440, 'p'}, {0x0441, 'c'}, {0x0442, 't'}, {0x0443, 'y'},
		{0x0445, 'x'}, {0x044c, 'b'}, {0x0455, 's'}, {0x0456, 'i'},
		{0x0458, 'j'}, {0x0475, 'v'}, {0x04ae, 'Y'}, {0x04af, 'y'},
		{0x04bb, 'h'}, {0x04c0, 'I'}, {0x04cf, 'l'}, {0x0501, 'd'},
		{0x051b, 'q'}, {0x051d, 'w'}, {0x0561, 'w'}, {0x0563, 'q'},
		{0x0566, 'q'}, {0x0570, 'h'}, {0x0578, 'n'}, {0x057d, 'u'},
		{0x0581, 'g'}, {0x0585, 'o'},
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].c == c)
			return table[i].latin;
	return 0;
}

void furui_reading_lookalike(struct furui_reading *r, size_t from, size_t to)
{
	struct furui_buffer *word = r->scratch;
	bool latin = false, foreign = false;
	word->size = 0;
	for (size_t at = from; at < to;) {
		size_t start = at;
		uint32_t c = furui_utf8_get(r->text, r->size, &at);
		if (c < 0x250) {
			latin |= c >= 0xc0 || is_letter(c);
			furui_buffer_add(word, r->text + start, at - start);
			continue;
		}
		char like = latin_of(c);
		if (!like)
			return;
		foreign = true;
		furui_buffer_add_char(word, like);
	}
	if (latin && foreign)
		r->word(r->context, FURUI_WORD_LOOKALIKE, word->data,
			word->size);
}
