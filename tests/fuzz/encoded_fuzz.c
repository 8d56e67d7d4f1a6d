/* Header text: encoded.c, encoded_parameter.c. */
#include <stdlib.h>

#include "encoded.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_charset *charset;
	if (!charset)
		charset = furui_charset_new();
	char *value = fuzz_copy(data, size);
	struct furui_buffer out = {0};
	(void)furui_header_decode(charset, value, size, &out);
	MUST(furui_is_utf8(out.data, out.size));
	out.size = 0;
	(void)furui_parameters_decode(charset, value, size, &out);
	MUST(furui_is_utf8(out.data, out.size));
	size_t charset_size = 0;
	const char *named = furui_header_charset(value, size, &charset_size);
	MUST(!named || (named >= value && charset_size &&
			named + charset_size <= value + size));
	furui_buffer_free(&out);
	free(value);
	return 0;
}
