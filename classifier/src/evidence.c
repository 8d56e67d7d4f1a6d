/* Evidence of addresses: who the mail says it is from, and whether its fields
 * agree. */
#include "evidence.h"

#include <string.h>
#include <strings.h>

#include "encoded.h"
#include "mailbox.h"
#include "reader_private.h"
#include "url.h"
#include "utf8.h"

/* A field may hold any bytes; a token is UTF-8 without control characters. */
static void make_clean(char *text, size_t size)
{
	bool utf8 = furui_is_utf8(text, size);
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c == 0x7f || (c >= 0x80 && !utf8))
			text[i] = '?';
		else if (c == 0xc2 && (unsigned char)text[i + 1] < 0xa0)
			text[i] = text[i + 1] = '?';
	}
}

void furui_evidence_add(struct furui_reader *reader, const char *name,
			const char *value, size_t size)
{
	enum {
		LONGEST = 64
	};
	char token[LONGEST];
	size_t length = 0;
	for (; name[length]; length++) /* our own, all short */
		token[length] = name[length];
	token[length++] = ':';
	size_t first = length;
	for (size_t i = 0; i < size && length < LONGEST; i++) {
		char c = value[i];
		if ((unsigned char)c <= ' ') {
			if (length == first || token[length - 1] == '-')
				continue;
			c = '-';
		}
		token[length++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	if (length == LONGEST)
		length = furui_utf8_cut(token, length, LONGEST - 1);
	while (length > first && token[length - 1] == '-')
		length--;
	make_clean(token, length);
	if (length > first)
		furui_reader_add(reader, FURUI_TAG_META, token, length);
}

/* The registered domain of an address, in the arena; NULL when it has none. */
static const char *domain_of(struct furui_reader *reader,
			     const struct furui_mailbox *mailbox)
{
	struct furui_url url = {0};
	const char *at = memrchr(mailbox->address, '@', mailbox->address_size);
	if (!at)
		return NULL;
	const char *end = mailbox->address + mailbox->address_size;
	if (!furui_url_host(at + 1, (size_t)(end - at - 1), &url))
		return NULL;
	const char *domain = furui_domain_registered(url.host);
	return furui_arena_copy(&reader->arena, domain, strlen(domain));
}

static const char *lower_copy(struct furui_reader *reader,
			      const struct furui_mailbox *mailbox)
{
	char *copy = furui_arena_copy(&reader->arena, mailbox->address,
				      mailbox->address_size);
	for (char *p = copy; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p | 0x20);
	return copy;
}

/* "bank@bank.example" <x@evil.example>: the name holds another address, or a
 * domain that is not the sender's. */
static void compare_name(struct furui_reader *reader, const char *name,
			 size_t size)
{
	const struct furui_evidence *e = &reader->evidence;
	for (size_t at = 0; at < size;) {
		size_t from = at;
		while (at < size && !strchr(" \t\"'()<>[],;:/", name[at]))
			at++;
		size_t length = at - from;
		at++;
		const char *host = memrchr(name + from, '@', length);
		host = host ? host + 1 : name + from;
		length -= (size_t)(host - (name + from));
		struct furui_url url = {0};
		/* "R.Hughes" is a name, although .hughes is in use. */
		if (length < 4 || !memchr(host + 2, '.', length - 2) ||
		    !furui_url_host(host, length, &url) ||
		    !furui_domain_is_known(url.host))
			continue;
		furui_reader_note(reader,
				  strcmp(furui_domain_registered(url.host),
					 e->from_domain) == 0
					  ? "name-is-domain"
					  : "name-lies");
	}
}

static void read_from(struct furui_reader *reader,
		      const struct furui_field *field)
{
	struct furui_evidence *e = &reader->evidence;
	const char *cursor = field->value;
	const char *end = cursor + field->value_size;
	struct furui_mailbox mailbox;
	while (furui_mailbox_next(&cursor, end, &mailbox)) {
		if (e->froms++)
			continue;
		e->from = lower_copy(reader, &mailbox);
		e->from_domain = domain_of(reader, &mailbox);
		if (!e->from_domain)
			continue;
		reader->decoded.size = 0;
		(void)furui_header_decode(reader->charset, mailbox.name,
					  mailbox.name_size, &reader->decoded);
		reader->normal.size = 0;
		(void)furui_normalise(reader->normaliser, reader->decoded.data,
				      reader->decoded.size, &reader->normal);
		compare_name(reader, reader->normal.data, reader->normal.size);
	}
}

static void read_recipients(struct furui_reader *reader,
			    const struct furui_field *field)
{
	struct furui_evidence *e = &reader->evidence;
	const char *cursor = field->value;
	const char *end = cursor + field->value_size;
	struct furui_mailbox mailbox;
	unsigned before = e->recipients;
	while (furui_mailbox_next(&cursor, end, &mailbox)) {
		if (!memchr(mailbox.address, '@', mailbox.address_size))
			continue;
		if (e->recipients < FURUI_EVIDENCE_RECIPIENTS)
			e->to[e->recipients] = lower_copy(reader, &mailbox);
		e->recipients++;
	}
	/* "undisclosed-recipients:;" */
	if (e->recipients == before)
		furui_reader_note(reader, "to-undisclosed");
	e->has_to = true;
}

/* The domain of the field's first mailbox, once. */
static void read_domain(struct furui_reader *reader,
			const struct furui_field *field, const char **domain)
{
	const char *cursor = field->value;
	struct furui_mailbox mailbox;
	if (!*domain &&
	    furui_mailbox_next(&cursor, cursor + field->value_size, &mailbox))
		*domain = domain_of(reader, &mailbox);
}

static void read_message_id(struct furui_reader *reader,
			    const struct furui_field *field)
{
	struct furui_evidence *e = &reader->evidence;
	const char *cursor = field->value;
	struct furui_mailbox id;
	if (e->has_message_id)
		return;
	e->has_message_id = true;
	bool usual =
		furui_mailbox_next(&cursor, cursor + field->value_size, &id) &&
		id.address > field->value && id.address[-1] == '<' &&
		!id.name_size && id.address[0] != '@';
	if (usual)
		e->message_id_domain = domain_of(reader, &id);
	if (!usual || !e->message_id_domain ||
	    !strchr(e->message_id_domain, '.'))
		furui_reader_note(reader, "msgid-odd");
}

void furui_evidence_field(struct furui_reader *reader,
			  const struct furui_field *field)
{
	struct furui_evidence *e = &reader->evidence;
	if (furui_field_is(field, "from"))
		read_from(reader, field);
	else if (furui_field_is(field, "to") || furui_field_is(field, "cc"))
		read_recipients(reader, field);
	else if (furui_field_is(field, "reply-to"))
		read_domain(reader, field, &e->reply_to_domain);
	else if (furui_field_is(field, "return-path"))
		read_domain(reader, field, &e->return_path_domain);
	else if (furui_field_is(field, "sender"))
		read_domain(reader, field, &e->sender_domain);
	else if (furui_field_is(field, "message-id"))
		read_message_id(reader, field);
	else if (furui_field_is(field, "received"))
		furui_evidence_received(reader, field->value,
					field->value_size);
	else
		furui_evidence_other(reader, field);
}

/* The field's domain, and whether it is another than From's. */
static void compare(struct furui_reader *reader, const char *name,
		    const char *differs, const char *domain)
{
	const char *from = reader->evidence.from_domain;
	if (!domain)
		return;
	furui_evidence_add(reader, name, domain, strlen(domain));
	if (from && strcmp(from, domain) != 0)
		furui_reader_note(reader, differs);
}

static void note_hops(struct furui_reader *reader)
{
	unsigned hops = reader->evidence.hops;
	furui_reader_note(reader, hops == 0   ? "hops:0"
				  : hops == 1 ? "hops:1"
				  : hops < 4  ? "hops:2-3"
				  : hops < 7  ? "hops:4-6"
					      : "hops:7+");
}

static void note_recipients(struct furui_reader *reader)
{
	const struct furui_evidence *e = &reader->evidence;
	if (!e->has_to)
		furui_reader_note(reader, "to-none");
	else if (e->recipients)
		furui_reader_note(reader, e->recipients == 1  ? "recipients:1"
					  : e->recipients < 4 ? "recipients:2-3"
					  : e->recipients < 10
						  ? "recipients:4-9"
						  : "recipients:10+");
	for (unsigned i = 0;
	     e->from && i < e->recipients && i < FURUI_EVIDENCE_RECIPIENTS; i++)
		if (*e->from && strcmp(e->from, e->to[i]) == 0)
			furui_reader_note(reader, "from-is-to");
}

void furui_evidence_header(struct furui_reader *reader)
{
	const struct furui_evidence *e = &reader->evidence;
	if (!e->froms)
		furui_reader_note(reader, "from-none");
	else if (e->froms > 1)
		furui_reader_note(reader, "from-many");
	else if (!e->from_domain)
		furui_reader_note(reader, "from-odd");
	if (e->from_domain)
		furui_evidence_add(reader, "from-domain", e->from_domain,
				   strlen(e->from_domain));
	compare(reader, "reply-to", "reply-to-differs", e->reply_to_domain);
	compare(reader, "return-path", "return-path-differs",
		e->return_path_domain);
	compare(reader, "sender", "sender-differs", e->sender_domain);
	compare(reader, "msgid", "msgid-differs", e->message_id_domain);
	if (!e->has_message_id)
		furui_reader_note(reader, "msgid-none");
	note_recipients(reader);
	note_hops(reader);
	if (!e->has_subject)
		furui_reader_note(reader, "subject-none");
	if (e->is_reply && !e->has_reference)
		furui_reader_note(reader, "re-without-reference");
	if (!e->has_date)
		furui_reader_note(reader, "date-none");
	else if (e->received && reader->features.date) {
		const int64_t day = 24L * 60 * 60;
		int64_t ahead = reader->features.date - e->received;
		if (ahead > day)
			furui_reader_note(reader, "date-future");
		else if (ahead < -3 * day)
			furui_reader_note(reader, "date-old");
	}
}
