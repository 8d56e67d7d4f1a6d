/* Tokens of the body's parts. */
#include <string.h>

#include "furui/limits.h"
#include "html.h"
#include "message.h"
#include "reader_private.h"

static void add_core(struct furui_reader *reader, const char *text, size_t size)
{
	struct furui_buffer *core = &reader->core;
	if (core->size >= FURUI_LIMIT_CORE)
		return;
	size_t left = FURUI_LIMIT_CORE - core->size;
	/* NFKC makes text shorter more often than longer. */
	size_t enough = 4 * left;
	size_t take = size < enough ? size : enough;
	while (take && take < size &&
	       ((unsigned char)text[take] & 0xc0) == 0x80)
		take--;
	(void)furui_normalise(reader->normaliser, text, take, core);
	furui_buffer_add_char(core, '\n');
}

/* Cuts text to half of what is left of FURUI_LIMIT_TEXT, so that no part can
 * take the room of those behind it: its head and, from a line's start on, its
 * tail, since what a person is to read may stand at either end. */
static void take_text(struct furui_reader *reader, const char **bytes,
		      size_t *size)
{
	size_t room = reader->text_left / 2;
	if (*size > room) {
		struct furui_buffer *cut = &reader->cut;
		const char *end = *bytes + *size;
		const char *tail = end - room / 4;
		const char *line = memchr(tail, '\n', (size_t)(end - tail));
		cut->size = 0;
		furui_buffer_add(cut, *bytes, room - room / 4);
		furui_buffer_add_char(cut, '\n');
		if (line)
			tail = line + 1;
		furui_buffer_add(cut, tail, (size_t)(end - tail));
		furui_reader_note(reader, "limit-text");
		*bytes = cut->data;
		*size = room ? cut->size : 0;
	}
	reader->text_left -=
		*size < reader->text_left ? *size : reader->text_left;
}

static void read_plain(struct furui_reader *reader, const char *text,
		       size_t size)
{
	furui_bounce_text(&reader->bounce, text, size);
	furui_reader_text(reader, FURUI_TAG_BODY, text, size);
	furui_evidence_text(reader, reader->normal.data, reader->normal.size);
}

static void read_part(void *context, const struct furui_part *part)
{
	struct furui_reader *reader = context;
	furui_evidence_part(reader, part);
	const char *bytes = part->bytes;
	size_t size = part->size;
	if (part->kind == FURUI_PART_BINARY || !size)
		return;
	take_text(reader, &bytes, &size);
	if (!size)
		return;
	size_t label_size = part->charset ? strlen(part->charset) : 0;
	const char *label = part->charset;
	if (!label && part->kind == FURUI_PART_HTML)
		label = furui_html_charset(bytes, size, &label_size);
	struct furui_buffer *decoded = &reader->decoded;
	decoded->size = 0;
	furui_reader_note_charset(
		reader, furui_charset_decode(reader->charset, bytes, size,
					     label, label_size, decoded));
	add_core(reader, decoded->data, decoded->size);
	if (part->kind == FURUI_PART_HTML)
		furui_reader_html(reader, decoded->data, decoded->size);
	else
		read_plain(reader, decoded->data, decoded->size);
}

static void enter(void *context, const char *type)
{
	furui_evidence_enter(context, type ? type : "");
}

static void leave(void *context)
{
	furui_evidence_leave(context);
}

static void read_field(void *context, bool embedded, const char *name,
		       const char *value)
{
	struct furui_field field = {
		.start = name,
		.name = name,
		.name_size = strlen(name),
		.value = value,
		.value_size = strlen(value),
	};
	furui_reader_field(context, &field,
			   embedded ? FURUI_FIELD_EMBEDDED : FURUI_FIELD_PART);
}

void furui_reader_raw_text(struct furui_reader *reader, const char *bytes,
			   size_t size)
{
	if (!size)
		return;
	take_text(reader, &bytes, &size);
	if (!size)
		return;
	struct furui_buffer *decoded = &reader->decoded;
	decoded->size = 0;
	furui_reader_note_charset(reader,
				  furui_charset_decode(reader->charset, bytes,
						       size, NULL, 0, decoded));
	add_core(reader, decoded->data, decoded->size);
	read_plain(reader, decoded->data, decoded->size);
}

void furui_reader_body(struct furui_reader *reader, const char *bytes,
		       size_t size)
{
	size_t from_line = furui_from_line(bytes, size);
	const struct furui_message_visitor visitor = {
		.field = read_field,
		.part = read_part,
		.enter = enter,
		.leave = leave,
		.context = reader,
	};
	unsigned notes = furui_message_visit(bytes + from_line,
					     size - from_line, &visitor);
	if (notes & FURUI_MESSAGE_DEPTH)
		furui_reader_note(reader, "limit-depth");
	if (notes & FURUI_MESSAGE_PARTS)
		furui_reader_note(reader, "limit-parts");
	if (notes & FURUI_MESSAGE_BOUNDARY)
		furui_reader_note(reader, "limit-boundary");
	if (notes & FURUI_MESSAGE_NONE)
		furui_reader_note(reader, "no-message");
	/* What the parser did not show is read as it stands. */
	if (notes)
		furui_reader_raw_text(reader, bytes, size);
}
