/* A streaming HTML tokenizer, rather than a parser that builds a tree (gumbo,
 * lexbor, libxml2), for four reasons.
 *
 * A tree grows with the message. libxml2 2.9.14's push parser takes 1.0 s and
 * 178 MB for a million nested <div> in 5 MB when it is told to read on, and by
 * default it stops at the 256th and loses what follows; this one takes 0.04 s
 * and 0.5 MB. For a page of 4 MB it is 0.33 s and 52 MB against 0.04 s and
 * 2.6 MB, the text included.
 *
 * A parser repairs; what it repairs is evidence. Attributes go into tokens as
 * they stand in the source, as bogofilter's rules have it.
 *
 * The filter needs the text in order, not the tree: inline tags join the
 * halves of a word, block tags part words. What of the text is seen depends
 * on the elements around it, of which html_stack.c keeps a bounded number.
 *
 * And it reads hostile input in every message: little code, fuzzed with its
 * limits, is less to trust than a library's. */
#include "html.h"

#include <string.h>
#include <strings.h>

#include "furui/find.h"
#include "html_private.h"

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

/* A comment of words is there for filters alone: not one of the kind that
 * programs leave, of a few words, of markup, or with Outlook's conditions. */
static bool is_wordy(const char *p, const char *end)
{
	enum {
		WORDS = 8,
		WIDE = 36 /* bytes: a dozen of Japanese characters */
	};
	size_t words = 0, letters = 0, wide = 0;
	if (end - p > 1 && *p == '[')
		return false;
	for (; p < end; p++) {
		if (*p == '<' || *p == '>' || *p == '{' || *p == '=')
			return false;
		wide += (unsigned char)*p >= 0x80;
		letters = furui_html_is_letter(*p) ? letters + 1 : 0;
		words += letters == 3;
	}
	return words >= WORDS || wide >= WIDE;
}

/* "<!-- … -->", "<!DOCTYPE …>", "<?xml …>", "</ …>". */
static void read_declaration(struct furui_html_reading *html)
{
	const char *p = html->next;
	size_t left = (size_t)(html->end - p);
	if (left >= 4 && memcmp(p, "<!--", 4) == 0 && !html->open_comment) {
		const char *close = comment_end(p + 4, html->end);
		if (close) {
			html->next = close;
			const char *inside = p + 4, *behind = close - 3;
			if (inside < behind && is_wordy(inside, behind)) {
				html->parted = true;
				furui_html_add_hidden(
					html, inside,
					(size_t)(behind - inside));
				html->parted = true;
				html->out->notes |= FURUI_HTML_HIDDEN_COMMENT;
			}
			return;
		}
		html->open_comment = true;
	}
	const char *close = memchr(p, '>', left);
	html->next = close ? close + 1 : html->end;
}

/* The end of the raw text at p: where the end tag of that name begins. */
static const char *raw_end(const char *p, const char *end,
			   struct furui_html_value name)
{
	while ((p = furui_find_pair(p, end, "</"))) {
		if ((size_t)(end - p) >= name.size + 2 &&
		    strncasecmp(p + 2, name.data, name.size) == 0)
			return p;
		p += 2;
	}
	return end;
}

/* The text of an element that has no tags in it, which nobody sees. A title
 * is so ordinary that it is not worth a note. */
static void read_raw(struct furui_html_reading *html)
{
	const char *from = html->next;
	html->next = raw_end(from, html->end, html->token.name);
	if (html->token.tag->id != FURUI_HTML_ID_TITLE)
		return;
	unsigned notes = html->out->notes;
	struct furui_html_look *look =
		html->stack.depth
			? &html->stack.elements[html->stack.depth - 1].look
			: &html->stack.root;
	struct furui_html_look kept = *look;
	look->how = FURUI_HTML_HIDDEN_DISPLAY;
	html->parted = true;
	furui_html_add_references(html, from, html->next);
	html->parted = true;
	*look = kept;
	html->out->notes = notes;
}

static void read_tag(struct furui_html_reading *html)
{
	struct furui_html_token *token = &html->token;
	html->next =
		furui_html_tag_read(html->next, html->end, &html->vain, token);
	if (token->closing) {
		furui_html_element_close(html);
		return;
	}
	if (token->tag->flags & FURUI_HTML_TELLING && token->inside.size &&
	    html->out->markup) {
		furui_buffer_add(html->out->markup, token->inside.data,
				 token->inside.size);
		furui_buffer_add_char(html->out->markup, '\n');
	}
	furui_html_element_open(html);
	bool empty = token->inside.size &&
		     token->inside.data[token->inside.size - 1] == '/';
	if (token->tag->flags & FURUI_HTML_RAW && !empty)
		read_raw(html);
}

/* Reads the style sheets wherever they stand: browsers apply them to what
 * comes before, too. */
static void read_sheets(struct furui_html_reading *html)
{
	bool open_comment = false;
	struct furui_buffer css = {0};
	struct furui_html_token token;
	const char *p = html->next, *end = html->end;
	while ((p = memchr(p, '<', (size_t)(end - p)))) {
		size_t left = (size_t)(end - p);
		if (left < 7)
			break;
		if (!open_comment && memcmp(p, "<!--", 4) == 0) {
			const char *close = comment_end(p + 4, end);
			open_comment = !close;
			p = close ? close : p + 4;
		} else if ((p[1] | 0x20) == 's' &&
			   strncasecmp(p + 1, "style", 5) == 0 &&
			   !furui_html_is_letter(p[6])) {
			p = furui_html_tag_read(p, end, &html->vain, &token);
			const char *close = raw_end(p, end, token.name);
			css.size = 0;
			furui_html_clean_css(p, (size_t)(close - p), &css);
			if (css.size)
				furui_html_sheet_read(&html->sheet, css.data,
						      css.size);
			p = close;
		} else {
			p++;
		}
	}
	furui_buffer_free(&css);
	if (html->sheet.full)
		html->out->notes |= FURUI_HTML_LIMIT;
}

static void read_all(struct furui_html_reading *html)
{
	while (html->next < html->end) {
		const char *p = html->next;
		const char *tag = memchr(p, '<', (size_t)(html->end - p));
		html->next = tag ? tag : html->end;
		furui_html_add_references(html, p, html->next);
		if (!tag)
			break;
		char c = html->end - tag > 1 ? tag[1] : ' ';
		char d = html->end - tag > 2 ? tag[2] : ' ';
		if (furui_html_is_letter(c) ||
		    (c == '/' && furui_html_is_letter(d)))
			read_tag(html);
		else if (c == '!' || c == '?' || c == '/')
			read_declaration(html);
		else {
			furui_html_add(html, tag, 1, false);
			html->next++;
		}
	}
	furui_html_link_end(html);
	if (html->images && !html->words)
		html->out->notes |= FURUI_HTML_IMAGE_ONLY;
}

void furui_html_read(const char *bytes, size_t size, struct furui_html *out)
{
	struct furui_buffer unwanted = {0};
	struct furui_html to = *out;
	to.notes = 0;
	if (!to.text)
		to.text = &unwanted;
	struct furui_html_reading html;
	memset(&html, 0, offsetof(struct furui_html_reading, token));
	html.next = bytes;
	html.end = bytes + size;
	html.out = &to;
	html.link_colour = 0x0000ee;
	furui_html_stack_init(&html.stack);
	if (size)
		read_sheets(&html);
	read_all(&html);
	out->notes = to.notes;
	furui_html_sheet_free(&html.sheet);
	furui_buffer_free(&html.value);
	furui_buffer_free(&html.css);
	furui_buffer_free(&html.link.target);
	furui_buffer_free(&unwanted);
}
