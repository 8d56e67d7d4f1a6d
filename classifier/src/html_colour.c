/* Colours as style sheets and attributes write them, and which of them cannot
 * be told apart. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "html_private.h"

/* CSS Color Module Level 4, by name. */
static const struct {
	const char *name;
	uint32_t colour;
} named[] = {
	{"aliceblue", 0xf0f8ff},
	{"antiquewhite", 0xfaebd7},
	{"aqua", 0x00ffff},
	{"aquamarine", 0x7fffd4},
	{"azure", 0xf0ffff},
	{"beige", 0xf5f5dc},
	{"bisque", 0xffe4c4},
	{"black", 0x000000},
	{"blanchedalmond", 0xffebcd},
	{"blue", 0x0000ff},
	{"blueviolet", 0x8a2be2},
	{"brown", 0xa52a2a},
	{"burlywood", 0xdeb887},
	{"cadetblue", 0x5f9ea0},
	{"chartreuse", 0x7fff00},
	{"chocolate", 0xd2691e},
	{"coral", 0xff7f50},
	{"cornflowerblue", 0x6495ed},
	{"cornsilk", 0xfff8dc},
	{"crimson", 0xdc143c},
	{"cyan", 0x00ffff},
	{"darkblue", 0x00008b},
	{"darkcyan", 0x008b8b},
	{"darkgoldenrod", 0xb8860b},
	{"darkgray", 0xa9a9a9},
	{"darkgreen", 0x006400},
	{"darkgrey", 0xa9a9a9},
	{"darkkhaki", 0xbdb76b},
	{"darkmagenta", 0x8b008b},
	{"darkolivegreen", 0x556b2f},
	{"darkorange", 0xff8c00},
	{"darkorchid", 0x9932cc},
	{"darkred", 0x8b0000},
	{"darksalmon", 0xe9967a},
	{"darkseagreen", 0x8fbc8f},
	{"darkslateblue", 0x483d8b},
	{"darkslategray", 0x2f4f4f},
	{"darkslategrey", 0x2f4f4f},
	{"darkturquoise", 0x00ced1},
	{"darkviolet", 0x9400d3},
	{"deeppink", 0xff1493},
	{"deepskyblue", 0x00bfff},
	{"dimgray", 0x696969},
	{"dimgrey", 0x696969},
	{"dodgerblue", 0x1e90ff},
	{"firebrick", 0xb22222},
	{"floralwhite", 0xfffaf0},
	{"forestgreen", 0x228b22},
	{"fuchsia", 0xff00ff},
	{"gainsboro", 0xdcdcdc},
	{"ghostwhite", 0xf8f8ff},
	{"gold", 0xffd700},
	{"goldenrod", 0xdaa520},
	{"gray", 0x808080},
	{"green", 0x008000},
	{"greenyellow", 0xadff2f},
	{"grey", 0x808080},
	{"honeydew", 0xf0fff0},
	{"hotpink", 0xff69b4},
	{"indianred", 0xcd5c5c},
	{"indigo", 0x4b0082},
	{"ivory", 0xfffff0},
	{"khaki", 0xf0e68c},
	{"lavender", 0xe6e6fa},
	{"lavenderblush", 0xfff0f5},
	{"lawngreen", 0x7cfc00},
	{"lemonchiffon", 0xfffacd},
	{"lightblue", 0xadd8e6},
	{"lightcoral", 0xf08080},
	{"lightcyan", 0xe0ffff},
	{"lightgoldenrodyellow", 0xfafad2},
	{"lightgray", 0xd3d3d3},
	{"lightgreen", 0x90ee90},
	{"lightgrey", 0xd3d3d3},
	{"lightpink", 0xffb6c1},
	{"lightsalmon", 0xffa07a},
	{"lightseagreen", 0x20b2aa},
	{"lightskyblue", 0x87cefa},
	{"lightslategray", 0x778899},
	{"lightslategrey", 0x778899},
	{"lightsteelblue", 0xb0c4de},
	{"lightyellow", 0xffffe0},
	{"lime", 0x00ff00},
	{"limegreen", 0x32cd32},
	{"linen", 0xfaf0e6},
	{"magenta", 0xff00ff},
	{"maroon", 0x800000},
	{"mediumaquamarine", 0x66cdaa},
	{"mediumblue", 0x0000cd},
	{"mediumorchid", 0xba55d3},
	{"mediumpurple", 0x9370db},
	{"mediumseagreen", 0x3cb371},
	{"mediumslateblue", 0x7b68ee},
	{"mediumspringgreen", 0x00fa9a},
	{"mediumturquoise", 0x48d1cc},
	{"mediumvioletred", 0xc71585},
	{"midnightblue", 0x191970},
	{"mintcream", 0xf5fffa},
	{"mistyrose", 0xffe4e1},
	{"moccasin", 0xffe4b5},
	{"navajowhite", 0xffdead},
	{"navy", 0x000080},
	{"oldlace", 0xfdf5e6},
	{"olive", 0x808000},
	{"olivedrab", 0x6b8e23},
	{"orange", 0xffa500},
	{"orangered", 0xff4500},
	{"orchid", 0xda70d6},
	{"palegoldenrod", 0xeee8aa},
	{"palegreen", 0x98fb98},
	{"paleturquoise", 0xafeeee},
	{"palevioletred", 0xdb7093},
	{"papayawhip", 0xffefd5},
	{"peachpuff", 0xffdab9},
	{"peru", 0xcd853f},
	{"pink", 0xffc0cb},
	{"plum", 0xdda0dd},
	{"powderblue", 0xb0e0e6},
	{"purple", 0x800080},
	{"rebeccapurple", 0x663399},
	{"red", 0xff0000},
	{"rosybrown", 0xbc8f8f},
	{"royalblue", 0x4169e1},
	{"saddlebrown", 0x8b4513},
	{"salmon", 0xfa8072},
	{"sandybrown", 0xf4a460},
	{"seagreen", 0x2e8b57},
	{"seashell", 0xfff5ee},
	{"sienna", 0xa0522d},
	{"silver", 0xc0c0c0},
	{"skyblue", 0x87ceeb},
	{"slateblue", 0x6a5acd},
	{"slategray", 0x708090},
	{"slategrey", 0x708090},
	{"snow", 0xfffafa},
	{"springgreen", 0x00ff7f},
	{"steelblue", 0x4682b4},
	{"tan", 0xd2b48c},
	{"teal", 0x008080},
	{"thistle", 0xd8bfd8},
	{"tomato", 0xff6347},
	{"turquoise", 0x40e0d0},
	{"violet", 0xee82ee},
	{"wheat", 0xf5deb3},
	{"white", 0xffffff},
	{"whitesmoke", 0xf5f5f5},
	{"yellow", 0xffff00},
	{"yellowgreen", 0x9acd32},
};

enum {
	NAME_LONGEST = 20,
};

static uint32_t by_name(const char *text, size_t size)
{
	size_t low = 0, high = sizeof named / sizeof *named;
	while (low < high && size <= NAME_LONGEST) {
		size_t middle = (low + high) / 2;
		int order = strncasecmp(named[middle].name, text, size);
		if (order == 0 && strlen(named[middle].name) == size)
			return named[middle].colour;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return FURUI_COLOUR_UNSET;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	int letter = (c | 0x20) - 'a';
	return letter >= 0 && letter < 6 ? letter + 10 : -1;
}

/* Behind '#': 3, 4, 6 or 8 digits; the fourth part is how opaque it is. */
static uint32_t by_digits(const char *text, size_t size)
{
	uint32_t part[4] = {0, 0, 0, 255};
	if (size != 3 && size != 4 && size != 6 && size != 8)
		return FURUI_COLOUR_UNSET;
	size_t each = size < 6 ? 1 : 2;
	for (size_t i = 0; i < size; i++) {
		int digit = hex(text[i]);
		if (digit < 0)
			return FURUI_COLOUR_UNSET;
		uint32_t *to = &part[i / each];
		if (i % each)
			*to = *to * 16 + (uint32_t)digit;
		else
			*to = (uint32_t)digit * (each == 1 ? 17 : 1);
	}
	if (part[3] < 16)
		return FURUI_COLOUR_CLEAR;
	return part[0] << 16 | part[1] << 8 | part[2];
}

/* The numbers in "rgb(…)" or "hsl(…)": numerals of any kind, or percentages.
 * Of hsl() only black and white are told. */
static uint32_t by_function(const char *text, size_t size, bool hsl)
{
	double part[4] = {0, 0, 0, 1};
	const char *end = text + size;
	size_t count = 0;
	for (const char *p = text; p < end && *p != ')' && count < 4;) {
		double value = 0, unit = 1;
		const char *from = p;
		for (; p < end && *p >= '0' && *p <= '9' && p - from < 9; p++)
			value = value * 10 + (*p - '0');
		if (p < end && *p == '.' && p + 1 < end && p[1] >= '0' &&
		    p[1] <= '9')
			for (p++; p < end && *p >= '0' && *p <= '9'; p++)
				value += (*p - '0') * (unit /= 10);
		if (p == from) {
			p++;
			continue;
		}
		if (p < end && *p == '%')
			value *= count == 3 ? .01 : hsl ? 1 : 2.55;
		part[count++] = value;
	}
	if (count < 3)
		return FURUI_COLOUR_UNKNOWN;
	if (part[3] < .06)
		return FURUI_COLOUR_CLEAR;
	if (hsl)
		return part[2] > 97  ? 0xffffff
		       : part[2] < 3 ? 0
				     : FURUI_COLOUR_UNKNOWN;
	uint32_t colour = 0;
	for (size_t i = 0; i < 3; i++)
		colour = colour << 8 |
			 (part[i] > 255 ? 255U : (uint32_t)part[i]);
	return colour;
}

uint32_t furui_html_colour(const char *text, size_t size)
{
	if (size && *text == '#')
		return by_digits(text + 1, size - 1);
	if (size > 4 && strncasecmp(text, "rgb", 3) == 0)
		return by_function(text + 3, size - 3, false);
	if (size > 4 && strncasecmp(text, "hsl", 3) == 0)
		return by_function(text + 3, size - 3, true);
	if (memchr(text, '(', size))
		return FURUI_COLOUR_UNKNOWN;
	if (size == 11 && strncasecmp(text, "transparent", 11) == 0)
		return FURUI_COLOUR_CLEAR;
	return by_name(text, size);
}

/* Whatever stands there is a colour: the HTML standard's "rules for parsing a
 * legacy colour value". */
uint32_t furui_html_colour_attribute(const char *text, size_t size)
{
	enum {
		LONGEST = 126
	};
	uint32_t colour = by_name(text, size);
	if (!size || colour != FURUI_COLOUR_UNSET ||
	    (size == 11 && strncasecmp(text, "transparent", 11) == 0))
		return colour;
	if (size == 4 && *text == '#') {
		colour = by_digits(text + 1, 3);
		if (colour != FURUI_COLOUR_UNSET)
			return colour;
	}
	if (*text == '#') {
		text++;
		size--;
	}
	if (size > LONGEST)
		size = LONGEST;
	char digits[LONGEST + 2];
	size_t count = 0;
	for (; count < size; count++)
		digits[count] = hex(text[count]) < 0 ? '0' : text[count];
	while (count == 0 || count % 3)
		digits[count++] = '0';
	size_t each = count / 3, from = each > 8 ? each - 8 : 0;
	while (each - from > 2 && digits[from] == '0' &&
	       digits[each + from] == '0' && digits[2 * each + from] == '0')
		from++;
	colour = 0;
	for (size_t i = 0; i < 3; i++) {
		int value = hex(digits[i * each + from]);
		if (each - from > 1)
			value = value * 16 + hex(digits[i * each + from + 1]);
		colour = colour << 8 | (uint32_t)value;
	}
	return colour;
}

bool furui_html_colours_equal(uint32_t fg, uint32_t bg)
{
	/* #eeeeee on white is 17 apart, and not read by anyone. */
	enum {
		NEAR = 24
	};
	if (fg == FURUI_COLOUR_CLEAR)
		return true;
	if (fg > 0xffffff || bg > 0xffffff)
		return false;
	for (int shift = 0; shift < 24; shift += 8)
		if (abs((int)(fg >> shift & 255) - (int)(bg >> shift & 255)) >
		    NEAR)
			return false;
	return true;
}
