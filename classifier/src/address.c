/* Finds addresses and message ids by how they look (RFC 5322 section 3.4.1,
 * without quoted local parts, which own mail does not have). */
#include "address.h"

#include <string.h>

#include "mailbox.h"

enum {
	LONGEST_ADDRESS = 254, /* bytes: RFC 5321 */
	LONGEST_ID = 998,      /* a line: RFC 5322 */
};

static bool is_atom(char c)
{
	return ((unsigned char)c >= 0x80) || (c >= '0' && c <= '9') ||
	       (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	       (c && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool is_host(char c)
{
	return ((unsigned char)c >= 0x80) || (c >= '0' && c <= '9') ||
	       (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' ||
	       c == '-' || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool furui_address_next(const char **cursor, const char *end,
			struct furui_span *out)
{
	const char *from = *cursor;
	for (const char *p = from;
	     p < end && (p = memchr(p, '@', (size_t)(end - p))); p++) {
		const char *start = p;
		const char *stop = p + 1;
		while (start > from && p - start < LONGEST_ADDRESS &&
		       is_atom(start[-1]))
			start--;
		while (stop < end && stop - p <= LONGEST_ADDRESS &&
		       is_host(*stop))
			stop++;
		while (stop > p + 1 && (stop[-1] == '.' || stop[-1] == '-'))
			stop--;
		if (start == p || stop == p + 1 ||
		    stop - start > LONGEST_ADDRESS)
			continue;
		*cursor = stop;
		*out = (struct furui_span){start, (size_t)(stop - start)};
		return true;
	}
	*cursor = end;
	return false;
}

bool furui_address_of(const char *value, size_t size, struct furui_span *out)
{
	const char *cursor = value;
	struct furui_mailbox mailbox;
	while (furui_mailbox_next(&cursor, value + size, &mailbox)) {
		const char *at = mailbox.address;
		if (furui_address_next(&at, at + mailbox.address_size, out))
			return true;
	}
	cursor = value;
	return furui_address_next(&cursor, value + size, out);
}

/* A bare id, as some old programs write it: the first word with an @. */
static bool bare_id(const char **cursor, const char *end,
		    struct furui_span *out)
{
	const char *p = *cursor;
	while (p < end) {
		while (p < end && is_blank(*p))
			p++;
		const char *start = p;
		while (p < end && !is_blank(*p))
			p++;
		size_t size = (size_t)(p - start);
		if (size && size <= LONGEST_ID && memchr(start, '@', size)) {
			*cursor = p;
			*out = (struct furui_span){start, size};
			return true;
		}
	}
	*cursor = end;
	return false;
}

bool furui_message_id_next(const char **cursor, const char *end,
			   struct furui_span *out)
{
	const char *open = *cursor;
	if (open >= end)
		return false;
	if (!memchr(open, '<', (size_t)(end - open)))
		return bare_id(cursor, end, out);
	while (open < end && (open = memchr(open, '<', (size_t)(end - open)))) {
		const char *start = open + 1;
		const char *close = memchr(start, '>', (size_t)(end - start));
		if (!close)
			break;
		*cursor = close + 1;
		open = close + 1;
		while (start < close && is_blank(*start))
			start++;
		while (close > start && is_blank(close[-1]))
			close--;
		if (close > start && close - start <= LONGEST_ID) {
			*out = (struct furui_span){start,
						   (size_t)(close - start)};
			return true;
		}
	}
	*cursor = end;
	return false;
}

struct furui_span furui_host_of(struct furui_span address)
{
	const char *at =
		address.size ? memrchr(address.at, '@', address.size) : NULL;
	if (!at)
		return (struct furui_span){address.at, 0};
	return (struct furui_span){
		at + 1, address.size - (size_t)(at + 1 - address.at)};
}

void furui_add_lower(struct furui_buffer *out, struct furui_span span)
{
	char *to = furui_buffer_room(out, span.size);
	for (size_t i = 0; i < span.size; i++) {
		char c = span.at[i];
		to[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	out->size += span.size;
}
