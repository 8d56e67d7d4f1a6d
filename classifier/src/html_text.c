/* Where the text of an HTML text goes: to what is seen or to what is hidden. */
#include <string.h>

#include "html_entity.h"
#include "html_private.h"

/* True when the text has a letter, a digit or anything else than blanks of
 * whatever width. */
static bool has_words(const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		unsigned c = (unsigned char)text[i];
		if (furui_html_is_letter(text[i]) || c - '0' < 10)
			return true;
		if (c < 0x80)
			continue;
		/* U+00A0, U+00AD; U+2000 to U+203F; U+3000; U+FEFF */
		size_t left = size - i;
		const char *s = text + i;
		if (left >= 2 && c == 0xc2 &&
		    (s[1] == '\xa0' || s[1] == '\xad'))
			i += 1;
		else if (left >= 3 && (memcmp(s, "\xe2\x80", 2) == 0 ||
				       memcmp(s, "\xe3\x80\x80", 3) == 0 ||
				       memcmp(s, "\xef\xbb\xbf", 3) == 0))
			i += 2;
		else
			return true;
	}
	return false;
}

void furui_html_part(struct furui_html_reading *html, enum furui_html_flow flow,
		     bool hidden)
{
	struct furui_buffer *to = hidden ? html->out->hidden : html->out->text;
	if (!to || !to->size || flow == FURUI_FLOW_INLINE)
		return;
	char last = to->data[to->size - 1];
	if (flow == FURUI_FLOW_SPACE) {
		if (last != ' ' && last != '\t' && last != '\n')
			furui_buffer_add_char(to, ' ');
	} else if (flow == FURUI_FLOW_CELL) {
		if (last != '\t' && last != '\n')
			furui_buffer_add_char(to, '\t');
	} else if (last != '\n') {
		furui_buffer_add(to, "\n\n",
				 flow == FURUI_FLOW_PARAGRAPH ? 2 : 1);
	} else if (flow == FURUI_FLOW_PARAGRAPH && to->size > 1 &&
		   to->data[to->size - 2] != '\n') {
		furui_buffer_add_char(to, '\n');
	}
}

void furui_html_add_hidden(struct furui_html_reading *html, const char *text,
			   size_t size)
{
	if (html->parted)
		furui_html_part(html, FURUI_FLOW_LINE, true);
	html->parted = false;
	if (html->out->hidden)
		furui_buffer_add(html->out->hidden, text, size);
}

void furui_html_add(struct furui_html_reading *html, const char *text,
		    size_t size, bool alt)
{
	unsigned how = furui_html_look(&html->stack)->how;
	if (!size)
		return;
	if (how) {
		if ((html->out->notes & how) != how && has_words(text, size))
			html->out->notes |= how;
		furui_html_add_hidden(html, text, size);
		return;
	}
	furui_buffer_add(html->out->text, text, size);
	html->parted = true;
	if (!alt && (!html->words || (html->link.open && !html->link.words)) &&
	    has_words(text, size))
		html->words = html->link.words = true;
}

/* Text up to `end`, which has no tags; references are decoded. */
void furui_html_add_references(struct furui_html_reading *html, const char *p,
			       const char *end)
{
	while (p < end) {
		const char *and = memchr(p, '&', (size_t)(end - p));
		if (!and)
			and = end;
		furui_html_add(html, p, (size_t)(and-p), false);
		if (and == end)
			break;
		char utf8[8];
		size_t size;
		p = furui_html_entity(and, html->end, false, utf8, &size);
		if (p) {
			furui_html_add(html, utf8, size, false);
		} else {
			furui_html_add(html, and, 1, false);
			p = and+1;
		}
	}
}

struct furui_html_value furui_html_value(struct furui_html_reading *html,
					 enum furui_html_attribute attribute)
{
	static const struct furui_html_value none = {"", 0};
	if (!furui_html_has(&html->token, attribute))
		return none;
	struct furui_html_value value = html->token.value[attribute];
	const char *p = value.data, *end = p + value.size;
	struct furui_buffer *to = &html->value;
	to->size = 0;
	while (p < end) {
		const char *and = memchr(p, '&', (size_t)(end - p));
		if (!and&&!to->size)
			break;
		if (!and)
			and = end;
		furui_buffer_add(to, p, (size_t)(and-p));
		if (and == end)
			break;
		char utf8[8];
		size_t size;
		p = furui_html_entity(and, end, true, utf8, &size);
		furui_buffer_add(to, p ? utf8 : "&", p ? size : 1);
		if (!p)
			p = and+1;
	}
	if (to->size) {
		value.data = to->data;
		value.size = to->size;
	}
	while (value.size && (unsigned char)*value.data <= ' ') {
		value.data++;
		value.size--;
	}
	while (value.size && (unsigned char)value.data[value.size - 1] <= ' ')
		value.size--;
	return value;
}
