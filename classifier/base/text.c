/* Text for people: UTF-8 a character at a time, numbers. */
#include "furui/text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

size_t furui_text_character(const char *text, size_t size)
{
	const unsigned char *at = (const unsigned char *)text;
	if (!size || at[0] < 0x80)
		return size ? 1 : 0;
	size_t length = at[0] < 0xc2   ? 0
			: at[0] < 0xe0 ? 2
			: at[0] < 0xf0 ? 3
			: at[0] < 0xf5 ? 4
				       : 0;
	if (!length || length > size)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	/* Overlong forms, surrogates, beyond U+10FFFF. */
	if ((at[0] == 0xe0 && at[1] < 0xa0) ||
	    (at[0] == 0xed && at[1] > 0x9f) ||
	    (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))
		return 0;
	return length;
}

void furui_text_add_shown(struct furui_buffer *out, const char *text)
{
	size_t size = strlen(text);
	size_t length;
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = furui_text_character(text + i, size - i);
		/* U+0080 to U+009F are control characters too. */
		if (!length || (unsigned char)text[i] < 0x20 ||
		    text[i] == 0x7f ||
		    (text[i] == '\xc2' && (text[i + 1] & 0xe0) == 0x80))
			furui_buffer_add_char(out, '?');
		else
			furui_buffer_add(out, text + i, length);
	}
}

const char *furui_text_number(uint64_t number)
{
	static char texts[4][32];
	static unsigned turn;
	char digits[24];
	char *to = texts[turn++ % 4];
	const char *start = to;
	int count = snprintf(digits, sizeof digits, "%" PRIu64, number);
	for (int i = 0; i < count; i++) {
		if (i && (count - i) % 3 == 0)
			*to++ = ',';
		*to++ = digits[i];
	}
	*to = '\0';
	return start;
}
