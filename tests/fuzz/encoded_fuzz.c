/* Header text: encoded.c. */
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
	furui_buffer_free(&out);
	free(value);
	return 0;
}
