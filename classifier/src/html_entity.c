/* Character references: numeric, and the named ones of HTML 4 with those of
 * HTML 5 that stand for ASCII or for nothing that is seen. */
#include "html_entity.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "utf8.h"

enum {
	NAME_LONGEST = 14,
	LEGACY_LONGEST = 6, /* "Aacute" */
};

/* By name, for the search. Spaces of any width are plain ones. */
static const struct {
	char name[NAME_LONGEST + 1];
	uint16_t character;
} named[] = {
	{"AElig", 0xc6},     {"AMP", '&'},
	{"Aacute", 0xc1},    {"Acirc", 0xc2},
	{"Agrave", 0xc0},    {"Alpha", 0x391},
	{"Aring", 0xc5},     {"Atilde", 0xc3},
	{"Auml", 0xc4},      {"Beta", 0x392},
	{"COPY", 0xa9},      {"Ccedil", 0xc7},
	{"Chi", 0x3a7},      {"Dagger", 0x2021},
	{"Delta", 0x394},    {"ETH", 0xd0},
	{"Eacute", 0xc9},    {"Ecirc", 0xca},
	{"Egrave", 0xc8},    {"Epsilon", 0x395},
	{"Eta", 0x397},      {"Euml", 0xcb},
	{"GT", '>'},         {"Gamma", 0x393},
	{"Iacute", 0xcd},    {"Icirc", 0xce},
	{"Igrave", 0xcc},    {"Iota", 0x399},
	{"Iuml", 0xcf},      {"Kappa", 0x39a},
	{"LT", '<'},         {"Lambda", 0x39b},
	{"Mu", 0x39c},       {"NewLine", '\n'},
	{"NoBreak", 0x2060}, {"Ntilde", 0xd1},
	{"Nu", 0x39d},       {"OElig", 0x152},
	{"Oacute", 0xd3},    {"Ocirc", 0xd4},
	{"Ograve", 0xd2},    {"Omega", 0x3a9},
	{"Omicron", 0x39f},  {"Oslash", 0xd8},
	{"Otilde", 0xd5},    {"Ouml", 0xd6},
	{"Phi", 0x3a6},      {"Pi", 0x3a0},
	{"Prime", 0x2033},   {"Psi", 0x3a8},
	{"QUOT", '"'},       {"REG", 0xae},
	{"Rho", 0x3a1},      {"Scaron", 0x160},
	{"Sigma", 0x3a3},    {"THORN", 0xde},
	{"Tab", '\t'},       {"Tau", 0x3a4},
	{"Theta", 0x398},    {"Uacute", 0xda},
	{"Ucirc", 0xdb},     {"Ugrave", 0xd9},
	{"Upsilon", 0x3a5},  {"Uuml", 0xdc},
	{"Xi", 0x39e},       {"Yacute", 0xdd},
	{"Yuml", 0x178},     {"ZeroWidthSpace", 0x200b},
	{"Zeta", 0x396},     {"aacute", 0xe1},
	{"acirc", 0xe2},     {"acute", 0xb4},
	{"aelig", 0xe6},     {"agrave", 0xe0},
	{"alefsym", 0x2135}, {"alpha", 0x3b1},
	{"amp", '&'},        {"and", 0x2227},
	{"ang", 0x2220},     {"apos", '\''},
	{"aring", 0xe5},     {"ast", '*'},
	{"asymp", 0x2248},   {"atilde", 0xe3},
	{"auml", 0xe4},      {"bdquo", 0x201e},
	{"beta", 0x3b2},     {"brvbar", 0xa6},
	{"bsol", '\\'},      {"bull", 0x2022},
	{"cap", 0x2229},     {"ccedil", 0xe7},
	{"cedil", 0xb8},     {"cent", 0xa2},
	{"check", 0x2713},   {"chi", 0x3c7},
	{"circ", 0x2c6},     {"clubs", 0x2663},
	{"colon", ':'},      {"comma", ','},
	{"commat", '@'},     {"cong", 0x2245},
	{"copy", 0xa9},      {"crarr", 0x21b5},
	{"cup", 0x222a},     {"curren", 0xa4},
	{"dArr", 0x21d3},    {"dagger", 0x2020},
	{"darr", 0x2193},    {"dash", 0x2010},
	{"deg", 0xb0},       {"delta", 0x3b4},
	{"diams", 0x2666},   {"divide", 0xf7},
	{"dollar", '$'},     {"eacute", 0xe9},
	{"ecirc", 0xea},     {"egrave", 0xe8},
	{"empty", 0x2205},   {"emsp", ' '},
	{"ensp", ' '},       {"epsilon", 0x3b5},
	{"equals", '='},     {"equiv", 0x2261},
	{"eta", 0x3b7},      {"eth", 0xf0},
	{"euml", 0xeb},      {"euro", 0x20ac},
	{"excl", '!'},       {"exist", 0x2203},
	{"fnof", 0x192},     {"forall", 0x2200},
	{"frac12", 0xbd},    {"frac14", 0xbc},
	{"frac34", 0xbe},    {"frasl", 0x2044},
	{"gamma", 0x3b3},    {"ge", 0x2265},
	{"grave", '`'},      {"gt", '>'},
	{"hArr", 0x21d4},    {"hairsp", ' '},
	{"harr", 0x2194},    {"hearts", 0x2665},
	{"hellip", 0x2026},  {"horbar", 0x2015},
	{"hyphen", 0x2010},  {"iacute", 0xed},
	{"icirc", 0xee},     {"iexcl", 0xa1},
	{"igrave", 0xec},    {"image", 0x2111},
	{"infin", 0x221e},   {"int", 0x222b},
	{"iota", 0x3b9},     {"iquest", 0xbf},
	{"isin", 0x2208},    {"iuml", 0xef},
	{"kappa", 0x3ba},    {"lArr", 0x21d0},
	{"lambda", 0x3bb},   {"lang", 0x27e8},
	{"laquo", 0xab},     {"larr", 0x2190},
	{"lbrace", '{'},     {"lceil", 0x2308},
	{"ldquo", 0x201c},   {"le", 0x2264},
	{"lfloor", 0x230a},  {"lowast", 0x2217},
	{"lowbar", '_'},     {"loz", 0x25ca},
	{"lpar", '('},       {"lrm", 0x200e},
	{"lsaquo", 0x2039},  {"lsqb", '['},
	{"lsquo", 0x2018},   {"lt", '<'},
	{"macr", 0xaf},      {"mdash", 0x2014},
	{"micro", 0xb5},     {"middot", 0xb7},
	{"minus", 0x2212},   {"mu", 0x3bc},
	{"nabla", 0x2207},   {"nbsp", ' '},
	{"ndash", 0x2013},   {"ne", 0x2260},
	{"ni", 0x220b},      {"not", 0xac},
	{"notin", 0x2209},   {"nsub", 0x2284},
	{"ntilde", 0xf1},    {"nu", 0x3bd},
	{"num", '#'},        {"numsp", ' '},
	{"oacute", 0xf3},    {"ocirc", 0xf4},
	{"oelig", 0x153},    {"ograve", 0xf2},
	{"oline", 0x203e},   {"omega", 0x3c9},
	{"omicron", 0x3bf},  {"oplus", 0x2295},
	{"or", 0x2228},      {"ordf", 0xaa},
	{"ordm", 0xba},      {"oslash", 0xf8},
	{"otilde", 0xf5},    {"otimes", 0x2297},
	{"ouml", 0xf6},      {"para", 0xb6},
	{"part", 0x2202},    {"percnt", '%'},
	{"period", '.'},     {"permil", 0x2030},
	{"perp", 0x22a5},    {"phi", 0x3c6},
	{"phone", 0x260e},   {"pi", 0x3c0},
	{"piv", 0x3d6},      {"plus", '+'},
	{"plusmn", 0xb1},    {"pound", 0xa3},
	{"prime", 0x2032},   {"prod", 0x220f},
	{"prop", 0x221d},    {"psi", 0x3c8},
	{"puncsp", ' '},     {"quest", '?'},
	{"quot", '"'},       {"rArr", 0x21d2},
	{"radic", 0x221a},   {"rang", 0x27e9},
	{"raquo", 0xbb},     {"rarr", 0x2192},
	{"rbrace", '}'},     {"rceil", 0x2309},
	{"rdquo", 0x201d},   {"real", 0x211c},
	{"reg", 0xae},       {"rfloor", 0x230b},
	{"rho", 0x3c1},      {"rlm", 0x200f},
	{"rpar", ')'},       {"rsaquo", 0x203a},
	{"rsqb", ']'},       {"rsquo", 0x2019},
	{"sbquo", 0x201a},   {"scaron", 0x161},
	{"sdot", 0x22c5},    {"sect", 0xa7},
	{"semi", ';'},       {"shy", 0xad},
	{"sigma", 0x3c3},    {"sigmaf", 0x3c2},
	{"sim", 0x223c},     {"sol", '/'},
	{"spades", 0x2660},  {"star", 0x2606},
	{"starf", 0x2605},   {"sub", 0x2282},
	{"sube", 0x2286},    {"sum", 0x2211},
	{"sup", 0x2283},     {"sup1", 0xb9},
	{"sup2", 0xb2},      {"sup3", 0xb3},
	{"supe", 0x2287},    {"szlig", 0xdf},
	{"tau", 0x3c4},      {"there4", 0x2234},
	{"theta", 0x3b8},    {"thetasym", 0x3d1},
	{"thinsp", ' '},     {"thorn", 0xfe},
	{"tilde", 0x2dc},    {"times", 0xd7},
	{"trade", 0x2122},   {"uArr", 0x21d1},
	{"uacute", 0xfa},    {"uarr", 0x2191},
	{"ucirc", 0xfb},     {"ugrave", 0xf9},
	{"uml", 0xa8},       {"upsih", 0x3d2},
	{"upsilon", 0x3c5},  {"uuml", 0xfc},
	{"verbar", '|'},     {"vert", '|'},
	{"weierp", 0x2118},  {"xi", 0x3be},
	{"yacute", 0xfd},    {"yen", 0xa5},
	{"yuml", 0xff},      {"zeta", 0x3b6},
	{"zwj", 0x200d},     {"zwnj", 0x200c},
};

/* &#128; to &#159; are windows-1252, whatever the charset; those that it has
 * not stand for themselves. */
static const uint16_t windows_1252[32] = {
	0x20ac, 0x81,   0x201a, 0x192,  0x201e, 0x2026, 0x2020, 0x2021,
	0x2c6,  0x2030, 0x160,  0x2039, 0x152,  0x8d,   0x17d,  0x8f,
	0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x2dc,  0x2122, 0x161,  0x203a, 0x153,  0x9d,   0x17e,  0x178,
};

static bool is_alnum(char c)
{
	return ((unsigned)(unsigned char)c | 0x20) - 'a' < 26 ||
	       (unsigned)(unsigned char)c - '0' < 10;
}

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
	if (p == first)
		return UINT32_MAX;
	if (value == 0 || value > 0x10ffff ||
	    (value >= 0xd800 && value < 0xe000))
		return 0xfffd;
	return value - 128 < 32 ? windows_1252[value - 128] : value;
}

static uint32_t by_name(const char *name, size_t size)
{
	size_t low = 0, high = sizeof named / sizeof *named;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strncmp(named[middle].name, name, size);
		if (order == 0 && strlen(named[middle].name) == size)
			return named[middle].character;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return UINT32_MAX;
}

/* The longest name at the beginning that counts without its semicolon: those
 * of Latin 1. */
static uint32_t by_legacy_name(const char **cursor, size_t size)
{
	if (size > LEGACY_LONGEST)
		size = LEGACY_LONGEST;
	for (; size >= 2; size--) {
		uint32_t character = by_name(*cursor, size);
		bool legacy = character >= 0xa0 && character <= 0xff;
		static const char *const ascii[] = {"amp", "lt", "gt", "quot",
						    "nbsp"};
		for (size_t i = 0; i < sizeof ascii / sizeof *ascii; i++)
			legacy |= strlen(ascii[i]) == size &&
				  strncasecmp(ascii[i], *cursor, size) == 0;
		if (character != UINT32_MAX && legacy) {
			*cursor += size;
			return character;
		}
	}
	return UINT32_MAX;
}

const char *furui_html_entity(const char *p, const char *end, bool attribute,
			      char utf8[8], size_t *size)
{
	uint32_t character;
	p++;
	if (p < end && *p == '#') {
		p++;
		character = numeric(&p, end);
		if (p < end && *p == ';')
			p++;
	} else {
		const char *name = p;
		while (p < end && p - name <= NAME_LONGEST && is_alnum(*p))
			p++;
		size_t length = (size_t)(p - name);
		character = UINT32_MAX;
		if (p < end && *p == ';' && length <= NAME_LONGEST)
			character = by_name(name, length);
		if (character != UINT32_MAX) {
			p++;
		} else {
			p = name;
			character = by_legacy_name(&p, length);
			if (attribute && p < end && (*p == '=' || is_alnum(*p)))
				return NULL;
		}
	}
	if (character == UINT32_MAX)
		return NULL;
	*size = (size_t)(furui_utf8_put(utf8, character) - utf8);
	return p;
}
