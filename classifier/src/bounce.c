/* Tells bounces by their header (RFC 3464 and what mail systems did before
 * it), and collects what they say of the message that comes back. */
#include "bounce.h"

#include <string.h>
#include <strings.h>

#include "furui/ascii.h"

static void forget(struct furui_returned *returned)
{
	returned->id.size = 0;
	returned->from.size = 0;
	returned->routes.size = 0;
}

static void free_returned(struct furui_returned *returned)
{
	furui_buffer_free(&returned->id);
	furui_buffer_free(&returned->from);
	furui_buffer_free(&returned->routes);
}

void furui_bounce_begin(struct furui_bounce *b)
{
	forget(&b->whole);
	forget(&b->quoted);
	b->sender.size = 0;
	b->recipient.size = 0;
	b->status.size = 0;
	b->signs = 0;
	b->automatic = b->other_report = b->inside = b->behind = false;
}

void furui_bounce_free(struct furui_bounce *b)
{
	free_returned(&b->whole);
	free_returned(&b->quoted);
	furui_buffer_free(&b->sender);
	furui_buffer_free(&b->recipient);
	furui_buffer_free(&b->status);
}

/* strcasestr() in bytes that no NUL ends. */
static bool has(const char *text, size_t size, const char *word)
{
	size_t length = strlen(word);
	for (size_t i = 0; i + length <= size; i++)
		if (furui_ascii_same_bytes(text + i, word, length))
			return true;
	return false;
}

/* The value without the blanks around it. */
static struct furui_span trim(const struct furui_field *field)
{
	const char *at = field->value;
	const char *end = at + field->value_size;
	while (at < end && (unsigned char)*at <= ' ')
		at++;
	while (end > at && (unsigned char)end[-1] <= ' ')
		end--;
	return (struct furui_span){at, (size_t)(end - at)};
}

static bool begins(struct furui_span span, const char *word)
{
	size_t length = strlen(word);
	return span.size >= length &&
	       furui_ascii_same_bytes(span.at, word, length);
}

/* True for the user part of addresses that mail systems write from. */
static bool is_daemon(struct furui_span address)
{
	static const char *const users[] = {
		"mailer-daemon", "postmaster",  "mailerdaemon",
		"mail-daemon",   "mdaemon",     "mailer_daemon",
		"post_master",   "post-master", "poostmaster",
	};
	for (size_t i = 0; i < sizeof users / sizeof *users; i++) {
		size_t length = strlen(users[i]);
		if (begins(address, users[i]) &&
		    (address.size == length || address.at[length] == '@'))
			return true;
	}
	return false;
}

static void read_from(struct furui_bounce *b, const struct furui_field *field)
{
	struct furui_span value = trim(field);
	struct furui_span address;
	bool there = furui_address_of(value.at, value.size, &address);
	if (there ? is_daemon(address)
		  : has(value.at, value.size, "mailer-daemon") ||
			    has(value.at, value.size, "postmaster"))
		b->signs |= FURUI_BOUNCE_DAEMON;
	/* As a null envelope sender, and no second sign beside one: spam has
	 * both. */
	else if (!there && value.size >= 2 &&
		 memcmp(value.at + value.size - 2, "<>", 2) == 0)
		b->signs |= FURUI_BOUNCE_NULL;
	if (begins(value, "mail deliver") || begins(value, "\"mail deliver"))
		b->signs |= FURUI_BOUNCE_DAEMON;
}

void furui_bounce_envelope(struct furui_bounce *b, const char *sender,
			   size_t size)
{
	struct furui_span span = {sender, size};
	if (size && *sender == '<')
		span = (struct furui_span){sender + 1, size - 1};
	if (!span.size || *span.at == '>' || begins(span, "mailer-daemon") ||
	    begins(span, "#@[]"))
		b->signs |= FURUI_BOUNCE_NULL;
}

/* RFC 6522: what kind of report. */
static void read_type(struct furui_bounce *b, const struct furui_field *field)
{
	const char *value = field->value;
	size_t size = field->value_size;
	if (!begins(trim(field), "multipart/report"))
		return;
	if (has(value, size, "delivery-status"))
		b->signs |= FURUI_BOUNCE_REPORT;
	else if (has(value, size, "disposition-notification"))
		b->automatic = b->other_report = true;
	else if (has(value, size, "report-type"))
		b->other_report = true;
}

void furui_bounce_field(struct furui_bounce *b, const struct furui_field *field,
			const struct furui_buffer *subject)
{
	struct furui_span value = trim(field);
	if (furui_field_is(field, "from")) {
		read_from(b, field);
	} else if (furui_field_is(field, "return-path")) {
		furui_bounce_envelope(b, value.at, value.size);
	} else if (furui_field_is(field, "content-type")) {
		read_type(b, field);
	} else if (furui_field_is(field, "x-failed-recipients")) {
		struct furui_span address;
		b->signs |= FURUI_BOUNCE_FAILED;
		if (!b->recipient.size &&
		    furui_address_of(value.at, value.size, &address))
			furui_add_lower(&b->recipient, address);
	} else if (furui_field_is(field, "auto-submitted")) {
		b->automatic |= begins(value, "auto-replied");
	} else if (furui_field_is(field, "x-autoreply") ||
		   furui_field_is(field, "x-autorespond") ||
		   furui_field_is(field, "x-autoreply-from")) {
		b->automatic |= !begins(value, "no");
	} else if (furui_field_is(field, "precedence")) {
		b->automatic |= begins(value, "auto_reply");
	} else if (subject) {
		if (furui_bounce_has_subject(subject->data, subject->size))
			b->signs |= FURUI_BOUNCE_SUBJECT;
		b->automatic |=
			furui_reply_has_subject(subject->data, subject->size);
	}
}

/* The host that says so in "from … by HOST with …": the name behind "from" is
 * whatever the other side called itself. */
static void add_route(struct furui_returned *returned, struct furui_span value)
{
	const char *end = value.at + value.size;
	for (const char *p = value.at; p + 4 < end; p++) {
		bool word = p == value.at || (unsigned char)p[-1] <= ' ';
		if (!word || strncasecmp(p, "by", 2) != 0 ||
		    (unsigned char)p[2] > ' ')
			continue;
		struct furui_span host = {p + 3, 0};
		while (host.at < end && (unsigned char)*host.at <= ' ')
			host.at++;
		while (host.at + host.size < end &&
		       (unsigned char)host.at[host.size] > ' ' &&
		       host.at[host.size] != ';')
			host.size++;
		furui_add_lower(&returned->routes, host);
		furui_buffer_add_char(&returned->routes, '\n');
		return;
	}
}

void furui_returned_field(struct furui_returned *returned,
			  const struct furui_field *field)
{
	enum {
		MOST_ROUTES = 4096 /* bytes */
	};
	struct furui_span value = trim(field);
	struct furui_span found;
	const char *cursor = value.at;
	if (furui_field_is(field, "message-id") && !returned->id.size) {
		if (furui_message_id_next(&cursor, value.at + value.size,
					  &found))
			furui_buffer_add(&returned->id, found.at, found.size);
	} else if (furui_field_is(field, "from") && !returned->from.size) {
		if (furui_address_of(value.at, value.size, &found))
			furui_add_lower(&returned->from, found);
	} else if (furui_field_is(field, "received") &&
		   returned->routes.size < MOST_ROUTES) {
		add_route(returned, value);
	}
}

void furui_bounce_inner_field(struct furui_bounce *b,
			      const struct furui_field *field, bool embedded)
{
	/* The first message inside, not one inside that. */
	if (!embedded)
		b->behind = b->inside;
	if (!embedded || b->behind)
		return;
	b->inside = true;
	b->signs |= FURUI_BOUNCE_RETURNS;
	furui_returned_field(&b->whole, field);
}

bool furui_is_bounce(const struct furui_bounce *b)
{
	const unsigned certain = FURUI_BOUNCE_REPORT | FURUI_BOUNCE_FAILED;
	if (b->signs & certain)
		return true;
	if (b->other_report)
		return false;
	/* Each of the others also stands in other mail, two do not. */
	return (b->signs & (b->signs - 1)) != 0;
}

const struct furui_returned *furui_bounce_returned(const struct furui_bounce *b)
{
	return b->whole.id.size || b->whole.from.size ? &b->whole : &b->quoted;
}
