/* The language of a text, told by its letters. */
#include "furui/language.h"

#include <stdint.h>

enum script {
	KANA,
	HANGUL,
	HAN,
	LATIN,
	CYRILLIC,
	GREEK,
	ARABIC,
	HEBREW,
	THAI,
	DEVANAGARI,
	SCRIPTS
};

static enum script script_of(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		enum script script;
	} ranges[] = {
		{'A', 'Z', LATIN},        {'a', 'z', LATIN},
		{0xc0, 0x24f, LATIN},     {0x370, 0x3ff, GREEK},
		{0x400, 0x52f, CYRILLIC}, {0x590, 0x5ff, HEBREW},
		{0x600, 0x6ff, ARABIC},   {0x900, 0x97f, DEVANAGARI},
		{0xe00, 0xe7f, THAI},     {0x1e00, 0x1eff, LATIN},
		{0x3041, 0x30ff, KANA},   {0x3400, 0x9fff, HAN},
		{0xac00, 0xd7a3, HANGUL}, {0xff66, 0xff9f, KANA},
		{0x20000, 0x3ffff, HAN},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].script;
	return SCRIPTS;
}

/* Text is UTF-8 by contract; a byte that is not counts for nothing. */
static uint32_t next_char(const char **at, const char *end)
{
	unsigned char c = (unsigned char)*(*at)++;
	uint32_t value = c < 0xe0 ? c & 0x1f : c < 0xf0 ? c & 0x0f : c & 0x07;
	if (c < 0x80)
		return c;
	while (*at < end && ((unsigned char)**at & 0xc0) == 0x80)
		value = value << 6 | ((unsigned char)*(*at)++ & 0x3fu);
	return value;
}

const char *furui_text_language(const char *text, size_t size)
{
	static const char *const names[SCRIPTS] = {
		"ja",    "ko",     "zh",     "Latin", "Cyrillic",
		"Greek", "Arabic", "Hebrew", "Thai",  "Devanagari"};
	size_t counts[SCRIPTS + 1] = {0}, letters = 0;
	const char *end = text + size;
	while (text < end)
		counts[script_of(next_char(&text, end))]++;
	enum script most = KANA;
	for (enum script s = KANA; s < SCRIPTS; s++) {
		letters += counts[s];
		if (counts[s] > counts[most])
			most = s;
	}
	if (letters == 0)
		return "none";
	/* Japanese mail is full of Latin addresses and links; a few kana in
	 * an English message are an emoticon. */
	if (counts[KANA] >= 5 && counts[KANA] * 50 >= letters)
		return names[KANA];
	if (counts[HANGUL] * 10 >= letters)
		return names[HANGUL];
	if (counts[HAN] * 10 >= letters)
		return names[HAN];
	return names[most];
}
