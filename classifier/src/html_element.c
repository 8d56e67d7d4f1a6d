/* What elements mean: what of their text is seen, where they lead, what of
 * them is worth a note. */
#include <string.h>
#include <strings.h>

#include "html_private.h"

static struct furui_html_value trimmed(const char *p, size_t size)
{
	const char *end = p + size;
	while (p < end && (unsigned char)*p <= ' ')
		p++;
	while (p < end && (unsigned char)end[-1] <= ' ')
		end--;
	return (struct furui_html_value){p, (size_t)(end - p)};
}

static bool begins(struct furui_html_value value, const char *word)
{
	size_t size = strlen(word);
	return value.size >= size && strncasecmp(value.data, word, size) == 0;
}

static bool is(struct furui_html_value value, const char *word)
{
	return value.size == strlen(word) && begins(value, word);
}

/* An inline style, without what would only lead astray. */
static void read_style(struct furui_html_reading *html,
		       struct furui_html_effect *effect)
{
	struct furui_html_value css =
		furui_html_value(html, FURUI_HTML_ATTR_STYLE);
	if (memchr(css.data, '\\', css.size) ||
	    memmem(css.data, css.size, "/*", 2)) {
		html->css.size = 0;
		furui_html_clean_css(css.data, css.size, &html->css);
		css.data = html->css.data;
		css.size = html->css.size;
	}
	if (css.size)
		furui_html_style(css.data, css.size, effect);
}

static void read_colours(struct furui_html_reading *html,
			 struct furui_html_effect *effect)
{
	const struct furui_html_token *token = &html->token;
	enum furui_html_attribute text = token->tag->id == FURUI_HTML_ID_BODY
						 ? FURUI_HTML_ATTR_TEXT
						 : FURUI_HTML_ATTR_COLOR;
	if (furui_html_has(token, text)) {
		struct furui_html_value v = furui_html_value(html, text);
		effect->fg = furui_html_colour_attribute(v.data, v.size);
	}
	if (furui_html_has(token, FURUI_HTML_ATTR_BGCOLOR)) {
		struct furui_html_value v =
			furui_html_value(html, FURUI_HTML_ATTR_BGCOLOR);
		effect->bg = furui_html_colour_attribute(v.data, v.size);
	}
	if (furui_html_has(token, FURUI_HTML_ATTR_BACKGROUND) &&
	    token->value[FURUI_HTML_ATTR_BACKGROUND].size)
		effect->bg = FURUI_COLOUR_UNKNOWN;
}

/* How the element's text looks, by its attributes and the style sheets:
 * attributes first, then the sheets, style= and what is important. */
static void read_effect(struct furui_html_reading *html,
			struct furui_html_effect *effect)
{
	const struct furui_html_token *token = &html->token;
	*effect = furui_html_no_effect;
	if (token->tag->id == FURUI_HTML_ID_A &&
	    furui_html_has(token, FURUI_HTML_ATTR_HREF))
		effect->fg = html->link_colour;
	if (token->tag->id == FURUI_HTML_ID_TEMPLATE ||
	    furui_html_has(token, FURUI_HTML_ATTR_HIDDEN))
		effect->display = 1;
	if (token->there) {
		read_colours(html, effect);
		/* <font size=…> is never too small to read. */
		if (token->tag->id == FURUI_HTML_ID_FONT &&
		    furui_html_has(token, FURUI_HTML_ATTR_SIZE))
			effect->size = 16000;
	}
	furui_html_sheet_apply(&html->sheet, token, false, effect);
	if (furui_html_has(token, FURUI_HTML_ATTR_STYLE))
		read_style(html, effect);
	furui_html_sheet_apply(&html->sheet, token, true, effect);
	if (effect->bidi)
		html->out->notes |= FURUI_HTML_BIDI;
}

static void give_link(struct furui_html_reading *html,
		      enum furui_html_link_kind kind,
		      struct furui_html_value target,
		      struct furui_html_value text)
{
	if (begins(target, "javascript:"))
		html->out->notes |= FURUI_HTML_SCRIPT;
	if (!html->out->link || !target.size)
		return;
	struct furui_html_link link = {kind, target.data, target.size,
				       text.data, text.size};
	html->out->link(html->out->context, &link);
}

static const struct furui_html_value none = {"", 0};

void furui_html_link_end(struct furui_html_reading *html)
{
	if (!html->link.open)
		return;
	html->link.open = false;
	const struct furui_buffer *target = &html->link.target;
	const struct furui_buffer *text = html->out->text;
	if (html->link.image && !html->link.words)
		html->out->notes |= FURUI_HTML_LINK_IMAGE;
	bool any = text->size > html->link.text;
	give_link(html, FURUI_HTML_LINK,
		  (struct furui_html_value){target->data, target->size},
		  any ? trimmed(text->data + html->link.text,
				text->size - html->link.text)
		      : none);
}

static void begin_link(struct furui_html_reading *html)
{
	furui_html_link_end(html);
	if (!furui_html_has(&html->token, FURUI_HTML_ATTR_HREF))
		return;
	struct furui_html_value target =
		furui_html_value(html, FURUI_HTML_ATTR_HREF);
	html->link.open = true;
	html->link.words = html->link.image = false;
	html->link.text = html->out->text->size;
	html->link.target.size = 0;
	furui_buffer_add(&html->link.target, target.data, target.size);
}

/* In whole pixels as an attribute has it; -1 when it is not there. */
static int attribute_pixels(const struct furui_html_token *token,
			    enum furui_html_attribute attribute)
{
	int pixels = 0;
	if (!furui_html_has(token, attribute))
		return -1;
	struct furui_html_value value = trimmed(token->value[attribute].data,
						token->value[attribute].size);
	size_t i = 0;
	for (; i < value.size && i < 6 && value.data[i] >= '0' &&
	       value.data[i] <= '9';
	     i++)
		pixels = pixels * 10 + (value.data[i] - '0');
	return i == 0 || (i < value.size && value.data[i] == '%') ? -1 : pixels;
}

static bool is_pixel(const struct furui_html_token *token,
		     const struct furui_html_effect *effect)
{
	int width = attribute_pixels(token, FURUI_HTML_ATTR_WIDTH);
	int height = attribute_pixels(token, FURUI_HTML_ATTR_HEIGHT);
	if (effect->width >= 0)
		width = effect->width / 1000;
	if (effect->height >= 0)
		height = effect->height / 1000;
	return width >= 0 && width <= 1 && height >= 0 && height <= 1;
}

/* As a person sees it with images off: its alt=, else its title=. */
static void read_image(struct furui_html_reading *html,
		       const struct furui_html_effect *effect, bool seen)
{
	unsigned *notes = &html->out->notes;
	struct furui_html_value src =
		furui_html_value(html, FURUI_HTML_ATTR_SRC);
	give_link(html, FURUI_HTML_IMAGE, src, none);
	if (begins(src, "http:") || begins(src, "https:") || begins(src, "//"))
		*notes |= FURUI_HTML_IMAGE_REMOTE;
	else if (begins(src, "cid:"))
		*notes |= FURUI_HTML_IMAGE_CID;
	if (is_pixel(&html->token, effect)) {
		*notes |= FURUI_HTML_IMAGE_PIXEL;
		return;
	}
	if (!seen)
		return;
	html->images = true;
	html->link.image = true;
	furui_html_part(html, FURUI_FLOW_SPACE, false);
	struct furui_html_value alt = furui_html_value(
		html, furui_html_has(&html->token, FURUI_HTML_ATTR_ALT)
			      ? FURUI_HTML_ATTR_ALT
			      : FURUI_HTML_ATTR_TITLE);
	if (alt.size) {
		furui_html_add(html, alt.data, alt.size, true);
		furui_html_part(html, FURUI_FLOW_SPACE, false);
	}
}

static void read_input(struct furui_html_reading *html)
{
	struct furui_html_value type =
		furui_html_value(html, FURUI_HTML_ATTR_TYPE);
	bool password = is(type, "password");
	bool button =
		is(type, "submit") || is(type, "button") || is(type, "reset");
	if (password)
		html->out->notes |= FURUI_HTML_FORM_PASSWORD;
	if (!button)
		return;
	struct furui_html_value label =
		furui_html_value(html, FURUI_HTML_ATTR_VALUE);
	furui_html_add(html, label.data, label.size, false);
	furui_html_part(html, FURUI_FLOW_SPACE,
			furui_html_look(&html->stack)->how != 0);
}

static void read_body(struct furui_html_reading *html,
		      const struct furui_html_effect *effect)
{
	/* Browsers take a second one's attributes for nothing. */
	if (html->token.tag->id == FURUI_HTML_ID_BODY) {
		if (html->has_body)
			return;
		html->has_body = true;
	}
	if (furui_html_has(&html->token, FURUI_HTML_ATTR_LINK)) {
		struct furui_html_value link =
			furui_html_value(html, FURUI_HTML_ATTR_LINK);
		html->link_colour =
			furui_html_colour_attribute(link.data, link.size);
	}
	html->stack.root = furui_html_look_inside(&html->stack.root, effect);
}

static void read_particular(struct furui_html_reading *html,
			    const struct furui_html_effect *effect, bool seen)
{
	unsigned *notes = &html->out->notes;
	switch (html->token.tag->id) {
	case FURUI_HTML_ID_A:
		begin_link(html);
		break;
	case FURUI_HTML_ID_AREA:
		give_link(html, FURUI_HTML_LINK,
			  furui_html_value(html, FURUI_HTML_ATTR_HREF), none);
		break;
	case FURUI_HTML_ID_BASE:
		give_link(html, FURUI_HTML_BASE,
			  furui_html_value(html, FURUI_HTML_ATTR_HREF), none);
		break;
	case FURUI_HTML_ID_FORM:
		*notes |= FURUI_HTML_FORM;
		give_link(html, FURUI_HTML_FORM_ACTION,
			  furui_html_value(html, FURUI_HTML_ATTR_ACTION), none);
		break;
	case FURUI_HTML_ID_IMG:
		read_image(html, effect, seen);
		break;
	case FURUI_HTML_ID_INPUT:
		read_input(html);
		break;
	case FURUI_HTML_ID_BDO:
		if (is(furui_html_value(html, FURUI_HTML_ATTR_DIR), "rtl"))
			*notes |= FURUI_HTML_BIDI;
		break;
	case FURUI_HTML_ID_META:
		if (is(furui_html_value(html, FURUI_HTML_ATTR_HTTP_EQUIV),
		       "refresh"))
			*notes |= FURUI_HTML_REFRESH;
		break;
	case FURUI_HTML_ID_IFRAME:
		*notes |= FURUI_HTML_IFRAME;
		break;
	case FURUI_HTML_ID_SCRIPT:
		*notes |= FURUI_HTML_SCRIPT;
		break;
	default:
		break;
	}
}

void furui_html_element_open(struct furui_html_reading *html)
{
	const struct furui_html_token *token = &html->token;
	const struct furui_html_tag *tag = token->tag;
	struct furui_html_effect effect;
	read_effect(html, &effect);
	const struct furui_html_look *look = furui_html_look(&html->stack);
	bool hidden;
	if (tag->id == FURUI_HTML_ID_BODY || tag->id == FURUI_HTML_ID_PAGE) {
		read_body(html, &effect);
		hidden = false;
	} else if (tag->flags & (FURUI_HTML_VOID | FURUI_HTML_RAW)) {
		hidden = furui_html_look_inside(look, &effect).how != 0;
	} else {
		/* "<o:p/>" is empty; "<div/>" is not, in a browser. */
		bool empty =
			token->inside.size &&
			token->inside.data[token->inside.size - 1] == '/' &&
			memchr(token->name.data, ':', token->name.size);
		if (!empty &&
		    furui_html_stack_open(&html->stack, token, &effect))
			html->out->notes |= FURUI_HTML_LIMIT;
		hidden = furui_html_look(&html->stack)->how != 0;
	}
	if (tag->id != FURUI_HTML_ID_IMG)
		furui_html_part(html, tag->flow, hidden);
	read_particular(html, &effect, !hidden);
}

void furui_html_element_close(struct furui_html_reading *html)
{
	const struct furui_html_tag *tag = html->token.tag;
	if (tag->id == FURUI_HTML_ID_A || tag->id == FURUI_HTML_ID_CELL)
		furui_html_link_end(html);
	bool hidden = furui_html_stack_close(&html->stack, &html->token);
	furui_html_part(html, tag->flow, hidden);
}
