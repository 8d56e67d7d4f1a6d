/* Text to words by the dictionary: as ICU breaks it. Whatever is no kanji and
 * no kana only ends a run, so that most inputs have runs. */
#include <unicode/ubrk.h>

#include "fuzz.h"
#include "utf8.h"
#include "words_dictionary.h"

enum {
	RUN = FURUI_DICTIONARY_RUN
};

static void compare(struct furui_dictionary *dictionary, UBreakIterator *icu,
		    const UChar *run, int32_t units)
{
	static int32_t ends[RUN];
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = furui_dictionary_break(dictionary, run, units, ends);
	if (!count)
		return;
	ubrk_setText(icu, run, units, &status);
	MUST(U_SUCCESS(status));
	(void)ubrk_first(icu);
	for (int32_t i = 0; i < count; i++)
		MUST(ubrk_next(icu) == ends[i]);
	MUST(ubrk_next(icu) == UBRK_DONE);
}

static bool is_ours(uint32_t c)
{
	return (c >= 0x3005 && c < 0x3100 && c != 0x30fb) ||
	       (c >= 0x31f0 && c < 0x3200) || (c >= 0x3400 && c < 0xa000);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_dictionary *dictionary;
	static UBreakIterator *icu;
	if (!dictionary) {
		UErrorCode status = U_ZERO_ERROR;
		dictionary = furui_dictionary_new();
		icu = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	}
	UChar run[RUN];
	int32_t units = 0;
	for (size_t at = 0; at < size;) {
		uint32_t c = furui_utf8_get((const char *)data, size, &at);
		if (is_ours(c))
			run[units++] = (UChar)c;
		if (units && (units == RUN || !is_ours(c) || at >= size)) {
			compare(dictionary, icu, run, units);
			units = 0;
		}
	}
	return 0;
}
