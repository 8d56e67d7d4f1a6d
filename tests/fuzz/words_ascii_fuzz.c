/* ASCII, which is neither normalised nor looked up by character, gives the
 * words that it gives on the way of everything else: normalise.c, words.c.
 *
 * The text takes that way in three ways: with something at its end that is
 * not ASCII, in full-width characters, and with the letters of another script
 * for some of its own; the first byte chooses which letters those are. What
 * stands between letters has one way only: it is seen against bogofilter's
 * own pattern. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "fuzz.h"
#include "normalise.h"
#include "utf8.h"
#include "words.h"

enum {
	FOREIGN = 0xac00, /* Hangul: letters that look like no Latin ones */
	CODE_DIGITS = 4,  /* an ASCII word with so many has a shape, too */
	END = 0x2603,     /* a symbol */
};

static struct furui_normaliser *normaliser;
static struct furui_words *words;

static bool is_letter(uint32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void put(struct furui_buffer *out, uint32_t c)
{
	char bytes[4];
	furui_buffer_add(out, bytes,
			 (size_t)(furui_utf8_put(bytes, c) - bytes));
}

/* What words were given, one a line, and what the next one means. */
struct given {
	struct furui_buffer lines;
	bool code; /* the word before is ASCII and has many digits */
};

/* The words that only ASCII ones have beside them, for their digits, are left
 * out: letters of another script have none of these. */
static void on_word(void *context, enum furui_word_kind kind, const char *bytes,
		    size_t size)
{
	struct given *given = context;
	unsigned digits = 0;
	bool ascii = true;
	if (given->code) {
		MUST(kind == FURUI_WORD_SHAPE);
		given->code = false;
		return;
	}
	if (kind == FURUI_WORD_LEET)
		return;
	furui_buffer_add_char(&given->lines, (char)('0' + (int)kind));
	for (size_t i = 0; i < size;) {
		uint32_t c = furui_utf8_get(bytes, size, &i);
		ascii &= c < 0x80;
		digits += c >= '0' && c <= '9';
		if (c >= FOREIGN && c < FOREIGN + 0x80)
			c -= FOREIGN;
		put(&given->lines, c);
	}
	furui_buffer_add_char(&given->lines, '\n');
	given->code =
		kind == FURUI_WORD_SPACED && ascii && digits >= CODE_DIGITS;
}

/* The words of `normal`, exactly as long. */
static struct given read_words(const struct furui_buffer *normal)
{
	struct given given = {0};
	char *exact = fuzz_copy((const uint8_t *)normal->data, normal->size);
	furui_words_read(words, exact, normal->size, on_word, &given);
	MUST(!given.code);
	free(exact);
	return given;
}

static bool is_same(const struct furui_buffer *a, const struct furui_buffer *b)
{
	return a->size == b->size &&
	       (!a->size || memcmp(a->data, b->data, a->size) == 0);
}

/* Normalised, the text with END behind it is the same and END. */
static void check_end(const struct furui_buffer *ascii)
{
	struct furui_buffer text = {0}, normal = {0};
	furui_buffer_add(&text, ascii->data, ascii->size);
	put(&text, END);
	MUST(furui_normalise(normaliser, text.data, text.size, &normal) == 0);
	MUST(is_same(&text, &normal));
	furui_buffer_free(&text);
	furui_buffer_free(&normal);
}

/* Full-width characters are the text again. */
static void check_wide(const struct furui_buffer *ascii)
{
	struct furui_buffer text = {0}, normal = {0};
	for (size_t i = 0; i < ascii->size; i++) {
		char c = ascii->data[i];
		put(&text, c > ' ' && c < 0x7f ? (uint32_t)c + 0xfee0
			   : c == ' '          ? 0x3000
					       : (uint32_t)c);
	}
	MUST(furui_normalise(normaliser, text.data, text.size, &normal) == 0);
	MUST(is_same(ascii, &normal));
	furui_buffer_free(&text);
	furui_buffer_free(&normal);
}

/* Letters of another script, those that `chosen` says or all, are parted as
 * the text's own are. */
static void check_foreign(const struct furui_buffer *ascii, unsigned chosen)
{
	struct furui_buffer text = {0}, normal = {0};
	for (size_t i = 0; i < ascii->size; i++) {
		uint32_t c = (unsigned char)ascii->data[i];
		bool is_changed = is_letter(c) && (chosen >> (c + i) % 8) & 1;
		put(&text, is_changed ? FOREIGN + c : c);
	}
	MUST(furui_normalise(normaliser, text.data, text.size, &normal) == 0);
	struct given want = read_words(ascii), got = read_words(&normal);
	MUST(is_same(&want.lines, &got.lines));
	furui_buffer_free(&want.lines);
	furui_buffer_free(&got.lines);
	furui_buffer_free(&text);
	furui_buffer_free(&normal);
}

/* Looks for the words of a piece without blanks, which a NUL ends, in the
 * lines given for the text; returns where the next ones stand. */
static size_t find_words(const regex_t *token, const char *piece,
			 const struct furui_buffer *lines, size_t at)
{
	regmatch_t match;
	for (; regexec(token, piece, 1, &match, 0) == 0; piece += match.rm_eo) {
		size_t length = (size_t)(match.rm_eo - match.rm_so);
		while (at < lines->size && lines->data[at] != '0')
			at += strcspn(lines->data + at, "\n") + 1;
		MUST(at + 1 + length < lines->size);
		MUST(memcmp(lines->data + at + 1, piece + match.rm_so,
			    length) == 0);
		at += 1 + length;
		MUST(lines->data[at++] == '\n');
	}
	return at;
}

/* Words are TOKENFRONT(TOKENMID*TOKENBACK)? of bogofilter 1.2.5's lexer. */
static void check_pattern(const struct furui_buffer *ascii)
{
	static regex_t token;
	static bool is_ready;
	if (!is_ready)
		MUST(regcomp(&token,
			     "[^[:blank:][:cntrl:][:digit:][:punct:]]"
			     "([^][:blank:][:cntrl:]<>;=():&%$#@+|/"
			     "\\{}^\"?*[,]*"
			     "[^][:blank:][:cntrl:]<>;=():&%$#@+|/\\{}^\"?*[,"
			     "._~'`-])?",
			     REG_EXTENDED) == 0);
	is_ready = true;
	struct given given = read_words(ascii);
	furui_buffer_add_char(&given.lines, 0);
	given.lines.size--;
	struct furui_buffer piece = {0};
	size_t at = 0;
	for (size_t i = 0; i <= ascii->size; i++) {
		char c = i < ascii->size ? ascii->data[i] : 0;
		if (c > ' ' && c < 0x7f) {
			furui_buffer_add_char(&piece, c);
			continue;
		}
		furui_buffer_add_char(&piece, 0);
		at = find_words(&token, piece.data, &given.lines, at);
		piece.size = 0;
	}
	furui_buffer_free(&piece);
	while (at < given.lines.size && given.lines.data[at] != '0')
		at += strcspn(given.lines.data + at, "\n") + 1;
	MUST(at >= given.lines.size);
	furui_buffer_free(&given.lines);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!words) {
		normaliser = furui_normaliser_new();
		words = furui_words_new();
	}
	struct furui_buffer ascii = {0}, normal = {0};
	for (size_t i = 0; i < size; i++)
		furui_buffer_add_char(&ascii,
				      data[i] < 0x80 ? (char)data[i] : ' ');
	MUST(furui_normalise(normaliser, ascii.data, ascii.size, &normal) == 0);
	MUST(is_same(&ascii, &normal));
	check_end(&ascii);
	check_wide(&ascii);
	check_pattern(&ascii);
	check_foreign(&ascii, 0xff);
	check_foreign(&ascii, size ? data[0] : 0);
	furui_buffer_free(&ascii);
	furui_buffer_free(&normal);
	return 0;
}
