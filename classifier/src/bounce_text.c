/* Reads the texts of a bounce: RFC 3464's fields, and the header of the message
 * that comes back, where it is quoted. */
#include <string.h>
#include <strings.h>

#include "bounce.h"

/* A run of lines with header fields in it. */
struct block {
	struct furui_returned *to;
	unsigned known;  /* fields that messages have */
	bool announced;  /* a separator stands before it */
	unsigned blanks; /* blank lines since then */
	bool done;       /* one was taken */
};

static bool is_known(const struct furui_field *field)
{
	static const char *const names[] = {
		"received",    "from",       "to",           "subject",
		"date",        "message-id", "mime-version", "content-type",
		"return-path", "cc",         "reply-to",     "x-mailer",
		"sender",      "user-agent",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (furui_field_is(field, names[i]))
			return true;
	return false;
}

/* The block is over: was it the header of a message? */
static void end_block(struct block *block)
{
	enum {
		ENOUGH = 3, /* known fields that need no separator */
		FAR = 3,    /* blank lines behind one */
	};
	struct furui_returned *to = block->to;
	bool found = to->id.size || to->from.size;
	if (found && (block->known >= ENOUGH || block->announced)) {
		block->done = true;
		return;
	}
	to->id.size = to->from.size = to->routes.size = 0;
	block->known = 0;
	if (block->announced && ++block->blanks >= FAR)
		block->announced = false;
}

/* Digits and points: "5.1.1" (RFC 3463), at the span's beginning. */
static size_t status_size(struct furui_span span)
{
	size_t at = 1;
	if (span.size < 5 || !strchr("245", span.at[0]))
		return 0;
	for (int part = 0; part < 2; part++) {
		size_t digits = 0;
		if (at >= span.size || span.at[at++] != '.')
			return 0;
		while (at < span.size && span.at[at] >= '0' &&
		       span.at[at] <= '9' && digits < 3) {
			at++;
			digits++;
		}
		if (!digits)
			return 0;
	}
	bool ends =
		at == span.size || ((span.at[at] < '0' || span.at[at] > '9') &&
				    span.at[at] != '.');
	return ends ? at : 0;
}

static struct furui_span behind_semicolon(const struct furui_field *field)
{
	struct furui_span span = {field->value, field->value_size};
	const char *at = memchr(span.at, ';', span.size);
	if (at) {
		span.size -= (size_t)(at + 1 - span.at);
		span.at = at + 1;
	}
	while (span.size && (unsigned char)*span.at <= ' ') {
		span.at++;
		span.size--;
	}
	return span;
}

static void take_address(struct furui_buffer *to, struct furui_span span)
{
	struct furui_span found;
	if (!to->size && furui_address_of(span.at, span.size, &found))
		furui_add_lower(to, found);
}

/* RFC 3464's fields, and postfix's. True for one that names the message. */
static bool read_status_field(struct furui_bounce *b,
			      const struct furui_field *field)
{
	struct furui_span value = behind_semicolon(field);
	if (furui_field_is(field, "status")) {
		if (!b->status.size)
			furui_buffer_add(&b->status, value.at,
					 status_size(value));
	} else if (furui_field_is(field, "final-recipient") ||
		   furui_field_is(field, "original-recipient") ||
		   furui_field_is(field, "x-actual-recipient")) {
		take_address(&b->recipient, value);
	} else if (furui_field_is(field, "x-postfix-sender")) {
		take_address(&b->sender, value);
	} else if (furui_field_is(field, "original-message-id") ||
		   furui_field_is(field, "x-original-message-id")) {
		struct furui_field same = *field;
		same.name = "Message-ID";
		same.name_size = strlen(same.name);
		furui_returned_field(&b->quoted, &same);
		return true;
	}
	return false;
}

/* Without RFC 3464's fields: "<user@host>:", "550 5.1.1 …", "(#5.1.1)". */
static void read_line(struct furui_bounce *b, const char *line, size_t size)
{
	if (!b->recipient.size)
		take_address(&b->recipient, (struct furui_span){line, size});
	for (size_t i = 1; !b->status.size && i < size; i++) {
		struct furui_span rest = {line + i, size - i};
		if (line[i - 1] == ' ' || line[i - 1] == '#' ||
		    line[i - 1] == '-' || line[i - 1] == '(')
			furui_buffer_add(&b->status, rest.at,
					 status_size(rest));
	}
}

static void read_lines(struct furui_bounce *b, struct block *block,
		       const struct furui_field *field)
{
	if (!block->done &&
	    furui_bounce_is_separator(field->start, field->size)) {
		end_block(block);
		block->announced = true;
		block->blanks = 0;
	} else if (field->name_size && is_known(field)) {
		block->known++;
		if (!block->done)
			furui_returned_field(block->to, field);
	} else if (field->name_size && read_status_field(b, field)) {
		block->announced = true;
	}
	if (!block->known)
		read_line(b, field->start, field->size);
}

void furui_bounce_text(struct furui_bounce *b, const char *text, size_t size)
{
	/* What a returned message says itself is no sign of anything. */
	b->behind = b->inside;
	/* Nor does the text of other mail matter: its header has no sign. */
	if (b->behind || !size || !(b->signs || b->other_report))
		return;
	if (furui_bounce_has_sentence(text, size))
		b->signs |= FURUI_BOUNCE_TEXT;
	bool had = b->quoted.id.size || b->quoted.from.size;
	struct block block = {.to = &b->quoted, .done = had};
	const char *cursor = text;
	const char *end = text + size;
	struct furui_field field;
	while (cursor < end && (had || !block.done)) {
		if (furui_field_next(&cursor, end, &field))
			read_lines(b, &block, &field);
		else if (!block.done)
			end_block(&block);
	}
	if (!block.done)
		end_block(&block);
	if (block.done && !had)
		b->signs |= FURUI_BOUNCE_RETURNS;
}
