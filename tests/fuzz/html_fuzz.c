/* HTML: html*.c. */
#include <stdlib.h>

#include "charset.h"
#include "fuzz.h"
#include "html.h"

struct seen {
	bool utf8;
	const struct furui_html *html;
};

static void see_link(void *context, const struct furui_html_link *link)
{
	const struct seen *seen = context;
	MUST(link->kind <= FURUI_HTML_BASE);
	MUST(link->target_size > 0);
	MUST(link->kind == FURUI_HTML_LINK || !link->text_size);
	/* The text is a part of what is visible. */
	if (link->text_size)
		MUST(link->text >= seen->html->text->data &&
		     link->text + link->text_size <=
			     seen->html->text->data + seen->html->text->size);
	if (seen->utf8) {
		MUST(furui_is_utf8(link->target, link->target_size));
		MUST(furui_is_utf8(link->text, link->text_size));
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	struct furui_buffer text = {0}, markup = {0}, hidden = {0};
	struct furui_html out = {
		.text = &text, .markup = &markup, .hidden = &hidden};
	struct seen seen = {furui_is_utf8(bytes, size), &out};
	out.link = see_link;
	out.context = &seen;
	furui_html_read(bytes, size, &out);
	/* Nothing is longer than its source, and what is in an alt= comes
	 * twice: "&yen" is the tightest. */
	MUST(text.size + hidden.size <= 2 * size);
	MUST(markup.size <= size);
	MUST(!(out.notes & ~(2U * FURUI_HTML_LIMIT - 1)));
	if (out.notes & FURUI_HTML_HIDDEN)
		MUST(hidden.size);
	if (seen.utf8) {
		MUST(furui_is_utf8(text.data, text.size));
		MUST(furui_is_utf8(markup.data, markup.size));
		MUST(furui_is_utf8(hidden.data, hidden.size));
	}
	unsigned notes = out.notes;
	struct furui_html nothing = {0};
	furui_html_read(bytes, size, &nothing);
	MUST(nothing.notes == notes);
	size_t label_size = 0;
	const char *label = furui_html_charset(bytes, size, &label_size);
	if (label)
		MUST(label >= bytes && label + label_size <= bytes + size);
	furui_buffer_free(&text);
	furui_buffer_free(&markup);
	furui_buffer_free(&hidden);
	free(bytes);
	return 0;
}
