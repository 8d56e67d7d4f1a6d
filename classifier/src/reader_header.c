/* Tokens of header fields, by bogofilter's rules: which fields have a tag of
 * their own, whose values say nothing. */
#include <string.h>

#include "encoded.h"
#include "furui/find.h"
#include "furui/limits.h"
#include "message.h"
#include "reader_private.h"
#include "utf8.h"

static enum furui_tag tag_of(const struct furui_field *field)
{
	static const struct {
		const char *name;
		enum furui_tag tag;
	} tags[] = {
		{"subject", FURUI_TAG_SUBJ},
		{"from", FURUI_TAG_FROM},
		{"to", FURUI_TAG_TO},
		{"cc", FURUI_TAG_TO},
		{"return-path", FURUI_TAG_RTRN},
		{"received", FURUI_TAG_RCVD},
	};
	for (size_t i = 0; i < sizeof tags / sizeof *tags; i++)
		if (furui_field_is(field, tags[i].name))
			return tags[i].tag;
	return FURUI_TAG_HEAD;
}

/* Fields whose values are different in every message. */
static bool is_unique(const struct furui_field *field)
{
	static const char *const names[] = {
		"date",
		"delivery-date",
		"resent-date",
		"message-id",
		"in-reply-to",
		"references",
		"resent-message-id",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (furui_field_is(field, names[i]))
			return true;
	return false;
}

static bool is_core(const struct furui_field *field)
{
	static const char *const names[] = {
		"subject", "from", "to", "cc", "reply-to", "content-type"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (furui_field_is(field, names[i]))
			return true;
	return false;
}

/* Keeps "Name: value" on one line for the n-gram experts. */
static void add_core(struct furui_reader *reader,
		     const struct furui_field *field, const char *decoded,
		     size_t size)
{
	struct furui_buffer *core = &reader->core;
	if (core->size >= FURUI_LIMIT_CORE_HEADERS)
		return;
	size_t from = core->size;
	furui_buffer_add(core, field->name, field->name_size);
	furui_buffer_add(core, ": ", 2);
	(void)furui_normalise(reader->normaliser, decoded, size, core);
	size_t used = core->size - from;
	core->size = from + furui_utf8_cut(core->data + from, used,
					   FURUI_LIMIT_CORE_FIELD);
	core->size = furui_utf8_cut(core->data, core->size,
				    FURUI_LIMIT_CORE_HEADERS);
	furui_buffer_add_char(core, '\n');
}

/* Blanks out from `word` up to the next of `stops`: what is different in
 * every message, as boundaries and queue ids are. */
static void blank(char *text, size_t size, const char *word, const char *stops)
{
	const char *end = text + size;
	for (const char *p = text; (p = furui_find_word(p, end, word));) {
		const char *stop = p + strlen(word);
		while (stop < end && *stop == ' ')
			stop++;
		if (stop < end && *stop == '"')
			stop++;
		while (stop < end && *stop && !furui_is_among(*stop, stops))
			stop++;
		memset(text + (p - text), ' ', (size_t)(stop - p));
		p = stop;
	}
}

void furui_reader_field(struct furui_reader *reader,
			const struct furui_field *field,
			enum furui_field_place place)
{
	enum furui_tag tag = place == FURUI_FIELD_OWN    ? tag_of(field)
			     : place == FURUI_FIELD_PART ? FURUI_TAG_MIME
							 : FURUI_TAG_BODY;
	bool tagged = place == FURUI_FIELD_OWN && tag != FURUI_TAG_HEAD;
	struct furui_buffer *decoded = &reader->decoded;
	furui_reader_mine_field(reader, field, place);
	if (!tagged) {
		decoded->size = 0;
		(void)furui_charset_decode(reader->charset, field->name,
					   field->name_size, NULL, 0, decoded);
		furui_reader_text(reader, tag, decoded->data, decoded->size);
	}
	if (place == FURUI_FIELD_OWN && furui_field_is(field, "date") &&
	    !reader->features.date) {
		struct furui_buffer value = {0};
		furui_buffer_add(&value, field->value, field->value_size);
		reader->features.date =
			furui_message_date(furui_buffer_terminate(&value));
		furui_buffer_free(&value);
	}
	if (is_unique(field))
		return;
	decoded->size = 0;
	bool has_parameters = furui_field_is(field, "content-type") ||
			      furui_field_is(field, "content-disposition");
	unsigned notes = (has_parameters ? furui_parameters_decode
					 : furui_header_decode)(
		reader->charset, field->value, field->value_size, decoded);
	/* Raw 8-bit in a header is common; only its label can lie. */
	furui_reader_note_charset(reader,
				  notes & ~(unsigned)FURUI_CHARSET_MISSING);
	if (place == FURUI_FIELD_OWN && is_core(field))
		add_core(reader, field, decoded->data, decoded->size);
	if (decoded->size && memchr(decoded->data, '=', decoded->size))
		blank(decoded->data, decoded->size, "boundary=", "\";");
	if (furui_field_is(field, "received"))
		blank(decoded->data, decoded->size, " id ", "; )(\t");
	furui_reader_text(reader, tag, decoded->data, decoded->size);
}

/* "From sender@host Mon Jan …": the sender is an envelope's, like
 * Return-Path; the date says nothing. */
static void read_from_line(struct furui_reader *reader, const char *line,
			   size_t size)
{
	const char *sender = line + strlen("From ");
	const char *end = line + size;
	const char *stop = sender;
	while (stop < end && *stop != ' ' && *stop != '\n' && *stop != '\r')
		stop++;
	furui_bounce_envelope(&reader->bounce, sender, (size_t)(stop - sender));
	furui_reader_text(reader, FURUI_TAG_RTRN, sender,
			  (size_t)(stop - sender));
}

static void read_own_field(struct furui_reader *reader,
			   const struct furui_field *field)
{
	furui_reader_field(reader, field, FURUI_FIELD_OWN);
	if (furui_field_is(field, "subject"))
		furui_evidence_subject(reader, reader->normal.data,
				       reader->normal.size);
	else
		furui_evidence_field(reader, field);
}

size_t furui_reader_header(struct furui_reader *reader, const char *bytes,
			   size_t size)
{
	const char *cursor = bytes;
	const char *end = bytes + size;
	size_t from_line = furui_from_line(bytes, size);
	if (from_line) {
		read_from_line(reader, bytes, from_line);
		cursor += from_line;
	}
	struct furui_field field;
	const char *charset = NULL;
	size_t charset_size = 0;
	while (furui_field_next(&cursor, end, &field)) {
		if (!field.name_size) {
			/* A text that no blank line parts from the header. */
			furui_reader_raw_text(reader, field.start, field.size);
			continue;
		}
		read_own_field(reader, &field);
		if (!charset && furui_field_is(&field, "subject"))
			charset = furui_header_charset(
				field.value, field.value_size, &charset_size);
	}
	furui_charset_hint(reader->charset, charset, charset_size);
	furui_evidence_header(reader);
	return (size_t)(cursor - bytes);
}
