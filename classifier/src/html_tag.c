/* Reads one tag of an HTML text: its name and the attributes that count. */
#include <string.h>
#include <strings.h>

#include "furui/hash.h"
#include "html_private.h"

#define TAG(name, id, flow, flags)                                             \
	{                                                                      \
		name, FURUI_HTML_ID_##id, FURUI_FLOW_##flow, flags             \
	}

enum {
	VOID = FURUI_HTML_VOID,
	RAW = FURUI_HTML_RAW,
	BOLD = FURUI_HTML_FORMATTING,
	ENDS_P = FURUI_HTML_ENDS_P,
	TELLING = FURUI_HTML_TELLING,
	NAME_LONGEST = 10,
};

/* By name, for the search. Other tags leave a word whole, as browsers have
 * it. The attributes that count as markup are bogofilter's choice. */
static const struct furui_html_tag tags[] = {
	TAG("a", A, INLINE, BOLD | TELLING),
	TAG("address", OTHER, LINE, ENDS_P),
	TAG("area", AREA, SPACE, VOID),
	TAG("article", OTHER, PARAGRAPH, ENDS_P),
	TAG("aside", OTHER, PARAGRAPH, ENDS_P),
	TAG("b", OTHER, INLINE, BOLD),
	TAG("base", BASE, INLINE, VOID),
	TAG("bdo", BDO, INLINE, 0),
	TAG("big", OTHER, INLINE, BOLD),
	TAG("blockquote", OTHER, PARAGRAPH, ENDS_P),
	TAG("body", BODY, LINE, 0),
	TAG("br", OTHER, LINE, VOID),
	TAG("button", OTHER, SPACE, 0),
	TAG("caption", CELL, LINE, 0),
	TAG("center", OTHER, LINE, ENDS_P),
	TAG("code", OTHER, INLINE, BOLD),
	TAG("col", OTHER, INLINE, VOID),
	TAG("datalist", TEMPLATE, INLINE, 0),
	TAG("dd", ITEM, LINE, ENDS_P),
	TAG("details", OTHER, LINE, ENDS_P),
	TAG("div", OTHER, LINE, ENDS_P),
	TAG("dl", LIST, PARAGRAPH, ENDS_P),
	TAG("dt", ITEM, LINE, ENDS_P),
	TAG("em", OTHER, INLINE, BOLD),
	TAG("embed", OTHER, SPACE, VOID),
	TAG("fieldset", OTHER, LINE, ENDS_P),
	TAG("figcaption", OTHER, LINE, ENDS_P),
	TAG("figure", OTHER, LINE, ENDS_P),
	TAG("font", FONT, INLINE, BOLD | TELLING),
	TAG("footer", OTHER, PARAGRAPH, ENDS_P),
	TAG("form", FORM, PARAGRAPH, ENDS_P),
	TAG("frame", OTHER, LINE, VOID),
	TAG("h1", OTHER, PARAGRAPH, ENDS_P),
	TAG("h2", OTHER, PARAGRAPH, ENDS_P),
	TAG("h3", OTHER, PARAGRAPH, ENDS_P),
	TAG("h4", OTHER, PARAGRAPH, ENDS_P),
	TAG("h5", OTHER, PARAGRAPH, ENDS_P),
	TAG("h6", OTHER, PARAGRAPH, ENDS_P),
	TAG("head", PAGE, LINE, 0),
	TAG("header", OTHER, PARAGRAPH, ENDS_P),
	TAG("hr", OTHER, PARAGRAPH, VOID | ENDS_P),
	TAG("html", PAGE, LINE, 0),
	TAG("i", OTHER, INLINE, BOLD),
	TAG("iframe", IFRAME, SPACE, RAW),
	TAG("img", IMG, SPACE, VOID | TELLING),
	TAG("input", INPUT, SPACE, VOID),
	TAG("legend", OTHER, LINE, 0),
	TAG("li", ITEM, LINE, ENDS_P),
	TAG("link", OTHER, INLINE, VOID),
	TAG("main", OTHER, PARAGRAPH, ENDS_P),
	TAG("marquee", OTHER, LINE, 0),
	TAG("meta", META, INLINE, VOID),
	TAG("nav", OTHER, PARAGRAPH, ENDS_P),
	TAG("nobr", OTHER, INLINE, BOLD),
	TAG("noembed", OTHER, INLINE, RAW),
	TAG("noframes", OTHER, INLINE, RAW),
	TAG("object", OTHER, SPACE, 0),
	TAG("ol", LIST, PARAGRAPH, ENDS_P),
	TAG("option", ITEM, LINE, 0),
	TAG("p", P, PARAGRAPH, ENDS_P),
	TAG("param", OTHER, INLINE, VOID),
	TAG("pre", OTHER, PARAGRAPH, ENDS_P),
	TAG("s", OTHER, INLINE, BOLD),
	TAG("script", SCRIPT, INLINE, RAW),
	TAG("section", OTHER, PARAGRAPH, ENDS_P),
	TAG("select", LIST, SPACE, 0),
	TAG("small", OTHER, INLINE, BOLD),
	TAG("source", OTHER, INLINE, VOID),
	TAG("strike", OTHER, INLINE, BOLD),
	TAG("strong", OTHER, INLINE, BOLD),
	TAG("style", OTHER, INLINE, RAW),
	TAG("summary", OTHER, LINE, ENDS_P),
	TAG("table", TABLE, PARAGRAPH, ENDS_P),
	TAG("tbody", OTHER, LINE, 0),
	TAG("td", CELL, CELL, 0),
	TAG("template", TEMPLATE, INLINE, 0),
	TAG("textarea", OTHER, SPACE, 0),
	TAG("tfoot", OTHER, LINE, 0),
	TAG("th", CELL, CELL, 0),
	TAG("thead", OTHER, LINE, 0),
	TAG("title", TITLE, INLINE, RAW),
	TAG("tr", ROW, LINE, 0),
	TAG("track", OTHER, INLINE, VOID),
	TAG("tt", OTHER, INLINE, BOLD),
	TAG("u", OTHER, INLINE, BOLD),
	TAG("ul", LIST, PARAGRAPH, ENDS_P),
	TAG("wbr", OTHER, INLINE, VOID),
};

static const struct furui_html_tag any = {"", FURUI_HTML_ID_OTHER,
					  FURUI_FLOW_INLINE, 0};

/* As strcmp(), which most pairs of names do not need. */
static int compare(const char *a, const char *b)
{
	if (a[0] != b[0])
		return a[0] - b[0];
	return a[1] != b[1] || !a[1] ? a[1] - b[1] : strcmp(a + 2, b + 2);
}

static void find_tag(struct furui_html_token *token)
{
	char name[NAME_LONGEST + 1] = "";
	size_t size = token->name.size;
	size_t low = 0, high = sizeof tags / sizeof *tags;
	if (size > NAME_LONGEST)
		high = 0;
	else
		for (size_t i = 0; i < size; i++)
			name[i] = (char)(token->name.data[i] | 0x20);
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = compare(tags[middle].name, name);
		if (order == 0) {
			token->tag = &tags[middle];
			token->key = middle;
			return;
		}
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	/* Blind to the case of letters; what else it confuses, no mail has. */
	uint64_t hash = 0;
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ ((unsigned char)token->name.data[i] | 0x20U)) *
		       0x100000001b3ULL; /* FNV-1a */
	token->tag = &any;
	token->key = furui_hash_mix(hash) | 1ULL << 63;
}

/* By length. */
static const struct {
	char name[11];
	uint8_t attribute;
} attributes[] = {
	{"id", FURUI_HTML_ATTR_ID},
	{"alt", FURUI_HTML_ATTR_ALT},
	{"dir", FURUI_HTML_ATTR_DIR},
	{"src", FURUI_HTML_ATTR_SRC},
	{"href", FURUI_HTML_ATTR_HREF},
	{"link", FURUI_HTML_ATTR_LINK},
	{"size", FURUI_HTML_ATTR_SIZE},
	{"text", FURUI_HTML_ATTR_TEXT},
	{"type", FURUI_HTML_ATTR_TYPE},
	{"class", FURUI_HTML_ATTR_CLASS},
	{"color", FURUI_HTML_ATTR_COLOR},
	{"style", FURUI_HTML_ATTR_STYLE},
	{"title", FURUI_HTML_ATTR_TITLE},
	{"value", FURUI_HTML_ATTR_VALUE},
	{"width", FURUI_HTML_ATTR_WIDTH},
	{"action", FURUI_HTML_ATTR_ACTION},
	{"height", FURUI_HTML_ATTR_HEIGHT},
	{"hidden", FURUI_HTML_ATTR_HIDDEN},
	{"bgcolor", FURUI_HTML_ATTR_BGCOLOR},
	{"background", FURUI_HTML_ATTR_BACKGROUND},
	{"http-equiv", FURUI_HTML_ATTR_HTTP_EQUIV},
};

/* Where the names of each length begin. */
static const uint8_t by_length[] = {0, 0, 0, 1, 4, 9, 15, 18, 19, 19, 19, 21};

static void keep(struct furui_html_token *token, const char *name,
		 const char *name_end, const char *value, const char *value_end)
{
	size_t size = (size_t)(name_end - name);
	if (size < 2 || size >= sizeof by_length - 1)
		return;
	for (size_t i = by_length[size]; i < by_length[size + 1]; i++) {
		if (attributes[i].name[0] != (*name | 0x20) ||
		    strncasecmp(attributes[i].name, name, size) != 0)
			continue;
		enum furui_html_attribute a = attributes[i].attribute;
		/* The first of a name counts. */
		if (furui_html_has(token, a))
			return;
		token->there |= 1U << a;
		token->value[a].data = value;
		token->value[a].size = (size_t)(value_end - value);
	}
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static const char *skip_blanks(const char *p, const char *end)
{
	while (p < end && is_blank(*p))
		p++;
	return p;
}

/* The end of the value in quotes at p, or NULL when the quote does not close
 * within the line of sight. A text in which they often do not is no HTML, and
 * is not read again and again. */
static const char *closing_quote(const char *tag, const char *p,
				 const char *end, size_t *vain)
{
	enum {
		LONGEST = 64 << 10,
		MOST_VAIN = 1 << 20
	};
	size_t sight = (size_t)(end - p) - 1;
	if (sight > LONGEST)
		sight = LONGEST;
	const char *close = *vain < MOST_VAIN ? memchr(p + 1, *p, sight) : NULL;
	if (!close)
		*vain += sight + (size_t)(p - tag);
	return close;
}

/* Behind the attribute at p, which is kept; NULL when its quote does not
 * close. */
static const char *read_attribute(const char *p, const char *end, size_t *vain,
				  struct furui_html_token *token)
{
	const char *name = p;
	while (p < end && *p != '=' && *p != '>' && *p != '/' && !is_blank(*p))
		p++;
	const char *name_end = p;
	const char *value = p, *value_end = p;
	p = skip_blanks(p, end);
	if (p == end || *p != '=') {
		keep(token, name, name_end, value, value_end);
		return name_end;
	}
	value = p = skip_blanks(p + 1, end);
	if (p < end && (*p == '"' || *p == '\'')) {
		value++;
		value_end = closing_quote(token->name.data, p, end, vain);
		if (!value_end)
			return NULL;
		p = value_end + 1;
	} else {
		while (p < end && *p != '>' && !is_blank(*p))
			p++;
		value_end = p;
	}
	keep(token, name, name_end, value, value_end);
	return p;
}

const char *furui_html_tag_read(const char *p, const char *end, size_t *vain,
				struct furui_html_token *token)
{
	p++;
	token->there = 0;
	token->closing = p < end && *p == '/';
	const char *name = p += token->closing;
	while (p < end && *p != '>' && *p != '/' && !is_blank(*p))
		p++;
	token->name = (struct furui_html_value){name, (size_t)(p - name)};
	find_tag(token);
	token->inside.data = p;
	while (p < end && *p != '>') {
		if (*p == '/' || is_blank(*p)) {
			p++;
			continue;
		}
		const char *behind = read_attribute(p, end, vain, token);
		if (!behind) {
			/* The first '>' ends the tag after all. */
			p = memchr(name, '>', (size_t)(end - name));
			break;
		}
		p = behind;
	}
	if (!p)
		p = end;
	token->inside.size = (size_t)(p - token->inside.data);
	return p < end ? p + 1 : end;
}
