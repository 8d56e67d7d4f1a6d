/* Converts to UTF-8 with ICU, after charset_guess.c has said from what. All
 * Japanese encodings are brought to CP932's code first, since only that has
 * the vendors' characters that mail uses under any of the labels. */
#include "charset.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "charset_private.h"
#include "utf8.h"

enum {
	CONVERTERS = 16
};

struct furui_charset {
	struct {
		const char *name; /* of furui_label, static */
		UConverter *converter;
	} open[CONVERTERS];
	struct furui_buffer bytes;
	struct furui_buffer scratch;
	struct furui_charset_tables *tables;
	struct furui_label hint;
};

struct furui_charset *furui_charset_new(void)
{
	struct furui_charset *charset = furui_xcalloc(1, sizeof *charset);
	return charset;
}

void furui_charset_free(struct furui_charset **charset)
{
	if (!*charset)
		return;
	for (size_t i = 0; i < CONVERTERS; i++)
		if ((*charset)->open[i].converter)
			ucnv_close((*charset)->open[i].converter);
	furui_buffer_free(&(*charset)->bytes);
	furui_buffer_free(&(*charset)->scratch);
	free((*charset)->tables);
	free(*charset);
	*charset = NULL;
}

const struct furui_charset_tables *
furui_charset_tables(struct furui_charset *charset)
{
	if (!charset->tables)
		charset->tables = furui_charset_tables_new();
	return charset->tables;
}

struct furui_buffer *furui_charset_scratch(struct furui_charset *charset)
{
	charset->scratch.size = 0;
	return &charset->scratch;
}

bool furui_is_ascii(const char *bytes, size_t size)
{
	size_t i = 0;
	uint64_t words[4];
	for (; i + sizeof words <= size; i += sizeof words) {
		memcpy(words, bytes + i, sizeof words);
		if ((words[0] | words[1] | words[2] | words[3]) &
		    0x8080808080808080ULL)
			return false;
	}
	for (; i < size; i++)
		if (bytes[i] & 0x80)
			return false;
	return !memchr(bytes, 0x1b, size);
}

bool furui_is_utf8(const char *bytes, size_t size)
{
	const unsigned char *s = (const unsigned char *)bytes;
	for (size_t i = 0; i < size;) {
		unsigned a = s[i++];
		if (a < 0x80)
			continue;
		unsigned more = a >= 0xf0 ? 3 : a >= 0xe0 ? 2 : 1;
		unsigned low = 0x80, high = 0xbf;
		if (a < 0xc2 || a > 0xf4 || size - i < more)
			return false;
		if (a == 0xe0)
			low = 0xa0; /* overlong */
		else if (a == 0xed)
			high = 0x9f; /* surrogates */
		else if (a == 0xf0)
			low = 0x90;
		else if (a == 0xf4)
			high = 0x8f; /* above U+10FFFF */
		for (; more; more--, i++, low = 0x80, high = 0xbf)
			if (s[i] < low || s[i] > high)
				return false;
	}
	return true;
}

static UConverter *converter_of(struct furui_charset *charset, const char *name)
{
	size_t i = 0;
	while (i < CONVERTERS - 1 && charset->open[i].name &&
	       strcmp(charset->open[i].name, name) != 0)
		i++;
	if (charset->open[i].name && strcmp(charset->open[i].name, name) == 0) {
		ucnv_reset(charset->open[i].converter);
		return charset->open[i].converter;
	}
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open(name, &status);
	if (U_FAILURE(status))
		return NULL;
	if (charset->open[i].converter)
		ucnv_close(charset->open[i].converter);
	charset->open[i].name = name;
	charset->open[i].converter = converter;
	return converter;
}

/* Appends a UTF-16 run as UTF-8; ICU's Japanese converters mark bad single
 * bytes with U+001A instead of U+FFFD. */
static unsigned add_utf16(const UChar *from, const UChar *end,
			  struct furui_buffer *out)
{
	unsigned notes = 0;
	size_t length = (size_t)(end - from);
	char *first = furui_buffer_room(out, length * 3);
	char *to = first;
	for (size_t i = 0; i < length;) {
		uint32_t c = from[i++];
		if (c < 0x80 && c != 0x1a) {
			*to++ = (char)c;
			continue;
		}
		if (U16_IS_LEAD(c) && i < length && U16_IS_TRAIL(from[i]))
			c = (uint32_t)U16_GET_SUPPLEMENTARY(c, from[i++]);
		if (c == 0x1a || c == 0xfffd || U16_IS_SURROGATE(c)) {
			c = 0xfffd;
			notes = FURUI_CHARSET_DAMAGE;
		}
		to = furui_utf8_put(to, c);
	}
	out->size += (size_t)(to - first);
	return notes;
}

static unsigned convert(struct furui_charset *charset, const char *name,
			const char *bytes, size_t size,
			struct furui_buffer *out)
{
	if (!size)
		return 0; /* nothing but escape sequences */
	UConverter *converter = converter_of(charset, name);
	if (!converter) {
		for (size_t i = 0; i < size; i++)
			furui_buffer_add_char(out,
					      bytes[i] & 0x80 ? '?' : bytes[i]);
		return FURUI_CHARSET_DAMAGE;
	}
	unsigned notes = 0;
	const char *end = bytes + size;
	UErrorCode status;
	do {
		UChar chunk[1024] = {0};
		UChar *to = chunk;
		status = U_ZERO_ERROR;
		ucnv_toUnicode(converter, &to, chunk + 1024, &bytes, end, NULL,
			       true, &status);
		notes |= add_utf16(chunk, to, out);
	} while (status == U_BUFFER_OVERFLOW_ERROR);
	return U_FAILURE(status) ? notes | FURUI_CHARSET_DAMAGE : notes;
}

/* One JIS X 0208 character (row and cell bytes 0x21..0x7e) as Shift_JIS:
 * JIS X 0208:1997, appendix 1. */
static void add_jis(struct furui_buffer *out, unsigned row, unsigned cell)
{
	unsigned high = (row - 0x21) / 2 + (row < 0x5f ? 0x81 : 0xc1);
	unsigned low = row % 2 ? cell + 0x1f + (cell >= 0x60) : cell + 0x7e;
	furui_buffer_add_char(out, (char)high);
	furui_buffer_add_char(out, (char)low);
}

static bool is_94(unsigned char c)
{
	return c >= 0x21 && c <= 0x7e;
}

/* The escape sequence at s: its length and the set it invokes, 'B' ASCII,
 * 'D' double-byte, 'I' half-width katakana, 'X' a set of 94x94 that is not
 * JIS X 0208. 0 when it is none. */
static size_t escape(const unsigned char *s, size_t left, char *set)
{
	if (left >= 4 && s[1] == '$' && s[2] == '(') {
		*set = s[3] == 'B' || s[3] == '@' || s[3] == 'Q' ? 'D' : 'X';
		return 4;
	}
	if (left >= 3 && s[1] == '$') {
		*set = s[2] == 'B' || s[2] == '@' ? 'D' : 'X';
		return 3;
	}
	if (left >= 3 && s[1] == '(') {
		*set = s[2] == 'I' ? 'I' : 'B';
		return 3;
	}
	return 0;
}

static void jis_to_sjis(const char *bytes, size_t size,
			struct furui_buffer *out)
{
	const unsigned char *s = (const unsigned char *)bytes;
	char set = 'B';
	for (size_t i = 0; i < size; i++) {
		size_t skip = s[i] == 0x1b ? escape(s + i, size - i, &set) : 0;
		if (skip) {
			i += skip - 1;
		} else if (s[i] == '\n' || s[i] == '\r') {
			set = 'B'; /* RFC 1468: every line ends in ASCII */
			furui_buffer_add_char(out, bytes[i]);
		} else if (s[i] == 0x0e || s[i] == 0x0f) {
			set = s[i] == 0x0e ? 'I' : 'B';
		} else if (set == 'I' && s[i] >= 0x21 && s[i] <= 0x5f) {
			furui_buffer_add_char(out, (char)(s[i] | 0x80));
		} else if ((set == 'D' || set == 'X') && is_94(s[i]) &&
			   i + 1 < size && is_94(s[i + 1])) {
			if (set == 'D')
				add_jis(out, s[i], s[i + 1]);
			else
				add_jis(out, 0x22, 0x2e); /* geta mark */
			i++;
		} else {
			furui_buffer_add_char(out, bytes[i]);
		}
	}
}

static void eucjp_to_sjis(const char *bytes, size_t size,
			  struct furui_buffer *out)
{
	const unsigned char *s = (const unsigned char *)bytes;
	for (size_t i = 0; i < size; i++) {
		unsigned next = i + 1 < size ? s[i + 1] : 0;
		if (s[i] == 0x8e && next >= 0xa1 && next <= 0xdf) {
			furui_buffer_add_char(out, bytes[++i]);
		} else if (s[i] >= 0xa1 && s[i] <= 0xfe && next >= 0xa1 &&
			   next <= 0xfe) {
			add_jis(out, s[i] & 0x7fU, s[i + 1] & 0x7fU);
			i++;
		} else if (s[i] < 0x80) {
			furui_buffer_add_char(out, bytes[i]);
		} else {
			/* Invalid in Shift_JIS too. */
			furui_buffer_add_char(out, (char)0xa0);
		}
	}
}

static unsigned convert_japanese(struct furui_charset *charset,
				 enum furui_encoding encoding,
				 const char *bytes, size_t size,
				 struct furui_buffer *out)
{
	struct furui_buffer *as = &charset->bytes;
	if (!size)
		return 0;
	/* JIS X 0212 has no place in Shift_JIS. */
	if (encoding == FURUI_ENCODING_EUCJP && memchr(bytes, 0x8f, size))
		return convert(charset, "EUC-JP", bytes, size, out);
	as->size = 0;
	if (encoding == FURUI_ENCODING_JIS)
		jis_to_sjis(bytes, size, as);
	else if (encoding == FURUI_ENCODING_EUCJP)
		eucjp_to_sjis(bytes, size, as);
	else
		return convert(charset, "ibm-943_P15A-2003", bytes, size, out);
	return convert(charset, "ibm-943_P15A-2003", as->data, as->size, out);
}

unsigned furui_charset_convert(struct furui_charset *charset,
			       const struct furui_label *is, const char *bytes,
			       size_t size, struct furui_buffer *out)
{
	switch (is->encoding) {
	case FURUI_ENCODING_UTF8:
		if (!furui_is_utf8(bytes, size))
			return convert(charset, "UTF-8", bytes, size, out);
		furui_buffer_add(out, bytes, size);
		return 0;
	case FURUI_ENCODING_JIS:
	case FURUI_ENCODING_SJIS:
	case FURUI_ENCODING_EUCJP:
		return convert_japanese(charset, is->encoding, bytes, size,
					out);
	default:
		return convert(charset, is->converter, bytes, size, out);
	}
}

void furui_charset_hint(struct furui_charset *charset, const char *label,
			size_t label_size)
{
	const struct furui_label none = {FURUI_ENCODING_NONE, NULL, false};
	charset->hint = label ? furui_label_find(label, label_size) : none;
	if (!furui_label_is_hint(&charset->hint))
		charset->hint = none;
}

unsigned furui_charset_decode(struct furui_charset *charset, const char *bytes,
			      size_t size, const char *label, size_t label_size,
			      struct furui_buffer *out)
{
	unsigned notes = 0;
	struct furui_label declared = {FURUI_ENCODING_NONE, NULL, false};
	if (label && label_size) {
		declared = furui_label_find(label, label_size);
		if (declared.encoding == FURUI_ENCODING_NONE)
			notes |= FURUI_CHARSET_UNKNOWN;
	}
	if (!size)
		return notes;
	struct furui_label is = furui_charset_guess(
		charset, bytes, size, label ? &declared : &charset->hint);
	if (is.encoding == FURUI_ENCODING_ASCII) {
		furui_buffer_add(out, bytes, size);
		return notes;
	}
	if (!label)
		notes |= FURUI_CHARSET_MISSING;
	else if (declared.encoding != FURUI_ENCODING_NONE &&
		 (declared.encoding != is.encoding ||
		  declared.converter != is.converter))
		notes |= FURUI_CHARSET_LIE;
	return notes | furui_charset_convert(charset, &is, bytes, size, out);
}
