/* JSON, for writing: strings and numbers. */
#include <math.h>
#include <string.h>

#include "furui/text.h"

void furui_json_add_string(struct furui_buffer *out, const char *text)
{
	if (!text) {
		furui_buffer_add_text(out, "null");
		return;
	}
	size_t size = strlen(text), length;
	furui_buffer_add_char(out, '"');
	for (size_t i = 0; i < size; i += length ? length : 1) {
		unsigned char c = (unsigned char)text[i];
		length = furui_text_character(text + i, size - i);
		if (!length)
			furui_buffer_add_text(out, "\xef\xbf\xbd");
		else if (c == '"' || c == '\\')
			furui_buffer_printf(out, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			furui_buffer_printf(out, "\\u%04x", c);
		else
			furui_buffer_add(out, text + i, length);
	}
	furui_buffer_add_char(out, '"');
}

void furui_json_add_number(struct furui_buffer *out, double value)
{
	if (isfinite(value))
		furui_buffer_printf(out, "%.10g", value);
	else
		furui_buffer_add_text(out, "null");
}
