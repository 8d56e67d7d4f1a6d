/* Text for a dump. */
#include "text.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>

#include "furui/text.h"

static bool is_control(char c)
{
	return (unsigned char)c < 0x20 || c == 0x7f;
}

static const char plain[] = "\n\r\t\\";
static const char letters[] = "nrt\\";

void text_add_escaped(struct furui_buffer *out, const char *bytes, size_t size)
{
	size_t length;
	for (size_t i = 0; i < size; i += length ? length : 1) {
		length = furui_text_character(bytes + i, size - i);
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

const char *train_date_text(int64_t date, char text[32])
{
	struct tm parts;
	time_t when = (time_t)date;
	if (date <= 0 || !localtime_r(&when, &parts) ||
	    !strftime(text, 32, "%Y-%m-%d", &parts))
		return "unknown";
	return text;
}
