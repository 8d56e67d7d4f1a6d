/* What the declarations of a style say of how text looks. */
#include <string.h>
#include <strings.h>

#include "html_private.h"

/* What is gathered until the declarations end. */
struct reading {
	struct furui_html_effect *effect;
	bool clipped;    /* overflow: hidden */
	bool positioned; /* absolute, fixed */
	bool far;        /* off the page */
};

static bool is(const struct furui_html_value *value, const char *word)
{
	size_t size = strlen(word);
	return value->size >= size && strncasecmp(value->data, word, size) == 0;
}

enum unit {
	ABSOLUTE,
	RELATIVE, /* to the font's size, or a percentage */
	BARE,     /* a number */
};

/* Reads a length in thousandths of a pixel; a relative one in thousandths;
 * -1 when there is none. */
static int read_length(const struct furui_html_value *value, int64_t *length,
		       enum unit *unit)
{
	static const struct {
		const char *name;
		int thousandths;
		enum unit unit;
	} units[] = {
		{"px", 1000, ABSOLUTE},   {"pt", 1333, ABSOLUTE},
		{"rem", 16000, ABSOLUTE}, {"em", 1000, RELATIVE},
		{"%", 10, RELATIVE},      {"ex", 500, RELATIVE},
		{"ch", 500, RELATIVE},    {"pc", 16000, ABSOLUTE},
		{"in", 96000, ABSOLUTE},  {"cm", 38000, ABSOLUTE},
		{"mm", 3800, ABSOLUTE},   {"vw", 10000, ABSOLUTE},
		{"vh", 8000, ABSOLUTE},   {"", 1000, BARE},
	};
	enum {
		MOST = 100000000
	};
	const char *p = value->data, *end = p + value->size;
	bool negative = p < end && *p == '-';
	p += negative || (p < end && *p == '+');
	const char *first = p;
	int64_t number = 0, scale = 1000;
	for (; p < end && *p >= '0' && *p <= '9'; p++)
		if (number < MOST)
			number = number * 10 + (*p - '0');
	number *= 1000;
	if (p < end && *p == '.')
		for (p++; p < end && *p >= '0' && *p <= '9'; p++)
			number += (*p - '0') * (scale /= 10);
	if (p == first)
		return -1;
	struct furui_html_value rest = {p, (size_t)(end - p)};
	size_t i = 0;
	while (!is(&rest, units[i].name))
		i++;
	number = number * units[i].thousandths / 1000;
	if (number > MOST)
		number = MOST;
	*length = negative ? -number : number;
	*unit = units[i].unit;
	return 0;
}

static void set_colour(uint32_t *to, uint32_t colour)
{
	if (colour != FURUI_COLOUR_UNSET)
		*to = colour;
}

/* The next word of a value; parentheses keep one together. */
static bool next_word(struct furui_html_value *rest,
		      struct furui_html_value *word)
{
	const char *p = rest->data, *end = p + rest->size;
	while (p < end && (unsigned char)*p <= ' ')
		p++;
	word->data = p;
	int depth = 0;
	for (; p < end && (depth || (unsigned char)*p > ' '); p++)
		depth += *p == '(' ? 1 : *p == ')' && depth ? -1 : 0;
	word->size = (size_t)(p - word->data);
	rest->data = p;
	rest->size = (size_t)(end - p);
	return word->size != 0;
}

static void read_background(struct reading *r, struct furui_html_value value)
{
	struct furui_html_value word;
	while (next_word(&value, &word)) {
		uint32_t colour = furui_html_colour(word.data, word.size);
		if (colour == FURUI_COLOUR_CLEAR)
			continue; /* what is behind it shows */
		set_colour(&r->effect->bg, colour);
		if (colour == FURUI_COLOUR_UNKNOWN)
			return; /* an image */
	}
}

static void read_colour(struct reading *r, struct furui_html_value value)
{
	set_colour(&r->effect->fg, furui_html_colour(value.data, value.size));
}

static void read_direction(struct reading *r, struct furui_html_value value)
{
	r->effect->bidi |=
		is(&value, "bidi-override") || is(&value, "isolate-override");
}

static void read_display(struct reading *r, struct furui_html_value value)
{
	r->effect->display = is(&value, "none");
}

/* Outlook's own. */
static void read_mso_hide(struct reading *r, struct furui_html_value value)
{
	if (is(&value, "all"))
		r->effect->display = 1;
}

static void read_visibility(struct reading *r, struct furui_html_value value)
{
	r->effect->visibility = is(&value, "hidden") || is(&value, "collapse");
}

static void read_opacity(struct reading *r, struct furui_html_value value)
{
	int64_t length;
	enum unit unit;
	if (read_length(&value, &length, &unit) == 0 && length <= 50)
		r->effect->hard |= FURUI_HTML_HIDDEN_VISIBILITY;
}

static void read_font_size(struct reading *r, struct furui_html_value value)
{
	static const char *const larger[] = {"xx-", "x-", "small", "medium",
					     "large"};
	int64_t length;
	enum unit unit;
	struct furui_html_effect *effect = r->effect;
	if (is(&value, "larger") || is(&value, "smaller")) {
		effect->scale = is(&value, "larger") ? 1200 : 833;
		effect->size = -1;
	} else if (read_length(&value, &length, &unit) == 0 && length >= 0) {
		effect->scale = unit == RELATIVE ? (int32_t)length : -1;
		effect->size = unit == RELATIVE ? -1 : (int32_t)length;
	} else {
		for (size_t i = 0; i < sizeof larger / sizeof *larger; i++)
			if (is(&value, larger[i])) {
				effect->size = 16000;
				effect->scale = -1;
			}
	}
}

/* "bold 12px/1.5 serif": the size is the first number with a unit, or 0. */
static void read_font(struct reading *r, struct furui_html_value value)
{
	struct furui_html_value word;
	int64_t length;
	enum unit unit;
	while (next_word(&value, &word)) {
		if (read_length(&word, &length, &unit) == 0 &&
		    (unit != BARE || length == 0)) {
			read_font_size(r, word);
			return;
		}
	}
}

static int32_t pixels(const struct furui_html_value *value)
{
	int64_t length;
	enum unit unit;
	if (read_length(value, &length, &unit) || length < 0)
		return -1;
	if (unit == RELATIVE)
		length *= 16;
	return length > INT32_MAX ? INT32_MAX : (int32_t)length;
}

static void read_width(struct reading *r, struct furui_html_value value)
{
	r->effect->width = pixels(&value);
}

static void read_height(struct reading *r, struct furui_html_value value)
{
	r->effect->height = pixels(&value);
}

/* A later or earlier "height" does not undo it. */
static void read_most_height(struct reading *r, struct furui_html_value value)
{
	int32_t height = pixels(&value);
	if (height >= 0 && height <= 1000)
		r->effect->height = height;
}

static void read_most_width(struct reading *r, struct furui_html_value value)
{
	int32_t width = pixels(&value);
	if (width >= 0 && width <= 1000)
		r->effect->width = width;
}

static void read_overflow(struct reading *r, struct furui_html_value value)
{
	r->clipped = is(&value, "hidden") || is(&value, "clip");
}

static void read_position(struct reading *r, struct furui_html_value value)
{
	r->positioned = is(&value, "absolute") || is(&value, "fixed");
}

enum {
	OFF_PAGE = 300 * 1000,
	OFF_ANY_PAGE = 5000 * 1000,
};

static bool is_off(const struct furui_html_value *value)
{
	int64_t length;
	enum unit unit;
	if (read_length(value, &length, &unit))
		return false;
	if (unit == RELATIVE)
		length *= 16;
	return length <= -OFF_PAGE || length >= OFF_ANY_PAGE;
}

static void read_place(struct reading *r, struct furui_html_value value)
{
	r->far |= is_off(&value);
}

static void read_shift(struct reading *r, struct furui_html_value value)
{
	if (is_off(&value))
		r->effect->hard |= FURUI_HTML_HIDDEN_POSITION;
}

static void read_clip(struct reading *r, struct furui_html_value value)
{
	static const char nothing[] = "rect(0";
	if (is(&value, nothing) || is(&value, "inset(100%") ||
	    is(&value, "inset(50%"))
		r->effect->hard |= FURUI_HTML_HIDDEN_POSITION;
}

static const struct {
	const char *name;
	void (*read)(struct reading *r, struct furui_html_value value);
} properties[] = {
	{"background", read_background},
	{"background-color", read_background},
	{"background-image", read_background},
	{"bottom", read_place},
	{"clip", read_clip},
	{"clip-path", read_clip},
	{"color", read_colour},
	{"display", read_display},
	{"font", read_font},
	{"font-size", read_font_size},
	{"height", read_height},
	{"left", read_place},
	{"margin-left", read_shift},
	{"margin-top", read_shift},
	{"max-height", read_most_height},
	{"max-width", read_most_width},
	{"mso-hide", read_mso_hide},
	{"opacity", read_opacity},
	{"overflow", read_overflow},
	{"position", read_position},
	{"right", read_place},
	{"text-indent", read_shift},
	{"top", read_place},
	{"unicode-bidi", read_direction},
	{"visibility", read_visibility},
	{"width", read_width},
};

static void read_property(struct reading *r, struct furui_html_value name,
			  struct furui_html_value value)
{
	for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
		if (properties[i].name[0] == (*name.data | 0x20) &&
		    strlen(properties[i].name) == name.size &&
		    strncasecmp(properties[i].name, name.data, name.size) ==
			    0) {
			properties[i].read(r, value);
			return;
		}
}

/* Where the declaration at p ends: its ';' outside of quotes and
 * parentheses. */
static const char *declaration_end(const char *p, const char *end)
{
	char quote = 0;
	int depth = 0;
	for (; p < end; p++) {
		if (quote)
			quote = *p == quote ? 0 : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '(')
			depth++;
		else if (*p == ')')
			depth -= depth > 0;
		else if (*p == ';' && !depth)
			break;
	}
	return p;
}

static struct furui_html_value trimmed(const char *p, const char *end)
{
	while (p < end && (unsigned char)*p <= ' ')
		p++;
	while (p < end && (unsigned char)end[-1] <= ' ')
		end--;
	return (struct furui_html_value){p, (size_t)(end - p)};
}

void furui_html_style(const char *css, size_t size,
		      struct furui_html_effect *effect)
{
	static const char important[] = "important";
	struct reading r = {.effect = effect};
	const char *end = css + size;
	for (const char *p = css; p < end;) {
		const char *stop = declaration_end(p, end);
		const char *colon = memchr(p, ':', (size_t)(stop - p));
		if (colon) {
			struct furui_html_value name = trimmed(p, colon);
			struct furui_html_value value =
				trimmed(colon + 1, stop);
			const char *mark = memchr(value.data, '!', value.size);
			if (mark) {
				struct furui_html_value word = trimmed(
					mark + 1, value.data + value.size);
				effect->important |= is(&word, important);
				value = trimmed(value.data, mark);
			}
			if (name.size && value.size)
				read_property(&r, name, value);
		}
		p = stop + (stop < end);
	}
	if (r.clipped && ((effect->width >= 0 && effect->width <= 1000) ||
			  (effect->height >= 0 && effect->height <= 1000)))
		effect->hard |= FURUI_HTML_HIDDEN_SIZE;
	if (r.positioned && r.far)
		effect->hard |= FURUI_HTML_HIDDEN_POSITION;
}
