/* Text for people, for JSON, and for a dump. */
#include "text.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

size_t text_character(const char *text, size_t size)
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

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

void text_add_json(struct furui_buffer *out, const char *text)
{
	size_t size = strlen(text);
	size_t length;
	furui_buffer_add_char(out, '"');
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = text_character(text + i, size - i);
		if (!length)
			furui_buffer_add_text(out, "\xef\xbf\xbd");
		else if (text[i] == '"' || text[i] == '\\')
			furui_buffer_printf(out, "\\%c", text[i]);
		else if (is_control(text[i]))
			furui_buffer_printf(out, "\\u%04x", (unsigned)text[i]);
		else
			furui_buffer_add(out, text + i, length);
	}
	furui_buffer_add_char(out, '"');
}

static const char plain[] = "\n\r\t\\";
static const char letters[] = "nrt\\";

void text_add_escaped(struct furui_buffer *out, const char *bytes, size_t size)
{
	size_t length;
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = text_character(bytes + i, size - i);
		const char *known = bytes[i] ? strchr(plain, bytes[i]) : NULL;
		if (known)
			furui_buffer_printf(out, "\\%c",
					    letters[known - plain]);
		else if (!length || is_control(bytes[i]))
			furui_buffer_printf(out, "\\x%02x",
					    (unsigned)(unsigned char)bytes[i]);
		else
			furui_buffer_add(out, bytes + i, length);
	}
}

static int hex_digit(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

int text_unescape(struct furui_buffer *out, const char *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (text[i] != '\\') {
			furui_buffer_add_char(out, text[i]);
			continue;
		}
		char next = i + 1 < size ? text[++i] : '\0';
		const char *known = next ? strchr(letters, next) : NULL;
		if (known) {
			furui_buffer_add_char(out, plain[known - letters]);
			continue;
		}
		if (next != 'x' || size - i < 3)
			return -1;
		int high = hex_digit(text[++i]);
		int low = hex_digit(text[++i]);
		if (high < 0 || low < 0)
			return -1;
		furui_buffer_add_char(out, (char)(high * 16 + low));
	}
	return 0;
}

void text_add_shown(struct furui_buffer *out, const char *text)
{
	size_t size = strlen(text);
	size_t length;
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = text_character(text + i, size - i);
		/* U+0080 to U+009F are control characters too. */
		if (!length || is_control(text[i]) ||
		    (text[i] == '\xc2' && (text[i + 1] & 0xe0) == 0x80))
			furui_buffer_add_char(out, '?');
		else
			furui_buffer_add(out, text + i, length);
	}
}

const char *text_number(uint64_t number)
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
