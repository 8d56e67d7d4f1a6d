/* Words of a message's text as tokens, and what the way they are written says
 * of who wrote them. */
#include <string.h>

#include "furui/limits.h"
#include "notes.h"
#include "reader_private.h"
#include "utf8.h"

enum {
	SHORTEST = 3, /* bytes of a word between blanks: bogofilter's */
};

/* Bytes of the longest token of that kind, without those that bogofilter puts
 * before it: its length limit counts them. */
static size_t longest(enum furui_tag tag)
{
	size_t prefix =
		tag == FURUI_TAG_BODY ? 0 : strlen(furui_tag_name(tag)) + 1;
	return FURUI_LIMIT_TOKEN - prefix;
}

/* True when the word begins with hiragana or katakana. */
static bool has_kana(const char *bytes, size_t size)
{
	size_t at = 0;
	uint32_t c = furui_utf8_get(bytes, size, &at);
	return c >= 0x3041 && c <= 0x30ff;
}

static bool is_letter(char c)
{
	return (unsigned char)c >= 0x80 ||
	       ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

/* A word that is too long for a token: letters between its dots and hyphens
 * are read for themselves, or as far as there is room, so that to be long is
 * no way to be unread. What has digits in it is code, not words. */
static void add_long(struct furui_reader *reader, const char *bytes,
		     size_t size)
{
	size_t room = reader->longest;
	furui_reader_add(reader, reader->tag,
			 size < 64    ? "long:30"
			 : size < 200 ? "long:64"
				      : "long:200",
			 size < 200 ? 7 : 8);
	for (size_t i = 0, from = 0; i <= size; i++) {
		if (i < size && is_letter(bytes[i]))
			continue;
		size_t piece = furui_utf8_cut(bytes + from, i - from, room);
		bool whole = i == size || !(bytes[i] >= '0' && bytes[i] <= '9');
		if (piece >= SHORTEST && whole)
			furui_reader_add(reader, reader->tag, bytes + from,
					 piece);
		while (i < size && !whole && !strchr("._-~'`!", bytes[i]))
			i++;
		from = i + 1;
	}
}

/* Relays and mailers number what they write; only people's numbers tell. */
static bool has_shapes(enum furui_tag tag)
{
	return tag == FURUI_TAG_BODY || tag == FURUI_TAG_SUBJ;
}

static void add_word(void *context, enum furui_word_kind kind,
		     const char *bytes, size_t size)
{
	struct furui_reader *reader = context;
	bool is_spaced = kind == FURUI_WORD_SPACED;
	if (is_spaced && size >= SHORTEST && size <= reader->longest) {
		furui_reader_add(reader, reader->tag, bytes, size);
		return; /* like nearly all */
	}
	switch (kind) {
	case FURUI_WORD_UNSPACED:
		furui_reader_note(reader, has_kana(bytes, size)
						  ? FURUI_NOTE_KANA
						  : FURUI_NOTE_UNSPACED);
		break;
	case FURUI_WORD_JOINED:
		furui_reader_note(reader, "spaced-out");
		is_spaced = true;
		break;
	case FURUI_WORD_LOOKALIKE:
		furui_reader_note(reader, "homoglyph");
		is_spaced = true;
		break;
	case FURUI_WORD_LEET:
		furui_reader_note(reader, "leet");
		is_spaced = true;
		break;
	case FURUI_WORD_SHAPE:
		if (!has_shapes(reader->tag))
			return;
		break;
	default:
		break;
	}
	if (is_spaced && size < SHORTEST)
		return;
	if (is_spaced && size > reader->longest)
		add_long(reader, bytes, size);
	else
		furui_reader_add(reader, reader->tag, bytes, size);
}

static void note_text(struct furui_reader *reader, unsigned notes)
{
	static const struct {
		unsigned bit;
		const char *note;
	} all[] = {
		{FURUI_TEXT_INVISIBLE, "invisible"},
		{FURUI_TEXT_ZWSP, "invisible:zwsp"},
		{FURUI_TEXT_SHY, "invisible:shy"},
		{FURUI_TEXT_BIDI, "invisible:bidi"},
		{FURUI_TEXT_TAG, "invisible:tag"},
		{FURUI_TEXT_BOM, "invisible:bom"},
		{FURUI_TEXT_MARKS, "marks"},
		{FURUI_TEXT_STYLED, "styled"},
	};
	if (!notes)
		return;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (notes & all[i].bit)
			furui_reader_note(reader, all[i].note);
}

void furui_reader_words(struct furui_reader *reader, enum furui_tag tag,
			const char *text, size_t size)
{
	reader->normal.size = 0;
	note_text(reader, furui_normalise(reader->normaliser, text, size,
					  &reader->normal));
	reader->tag = tag;
	reader->longest = longest(tag);
	furui_words_read(reader->words, reader->normal.data,
			 reader->normal.size, add_word, reader);
}

void furui_reader_text(struct furui_reader *reader, enum furui_tag tag,
		       const char *text, size_t size)
{
	furui_reader_words(reader, tag, text, size);
	if (tag == FURUI_TAG_BODY || tag == FURUI_TAG_SUBJ)
		furui_reader_find_urls(reader, reader->normal.data,
				       reader->normal.size);
}
