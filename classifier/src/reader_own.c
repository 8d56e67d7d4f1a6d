/* Tokens of whose mail this is about: bounces of one's own mail and of others',
 * replies to what one sent, mail that says it is from oneself.
 *
 * A forged sender is just what makes strangers' bounces come, so an address
 * proves nothing: a returned message counts as the user's own when its id is
 * one that was sent, or when the id is of a host whose ids the user's mail
 * bears and the sender agrees. Ids of big providers are shared by many, so
 * there the sender tells them apart; and who forges it seldom goes through the
 * same provider. */
#include <string.h>

#include "encoded.h"
#include "furui/own.h"
#include "mailbox.h"
#include "notes.h"
#include "reader_private.h"

enum {
	MOST_IDS = 100, /* of In-Reply-To and References that are looked up */
};

void furui_reader_set_own(struct furui_reader *reader,
			  const struct furui_own *own)
{
	reader->own = own;
}

static bool knows_address(const struct furui_reader *reader,
			  struct furui_span address)
{
	return reader->own &&
	       furui_own_is_address(reader->own, address.at, address.size);
}

/* In-Reply-To, References. */
static void read_references(struct furui_reader *reader,
			    const struct furui_field *field)
{
	struct furui_mine *mine = &reader->mine;
	const char *cursor = field->value;
	const char *end = cursor + field->value_size;
	struct furui_span id;
	for (int i = 0; i < MOST_IDS && !mine->answers &&
			furui_message_id_next(&cursor, end, &id);
	     i++)
		mine->answers = furui_own_is_id(reader->own, id.at, id.size);
}

/* To, Cc. */
static void read_recipients(struct furui_reader *reader,
			    const struct furui_field *field)
{
	struct furui_mine *mine = &reader->mine;
	const char *cursor = field->value;
	const char *end = cursor + field->value_size;
	struct furui_mailbox mailbox;
	struct furui_span address;
	/* An address within a name is no recipient. */
	while (!mine->to_me && furui_mailbox_next(&cursor, end, &mailbox))
		mine->to_me =
			furui_address_of(mailbox.address, mailbox.address_size,
					 &address) &&
			knows_address(reader, address);
}

static void read_own_field(struct furui_reader *reader,
			   const struct furui_field *field)
{
	struct furui_mine *mine = &reader->mine;
	const char *cursor = field->value;
	struct furui_span span;
	if (furui_field_is(field, "in-reply-to") ||
	    furui_field_is(field, "references")) {
		read_references(reader, field);
	} else if (furui_field_is(field, "to") || furui_field_is(field, "cc")) {
		read_recipients(reader, field);
	} else if (furui_field_is(field, "from")) {
		mine->from_me |=
			furui_address_of(cursor, field->value_size, &span) &&
			knows_address(reader, span);
	} else if (furui_field_is(field, "message-id") &&
		   furui_message_id_next(&cursor, cursor + field->value_size,
					 &span)) {
		struct furui_span host = furui_host_of(span);
		mine->has_id = true;
		mine->id_is_mine |=
			furui_own_is_host(reader->own, host.at, host.size) ||
			furui_own_is_id(reader->own, span.at, span.size);
	}
}

void furui_reader_mine_begin(struct furui_reader *reader)
{
	reader->mine = (struct furui_mine){.from_me = false};
	furui_bounce_begin(&reader->bounce);
}

void furui_reader_mine_field(struct furui_reader *reader,
			     const struct furui_field *field,
			     enum furui_field_place place)
{
	if (place != FURUI_FIELD_OWN) {
		furui_bounce_inner_field(&reader->bounce, field,
					 place == FURUI_FIELD_EMBEDDED);
		return;
	}
	bool subject = furui_field_is(field, "subject");
	reader->subject.size = 0;
	if (subject)
		(void)furui_header_decode(reader->charset, field->value,
					  field->value_size, &reader->subject);
	furui_bounce_field(&reader->bounce, field,
			   subject ? &reader->subject : NULL);
	if (reader->own)
		read_own_field(reader, field);
}

/* True when one of its relays is of the user's own domains: the host of an
 * address, or of ids. */
static bool came_through_mine(const struct furui_own *own,
			      const struct furui_buffer *routes)
{
	if (!routes->size)
		return false;
	const char *at = routes->data;
	const char *end = at + routes->size;
	while (at < end) {
		const char *stop = memchr(at, '\n', (size_t)(end - at));
		if (furui_own_is_route(own, at, (size_t)(stop - at)))
			return true;
		at = stop + 1;
	}
	return false;
}

enum whose {
	UNKNOWN,
	NOT_MINE,
	MINE,
	SENT, /* its id is known */
};

static enum whose whose_is(const struct furui_reader *reader)
{
	const struct furui_own *own = reader->own;
	const struct furui_returned *it =
		furui_bounce_returned(&reader->bounce);
	const struct furui_buffer *from =
		it->from.size ? &it->from : &reader->bounce.sender;
	if (!own)
		return UNKNOWN;
	/* Some mail systems answer with References instead of the message. */
	if (reader->mine.answers ||
	    (it->id.size && furui_own_is_id(own, it->id.data, it->id.size)))
		return SENT;
	bool other = from->size && furui_own_has_addresses(own) &&
		     !furui_own_is_address(own, from->data, from->size);
	if (other)
		return NOT_MINE;
	if (!it->id.size || !furui_own_has_hosts(own))
		return UNKNOWN;
	struct furui_span host =
		furui_host_of((struct furui_span){it->id.data, it->id.size});
	return furui_own_is_host(own, host.at, host.size) ? MINE : NOT_MINE;
}

static void note_value(struct furui_reader *reader, const char *name,
		       struct furui_span value)
{
	struct furui_buffer note = {0};
	/* Tokens are UTF-8; a field may be anything. */
	for (size_t i = 0; i < value.size; i++)
		if (value.at[i] <= ' ' || value.at[i] == 0x7f)
			return;
	if (!value.size)
		return;
	furui_buffer_add_text(&note, name);
	furui_buffer_add(&note, value.at, value.size);
	furui_reader_note(reader, furui_buffer_terminate(&note));
	furui_buffer_free(&note);
}

/* A note that weighs: also where the n-gram experts see it, before all that
 * could push it out. */
static void note_core(struct furui_reader *reader, const char *note)
{
	struct furui_buffer *core = &reader->core;
	size_t size = strlen(note);
	furui_reader_note(reader, note);
	(void)furui_buffer_room(core, size + 1);
	memmove(core->data + size + 1, core->data, core->size);
	memcpy(core->data, note, size);
	core->data[size] = '\n';
	core->size += size + 1;
}

/* Whose it is says more of a bounce than all its words, which the other kind
 * has, too; so each sign counts once more together with it. */
static void note_signs(struct furui_reader *reader, const char *whose)
{
	static const char *const signs[] = {
		"report",  "failed", "daemon",  "null",
		"subject", "text",   "returns",
	};
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		struct furui_buffer note = {0};
		if (!(reader->bounce.signs & 1U << i))
			continue;
		furui_buffer_printf(&note, "%s:%s", whose, signs[i]);
		furui_reader_note(reader, furui_buffer_terminate(&note));
		furui_buffer_free(&note);
	}
}

static void note_bounce(struct furui_reader *reader)
{
	static const char *const names[] = {
		[UNKNOWN] = "bounce-unknown",
		[NOT_MINE] = "bounce-not-mine",
		[MINE] = FURUI_NOTE_MINE,
		[SENT] = FURUI_NOTE_MINE,
	};
	const struct furui_bounce *bounce = &reader->bounce;
	const struct furui_returned *it = furui_bounce_returned(bounce);
	enum whose whose = whose_is(reader);
	furui_reader_note(reader, "bounce");
	note_core(reader, names[whose]);
	note_signs(reader, names[whose]);
	if (whose == SENT)
		furui_reader_note(reader, FURUI_NOTE_MINE_SENT);
	if (reader->own && came_through_mine(reader->own, &it->routes))
		furui_reader_note(reader, FURUI_NOTE_MINE_ROUTE);
	note_value(
		reader, "bounce-status:",
		(struct furui_span){bounce->status.data, bounce->status.size});
	note_value(reader, "bounce-to:",
		   furui_host_of((struct furui_span){bounce->recipient.data,
						     bounce->recipient.size}));
}

void furui_reader_mine_end(struct furui_reader *reader)
{
	const struct furui_mine *mine = &reader->mine;
	const struct furui_own *own = reader->own;
	const struct furui_buffer *id = &reader->bounce.quoted.id;
	if (furui_is_bounce(&reader->bounce))
		note_bounce(reader);
	else if (reader->bounce.automatic)
		furui_reader_note(reader, "auto-reply");
	if (!own)
		return;
	/* A receipt names the message in its text. */
	if (mine->answers || (reader->bounce.other_report && id->size &&
			      furui_own_is_id(own, id->data, id->size)))
		note_core(reader, "reply-to-mine");
	if (furui_own_has_addresses(own) && !mine->to_me)
		furui_reader_note(reader, "not-to-me");
	if (mine->from_me && mine->has_id && !mine->id_is_mine &&
	    furui_own_has_hosts(own))
		note_core(reader, "from-me-forged");
}
