/* Normalises text with ICU's NFKC. */
#include "normalise.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "charset.h"
#include "furui/limits.h"
#include "utf8.h"

struct furui_normaliser {
	const UNormalizer2 *nfkc;   /* ICU's */
	struct furui_buffer before; /* UTF-16 */
	struct furui_buffer after;
};

struct furui_normaliser *furui_normaliser_new(void)
{
	struct furui_normaliser *normaliser =
		furui_xcalloc(1, sizeof *normaliser);
	return normaliser;
}

void furui_normaliser_free(struct furui_normaliser **normaliser)
{
	if (*normaliser) {
		furui_buffer_free(&(*normaliser)->before);
		furui_buffer_free(&(*normaliser)->after);
	}
	free(*normaliser);
	*normaliser = NULL;
}

int furui_is_unspaced(uint32_t c)
{
	if (c < 0x0e00)
		return 0;
	if (c < 0x3000)
		return c < 0x0f00 || (c >= 0x1000 && c < 0x10a0) ||
		       (c >= 0x1780 && c < 0x1800);
	return (c >= 0x3005 && c <= 0x3007) || (c >= 0x3041 && c < 0x30fb) ||
	       (c >= 0x30fc && c < 0x3100) || (c >= 0x31f0 && c < 0x3200) ||
	       (c >= 0x3400 && c < 0x4dc0) || (c >= 0x4e00 && c < 0xa000) ||
	       (c >= 0xf900 && c < 0xfb00) || (c >= 0x20000 && c < 0x33480);
}

/* Drawn as nothing: zero-width characters, soft hyphen, bidi controls,
 * variation selectors, tags. */
static bool is_invisible(uint32_t c)
{
	return c == 0xad || c == 0x34f || c == 0x61c || c == 0x115f ||
	       c == 0x1160 || (c >= 0x180b && c <= 0x180e) ||
	       (c >= 0x200b && c <= 0x200f) || (c >= 0x202a && c <= 0x202e) ||
	       (c >= 0x2060 && c <= 0x206f) || (c >= 0xfe00 && c <= 0xfe0f) ||
	       c == 0xfeff || (c >= 0xe0000 && c < 0xe1000);
}

int furui_is_pictograph(uint32_t c)
{
	return (c >= 0x2190 && c < 0x2c00) || (c >= 0x1f000 && c < 0x20000);
}

int furui_is_flag_tag(uint32_t c)
{
	return c >= 0xe0020 && c <= 0xe007f;
}

/* What an invisible character behind `last` is a sign of. Variation selectors
 * are of none: they choose a glyph. */
static unsigned note_invisible(uint32_t c, uint32_t last)
{
	/* These hide or reorder text wherever they stand. */
	if (c >= 0xe0000 && c < 0xe0080)
		return FURUI_TEXT_INVISIBLE | FURUI_TEXT_TAG;
	if (c == 0x202d || c == 0x202e)
		return FURUI_TEXT_INVISIBLE | FURUI_TEXT_BIDI;
	if (last <= ' ' || (c >= 0xfe00 && c != 0xfeff))
		return 0;
	unsigned kind = c == 0xad     ? FURUI_TEXT_SHY
			: c == 0xfeff ? FURUI_TEXT_BOM
			: c == 0x61c || c == 0x200e || c == 0x200f ||
					(c >= 0x202a && c <= 0x202e) ||
					(c >= 0x2066 && c <= 0x2069)
				? FURUI_TEXT_BIDI
				: FURUI_TEXT_ZWSP;
	return kind | FURUI_TEXT_INVISIBLE;
}

/* Where two of Unicode's and the vendors' mappings of JIS differ. */
static uint32_t unify(uint32_t c)
{
	switch (c) {
	case 0x301c: /* wave dash, from 0x8160 */
	case 0xff5e: /* full-width tilde */
		return '~';
	case 0x2212: /* minus, from 0x817c */
	case 0xff0d:
		return '-';
	case 0x2014: /* em dash, from 0x815c */
		return 0x2015;
	case 0x0085:
	case 0x2028:
	case 0x2029:
		return '\n';
	default:
		return c;
	}
}

/* A mark that NFKC reorders. Some have no class of their own but decompose
 * into ones that have: half-width voicing marks, three Tibetan vowels. */
static bool is_mark(uint32_t c)
{
	return c >= 0x300 &&
	       (u_getCombiningClass((UChar32)c) != 0 || c == 0xff9e ||
		c == 0xff9f || c == 0xf73 || c == 0xf75 || c == 0xf81);
}

static UChar *put_utf16(UChar *to, uint32_t c)
{
	if (c < 0x10000) {
		*to++ = (UChar)c;
	} else {
		*to++ = U16_LEAD(c);
		*to++ = U16_TRAIL(c);
	}
	return to;
}

/* ASCII from text[at] on as UTF-16, eight at a time; returns how many. */
static size_t widen(const char *text, size_t size, size_t at, UChar *to)
{
	size_t from = at;
	uint64_t eight;
	for (; size - at >= sizeof eight; at += sizeof eight) {
		memcpy(&eight, text + at, sizeof eight);
		if (eight & 0x8080808080808080)
			break;
		for (size_t i = 0; i < sizeof eight; i++)
			*to++ = (UChar)text[at + i];
	}
	return at - from;
}

/* The way back, four at a time. */
static size_t narrow(const UChar *text, size_t length, size_t at, char *to)
{
	size_t from = at;
	uint64_t four;
	for (; length - at >= 4; at += 4) {
		memcpy(&four, text + at, sizeof four);
		if (four & 0xff80ff80ff80ff80)
			break;
		for (size_t i = 0; i < 4; i++)
			*to++ = (char)text[at + i];
	}
	return at - from;
}

/* UTF-8 to UTF-16 without what is invisible. Runs of marks are capped before
 * NFKC, whose reordering is quadratic in them; no byte of ASCII is one. */
static unsigned clean(const char *text, size_t size, struct furui_buffer *out)
{
	unsigned notes = 0, marks = 0;
	uint32_t last = 0;
	bool flag = false;
	/* No character has more units here than bytes there. */
	UChar *first =
		(UChar *)(void *)furui_buffer_room(out, size * sizeof(UChar));
	UChar *to = first;
	for (size_t i = 0; i < size;) {
		uint32_t c = (unsigned char)text[i];
		if (c < 0x80) {
			size_t more = widen(text, size, ++i, to + 1);
			*to = (UChar)c;
			to += 1 + more;
			i += more;
			last = (unsigned char)text[i - 1];
			marks = 0;
			flag = false;
			continue;
		}
		c = furui_utf8_get(text, size, &i);
		if ((c == 0x200d && furui_is_pictograph(last)) ||
		    (flag && furui_is_flag_tag(c))) {
			to = put_utf16(to, c); /* of one emoji */
			continue;
		}
		if (is_invisible(c)) {
			notes |= note_invisible(c, last);
			continue;
		}
		if (c >= 0x1d400 && c < 0x1d800)
			notes |= FURUI_TEXT_STYLED;
		c = unify(c);
		marks = is_mark(c) ? marks + 1 : 0;
		if (marks > FURUI_LIMIT_COMBINING) {
			notes |= FURUI_TEXT_MARKS;
			continue;
		}
		last = c;
		flag = c == 0x1f3f4;
		to = put_utf16(to, c);
	}
	out->size += (size_t)((char *)to - (char *)first);
	return notes;
}

static void nfkc(struct furui_normaliser *normaliser)
{
	struct furui_buffer *from = &normaliser->before;
	struct furui_buffer *to = &normaliser->after;
	UErrorCode status = U_ZERO_ERROR;
	if (!normaliser->nfkc)
		normaliser->nfkc = unorm2_getNFKCInstance(&status);
	int32_t length = (int32_t)(from->size / sizeof(UChar));
	int32_t room = length + length / 2 + 64;
	for (;;) {
		to->size = 0;
		UChar *out = (UChar *)(void *)furui_buffer_room(
			to, (size_t)room * sizeof *out);
		status = U_ZERO_ERROR;
		int32_t got = unorm2_normalize(
			normaliser->nfkc,
			(const UChar *)(const void *)from->data, length, out,
			room, &status);
		if (status == U_BUFFER_OVERFLOW_ERROR) {
			room = got;
			continue;
		}
		if (U_FAILURE(status)) {
			memcpy(out, from->data, from->size);
			got = length;
		}
		to->size = (size_t)got * sizeof *out;
		return;
	}
}

static uint32_t utf16_get(const UChar *text, size_t length, size_t *at)
{
	uint32_t c = text[(*at)++];
	if (U16_IS_LEAD(c) && *at < length && U16_IS_TRAIL(text[*at]))
		c = (uint32_t)U16_GET_SUPPLEMENTARY(c, text[(*at)++]);
	return c;
}

/* When a line break at `at` stands between two unspaced characters, where the
 * text goes on: behind the break and a quoted line's marks. Else 0. */
static size_t joined(const UChar *text, size_t length, size_t at,
		     uint32_t before)
{
	if (!furui_is_unspaced(before))
		return 0;
	if (text[at] == ' ' && at + 1 < length)
		at++; /* format=flowed: RFC 3676 */
	if (text[at] == '\r' && at + 1 < length)
		at++;
	if (text[at] != '\n')
		return 0;
	at++;
	while (at < length && text[at] == '>') {
		at++;
		if (at < length && text[at] == ' ')
			at++;
	}
	if (at >= length)
		return 0;
	size_t next = at;
	return furui_is_unspaced(utf16_get(text, length, &next)) ? at : 0;
}

unsigned furui_normalise(struct furui_normaliser *normaliser, const char *text,
			 size_t size, struct furui_buffer *out)
{
	if (!size || furui_is_ascii(text, size)) {
		furui_buffer_add(out, text, size);
		return 0;
	}
	normaliser->before.size = 0;
	unsigned notes = clean(text, size, &normaliser->before);
	nfkc(normaliser);
	const UChar *from = (const UChar *)(const void *)normaliser->after.data;
	size_t length = normaliser->after.size / sizeof *from;
	char *first = furui_buffer_room(out, length * 3);
	char *to = first;
	uint32_t last = 0;
	for (size_t i = 0; i < length;) {
		if (from[i] == '\n' || from[i] == '\r' || from[i] == ' ') {
			size_t behind = joined(from, length, i, last);
			if (behind) {
				i = behind;
				continue;
			}
		}
		last = from[i];
		if (last < 0x80) {
			*to++ = (char)last;
			/* No line break behind ASCII is one to join. */
			size_t more = narrow(from, length, ++i, to);
			to += more;
			i += more;
			last = from[i - 1];
			continue;
		}
		last = utf16_get(from, length, &i);
		to = furui_utf8_put(to, U16_IS_SURROGATE(last) ? 0xfffd : last);
	}
	out->size += (size_t)(to - first);
	return notes;
}
