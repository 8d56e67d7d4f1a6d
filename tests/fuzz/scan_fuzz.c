/* The limits before the parsers: scan.c; what is not of the mail itself, and
 * the name of the rest: identity.c. */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "furui/identity.h"
#include "furui/limits.h"
#include "fuzz.h"

/* Whether there may be more addresses and parameters than are counted: then a
 * field may be cut anywhere. */
static bool is_crowded(const char *bytes, size_t size)
{
	size_t items = 0;
	for (size_t i = 0; i < size; i++)
		items += bytes[i] && strchr(":,<;", bytes[i]) != NULL;
	return items > FURUI_LIMIT_ITEMS;
}

/* The cut field is the beginning of the field; a line end may close it. */
static void check_cut(const struct furui_field *cut,
		      const struct furui_field *field, bool crowded)
{
	size_t same = cut->size;
	if (same > field->size || memcmp(cut->start, field->start, same) != 0)
		same--;
	MUST(same == cut->size || cut->start[same] == '\n');
	MUST(same <= field->size);
	MUST(memcmp(cut->start, field->start, same) == 0);
	MUST(crowded || same == field->size || same >= FURUI_LIMIT_FIELD);
}

/* Field by field, what the parser sees is the message's header. */
static void check_header(const char *bytes, size_t size,
			 const struct furui_buffer *out, bool whole)
{
	const char *want = bytes, *seen = out->data;
	struct furui_field field, cut;
	size_t fields = 0;
	bool crowded = is_crowded(bytes, size);
	while (furui_field_next(&seen, out->data + out->size, &cut)) {
		MUST(furui_field_next(&want, bytes + size, &field));
		MUST(cut.size <= FURUI_LIMIT_FIELD + 1);
		check_cut(&cut, &field, crowded);
		fields++;
	}
	MUST(!whole || !furui_field_next(&want, bytes + size, &field));
	MUST(fields <= FURUI_LIMIT_FIELDS);
	MUST((size_t)(seen - out->data) <=
	     FURUI_LIMIT_HEADERS + 2 * FURUI_LIMIT_FIELD);
}

/* Every byte goes somewhere; only the cuts add line ends. */
static void scan(const char *bytes, size_t size)
{
	struct furui_buffer out = {0}, tails = {0};
	size_t rest;
	unsigned notes = furui_scan(bytes, size, &out, &tails, &rest);
	MUST(rest <= size);
	MUST(notes || (rest == size && out.size == size && !tails.size));
	MUST(!tails.size || (notes & FURUI_SCAN_FIELD));
	MUST(rest == size || (notes & ~(unsigned)FURUI_SCAN_FIELD));
	MUST(out.size + tails.size >= rest);
	/* The shortest field that can be cut for its items: "To:,". */
	MUST(out.size + tails.size <=
	     rest + rest / (is_crowded(bytes, size) ? 4 : FURUI_LIMIT_FIELD));
	if (out.size)
		check_header(bytes, size, &out, rest == size);
	furui_buffer_free(&out);
	furui_buffer_free(&tails);
}

static void check_digest(const char *bytes, size_t size,
			 const struct furui_digest *want)
{
	struct furui_digest digest;
	furui_digest(bytes, size, &digest);
	MUST(memcmp(&digest, want, sizeof digest) == 0);
}

/* Stripping twice is stripping once, and no foreign field survives. */
static void strip(const char *bytes, size_t size,
		  const struct furui_digest *digest)
{
	struct furui_buffer once = {0}, twice = {0};
	furui_strip(bytes, size, true, &once);
	MUST(once.size <= size);
	const char *cursor = furui_buffer_terminate(&once);
	const char *end = cursor + once.size;
	struct furui_field field;
	while (furui_field_next(&cursor, end, &field))
		MUST(!furui_is_foreign_field(field.name, field.name_size));
	furui_strip(once.data, once.size, true, &twice);
	MUST(once.size == twice.size);
	MUST(!once.size || memcmp(once.data, twice.data, once.size) == 0);
	/* A line behind a verdict may have become the From_ line. */
	if (furui_from_line(bytes, size) ||
	    !furui_from_line(once.data, once.size))
		check_digest(once.data, once.size, digest);
	furui_buffer_free(&once);
	furui_buffer_free(&twice);
}

/* A field that a filter or mail program adds, anywhere in the header, leaves
 * the message the same. */
static void add_foreign(const char *bytes, size_t size,
			const struct furui_digest *digest)
{
	static const char *const fields[] = {
		"X-Furui: Spam; probability=0.999812\n",
		"x-bogosity : Ham,\r\n\ttests=bogofilter\r\n",
		"X-Spam-Report:\n * 5.0 BODY: x\n",
		"STATUS: RO\n",
		"X-Mozilla-Status2: 00000000\r\n",
	};
	const char *cursor = bytes + furui_from_line(bytes, size);
	const char *end = bytes + size;
	for (size_t i = 0; i < 12; i++) {
		const char *text = fields[i % (sizeof fields / sizeof *fields)];
		size_t text_size = strlen(text);
		/* Before a line that goes on it would take that line in. */
		bool whole = cursor == bytes || cursor[-1] == '\n';
		if (whole &&
		    (cursor == end || (*cursor != ' ' && *cursor != '\t'))) {
			struct furui_buffer more = {0};
			furui_buffer_add(&more, bytes,
					 (size_t)(cursor - bytes));
			furui_buffer_add(&more, text, text_size);
			furui_buffer_add(&more, cursor, (size_t)(end - cursor));
			check_digest(more.data, more.size, digest);
			furui_buffer_free(&more);
		}
		struct furui_field field;
		if (!furui_field_next(&cursor, end, &field))
			break;
	}
}

/* As a server that stores CR LF has it. */
static void to_crlf(const char *bytes, size_t size,
		    const struct furui_digest *digest)
{
	struct furui_buffer text = {0};
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] == '\n' && (!i || bytes[i - 1] != '\r'))
			furui_buffer_add_char(&text, '\r');
		furui_buffer_add_char(&text, bytes[i]);
	}
	check_digest(text.data, text.size, digest);
	furui_buffer_free(&text);
}

static void print(const struct furui_digest *digest)
{
	char text[33];
	struct furui_digest again;
	furui_digest_print(digest, text);
	MUST(furui_digest_parse(text, 32, &again) == 0);
	MUST(memcmp(&again, digest, sizeof again) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	struct furui_digest digest;
	furui_digest(bytes, size, &digest);
	print(&digest);
	(void)furui_digest_parse(bytes, size, &digest);
	furui_digest(bytes, size, &digest);
	scan(bytes, size);
	strip(bytes, size, &digest);
	add_foreign(bytes, size, &digest);
	to_crlf(bytes, size, &digest);
	free(bytes);
	return 0;
}
