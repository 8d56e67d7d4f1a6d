/* Bounces: address.c, bounce*.c; and the file of who the user is: own.c. */
#include <stdlib.h>
#include <string.h>

#include "bounce.h"
#include "furui/own.h"
#include "fuzz.h"

static bool is_address(const struct furui_buffer *address)
{
	return address->size == 0 ||
	       (memchr(address->data, '@', address->size) &&
		!memchr(address->data, ' ', address->size) &&
		!memchr(address->data, '\n', address->size));
}

static void check(const struct furui_bounce *bounce)
{
	const struct furui_returned *it = furui_bounce_returned(bounce);
	MUST(is_address(&it->from));
	MUST(is_address(&bounce->sender));
	MUST(is_address(&bounce->recipient));
	MUST(it->id.size <= 998);
	MUST(!it->routes.size || it->routes.data[it->routes.size - 1] == '\n');
	for (size_t i = 0; i < bounce->status.size; i++)
		MUST(strchr("0123456789.", bounce->status.data[i]));
	MUST(bounce->status.size <= sizeof "5.123.123");
}

/* The header, then a text up to each NUL; behind the second a message inside
 * begins. */
static void read_message(struct furui_bounce *bounce, const char *bytes,
			 size_t size)
{
	const char *cursor = bytes;
	const char *end = bytes + size;
	struct furui_field field;
	struct furui_buffer subject = {0};
	furui_bounce_begin(bounce);
	while (furui_field_next(&cursor, end, &field)) {
		subject.size = 0;
		furui_buffer_add(&subject, field.value, field.value_size);
		furui_bounce_field(bounce, &field,
				   furui_field_is(&field, "subject") ? &subject
								     : NULL);
	}
	for (int part = 0; cursor < end; part++) {
		const char *stop = memchr(cursor, 0, (size_t)(end - cursor));
		stop = stop ? stop : end;
		const char *inner = cursor;
		while (part == 2 && furui_field_next(&inner, stop, &field))
			furui_bounce_inner_field(bounce, &field, true);
		furui_bounce_text(bounce, inner, (size_t)(stop - inner));
		cursor = stop < end ? stop + 1 : end;
	}
	check(bounce);
	furui_buffer_free(&subject);
}

static void read_own(const char *bytes, size_t size)
{
	struct furui_own *own;
	struct furui_own_facts facts = {.ids = {0}};
	if (furui_own_of_bytes(&own, bytes, size, NULL) == 0) {
		(void)furui_own_is_id(own, bytes, size);
		(void)furui_own_is_host(own, bytes, size);
		(void)furui_own_is_route(own, bytes, size);
		(void)furui_own_is_address(own, bytes, size);
		furui_own_free(&own);
	}
	/* What is learned from any mail can be published and read. */
	if (furui_own_facts_add_message(&facts, bytes, size, 0, NULL) == 0) {
		struct furui_buffer file = {0};
		furui_own_facts_settle(&facts);
		furui_own_encode(&facts, &file);
		MUST(furui_own_of_bytes(&own, file.data, file.size, NULL) == 0);
		furui_own_free(&own);
		furui_buffer_free(&file);
	}
	furui_own_facts_free(&facts);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_bounce bounce;
	char *exact = fuzz_copy(data, size);
	read_message(&bounce, exact, size);
	(void)furui_is_bounce(&bounce);
	read_own(exact, size);
	free(exact);
	return 0;
}
