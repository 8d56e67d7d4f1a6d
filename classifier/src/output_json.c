/* A verdict as one line of JSON. */
#include <math.h>
#include <string.h>

#include "output.h"

/* How many bytes of UTF-8 stand at text, 1 to 4; 0 when it is none. */
static size_t utf8_length(const unsigned char *text, size_t size)
{
	unsigned char c = text[0];
	size_t length = c < 0x80   ? 1
			: c < 0xc2 ? 0
			: c < 0xe0 ? 2
			: c < 0xf0 ? 3
			: c < 0xf5 ? 4
				   : 0;
	if (length > size)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((text[i] & 0xc0) != 0x80)
			return 0;
	/* Overlong, a surrogate half, or beyond U+10FFFF. */
	if ((c == 0xe0 && text[1] < 0xa0) || (c == 0xed && text[1] > 0x9f) ||
	    (c == 0xf0 && text[1] < 0x90) || (c == 0xf4 && text[1] > 0x8f))
		return 0;
	return length;
}

static void put_string(const char *string, struct furui_buffer *out)
{
	const unsigned char *text = (const unsigned char *)string;
	size_t size = strlen(string), length;
	furui_buffer_add_char(out, '"');
	for (size_t i = 0; i < size; i += length) {
		length = utf8_length(text + i, size - i);
		if (!length) {
			furui_buffer_add_text(out, "\xef\xbf\xbd");
			length = 1;
		} else if (text[i] == '"' || text[i] == '\\') {
			furui_buffer_printf(out, "\\%c", text[i]);
		} else if (text[i] < 0x20 || text[i] == 0x7f) {
			furui_buffer_printf(out, "\\u%04x", text[i]);
		} else {
			furui_buffer_add(out, string + i, length);
		}
	}
	furui_buffer_add_char(out, '"');
}

/* JSON has no infinities. */
static double bounded(double value)
{
	return isnan(value) ? 0 : fmin(fmax(value, -1e300), 1e300);
}

void furui_put_json(const struct furui_result *result, struct furui_buffer *out)
{
	const struct furui_verdict *verdict = &result->verdict;
	furui_buffer_add_text(out, "{\"file\":");
	if (result->name)
		put_string(result->name, out);
	else
		furui_buffer_add_text(out, "null");
	if (result->error) {
		furui_buffer_add_text(out, ",\"verdict\":\"Unsure\","
					   "\"probability\":null,"
					   "\"log_odds\":null,\"reasons\":0,"
					   "\"error\":");
		put_string(result->error, out);
	} else {
		furui_buffer_printf(
			out,
			",\"verdict\":\"%s\",\"probability\":%.9g,"
			"\"log_odds\":%.6f,\"reasons\":%u,\"error\":null",
			furui_class_name(verdict->class),
			bounded(verdict->probability),
			bounded(verdict->log_odds), verdict->reasons);
	}
	furui_buffer_add_text(out, "}\n");
}
