/* Tells charsets apart by the bytes: escape sequences, well-formed UTF-8, how
 * much each reading looks like a language; ICU's detector for the rest of the
 * world. */
#include <string.h>
#include <unicode/ucsdet.h>

#include "charset_private.h"

static bool has_8bit(const char *bytes, size_t size)
{
	size_t i = 0;
	uint64_t word;
	for (; i + sizeof word <= size; i += sizeof word) {
		memcpy(&word, bytes + i, sizeof word);
		if (word & 0x8080808080808080ULL)
			return true;
	}
	for (; i < size; i++)
		if (bytes[i] & 0x80)
			return true;
	return false;
}

/* The size of an escape sequence for double bytes, or half-width katakana, that
 * begins at p; 0: none does. */
static size_t jis_escape(const char *p, const char *end)
{
	if (end - p >= 4 && p[1] == '$' && p[2] == '(')
		return 4;
	return end - p >= 3 && ((p[1] == '$' && (p[2] == 'B' || p[2] == '@')) ||
				(p[1] == '(' && p[2] == 'I'))
		       ? 3
		       : 0;
}

/* Whether more escape sequences stand before Japanese than before other text:
 * one in front of English would make that unreadable here, and only here. The
 * first bytes of kana, signs and the usual kanji are below those of small
 * letters; nothing stands between them but the end of a line. */
static bool has_jis_escape(const char *bytes, size_t size)
{
	const char *end = bytes + size;
	size_t japanese = 0, other = 0;
	for (const char *p = bytes;
	     (p = memchr(p, 0x1b, (size_t)(end - p))) != NULL; p++) {
		size_t escape = jis_escape(p, end);
		if (!escape)
			continue;
		const unsigned char *c = (const unsigned char *)p + escape;
		const unsigned char *stop = (const unsigned char *)end;
		/* Katakana has one byte each. */
		size_t step = p[1] == '(' ? 1 : 2;
		size_t usual = 0, count = 0;
		for (; (size_t)(stop - c) >= step && c[0] > ' ' &&
		       c[step - 1] > ' ';
		     c += step) {
			count++;
			usual += c[0] < 'P' || step == 1;
		}
		bool ends = c == stop || *c < ' ';
		if (ends && count && usual * 2 >= count)
			japanese++;
		else
			other++;
	}
	return japanese > other;
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

/* Bytes that are the same character in all candidates, and count in no score:
 * ASCII without control characters, which the PC's charsets move around. */
static bool is_same(char c)
{
	return (c >= ' ' && c < 0x7f) || c == '\n' || c == '\r' || c == '\t';
}

static struct furui_label ask_icu(const char *bytes, size_t size)
{
	enum {
		BEFORE = 256, /* bytes before the first that tells */
		ENOUGH = 1024,
		CONFIDENT = 40
	};
	UErrorCode status = U_ZERO_ERROR;
	struct furui_label found = {FURUI_ENCODING_NONE, NULL, false};
	UCharsetDetector *detector = ucsdet_open(&status);
	size_t from = 0;
	while (from < size && is_same(bytes[from]))
		from++;
	from = from > BEFORE ? from - BEFORE : 0;
	size -= from;
	ucsdet_setText(detector, bytes + from,
		       (int32_t)(size < ENOUGH ? size : ENOUGH), &status);
	const UCharsetMatch *match = ucsdet_detect(detector, &status);
	if (U_SUCCESS(status) && match &&
	    ucsdet_getConfidence(match, &status) >= CONFIDENT) {
		const char *name = ucsdet_getName(match, &status);
		/* UTF-16 and UTF-32 by their marks alone: see is_utf16(). */
		if (U_SUCCESS(status) && strncmp(name, "UTF-", 4) != 0)
			found = furui_label_find(name, strlen(name));
	}
	ucsdet_close(detector);
	return found;
}

struct candidate {
	const char *label;
	enum furui_language language;
};

/* Those that are tried without being named; the user's own first. */
static const struct candidate candidates[] = {
	{"shift_jis", FURUI_LANGUAGE_JAPANESE},
	{"euc-jp", FURUI_LANGUAGE_JAPANESE},
	{"windows-1252", FURUI_LANGUAGE_WESTERN},
	{"gb18030", FURUI_LANGUAGE_SIMPLIFIED},
	{"big5", FURUI_LANGUAGE_TRADITIONAL},
	{"euc-kr", FURUI_LANGUAGE_KOREAN},
	{"koi8-r", FURUI_LANGUAGE_CYRILLIC},
	{"windows-1251", FURUI_LANGUAGE_CYRILLIC},
	{"iso-8859-5", FURUI_LANGUAGE_CYRILLIC},
	{"ibm866", FURUI_LANGUAGE_CYRILLIC},
};

static bool same(const struct furui_label *a, const struct furui_label *b)
{
	return a->encoding == b->encoding && a->converter == b->converter;
}

static double score(struct furui_charset *charset, const char *bytes,
		    size_t size, const struct furui_label *as,
		    enum furui_language language)
{
	struct furui_buffer *text = furui_charset_scratch(charset);
	(void)furui_charset_convert(charset, as, bytes, size, text);
	return furui_charset_score(furui_charset_tables(charset), language,
				   text->data, text->size);
}

/* What the label says, for a charset that is not among the candidates. */
static enum furui_language language_of(const struct furui_label *label)
{
	const char *name = label->converter;
	return strcmp(name, "KOI8-U") == 0       ? FURUI_LANGUAGE_CYRILLIC
	       : strcmp(name, "Big5-HKSCS") == 0 ? FURUI_LANGUAGE_TRADITIONAL
						 : FURUI_LANGUAGE_OTHER;
}

/* Behind the first bytes, the rest of a text is in the same charset; cut
 * behind a line, so that no character is. */
static size_t enough(const char *bytes, size_t size)
{
	enum {
		ENOUGH = 4096
	};
	if (size <= ENOUGH)
		return size;
	const char *line = memrchr(bytes, '\n', ENOUGH);
	return line ? (size_t)(line - bytes) : ENOUGH;
}

/* Appends the other bytes, each with its neighbours: one before it, and as
 * many behind it as a character of GB18030 has, and one. They score as the
 * whole text does, ten times. */
static void keep_telling(const char *bytes, size_t size,
			 struct furui_buffer *out)
{
	enum {
		BEFORE = 2,
		BEHIND = 4
	};
	size_t kept = 0;
	for (size_t i = 0; i < size; i++) {
		if (is_same(bytes[i]))
			continue;
		size_t from = i > kept + BEFORE ? i - BEFORE : kept;
		while (i + 1 < size && !is_same(bytes[i + 1]))
			i++;
		size_t to = size - i > BEHIND ? i + 1 + BEHIND : size;
		furui_buffer_add(out, bytes + from, to - from);
		kept = to;
	}
}

/* 8-bit bytes that are not UTF-8: the reading that looks most like its
 * language. The label and the user's language weigh as much as some frequent
 * characters; when no reading looks like anything, the label decides. */
static struct furui_label guess_8bit(struct furui_charset *charset,
				     const char *bytes, size_t size,
				     const struct furui_label *declared)
{
	const double by_label = 0.3, by_user = 0.05, perhaps = 0.12;
	double most = -100;
	struct furui_label best = {FURUI_ENCODING_NONE, NULL, false};
	bool is_tried = declared->encoding != FURUI_ENCODING_SJIS &&
			declared->encoding != FURUI_ENCODING_EUCJP &&
			declared->encoding != FURUI_ENCODING_NAMED;
	struct furui_buffer telling = {0};
	size = enough(bytes, size);
	keep_telling(bytes, size, &telling);
	for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++) {
		const struct candidate *candidate = &candidates[i];
		struct furui_label as = furui_label_find(
			candidate->label, strlen(candidate->label));
		bool is_declared = same(&as, declared);
		double s = score(charset, telling.data, telling.size, &as,
				 candidate->language) +
			   (is_declared ? by_label : 0) +
			   (candidate->language == FURUI_LANGUAGE_JAPANESE
				    ? by_user
				    : 0);
		is_tried |= is_declared;
		if (s > most) {
			most = s;
			best = as;
		}
	}
	furui_buffer_free(&telling);
	if (!is_tried &&
	    score(charset, bytes, size, declared, language_of(declared)) +
			    by_label >=
		    most)
		return *declared;
	if (most >= perhaps)
		return best;
	if (declared->encoding == FURUI_ENCODING_NAMED)
		return *declared;
	struct furui_label icu = ask_icu(bytes, size);
	if (icu.encoding != FURUI_ENCODING_NONE)
		return icu;
	return furui_label_find("windows-1252", 12);
}

/* Charsets that write other letters with ASCII's bytes: only the label tells.
 */
static bool is_7bit(const struct furui_label *label)
{
	return label->converter &&
	       (strcmp(label->converter, "HZ") == 0 ||
		strcmp(label->converter, "UTF-7") == 0 ||
		strncmp(label->converter, "ISO-2022-", 9) == 0);
}

bool furui_label_is_hint(const struct furui_label *label)
{
	return !is_7bit(label) &&
	       !(label->converter &&
		 strncmp(label->converter, "UTF-16", 6) == 0);
}

/* Without a mark, "utf-16" is said to be big-endian (RFC 2781, 4.3), yet
 * little-endian text comes under it: the first NUL is behind its letter. */
static struct furui_label utf16_order(const char *bytes,
				      const struct furui_label *declared)
{
	bool is_behind = strlen(bytes) & 1;
	return is_behind && strcmp(declared->converter, "UTF-16") == 0
		       ? furui_label_find("utf-16le", 8)
		       : *declared;
}

/* Blanks and line ends of UTF-16 have a NUL beside them: without it, a mark in
 * front of ASCII would make that unreadable here, and only here. */
static bool is_utf16(const char *bytes, size_t size)
{
	size_t behind = (unsigned char)bytes[0] == 0xff;
	size_t with = 0, without = 0;
	for (size_t i = 2; i + 1 < size; i += 2) {
		char high = bytes[i + behind], low = bytes[i + !behind];
		with += !high;
		without += high > 0 && high != 0x30 /* kana */ && low > 0;
	}
	return with && with * 8 >= without;
}

struct furui_label furui_charset_guess(struct furui_charset *charset,
				       const char *bytes, size_t size,
				       const struct furui_label *declared)
{
	/* Most text; what only a label tells is not. */
	if (declared->encoding != FURUI_ENCODING_JIS &&
	    furui_label_is_hint(declared) && furui_is_ascii(bytes, size))
		return (struct furui_label){FURUI_ENCODING_ASCII, NULL, false};
	bool is_marked = size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 ||
				       memcmp(bytes, "\xfe\xff", 2) == 0);
	/* The line ends of UTF-16 have a NUL each. */
	if (declared->converter &&
	    strncmp(declared->converter, "UTF-16", 6) == 0 &&
	    (is_marked || memchr(bytes, 0, size)))
		return is_marked ? *declared : utf16_order(bytes, declared);
	if (is_marked && is_utf16(bytes, size))
		return furui_label_find("utf-16", 6);
	/* Inside of UTF-8, escape sequences are no more than two characters. */
	bool is_8bit = has_8bit(bytes, size);
	bool is_utf8 = is_8bit && furui_is_utf8(bytes, size);
	bool is_named = declared->encoding == FURUI_ENCODING_JIS;
	if (!is_utf8 &&
	    (is_named ? memchr(bytes, 0x1b, size) || memchr(bytes, 0x0e, size)
		      : has_jis_escape(bytes, size)))
		return (struct furui_label){FURUI_ENCODING_JIS, NULL, true};
	if (is_7bit(declared))
		return *declared;
	if (furui_is_ascii(bytes, size))
		return (struct furui_label){FURUI_ENCODING_ASCII, NULL, false};
	if (is_utf8 || !is_8bit || is_damaged_utf8(bytes, size, declared))
		return (struct furui_label){FURUI_ENCODING_UTF8, NULL, true};
	return guess_8bit(charset, bytes, size, declared);
}
