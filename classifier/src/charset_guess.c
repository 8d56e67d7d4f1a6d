/* Tells charsets apart by the bytes: escape sequences, well-formed UTF-8, the
 * share of kana in what would be Shift_JIS or EUC-JP; ICU's detector for the
 * rest of the world. */
#include <string.h>
#include <unicode/ucsdet.h>

#include "charset_private.h"

/* How a run of bytes reads under a Japanese encoding. */
struct reading {
	size_t characters;
	size_t bad;    /* bytes that fit nowhere */
	size_t kana;   /* hiragana and full-width katakana */
	size_t half;   /* half-width katakana */
	size_t common; /* JIS level 1 kanji and punctuation */
};

static struct reading read_sjis(const unsigned char *s, size_t size)
{
	struct reading r = {0};
	for (size_t i = 0; i < size; i++) {
		unsigned a = s[i], b = i + 1 < size ? s[i + 1] : 0;
		if (a < 0x80)
			continue;
		r.characters++;
		if (a >= 0xa1 && a <= 0xdf) {
			r.half++;
			continue;
		}
		if (a == 0x80 || a == 0xa0 || a > 0xfc || b < 0x40 ||
		    b == 0x7f || b > 0xfc) {
			r.bad++;
			continue;
		}
		i++;
		r.kana += (a == 0x82 && b >= 0x9f && b <= 0xf1) ||
			  (a == 0x83 && b <= 0x96);
		r.common += a == 0x81 || (a >= 0x88 && a <= 0x97);
	}
	return r;
}

static struct reading read_eucjp(const unsigned char *s, size_t size)
{
	struct reading r = {0};
	for (size_t i = 0; i < size; i++) {
		unsigned a = s[i], b = i + 1 < size ? s[i + 1] : 0;
		if (a < 0x80)
			continue;
		r.characters++;
		if (a == 0x8f && i + 2 < size && b >= 0xa1 &&
		    s[i + 2] >= 0xa1) {
			i += 2;
			continue;
		}
		if (a == 0x8e && b >= 0xa1 && b <= 0xdf) {
			i++; /* half-width, and clearly meant to be */
			continue;
		}
		if (a < 0xa1 || a > 0xfe || b < 0xa1 || b > 0xfe) {
			r.bad++;
			continue;
		}
		i++;
		r.kana += a == 0xa4 || a == 0xa5;
		r.common += a == 0xa1 || (a >= 0xb0 && a <= 0xcf);
	}
	return r;
}

/* Chinese and Korean have their words where EUC-JP has kanji, but no kana
 * among them. */
static bool has_kana(const struct reading *r)
{
	return r->kana * 8 >= r->characters;
}

/* -1 when it cannot be this encoding; else how much it looks like Japanese
 * prose, 0 to 1. A single stray byte is forgiven in a long text. */
static double plausible(const struct reading *r)
{
	if (!r->characters || r->bad * 50 > r->characters)
		return -1;
	return ((double)r->kana + 0.5 * (double)r->common -
		0.5 * (double)r->half - 5 * (double)r->bad) /
	       (double)r->characters;
}

static bool has_8bit(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] & 0x80)
			return true;
	return false;
}

static bool has_jis_escape(const char *bytes, size_t size)
{
	const char *end = bytes + size;
	for (const char *p = bytes;
	     (p = memchr(p, 0x1b, (size_t)(end - p))) != NULL; p++) {
		if (end - p >= 3 &&
		    ((p[1] == '$' && (p[2] == 'B' || p[2] == '@' ||
				      (p[2] == '(' && end - p >= 4))) ||
		     (p[1] == '(' && p[2] == 'I')))
			return true;
	}
	return false;
}

/* True when most of the characters are well-formed UTF-8: a text that was cut
 * inside one, or pieced together. EUC-JP has pairs that are well-formed by
 * chance, so that they count only in a longer text with that label. */
static bool is_damaged_utf8(const char *bytes, size_t size,
			    const struct furui_label *declared)
{
	enum {
		LONGER = 8
	};
	size_t found[5] = {0};              /* by length; 0: bad bytes */
	for (size_t i = 0; i + 3 < size;) { /* the last may be cut */
		if (!(bytes[i] & 0x80)) {
			i++;
			continue;
		}
		size_t length = 2;
		while (length <= 4 && length <= size - i &&
		       !furui_is_utf8(bytes + i, length))
			length++;
		bool is_good = length <= 4 && length <= size - i;
		found[is_good ? length : 0]++;
		i += is_good ? length : 1;
	}
	size_t longs = found[3] + found[4];
	if (declared->encoding != FURUI_ENCODING_UTF8)
		return longs && longs >= 4 * found[0];
	return (longs && longs >= found[0]) ||
	       (found[2] >= LONGER && found[2] >= 4 * found[0]);
}

static struct furui_label ask_icu(const char *bytes, size_t size)
{
	enum {
		ENOUGH = 4096,
		CONFIDENT = 40
	};
	UErrorCode status = U_ZERO_ERROR;
	struct furui_label found = {FURUI_ENCODING_NONE, NULL, false};
	UCharsetDetector *detector = ucsdet_open(&status);
	ucsdet_setText(detector, bytes,
		       (int32_t)(size < ENOUGH ? size : ENOUGH), &status);
	const UCharsetMatch *match = ucsdet_detect(detector, &status);
	if (U_SUCCESS(status) && match &&
	    ucsdet_getConfidence(match, &status) >= CONFIDENT) {
		const char *name = ucsdet_getName(match, &status);
		if (U_SUCCESS(status))
			found = furui_label_find(name, strlen(name));
	}
	ucsdet_close(detector);
	return found;
}

static const struct furui_label sjis = {FURUI_ENCODING_SJIS, NULL, true};
static const struct furui_label eucjp = {FURUI_ENCODING_EUCJP, NULL, true};

/* 8-bit bytes that are not UTF-8. */
static struct furui_label guess_8bit(const char *bytes, size_t size,
				     const struct furui_label *declared)
{
	/* Prose has about half kana; a label is overruled by less. */
	const double clearly = 0.4, perhaps = 0.15;
	struct reading in_sjis = read_sjis((const unsigned char *)bytes, size);
	struct reading in_euc = read_eucjp((const unsigned char *)bytes, size);
	double as_sjis = plausible(&in_sjis);
	double as_eucjp = plausible(&in_euc);
	double best = as_sjis > as_eucjp ? as_sjis : as_eucjp;
	const struct furui_label *japanese =
		as_sjis > as_eucjp ? &sjis : &eucjp;
	if (declared->encoding == FURUI_ENCODING_SJIS && as_sjis > -1 &&
	    as_eucjp < as_sjis + 0.2)
		return sjis;
	if (declared->encoding == FURUI_ENCODING_EUCJP && as_eucjp > -1 &&
	    as_sjis < as_eucjp + 0.2)
		return eucjp;
	if (best >= clearly &&
	    (declared->encoding != FURUI_ENCODING_NAMED || !declared->wide ||
	     has_kana(japanese == &sjis ? &in_sjis : &in_euc)))
		return *japanese;
	if (declared->encoding == FURUI_ENCODING_NAMED)
		return *declared;
	if (best >= perhaps || (declared->wide && best >= 0))
		return *japanese;
	struct furui_label icu = ask_icu(bytes, size);
	if (icu.encoding != FURUI_ENCODING_NONE &&
	    icu.encoding != FURUI_ENCODING_UTF8)
		return icu;
	return furui_label_find("windows-1252", 12);
}

struct furui_label furui_charset_guess(const char *bytes, size_t size,
				       const struct furui_label *declared)
{
	bool is_marked = size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
				       memcmp(bytes, "\xfe\xff", 2) == 0);
	/* The line ends of UTF-16 have a NUL each. */
	if (declared->converter &&
	    strncmp(declared->converter, "UTF-16", 6) == 0 &&
	    (is_marked || memchr(bytes, 0, size)))
		return *declared;
	if (is_marked)
		return furui_label_find("utf-16", 6);
	/* Inside of UTF-8, escape sequences are no more than two characters. */
	bool is_8bit = has_8bit(bytes, size);
	bool is_utf8 = is_8bit && furui_is_utf8(bytes, size);
	if (!is_utf8 && (has_jis_escape(bytes, size) ||
			 (declared->encoding == FURUI_ENCODING_JIS &&
			  memchr(bytes, 0x0e, size))))
		return (struct furui_label){FURUI_ENCODING_JIS, NULL, true};
	if (declared->encoding == FURUI_ENCODING_NAMED && declared->converter &&
	    (strcmp(declared->converter, "HZ") == 0 ||
	     strcmp(declared->converter, "UTF-7") == 0 ||
	     strncmp(declared->converter, "ISO-2022-", 9) == 0))
		return *declared;
	if (furui_is_ascii(bytes, size))
		return (struct furui_label){FURUI_ENCODING_ASCII, NULL, false};
	if (is_utf8 || !is_8bit || is_damaged_utf8(bytes, size, declared))
		return (struct furui_label){FURUI_ENCODING_UTF8, NULL, true};
	return guess_8bit(bytes, size, declared);
}
