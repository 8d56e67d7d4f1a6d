/* What the fuzz targets share. */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "utf8.h"

void fuzz_fail(const char *what, const char *file, int line)
{
	(void)fprintf(stderr, "%s:%d: %s does not hold\n", file, line, what);
	abort();
}

bool fuzz_is_token_text(const char *text, size_t size)
{
	if (!furui_is_utf8(text, size))
		return false;
	for (size_t i = 0; i < size;) {
		uint32_t c = furui_utf8_get(text, size, &i);
		if (c < 0x20 || (c >= 0x7f && c < 0xa0))
			return false;
	}
	return true;
}

char *fuzz_copy(const uint8_t *data, size_t size)
{
	char *copy = furui_xmalloc(size);
	if (size)
		memcpy(copy, data, size);
	return copy;
}
