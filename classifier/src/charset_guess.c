/* Tells charsets apart by the bytes: escape sequences, well-formed UTF-8, the
 * share of kana in what would be Shift_JIS or EUC-JP; ICU's detector for the
 * rest of the world. */
#include <string.h>
#include <strings.h>
#include <unicode/ucsdet.h>

#include "charset_private.h"

static const struct {
	const char *label;
	struct furui_label is;
} labels[] = {
#define NAMED(name)                                                            \
	{                                                                      \
		FURUI_ENCODING_NAMED, name, false                              \
	}
#define WIDE(name)                                                             \
	{                                                                      \
		FURUI_ENCODING_NAMED, name, true                               \
	}
	{"us-ascii", {FURUI_ENCODING_ASCII, NULL, false}},
	{"ascii", {FURUI_ENCODING_ASCII, NULL, false}},
	{"ansi_x3.4-1968", {FURUI_ENCODING_ASCII, NULL, false}},
	{"utf-8", {FURUI_ENCODING_UTF8, NULL, true}},
	{"utf8", {FURUI_ENCODING_UTF8, NULL, true}},
	{"iso-2022-jp", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-1", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-2", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-3", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-ms", {FURUI_ENCODING_JIS, NULL, true}},
	{"csiso2022jp", {FURUI_ENCODING_JIS, NULL, true}},
	{"cp50220", {FURUI_ENCODING_JIS, NULL, true}},
	{"cp50221", {FURUI_ENCODING_JIS, NULL, true}},
	{"shift_jis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"shift-jis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"sjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"x-sjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"ms_kanji", {FURUI_ENCODING_SJIS, NULL, true}},
	{"csshiftjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"windows-31j", {FURUI_ENCODING_SJIS, NULL, true}},
	{"cswindows31j", {FURUI_ENCODING_SJIS, NULL, true}},
	{"cp932", {FURUI_ENCODING_SJIS, NULL, true}},
	{"windows-932", {FURUI_ENCODING_SJIS, NULL, true}},
	{"euc-jp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"x-euc-jp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"eucjp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"euc-jp-ms", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"eucjp-ms", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"cp51932", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"iso-8859-1", NAMED("windows-1252")},
	{"iso8859-1", NAMED("windows-1252")},
	{"latin1", NAMED("windows-1252")},
	{"windows-1252", NAMED("windows-1252")},
	{"cp1252", NAMED("windows-1252")},
	{"iso-8859-2", NAMED("iso-8859-2")},
	{"iso-8859-3", NAMED("iso-8859-3")},
	{"iso-8859-4", NAMED("iso-8859-4")},
	{"iso-8859-5", NAMED("iso-8859-5")},
	{"iso-8859-6", NAMED("iso-8859-6")},
	{"iso-8859-7", NAMED("iso-8859-7")},
	{"iso-8859-8", NAMED("iso-8859-8")},
	{"iso-8859-8-i", NAMED("iso-8859-8")},
	{"iso-8859-9", NAMED("windows-1254")},
	{"iso-8859-10", NAMED("iso-8859-10")},
	{"iso-8859-13", NAMED("iso-8859-13")},
	{"iso-8859-14", NAMED("iso-8859-14")},
	{"iso-8859-15", NAMED("iso-8859-15")},
	{"windows-1250", NAMED("windows-1250")},
	{"windows-1251", NAMED("windows-1251")},
	{"cp1251", NAMED("windows-1251")},
	{"windows-1253", NAMED("windows-1253")},
	{"windows-1254", NAMED("windows-1254")},
	{"windows-1255", NAMED("windows-1255")},
	{"windows-1256", NAMED("windows-1256")},
	{"windows-1257", NAMED("windows-1257")},
	{"windows-1258", NAMED("windows-1258")},
	{"windows-874", NAMED("windows-874")},
	{"tis-620", NAMED("windows-874")},
	{"koi8-r", NAMED("KOI8-R")},
	{"koi8-u", NAMED("KOI8-U")},
	{"ibm866", NAMED("ibm-866")},
	{"gb2312", WIDE("gb18030")},
	{"gbk", WIDE("gb18030")},
	{"gb18030", WIDE("gb18030")},
	{"cp936", WIDE("gb18030")},
	{"euc-cn", WIDE("gb18030")},
	{"hz-gb-2312", WIDE("HZ")},
	{"big5", WIDE("windows-950-2000")},
	{"big5-hkscs", WIDE("Big5-HKSCS")},
	{"cp950", WIDE("windows-950-2000")},
	{"euc-kr", WIDE("windows-949-2000")},
	{"ks_c_5601-1987", WIDE("windows-949-2000")},
	{"cp949", WIDE("windows-949-2000")},
	{"uhc", WIDE("windows-949-2000")},
	{"iso-2022-kr", WIDE("ISO-2022-KR")},
	{"iso-2022-cn", WIDE("ISO-2022-CN")},
	{"utf-7", WIDE("UTF-7")},
#undef NAMED
#undef WIDE
};

struct furui_label furui_label_find(const char *label, size_t size)
{
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		if (strlen(labels[i].label) == size &&
		    strncasecmp(labels[i].label, label, size) == 0)
			return labels[i].is;
	}
	return (struct furui_label){FURUI_ENCODING_NONE, NULL, false};
}

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
