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

bool furui_text_is_harmless(const char *character, size_t size)
{
	const unsigned char *c = (const unsigned char *)character;
	switch (size) {
	case 1:
		return c[0] >= 0x20 && c[0] != 0x7f;
	case 2: /* C1; U+061C */
		return !(c[0] == 0xc2 && c[1] < 0xa0) &&
		       !(c[0] == 0xd8 && c[1] == 0x9c);
	case 3: /* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
		return c[0] != 0xe2 ||
		       !((c[1] == 0x80 && (c[2] == 0x8e || c[2] == 0x8f ||
					   (c[2] >= 0xa8 && c[2] <= 0xae))) ||
			 (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9));
	default:
		return size == 4;
	}
}

void furui_text_add_shown(struct furui_buffer *out, const char *text)
{
	size_t size = strlen(text);
	size_t length;
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = furui_text_character(text + i, size - i);
		if (!length || !furui_text_is_harmless(text + i, length))
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
