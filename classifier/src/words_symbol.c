/* Emoji as people see them: each cluster of UAX #29 is one word. Variation
 * selectors are gone before (normalise.c). */
#include <string.h>

#include "normalise.h"
#include "utf8.h"
#include "words_private.h"

enum {
	SYMBOL_LONGEST = 64, /* bytes */
	JOINER = 0x200d,
	BLACK_FLAG = 0x1f3f4,
};

/* Behind the joiner at `at` and the emoji that it joins; 0 when it joins
 * none. */
static size_t skip_joined(const struct furui_reading *r, size_t at)
{
	if (furui_utf8_get(r->text, r->size, &at) != JOINER || at >= r->size)
		return 0;
	uint32_t c = furui_utf8_get(r->text, r->size, &at);
	return furui_is_pictograph(c) ? at : 0;
}

static bool is_regional(uint32_t c)
{
	return c >= 0x1f1e6 && c <= 0x1f1ff;
}

static bool is_skin_tone(uint32_t c)
{
	return c >= 0x1f3fb && c <= 0x1f3ff;
}

void furui_reading_symbol(struct furui_reading *r)
{
	size_t from = r->at, at = from;
	uint32_t first = furui_utf8_get(r->text, r->size, &at);
	bool flag = is_regional(first);
	while (at < r->size && at - from < SYMBOL_LONGEST) {
		size_t next = at;
		uint32_t c = furui_utf8_get(r->text, r->size, &next);
		bool goes_on = (flag && is_regional(c)) || is_skin_tone(c) ||
			       (first == BLACK_FLAG && furui_is_flag_tag(c));
		flag = false;
		if (c == JOINER)
			next = skip_joined(r, at);
		else if (!goes_on)
			break;
		if (!next)
			break;
		at = next;
	}
	furui_reading_give(r, FURUI_WORD_SYMBOL, from, at);
	r->at = at;
}

bool furui_reading_keycap(struct furui_reading *r)
{
	static const char cap[] = "\xe2\x83\xa3"; /* U+20E3 */
	const size_t size = 1 + sizeof cap - 1;
	if (r->size - r->at < size ||
	    memcmp(r->text + r->at + 1, cap, sizeof cap - 1) != 0)
		return false;
	/* "#" begins the shapes of numbers and nothing else. */
	static const char number[] = "＃\xe2\x83\xa3";
	if (r->text[r->at] == '#')
		r->word(r->context, FURUI_WORD_SYMBOL, number,
			sizeof number - 1);
	else
		furui_reading_give(r, FURUI_WORD_SYMBOL, r->at, r->at + size);
	r->at += size;
	return true;
}
