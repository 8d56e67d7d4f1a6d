/* The rules of an HTML text's own style sheets, as far as their selectors are
 * a tag, a class, an id, or a tag with one of these. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "furui/find.h"
#include "furui/hash.h"
#include "html_private.h"
#include "utf8.h"

enum {
	SELECTOR_LONGEST = 100, /* bytes */
	MOST_RULES = FURUI_HTML_RULES * 3 / 4,
};

static bool is_hex(char c)
{
	return (unsigned)(unsigned char)c - '0' < 10 ||
	       ((unsigned)(unsigned char)c | 0x20) - 'a' < 6;
}

/* Behind the escape at p ('\\'), whose character is appended. */
static const char *read_escape(const char *p, const char *end,
			       struct furui_buffer *out)
{
	uint32_t value = 0;
	char utf8[4];
	const char *first = ++p;
	for (; p < end && p - first < 6 && is_hex(*p); p++) {
		uint32_t c = (unsigned char)*p;
		value = value * 16 +
			(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
	}
	if (p == first)
		return p;
	if (p < end && (*p == ' ' || *p == '\n' || *p == '\t'))
		p++;
	if (value == 0 || value > 0x10ffff ||
	    (value >= 0xd800 && value < 0xe000))
		value = 0xfffd;
	furui_buffer_add(out, utf8,
			 (size_t)(furui_utf8_put(utf8, value) - utf8));
	return p;
}

void furui_html_clean_css(const char *css, size_t size,
			  struct furui_buffer *out)
{
	const char *end = css + size;
	bool open_comment = false;
	for (const char *p = css; p < end;) {
		const char *plain = p;
		while (p < end && *p != '\\' && *p != '/')
			p++;
		furui_buffer_add(out, plain, (size_t)(p - plain));
		if (p == end)
			break;
		if (*p == '\\') {
			p = read_escape(p, end, out);
		} else if (end - p > 1 && p[1] == '*' && !open_comment) {
			const char *close = furui_find_pair(p + 2, end, "*/");
			open_comment = !close;
			p = close ? close + 2 : p + 2;
		} else {
			furui_buffer_add_char(out, *p++);
		}
	}
}

/* Hashes selectors blind to case: what differs in nothing else, no mail has. */
static uint64_t hash_selector(const char *tag, size_t tag_size, char kind,
			      const char *name, size_t name_size)
{
	char text[2 * SELECTOR_LONGEST + 2];
	size_t size = 0;
	if (tag_size > SELECTOR_LONGEST || name_size > SELECTOR_LONGEST)
		return 0;
	for (size_t i = 0; i < tag_size; i++)
		text[size++] = (char)(tag[i] | 0x20);
	if (kind)
		text[size++] = kind;
	for (size_t i = 0; i < name_size; i++)
		text[size++] = (char)(name[i] | 0x20);
	return furui_hash(text, size, 0);
}

static struct furui_html_rule *find(const struct furui_html_sheet *sheet,
				    uint64_t selector)
{
	size_t at = selector & (FURUI_HTML_RULES - 1);
	while (sheet->rules[at].selector &&
	       sheet->rules[at].selector != selector)
		at = (at + 1) & (FURUI_HTML_RULES - 1);
	return &sheet->rules[at];
}

static void put(struct furui_html_sheet *sheet, uint64_t selector,
		const struct furui_html_effect *effect)
{
	if (!selector)
		return;
	if (!sheet->rules) {
		size_t bytes = FURUI_HTML_RULES * sizeof *sheet->rules;
		sheet->rules = furui_xmalloc(bytes);
		memset(sheet->rules, 0, bytes);
	}
	struct furui_html_rule *rule = find(sheet, selector);
	if (!rule->selector) {
		if (sheet->count == MOST_RULES) {
			sheet->full = true;
			return;
		}
		sheet->count++;
		rule->selector = selector;
		rule->effect = furui_html_no_effect;
	}
	furui_html_overlay(&rule->effect, effect);
}

static bool is_name(char c)
{
	unsigned u = (unsigned char)c;
	return u >= 0x80 || (u | 0x20) - 'a' < 26 || u - '0' < 10 || u == '-' ||
	       u == '_';
}

static const char *skip_name(const char *p, const char *end)
{
	while (p < end && is_name(*p))
		p++;
	return p;
}

/* One selector of a list. Of a longer one the last part alone counts, and
 * only to say that there may be another background. */
static void read_selector(struct furui_html_sheet *sheet, const char *p,
			  const char *end,
			  const struct furui_html_effect *effect)
{
	while (p < end && (unsigned char)*p <= ' ')
		p++;
	while (p < end && (unsigned char)end[-1] <= ' ')
		end--;
	const char *last = end;
	while (last > p && !strchr(" \t\r\n\f>+~", last[-1]))
		last--;
	struct furui_html_effect maybe = furui_html_no_effect;
	if (last > p) {
		if (effect->bg == FURUI_COLOUR_UNSET)
			return;
		maybe.bg = FURUI_COLOUR_UNKNOWN;
		effect = &maybe;
	}
	if (last < end && *last == '*')
		last++;
	const char *tag_end = skip_name(last, end);
	const char *name = tag_end, *name_end = tag_end;
	char kind = 0;
	if (name < end && (*name == '.' || *name == '#')) {
		kind = *name++;
		name_end = skip_name(name, end);
	}
	if (name_end == end && end > last)
		put(sheet,
		    hash_selector(last, (size_t)(tag_end - last), kind, name,
				  (size_t)(name_end - name)),
		    effect);
}

/* Behind the block in braces at p. */
static const char *skip_block(const char *p, const char *end)
{
	int depth = 0;
	for (; p < end; p++) {
		if (*p == '{')
			depth++;
		else if (*p == '}' && --depth <= 0)
			return p + 1;
	}
	return end;
}

/* Behind the at-rule at p, or at its first rule when they hold for a screen
 * of any size. */
static const char *read_at_rule(const char *p, const char *end)
{
	const char *from = p;
	while (p < end && *p != '{' && *p != ';')
		p++;
	if (p == end || *p == ';')
		return p + (p < end);
	size_t size = (size_t)(p - from);
	bool any = size > 6 && strncasecmp(from, "@media", 6) == 0 &&
		   !memchr(from, '(', size) &&
		   (memmem(from, size, "screen", 6) ||
		    memmem(from, size, "all", 3));
	return any ? p + 1 : skip_block(p, end);
}

/* Behind the rule at p. */
static const char *read_rule(struct furui_html_sheet *sheet, const char *p,
			     const char *end)
{
	const char *open = memchr(p, '{', (size_t)(end - p));
	if (!open)
		return end;
	const char *close = memchr(open, '}', (size_t)(end - open));
	if (!close)
		close = end;
	struct furui_html_effect effect = furui_html_no_effect;
	furui_html_style(open + 1, (size_t)(close - open - 1), &effect);
	if (furui_html_has_effect(&effect)) {
		while (p < open) {
			const char *comma = memchr(p, ',', (size_t)(open - p));
			if (!comma)
				comma = open;
			read_selector(sheet, p, comma, &effect);
			p = comma + 1;
		}
	}
	return close + (close < end);
}

void furui_html_sheet_read(struct furui_html_sheet *sheet, const char *css,
			   size_t size)
{
	const char *end = css + size;
	for (const char *p = css; p < end;) {
		size_t left = (size_t)(end - p);
		if ((unsigned char)*p <= ' ' || *p == '}')
			p++;
		else if (left >= 4 && memcmp(p, "<!--", 4) == 0)
			p += 4;
		else if (left >= 3 && memcmp(p, "-->", 3) == 0)
			p += 3;
		else if (*p == '@')
			p = read_at_rule(p, end);
		else
			p = read_rule(sheet, p, end);
	}
}

void furui_html_sheet_free(struct furui_html_sheet *sheet)
{
	free(sheet->rules);
	*sheet = (struct furui_html_sheet){0};
}

static void apply(const struct furui_html_sheet *sheet, uint64_t selector,
		  bool important, struct furui_html_effect *effect)
{
	if (!selector)
		return;
	const struct furui_html_rule *rule = find(sheet, selector);
	if (rule->selector && rule->effect.important == important)
		furui_html_overlay(effect, &rule->effect);
}

void furui_html_sheet_apply(const struct furui_html_sheet *sheet,
			    const struct furui_html_token *token,
			    bool important, struct furui_html_effect *effect)
{
	if (!sheet->count)
		return;
	const char *tag = token->name.data;
	size_t size = token->name.size;
	apply(sheet, hash_selector(tag, size, 0, "", 0), important, effect);
	if (furui_html_has(token, FURUI_HTML_ATTR_CLASS)) {
		const struct furui_html_value *value =
			&token->value[FURUI_HTML_ATTR_CLASS];
		const char *end = value->data + value->size;
		for (const char *p = value->data; p < end;) {
			const char *from = p;
			while (p < end && (unsigned char)*p > ' ')
				p++;
			size_t length = (size_t)(p - from);
			p++;
			if (!length)
				continue;
			apply(sheet, hash_selector("", 0, '.', from, length),
			      important, effect);
			apply(sheet,
			      hash_selector(tag, size, '.', from, length),
			      important, effect);
		}
	}
	if (furui_html_has(token, FURUI_HTML_ATTR_ID)) {
		const struct furui_html_value *id =
			&token->value[FURUI_HTML_ATTR_ID];
		apply(sheet, hash_selector("", 0, '#', id->data, id->size),
		      important, effect);
		apply(sheet, hash_selector(tag, size, '#', id->data, id->size),
		      important, effect);
	}
}
