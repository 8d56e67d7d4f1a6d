/* Numeric references, and the named ones that mail uses. */
#include "html_entity.h"

#include <stdint.h>
#include <string.h>

#include "utf8.h"

static const struct {
	const char *name;
	uint32_t character;
} named[] = {
	{"amp", '&'},       {"lt", '<'},       {"gt", '>'},
	{"quot", '"'},      {"apos", '\''},    {"nbsp", ' '},
	{"ensp", ' '},      {"emsp", ' '},     {"thinsp", ' '},
	{"shy", 0xad},      {"zwnj", 0x200c},  {"zwj", 0x200d},
	{"lrm", 0x200e},    {"rlm", 0x200f},   {"copy", 0xa9},
	{"reg", 0xae},      {"trade", 0x2122}, {"yen", 0xa5},
	{"pound", 0xa3},    {"euro", 0x20ac},  {"cent", 0xa2},
	{"sect", 0xa7},     {"middot", 0xb7},  {"bull", 0x2022},
	{"hellip", 0x2026}, {"ndash", 0x2013}, {"mdash", 0x2014},
	{"lsquo", 0x2018},  {"rsquo", 0x2019}, {"ldquo", 0x201c},
	{"rdquo", 0x201d},  {"laquo", 0xab},   {"raquo", 0xbb},
	{"times", 0xd7},    {"deg", 0xb0},     {"plusmn", 0xb1},
	{"frac12", 0xbd},   {"sup2", 0xb2},    {"larr", 0x2190},
	{"uarr", 0x2191},   {"rarr", 0x2192},  {"darr", 0x2193},
	{"hearts", 0x2665}, {"agrave", 0xe0},  {"aacute", 0xe1},
	{"acirc", 0xe2},    {"atilde", 0xe3},  {"auml", 0xe4},
	{"aring", 0xe5},    {"aelig", 0xe6},   {"ccedil", 0xe7},
	{"egrave", 0xe8},   {"eacute", 0xe9},  {"ecirc", 0xea},
	{"euml", 0xeb},     {"igrave", 0xec},  {"iacute", 0xed},
	{"icirc", 0xee},    {"iuml", 0xef},    {"ntilde", 0xf1},
	{"ograve", 0xf2},   {"oacute", 0xf3},  {"ocirc", 0xf4},
	{"otilde", 0xf5},   {"ouml", 0xf6},    {"oslash", 0xf8},
	{"ugrave", 0xf9},   {"uacute", 0xfa},  {"ucirc", 0xfb},
	{"uuml", 0xfc},     {"szlig", 0xdf},   {"Agrave", 0xc0},
	{"Aacute", 0xc1},   {"Auml", 0xc4},    {"Ccedil", 0xc7},
	{"Eacute", 0xc9},   {"Ntilde", 0xd1},  {"Ouml", 0xd6},
	{"Uuml", 0xdc},
};

static uint32_t numeric(const char **cursor, const char *end)
{
	const char *p = *cursor;
	int hex = p < end && (*p | 0x20) == 'x';
	p += hex;
	uint32_t value = 0;
	const char *first = p;
	for (; p < end; p++) {
		uint32_t c = (unsigned char)*p;
		uint32_t digit = UINT32_MAX;
		if (c - '0' < 10)
			digit = c - '0';
		else if (hex && (c | 0x20) - 'a' < 6)
			digit = (c | 0x20) - 'a' + 10;
		if (digit == UINT32_MAX)
			break;
		if (value < 0x110000)
			value = value * (hex ? 16 : 10) + digit;
	}
	*cursor = p;
	return p == first ? UINT32_MAX : value;
}

const char *furui_html_entity(const char *p, const char *end, char utf8[8],
			      size_t *size)
{
	uint32_t character = UINT32_MAX;
	p++;
	if (p < end && *p == '#') {
		p++;
		character = numeric(&p, end);
		if (character == UINT32_MAX)
			return NULL;
		if (character == 0 || character > 0x10ffff ||
		    (character >= 0xd800 && character < 0xe000))
			character = 0xfffd;
	} else {
		const char *name = p;
		while (p < end && p - name < 8 &&
		       (((*p | 0x20) >= 'a' && (*p | 0x20) <= 'z') ||
			(*p >= '0' && *p <= '9')))
			p++;
		size_t length = (size_t)(p - name);
		for (size_t i = 0; i < sizeof named / sizeof *named; i++)
			if (strlen(named[i].name) == length &&
			    memcmp(named[i].name, name, length) == 0)
				character = named[i].character;
		if (character == UINT32_MAX)
			return NULL;
	}
	if (p < end && *p == ';')
		p++;
	*size = (size_t)(furui_utf8_put(utf8, character) - utf8);
	return p;
}
