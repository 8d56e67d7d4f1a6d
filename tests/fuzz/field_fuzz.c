/* Fields and the limits before the parsers: field.c, scan.c, identity.c. */
#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "furui/identity.h"
#include "furui/limits.h"
#include "fuzz.h"
#include "scan.h"

static void walk(const char *bytes, size_t size)
{
	const char *cursor = bytes;
	const char *end = bytes + size;
	struct furui_field field;
	while (furui_field_next(&cursor, end, &field)) {
		MUST(field.size > 0);
		MUST(field.start + field.size == cursor);
		MUST(field.value + field.value_size <= cursor);
		MUST(field.name + field.name_size <= field.value ||
		     !field.name_size);
		(void)furui_is_foreign_field(field.name, field.name_size);
	}
	MUST(cursor <= end);
	MUST(furui_from_line(bytes, size) <= size);
}

/* Stripping twice is stripping once, and no foreign field survives. */
static void strip(const char *bytes, size_t size)
{
	struct furui_buffer once = {0}, twice = {0};
	furui_strip(bytes, size, true, &once);
	MUST(once.size <= size);
	furui_strip(once.data, once.size, true, &twice);
	MUST(once.size == twice.size);
	MUST(!once.size || memcmp(once.data, twice.data, once.size) == 0);
	struct furui_digest a, b;
	furui_digest(bytes, size, &a);
	furui_digest(once.data, once.size, &b);
	/* A line behind a verdict may have become the From_ line. */
	if (furui_from_line(bytes, size) ||
	    !furui_from_line(once.data, once.size))
		MUST(memcmp(&a, &b, sizeof a) == 0);
	furui_buffer_free(&once);
	furui_buffer_free(&twice);
}

/* Every byte goes somewhere; only the cuts add line ends. */
static void scan(const char *bytes, size_t size)
{
	struct furui_buffer out = {0}, tails = {0};
	size_t rest;
	unsigned notes = furui_scan(bytes, size, &out, &tails, &rest);
	MUST(rest <= size);
	MUST(notes || (rest == size && out.size == size));
	MUST(out.size + tails.size >= rest);
	MUST(out.size + tails.size <= rest + rest / FURUI_LIMIT_FIELD);
	furui_buffer_free(&out);
	furui_buffer_free(&tails);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	walk(bytes, size);
	strip(bytes, size);
	scan(bytes, size);
	free(bytes);
	return 0;
}
