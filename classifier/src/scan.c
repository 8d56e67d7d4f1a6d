/* Cuts a message to what GMime survives. Its address parser recurses without
 * bound on "a:a:a:…" (80 KB of it overflow the stack), and a million headers
 * or parts cost it seconds and gigabytes; all of them are counted here
 * first. */
#include "scan.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "field.h"
#include "furui/limits.h"

/* The fields that GMime parses as addresses. */
static bool is_address_field(const struct furui_field *field)
{
	static const char *const names[] = {
		"from",
		"to",
		"cc",
		"bcc",
		"sender",
		"reply-to",
		"resent-from",
		"resent-to",
		"resent-cc",
		"resent-bcc",
		"resent-sender",
		"resent-reply-to",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (furui_field_is(field, names[i]))
			return true;
	return false;
}

/* A field, cut when it is too long. */
static unsigned add_field(const struct furui_field *field, size_t limit,
			  struct furui_buffer *out)
{
	if (field->size <= limit) {
		furui_buffer_add(out, field->start, field->size);
		return 0;
	}
	furui_buffer_add(out, field->start, limit);
	furui_buffer_add_char(out, '\n');
	return FURUI_SCAN_FIELD;
}

/* Copies the message's own header; false when it was too much and the rest
 * begins at *cursor. */
static bool scan_header(const char **cursor, const char *end,
			struct furui_buffer *out, unsigned *notes)
{
	const char *start = *cursor;
	struct furui_field field;
	for (int fields = 0;; fields++) {
		const char *before = *cursor;
		if (!furui_field_next(cursor, end, &field)) {
			furui_buffer_add(out, before,
					 (size_t)(*cursor - before));
			return true;
		}
		if (fields >= FURUI_LIMIT_FIELDS ||
		    before - start > FURUI_LIMIT_HEADERS) {
			*notes |= FURUI_SCAN_HEADERS;
			*cursor = before;
			return false;
		}
		*notes |= add_field(&field, FURUI_LIMIT_FIELD, out);
	}
}

/* What the lines of a body could make a MIME parser do. */
struct body {
	unsigned dashes; /* lines that may be boundaries */
	unsigned fields; /* in a row */
	unsigned types;  /* Content-Type lines: parts in parts */
	size_t field_bytes;
};

static bool is_over(struct body *body, const struct furui_field *field,
		    unsigned *notes)
{
	if (field->size >= 2 && field->start[0] == '-' &&
	    field->start[1] == '-' &&
	    !(field->size >= 3 && field->start[2] == ' '))
		body->dashes++;
	if (field->name_size) {
		body->fields++;
		body->field_bytes += field->size;
		body->types += furui_field_is(field, "content-type");
	} else {
		body->fields = 0;
		body->field_bytes = 0;
	}
	/* A boundary opens and closes. */
	if (body->dashes > 2 * FURUI_LIMIT_PARTS ||
	    body->types > FURUI_LIMIT_PARTS)
		*notes |= FURUI_SCAN_PARTS;
	else if (body->fields > FURUI_LIMIT_FIELDS)
		*notes |= FURUI_SCAN_HEADERS;
	else
		return false;
	return true;
}

/* Copies the body. Any line in it may be a part's header to GMime. */
static void scan_body(const char **cursor, const char *end,
		      struct furui_buffer *out, unsigned *notes)
{
	struct body body = {0};
	const char *kept = *cursor;
	struct furui_field field;
	while (*cursor < end) {
		const char *before = *cursor;
		if (!furui_field_next(cursor, end, &field)) {
			body.fields = 0; /* a blank line */
			continue;
		}
		if (is_over(&body, &field, notes)) {
			*cursor = before;
			break;
		}
		if (field.size > FURUI_LIMIT_FIELD &&
		    is_address_field(&field)) {
			furui_buffer_add(out, kept, (size_t)(before - kept));
			*notes |= add_field(&field, FURUI_LIMIT_FIELD, out);
			kept = *cursor;
		}
	}
	furui_buffer_add(out, kept, (size_t)(*cursor - kept));
}

unsigned furui_scan(const char *bytes, size_t size, struct furui_buffer *out,
		    size_t *rest)
{
	unsigned notes = 0;
	if (size > FURUI_LIMIT_MESSAGE) {
		notes |= FURUI_SCAN_MESSAGE;
		size = FURUI_LIMIT_MESSAGE;
	}
	const char *cursor = bytes;
	const char *end = bytes + size;
	if (scan_header(&cursor, end, out, &notes))
		scan_body(&cursor, end, out, &notes);
	*rest = (size_t)(cursor - bytes);
	return notes;
}
