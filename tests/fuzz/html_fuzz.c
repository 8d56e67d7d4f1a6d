/* HTML: html.c, html_entity.c. */
#include <stdlib.h>

#include "charset.h"
#include "fuzz.h"
#include "html.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	struct furui_buffer text = {0}, markup = {0};
	struct furui_html out = {&text, &markup};
	furui_html_read(bytes, size, &out);
	/* Nothing is longer than its source: "&yen" is the tightest. */
	MUST(text.size + markup.size <= 2 * size);
	if (furui_is_utf8(bytes, size)) {
		MUST(furui_is_utf8(text.data, text.size));
		MUST(furui_is_utf8(markup.data, markup.size));
	}
	struct furui_html nothing = {NULL, NULL};
	furui_html_read(bytes, size, &nothing);
	size_t label_size = 0;
	const char *label = furui_html_charset(bytes, size, &label_size);
	if (label)
		MUST(label >= bytes && label + label_size <= bytes + size);
	furui_buffer_free(&text);
	furui_buffer_free(&markup);
	free(bytes);
	return 0;
}
