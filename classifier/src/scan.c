/* Cuts a message to what GMime survives. Its address parser recurses without
 * bound on "a:a:a:…" (80 KB of it overflow the stack), and a million headers,
 * parts, addresses or parameters cost it seconds and gigabytes; all of them
 * are counted here first. */
#include "scan.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "field.h"
#include "furui/ascii.h"
#include "furui/limits.h"
#include "inject.h"

/* What GMime parses a field into. */
enum items {
	NONE,
	ADDRESSES,
	PARAMETERS,
};

static enum items items_of(const struct furui_field *field)
{
	static const char *const addresses[] = {
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
	for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++)
		if (furui_field_is(field, addresses[i]))
			return ADDRESSES;
	return furui_field_is(field, "content-type") ||
			       furui_field_is(field, "content-disposition")
		       ? PARAMETERS
		       : NONE;
}

struct scan {
	const char *next;
	const char *end;
	struct furui_buffer *out;
	struct furui_buffer *tails;
	unsigned notes;
	unsigned items;      /* so far, of FURUI_LIMIT_ITEMS */
	bool blank_boundary; /* "-- " may part parts, too */
};

/* Whether a Content-Type field may name a boundary that begins with a blank, to
 * whoever reads it: not when an ordinary character follows each "boundary=". */
static bool may_begin_blank(const struct furui_field *field)
{
	static const char word[] = "boundary";
	size_t size = strlen(word);
	const char *end = field->value + field->value_size;
	for (const char *p = field->value; end - p > (ptrdiff_t)size; p++) {
		if (!furui_ascii_same_bytes(p, word, size))
			continue;
		const char *value = p + size;
		if (*value != '=')
			return true;
		value += value + 1 < end && value[1] == '"' ? 2 : 1;
		if (value == end || *value <= ' ' || strchr("\"\\(%*=", *value))
			return true;
	}
	return false;
}

static void note_boundary(struct scan *scan, const struct furui_field *field)
{
	if (!scan->blank_boundary && furui_field_is(field, "content-type"))
		scan->blank_boundary = may_begin_blank(field);
}

static bool begins_item(char c, enum items items)
{
	return items == PARAMETERS ? c == ';'
				   : c == ':' || c == ',' || c == '<';
}

/* How much of a field GMime is given. Without limits it must be seen to
 * crash, and the message to come out. */
static size_t room_for(struct scan *scan, const struct furui_field *field,
		       enum items items)
{
	if (furui_injected("no-field-limit"))
		return SIZE_MAX;
	if (!items)
		return FURUI_LIMIT_FIELD;
	const char *p = field->value;
	const char *end = p + field->value_size;
	const char *most = field->start + FURUI_LIMIT_FIELD;
	for (; p < end && p < most; p++) {
		if (!begins_item(*p, items))
			continue;
		if (scan->items == FURUI_LIMIT_ITEMS)
			return (size_t)(p - field->start);
		scan->items++;
	}
	return FURUI_LIMIT_FIELD;
}

/* A field, cut when there is no room for it. Where a folded line ends just
 * there, one more line end would end the header. */
static void add_field(struct scan *scan, const struct furui_field *field,
		      size_t limit)
{
	if (field->size <= limit) {
		furui_buffer_add(scan->out, field->start, field->size);
		return;
	}
	furui_buffer_add(scan->out, field->start, limit);
	if (field->start[limit - 1] != '\n')
		furui_buffer_add_char(scan->out, '\n');
	furui_buffer_add(scan->tails, field->start + limit,
			 field->size - limit);
	scan->notes |= FURUI_SCAN_FIELD;
}

/* Copies the message's own header; false when it was too much and the rest
 * begins at scan->next. */
static bool scan_header(struct scan *scan)
{
	const char *start = scan->next;
	struct furui_field field;
	for (int fields = 0;; fields++) {
		const char *before = scan->next;
		if (!furui_field_next(&scan->next, scan->end, &field)) {
			furui_buffer_add(scan->out, before,
					 (size_t)(scan->next - before));
			return true;
		}
		if (fields >= FURUI_LIMIT_FIELDS ||
		    before - start > FURUI_LIMIT_HEADERS) {
			scan->notes |= FURUI_SCAN_HEADERS;
			scan->next = before;
			return false;
		}
		note_boundary(scan, &field);
		add_field(scan, &field,
			  room_for(scan, &field, items_of(&field)));
	}
}

/* What the lines of a body could make a MIME parser do. */
struct body {
	unsigned dashes; /* lines that may be boundaries */
	unsigned fields; /* in a row */
	unsigned all;    /* fields */
	unsigned types;  /* Content-Type lines: parts in parts */
	size_t field_bytes;
};

static bool is_over(struct body *body, const struct furui_field *field,
		    bool blank_boundary, unsigned *notes)
{
	/* "-- " begins signatures, and lines of programs. */
	if (field->size >= 2 && field->start[0] == '-' &&
	    field->start[1] == '-' &&
	    (blank_boundary || field->size < 3 || field->start[2] != ' '))
		body->dashes++;
	if (field->name_size) {
		body->fields++;
		body->all++;
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
	else if (body->fields > FURUI_LIMIT_FIELDS ||
		 body->all > FURUI_LIMIT_FIELDS_ALL ||
		 (body->fields > 1 && body->field_bytes > FURUI_LIMIT_HEADERS))
		*notes |= FURUI_SCAN_HEADERS;
	else
		return false;
	return true;
}

static size_t count_lines(const char *bytes, size_t size)
{
	const uint64_t ones = 0x0101010101010101, low = 0x7f * ones;
	size_t count = 0, i = 0;
	for (; i + sizeof ones <= size; i += sizeof ones) {
		uint64_t x;
		memcpy(&x, bytes + i, sizeof x);
		x ^= ones * '\n';
		/* The high bit of each byte that is not 0, and of no other. */
		x |= (x & low) + low;
		count += (~x >> 7 & ones) * ones >> 56;
	}
	for (; i < size; i++)
		count += bytes[i] == '\n';
	return count;
}

/* True when no limit can be passed however the body is read, as in most
 * messages: to look at each line would take a twentieth of reading. */
static bool is_harmless(const struct scan *scan)
{
	size_t size = (size_t)(scan->end - scan->next);
	_Static_assert(FURUI_LIMIT_FIELDS <= FURUI_LIMIT_PARTS &&
			       FURUI_LIMIT_FIELDS <= FURUI_LIMIT_FIELDS_ALL &&
			       FURUI_LIMIT_FIELD <= FURUI_LIMIT_HEADERS,
		       "so few lines, so few bytes pass no other limit");
	return size <= FURUI_LIMIT_FIELD &&
	       size <= FURUI_LIMIT_ITEMS - scan->items &&
	       count_lines(scan->next, size) < FURUI_LIMIT_FIELDS;
}

/* Copies the body. Any line in it may be a part's header to GMime. */
static void scan_body(struct scan *scan)
{
	struct body body = {0};
	const char *kept = scan->next;
	struct furui_field field;
	if (is_harmless(scan))
		scan->next = scan->end;
	while (scan->next < scan->end) {
		const char *before = scan->next;
		if (!furui_field_next(&scan->next, scan->end, &field)) {
			body.fields = 0; /* a blank line */
			body.field_bytes = 0;
			continue;
		}
		note_boundary(scan, &field);
		if (is_over(&body, &field, scan->blank_boundary,
			    &scan->notes)) {
			scan->next = before;
			break;
		}
		enum items items = items_of(&field);
		if (!items)
			continue;
		size_t room = room_for(scan, &field, items);
		if (field.size > room) {
			furui_buffer_add(scan->out, kept,
					 (size_t)(before - kept));
			add_field(scan, &field, room);
			kept = scan->next;
		}
	}
	furui_buffer_add(scan->out, kept, (size_t)(scan->next - kept));
}

unsigned furui_scan(const char *bytes, size_t size, struct furui_buffer *out,
		    struct furui_buffer *tails, size_t *rest)
{
	struct scan scan = {.next = bytes, .out = out, .tails = tails};
	if (size > FURUI_LIMIT_MESSAGE) {
		scan.notes |= FURUI_SCAN_MESSAGE;
		size = FURUI_LIMIT_MESSAGE;
	}
	scan.end = bytes + size;
	if (scan_header(&scan))
		scan_body(&scan);
	*rest = (size_t)(scan.next - bytes);
	return scan.notes;
}
