/* Text to words: normalise.c, words.c. */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "fuzz.h"
#include "normalise.h"
#include "words.h"

static void on_word(void *context, enum furui_word_kind kind, const char *bytes,
		    size_t size)
{
	(void)context;
	MUST(size > 0);
	MUST(fuzz_is_token_text(bytes, size));
	MUST(kind != FURUI_WORD_PAIR || memchr(bytes, '*', size));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_normaliser *normaliser;
	static struct furui_charset *charset;
	static struct furui_words *words;
	if (!words) {
		normaliser = furui_normaliser_new();
		charset = furui_charset_new();
		words = furui_words_new();
	}
	struct furui_buffer text = {0}, normal = {0};
	(void)furui_charset_decode(charset, (const char *)data, size, "utf-8",
				   5, &text);
	(void)furui_normalise(normaliser, text.data, text.size, &normal);
	MUST(furui_is_utf8(normal.data, normal.size));
	char *exact = fuzz_copy((const uint8_t *)normal.data, normal.size);
	furui_words_read(words, exact, normal.size, on_word, NULL);
	free(exact);
	furui_buffer_free(&text);
	furui_buffer_free(&normal);
	return 0;
}
