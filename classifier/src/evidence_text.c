/* Evidence of the text: how much there is, and in which scripts. */
#include <stdint.h>
#include <string.h>

#include "evidence.h"
#include "furui/limits.h"
#include "reader_private.h"
#include "utf8.h"

static int script_of(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		enum furui_script_count script;
	} ranges[] = {
		{0xc0, 0x24f, FURUI_SCRIPT_LATIN},
		{0x370, 0x3ff, FURUI_SCRIPT_GREEK},
		{0x400, 0x52f, FURUI_SCRIPT_CYRILLIC},
		{0x590, 0x5ff, FURUI_SCRIPT_HEBREW},
		{0x600, 0x6ff, FURUI_SCRIPT_ARABIC},
		{0x750, 0x77f, FURUI_SCRIPT_ARABIC},
		{0xe00, 0xe7f, FURUI_SCRIPT_THAI},
		{0x1100, 0x11ff, FURUI_SCRIPT_HANGUL},
		{0x1e00, 0x1eff, FURUI_SCRIPT_LATIN},
		{0x3041, 0x30ff, FURUI_SCRIPT_KANA},
		{0x3130, 0x318f, FURUI_SCRIPT_HANGUL},
		{0x3400, 0x4dbf, FURUI_SCRIPT_HAN},
		{0x4e00, 0x9fff, FURUI_SCRIPT_HAN},
		{0xac00, 0xd7a3, FURUI_SCRIPT_HANGUL},
		{0xf900, 0xfaff, FURUI_SCRIPT_HAN},
		{0x20000, 0x3347f, FURUI_SCRIPT_HAN},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c <= ranges[i].last)
			return c >= ranges[i].first ? (int)ranges[i].script
						    : -1;
	return -1;
}

/* Eight bytes of ASCII at once: how many are visible, and letters. A sum
 * reaches the high bit of a byte from a character on, and no further. */
static inline unsigned count_ascii(uint64_t word, unsigned *visible)
{
	const uint64_t each = 0x0101010101010101;
	const uint64_t high = each * 0x80;
	uint64_t small = word | each * 0x20;
	uint64_t seen = (word + each * (0x80 - '!')) & high;
	uint64_t from_a = small + each * (0x80 - 'a');
	uint64_t behind_z = small + each * (0x7f - 'z');
	uint64_t letters = from_a & ~behind_z & high;
	*visible += (unsigned)(((seen >> 7) * each) >> 56);
	return (unsigned)(((letters >> 7) * each) >> 56);
}

/* Counts the ASCII from `at` on, in whole words; returns where they end. */
static size_t count_words(struct furui_evidence *e, const char *text,
			  size_t size, size_t at)
{
	unsigned visible = 0, letters = 0;
	uint64_t word;
	for (; size - at >= sizeof word; at += sizeof word) {
		memcpy(&word, text + at, sizeof word);
		if (word & 0x8080808080808080)
			break;
		letters += count_ascii(word, &visible);
	}
	e->visible += visible;
	e->scripts[FURUI_SCRIPT_ASCII] += letters;
	return at;
}

void furui_evidence_text(struct furui_reader *reader, const char *text,
			 size_t size)
{
	struct furui_evidence *e = &reader->evidence;
	if (size > FURUI_LIMIT_SCRIPTS - e->scanned)
		size = furui_utf8_cut(text, size,
				      FURUI_LIMIT_SCRIPTS - e->scanned);
	e->scanned += size;
	for (size_t at = count_words(e, text, size, 0); at < size;) {
		unsigned char byte = (unsigned char)text[at];
		if (byte == ' ' || byte == '\n') {
			at = count_words(e, text, size, at + 1);
			continue;
		}
		if (byte < 0x80) {
			e->visible += byte > ' ';
			e->scripts[FURUI_SCRIPT_ASCII] +=
				(byte | 0x20U) - 'a' < 26;
			at++;
			continue;
		}
		int script = script_of(furui_utf8_get(text, size, &at));
		e->visible++;
		if (script >= 0)
			e->scripts[script]++;
	}
}

/* One Chinese or Japanese character says as much as some letters. */
static unsigned weight(unsigned script)
{
	return script == FURUI_SCRIPT_KANA || script == FURUI_SCRIPT_HAN ||
			       script == FURUI_SCRIPT_HANGUL
		       ? 3
		       : 1;
}

static const char *language(const unsigned *scripts)
{
	static const char *const names[] = {
		[FURUI_SCRIPT_HAN] = "lang:zh",
		[FURUI_SCRIPT_HANGUL] = "lang:ko",
		[FURUI_SCRIPT_CYRILLIC] = "lang:ru",
		[FURUI_SCRIPT_GREEK] = "lang:el",
		[FURUI_SCRIPT_ARABIC] = "lang:ar",
		[FURUI_SCRIPT_HEBREW] = "lang:he",
		[FURUI_SCRIPT_THAI] = "lang:th",
	};
	enum {
		FEWEST = 10 /* letters */
	};
	unsigned sums[FURUI_SCRIPT_COUNT] = {0}, all = 0, most = 0;
	for (unsigned i = 0; i < FURUI_SCRIPT_COUNT; i++) {
		sums[i] = scripts[i] * weight(i);
		all += sums[i];
	}
	if (all < FEWEST)
		return NULL;
	unsigned accents = sums[FURUI_SCRIPT_LATIN];
	sums[FURUI_SCRIPT_ASCII] += accents;
	sums[FURUI_SCRIPT_LATIN] = 0;
	/* No Chinese text has kana; a Japanese one has a tenth at least. Links
	 * and names may outweigh the Japanese that is read around them. */
	bool japanese =
		scripts[FURUI_SCRIPT_KANA] * 10 >= scripts[FURUI_SCRIPT_HAN];
	if (japanese && sums[FURUI_SCRIPT_KANA] >= FEWEST &&
	    sums[FURUI_SCRIPT_KANA] * 16 >= all)
		return "lang:ja";
	sums[FURUI_SCRIPT_HAN] += sums[FURUI_SCRIPT_KANA];
	sums[FURUI_SCRIPT_KANA] = 0;
	for (unsigned i = 1; i < FURUI_SCRIPT_COUNT; i++)
		if (sums[i] > sums[most])
			most = i;
	if (sums[most] * 8 < all * 5)
		return "lang:mixed";
	if (most == FURUI_SCRIPT_ASCII)
		return accents * 50 > all ? "lang:latin" : "lang:en";
	if (most == FURUI_SCRIPT_HAN && japanese)
		return "lang:ja";
	return names[most];
}

void furui_evidence_body(struct furui_reader *reader)
{
	enum {
		SHORT = 40 /* characters */
	};
	const struct furui_evidence *e = &reader->evidence;
	if (!e->visible)
		furui_reader_note(reader, "body-empty");
	else if (e->visible < SHORT)
		furui_reader_note(reader, "body-short");
	const char *name = language(e->scripts);
	if (name)
		furui_reader_note(reader, name);
	if (e->structure_size)
		furui_evidence_add(reader, "structure", e->structure,
				   e->structure_size);
}
