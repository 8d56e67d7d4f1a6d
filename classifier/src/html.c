/* A streaming HTML tokenizer. A parser that builds a tree (gumbo, lexbor) is
 * not used: a tree of a million nested elements costs hundreds of megabytes,
 * and the filter needs only the text in order, as bogofilter's rules have it:
 * inline tags join the halves of a word, block tags part words. */
#include "html.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "find.h"
#include "html_entity.h"

struct html {
	const char *next;
	const char *end;
	struct furui_html *out;
	const char *skip_until; /* inside <style>, <script>, …: its name */
	size_t vain;            /* bytes read for quotes that never close */
	bool open_comment;      /* no "-->" follows any more */
};

static bool is_one_of(const char *name, size_t size, const char *const *list,
		      size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(list[i]) == size &&
		    strncasecmp(list[i], name, size) == 0)
			return true;
	return false;
}

#define IS_ONE_OF(name, size, list)                                            \
	is_one_of((name), (size), (list), sizeof(list) / sizeof *(list))

/* Tags that leave a word whole. */
static const char *const inline_tags[] = {
	"a",    "abbr", "acronym", "b",    "bdi",    "bdo",    "big",
	"cite", "code", "del",     "dfn",  "em",     "font",   "i",
	"ins",  "kbd",  "label",   "mark", "q",      "rb",     "ruby",
	"s",    "samp", "small",   "span", "strike", "strong", "sub",
	"sup",  "tt",   "u",       "var",  "wbr",    "o:p",    "nobr",
};

/* Elements whose content nobody sees. */
static const char *const unseen[] = {"style", "script", "title", "noembed",
				     "template"};

/* Tags whose attributes say much: bogofilter's choice. */
static const char *const telling[] = {"a", "img", "font"};

static void part_words(struct html *html)
{
	struct furui_buffer *text = html->out->text;
	if (text && text->size && text->data[text->size - 1] != '\n')
		furui_buffer_add_char(text, '\n');
}

/* The end of a tag that begins at p, behind its '<': behind its '>', quotes
 * respected as long as they close within the tag's line of sight. A text in
 * which they often do not is no HTML, and is not read again and again. */
static const char *tag_end(struct html *html, const char *p)
{
	enum {
		LONGEST = 8192,
		MOST_VAIN = 64 * LONGEST
	};
	const char *end = html->end;
	const char *limit = end - p > LONGEST ? p + LONGEST : end;
	if (html->vain >= MOST_VAIN)
		limit = p;
	char quote = 0;
	for (const char *q = p; q < limit; q++) {
		if (quote) {
			if (*q == quote)
				quote = 0;
		} else if ((*q == '"' || *q == '\'') && q > p && q[-1] == '=') {
			quote = *q;
		} else if (*q == '>') {
			return q + 1;
		}
	}
	/* An unclosed quote: the first '>' ends it after all. */
	const char *close = memchr(p, '>', (size_t)(end - p));
	if (close && close < limit)
		html->vain += (size_t)(limit - p);
	return close ? close + 1 : end;
}

static void read_tag(struct html *html)
{
	const char *p = html->next + 1; /* behind '<' */
	const char *end = tag_end(html, p);
	bool closing = p < end && *p == '/';
	const char *name = p + closing;
	const char *name_end = name;
	while (name_end < end && !strchr(" \t\r\n/>", *name_end))
		name_end++;
	size_t size = (size_t)(name_end - name);
	const char *inside_end = end > p && end[-1] == '>' ? end - 1 : end;
	html->next = end;
	if (!IS_ONE_OF(name, size, inline_tags))
		part_words(html);
	if (closing)
		return;
	if (html->out->markup && IS_ONE_OF(name, size, telling) &&
	    inside_end > name_end) {
		furui_buffer_add(html->out->markup, name_end,
				 (size_t)(inside_end - name_end));
		furui_buffer_add_char(html->out->markup, '\n');
	}
	if (inside_end > name_end && inside_end[-1] == '/')
		return;
	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (strlen(unseen[i]) == size &&
		    strncasecmp(unseen[i], name, size) == 0)
			html->skip_until = unseen[i];
}

/* Where the comment that begins at p, behind its "<!--", ends; NULL when it
 * does not. As browsers have it: "<!-->" is all of a comment, and "--!>" ends
 * one. */
static const char *comment_end(const char *p, const char *end)
{
	if (p < end && *p == '>')
		return p + 1;
	if (end - p >= 2 && p[0] == '-' && p[1] == '>')
		return p + 2;
	while ((p = furui_find_pair(p, end, "--"))) {
		if (end - p >= 3 && p[2] == '>')
			return p + 3;
		if (end - p >= 4 && p[2] == '!' && p[3] == '>')
			return p + 4;
		p++;
	}
	return NULL;
}

/* "<!-- … -->", "<!DOCTYPE …>", "<?xml …>". */
static void read_declaration(struct html *html)
{
	const char *p = html->next;
	size_t left = (size_t)(html->end - p);
	if (left >= 4 && memcmp(p, "<!--", 4) == 0 && !html->open_comment) {
		const char *close = comment_end(p + 4, html->end);
		if (close) {
			html->next = close;
			return;
		}
		html->open_comment = true;
	}
	const char *close = memchr(p, '>', left);
	html->next = close ? close + 1 : html->end;
}

static void read_entity(struct html *html)
{
	char utf8[8];
	size_t size;
	const char *behind =
		furui_html_entity(html->next, html->end, utf8, &size);
	if (!behind) {
		furui_buffer_add_char(html->out->text, '&');
		html->next++;
		return;
	}
	furui_buffer_add(html->out->text, utf8, size);
	html->next = behind;
}

/* Passes over the content of an unseen element. */
static void skip_unseen(struct html *html)
{
	const char *p = html->next;
	size_t size = strlen(html->skip_until);
	while ((p = furui_find_pair(p, html->end, "</"))) {
		if ((size_t)(html->end - p) >= size + 2 &&
		    strncasecmp(p + 2, html->skip_until, size) == 0)
			break;
		p += 2;
	}
	html->next = p ? p : html->end;
	html->skip_until = NULL;
}

static bool begins_tag(const char *p, const char *end)
{
	if (end - p < 2)
		return false;
	unsigned c = (unsigned char)p[1];
	return c == '/' || (c | 0x20) - 'a' < 26;
}

void furui_html_read(const char *bytes, size_t size, struct furui_html *out)
{
	struct furui_buffer unwanted = {0};
	struct furui_html to = *out;
	if (!to.text)
		to.text = &unwanted;
	struct html html = {.next = bytes, .end = bytes + size, .out = &to};
	while (html.next < html.end) {
		if (html.skip_until) {
			skip_unseen(&html);
			continue;
		}
		const char *plain = html.next;
		while (html.next < html.end && *html.next != '<' &&
		       *html.next != '&')
			html.next++;
		furui_buffer_add(to.text, plain, (size_t)(html.next - plain));
		if (html.next == html.end)
			break;
		if (*html.next == '&')
			read_entity(&html);
		else if (begins_tag(html.next, html.end))
			read_tag(&html);
		else if (html.end - html.next > 1 &&
			 (html.next[1] == '!' || html.next[1] == '?'))
			read_declaration(&html);
		else
			furui_buffer_add_char(to.text, *html.next++);
	}
	furui_buffer_free(&unwanted);
}

const char *furui_html_charset(const char *bytes, size_t size,
			       size_t *label_size)
{
	enum {
		NEAR = 2048
	};
	const char *end = bytes + (size < NEAR ? size : NEAR);
	const char *p = bytes;
	while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
		p++;
		if (end - p < 5 || strncasecmp(p, "meta", 4) != 0)
			continue;
		const char *close = memchr(p, '>', (size_t)(end - p));
		for (; close && close - p > 8; p++) {
			if (strncasecmp(p, "charset=", 8) != 0)
				continue;
			p += 8;
			while (p < close && strchr("\"' ", *p))
				p++;
			const char *label = p;
			while (p < close && !strchr("\"' ;/", *p))
				p++;
			*label_size = (size_t)(p - label);
			return *label_size ? label : NULL;
		}
	}
	return NULL;
}
