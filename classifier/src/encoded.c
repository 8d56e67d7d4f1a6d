/* Decodes header text. The words of one charset that follow each other are
 * joined as bytes before they are converted: many mailers split inside a
 * character, and ISO-2022-JP's shift state may run on. */
#include "encoded.h"

#include <glib.h>
#include <string.h>
#include <strings.h>

#include "find.h"

struct word {
	const char *charset;
	size_t charset_size;
	char encoding; /* 'b' or 'q' */
	const char *text;
	size_t text_size;
	const char *end; /* behind "?=" */
};

/* Reads "=?charset?B?text?=" at p. A language suffix (RFC 2231 section 5) is
 * left off; blanks inside, which are not allowed, are. */
static bool parse_word(const char *p, const char *end, struct word *word)
{
	if (end - p < 8 || p[0] != '=' || p[1] != '?')
		return false;
	word->charset = p + 2;
	const char *mark =
		memchr(word->charset, '?', (size_t)(end - word->charset));
	if (!mark || end - mark < 5 || mark[2] != '?')
		return false;
	const char *star =
		memchr(word->charset, '*', (size_t)(mark - word->charset));
	word->charset_size = (size_t)((star ? star : mark) - word->charset);
	if (!word->charset_size || word->charset_size > 40)
		return false;
	word->encoding = (char)(mark[1] | 0x20);
	if (word->encoding != 'b' && word->encoding != 'q')
		return false;
	word->text = mark + 3;
	const char *close = furui_find_pair(word->text, end, "?=");
	if (!close)
		return false;
	word->text_size = (size_t)(close - word->text);
	word->end = close + 2;
	return true;
}

static void add_q(const char *text, size_t size, struct furui_buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		int high, low;
		if (text[i] == '=' && i + 2 < size &&
		    (high = g_ascii_xdigit_value(text[i + 1])) >= 0 &&
		    (low = g_ascii_xdigit_value(text[i + 2])) >= 0) {
			furui_buffer_add_char(out, (char)(high << 4 | low));
			i += 2;
		} else {
			furui_buffer_add_char(out,
					      text[i] == '_' ? ' ' : text[i]);
		}
	}
}

static void add_b(const char *text, size_t size, struct furui_buffer *out)
{
	gint state = 0;
	guint save = 0;
	guchar *room = (guchar *)furui_buffer_room(out, size / 4 * 3 + 3);
	gsize got = g_base64_decode_step(text, size, room, &state, &save);
	/* Padding that the mailer left out. */
	if (state == 2 || state == 3)
		got += g_base64_decode_step("==", (gsize)(4 - state),
					    room + got, &state, &save);
	out->size += got;
}

static bool same_charset(const struct word *a, const struct word *b)
{
	return a->charset_size == b->charset_size &&
	       strncasecmp(a->charset, b->charset, a->charset_size) == 0;
}

/* Where the next encoded-word begins when only blanks lie between. */
static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n'))
		p++;
	return p;
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
			add_b(word.text, word.text_size, &bytes);
		else
			add_q(word.text, word.text_size, &bytes);
		behind = word.end;
	} while (parse_word(skip_blanks(behind, end), end, &word) &&
		 same_charset(first, &word));
	*notes |=
		furui_charset_decode(charset, bytes.data, bytes.size,
				     first->charset, first->charset_size, out);
	furui_buffer_free(&bytes);
	return behind;
}

/* Appends text that is not encoded, without its line ends. */
static unsigned add_plain(struct furui_charset *charset, const char *from,
			  const char *to, struct furui_buffer *out)
{
	struct furui_buffer line = {0};
	for (const char *p = from; p < to; p++)
		if (*p != '\n' && *p != '\r')
			furui_buffer_add_char(&line, *p);
	unsigned notes = furui_charset_decode(charset, line.data, line.size,
					      NULL, 0, out);
	furui_buffer_free(&line);
	return notes;
}

/* Behind the last "?=", or `from`. */
static const char *last_close(const char *from, const char *end)
{
	for (const char *p = end; p - from >= 2; p--)
		if (p[-1] == '=' && p[-2] == '?')
			return p;
	return from;
}

unsigned furui_header_decode(struct furui_charset *charset, const char *value,
			     size_t size, struct furui_buffer *out)
{
	unsigned notes = 0;
	const char *end = value + size;
	const char *plain = skip_blanks(value, end);
	while (end > plain && strchr(" \t\r\n", end[-1]))
		end--;
	const char *p = plain;
	/* Behind the last "?=" no word can end, and none is looked for: each
	 * search for one would go on to the end. */
	const char *last = last_close(plain, end);
	while (p < last && (p = furui_find_pair(p, last, "=?"))) {
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
