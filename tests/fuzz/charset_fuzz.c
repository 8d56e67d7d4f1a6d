/* Charsets: the first line is the label, the rest the text. */
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_charset *charset;
	if (!charset)
		charset = furui_charset_new();
	const uint8_t *newline = size ? memchr(data, '\n', size) : NULL;
	size_t label_size = newline ? (size_t)(newline - data) : 0;
	size_t skip = newline ? label_size + 1 : 0;
	char *label = fuzz_copy(data, label_size);
	char *text = fuzz_copy(data + skip, size - skip);
	struct furui_buffer out = {0};
	unsigned notes = furui_charset_decode(charset, text, size - skip,
					      label_size ? label : NULL,
					      label_size, &out);
	MUST(furui_is_utf8(out.data, out.size));
	MUST(!(notes & FURUI_CHARSET_LIE) || !(notes & FURUI_CHARSET_UNKNOWN));
	furui_buffer_free(&out);
	free(text);
	free(label);
	return 0;
}
