/* Decodes header text. The words of one charset that follow each other are
 * joined as bytes before they are converted: many mailers split inside a
 * character, and ISO-2022-JP's shift state may run on. */
#include "encoded.h"

#include <string.h>
#include <strings.h>

#include "base64.h"
#include "furui/find.h"
#include "hex.h"

enum {
	CHARSET_LONGEST = 40, /* bytes */
	SUFFIX_LONGEST = 40,
};

struct word {
	const char *charset;
	size_t charset_size; /* 0: it names none */
	char encoding;       /* 'b' or 'q' */
	const char *text;
	size_t text_size;
	const char *end; /* behind "?=" */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* Reads "=?charset?B?" at p. A language suffix (RFC 2231 section 5) is left
 * off; blanks, which are not allowed, are. */
static bool parse_head(const char *p, const char *end, struct word *word)
{
	if (end - p < 5 || p[0] != '=' || p[1] != '?')
		return false;
	p = skip_blanks(p + 2, end);
	word->charset = p;
	while (p < end && p - word->charset <= CHARSET_LONGEST && *p > ' ' &&
	       !strchr("?=*", *p))
		p++;
	word->charset_size = (size_t)(p - word->charset);
	const char *star = p;
	if (p < end && *p == '*')
		while (p < end && p - star <= SUFFIX_LONGEST && *p > ' ' &&
		       *p != '?' && *p != '=')
			p++;
	p = skip_blanks(p, end);
	if (p == end || *p != '?' || word->charset_size > CHARSET_LONGEST)
		return false;
	p = skip_blanks(p + 1, end);
	if (p == end)
		return false;
	word->encoding = (char)(*p | 0x20);
	p = skip_blanks(p + 1, end);
	word->text = p + 1;
	return (word->encoding == 'b' || word->encoding == 'q') && p < end &&
	       *p == '?';
}

static bool is_base64(char c)
{
	return (c >= '0' && c <= '9') ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '+' ||
	       c == '/' || c == '=';
}

/* The text of a word that was cut off, or whose "?=" was forgotten: `to` is
 * where the next word begins. */
static bool parse_open(struct word *word, const char *to)
{
	const char *p = word->text;
	while (p < to &&
	       (word->encoding == 'b' ? is_base64(*p) : !is_blank(*p)))
		p++;
	word->text_size = (size_t)(p - word->text);
	word->end = p < to && *p == '?' ? p + 1 : p;
	if (word->text_size && p[-1] == '?')
		word->text_size--;
	return word->text_size > 1;
}

/* Reads "=?charset?B?text?=" at p. */
static bool parse_word(const char *p, const char *end, struct word *word)
{
	struct word next;
	if (!parse_head(p, end, word))
		return false;
	p = word->text;
	while (p < end && (p = memchr(p, '?', (size_t)(end - p)))) {
		if (end - p >= 2 && p[1] == '=') {
			word->text_size = (size_t)(p - word->text);
			word->end = p + 2;
			return true;
		}
		if (p[-1] == '=' && parse_head(p - 1, end, &next))
			return parse_open(word, p - 1);
		p++;
	}
	return parse_open(word, end);
}

static void add_q(const char *text, size_t size, struct furui_buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		int high, low;
		if (text[i] == '=' && i + 2 < size &&
		    (high = furui_hex(text[i + 1])) >= 0 &&
		    (low = furui_hex(text[i + 2])) >= 0) {
			furui_buffer_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else {
			furui_buffer_add_char(out,
					      text[i] == '_' ? ' ' : text[i]);
		}
	}
}

static bool same_charset(const struct word *a, const struct word *b)
{
	return a->charset_size == b->charset_size &&
	       strncasecmp(a->charset, b->charset, a->charset_size) == 0;
}

/* Decodes the words from `first` on that share its charset; returns behind
 * the last. */
static const char *decode_run(struct furui_charset *charset,
			      const struct word *first, const char *end,
			      struct furui_buffer *out, unsigned *notes)
{
	struct furui_buffer bytes = {0};
	struct word word = *first;
	const char *behind;
	do {
		if (word.encoding == 'b')
			furui_base64_decode(word.text, word.text_size, &bytes);
		else
			add_q(word.text, word.text_size, &bytes);
		behind = word.end;
	} while (parse_word(skip_blanks(behind, end), end, &word) &&
		 same_charset(first, &word));
	*notes |= furui_charset_decode(charset, bytes.data, bytes.size,
				       first->charset_size ? first->charset
							   : NULL,
				       first->charset_size, out);
	furui_buffer_free(&bytes);
	return behind;
}

/* Appends all but the bytes that are `c`. */
static void add_without(char c, const char *from, const char *to,
			struct furui_buffer *out)
{
	const char *end;
	while ((end = memchr(from, c, (size_t)(to - from)))) {
		furui_buffer_add(out, from, (size_t)(end - from));
		from = end + 1;
	}
	furui_buffer_add(out, from, (size_t)(to - from));
}

/* Appends text that is not encoded, without its line ends. */
static unsigned add_plain(struct furui_charset *charset, const char *from,
			  const char *to, struct furui_buffer *out)
{
	static const char ends[] = "\n\r";
	struct furui_buffer parts[2] = {{0}};
	for (int i = 0; i < 2; i++) {
		if (from == to || !memchr(from, ends[i], (size_t)(to - from)))
			continue;
		add_without(ends[i], from, to, &parts[i]);
		from = parts[i].data;
		to = from + parts[i].size;
	}
	unsigned notes = 0;
	if (from < to)
		notes = furui_charset_decode(charset, from, (size_t)(to - from),
					     NULL, 0, out);
	furui_buffer_free(&parts[0]);
	furui_buffer_free(&parts[1]);
	return notes;
}

unsigned furui_header_decode(struct furui_charset *charset, const char *value,
			     size_t size, struct furui_buffer *out)
{
	unsigned notes = 0;
	const char *end = value + size;
	const char *plain = skip_blanks(value, end);
	while (end > plain && is_blank(end[-1]))
		end--;
	const char *p = plain;
	while ((p = furui_find_pair(p, end, "=?"))) {
		struct word word;
		if (!parse_word(p, end, &word)) {
			p += 2;
			continue;
		}
		/* Blanks between two words are not text (section 6.2). */
		if (skip_blanks(plain, p) != p)
			notes |= add_plain(charset, plain, p, out);
		plain = p = decode_run(charset, &word, end, out, &notes);
	}
	return notes | add_plain(charset, plain, end, out);
}

const char *furui_header_charset(const char *value, size_t size,
				 size_t *charset_size)
{
	const char *end = value + size;
	struct word word;
	for (const char *p = value; (p = furui_find_pair(p, end, "=?")); p += 2)
		if (parse_head(p, end, &word) && word.charset_size) {
			*charset_size = word.charset_size;
			return word.charset;
		}
	return NULL;
}
