/* Header fields that mailboxes keep their own notes in. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "folder_private.h"

size_t furui_header_size(const char *bytes, size_t size)
{
	const char *at = bytes, *end = bytes + size;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		if (!newline)
			return size;
		if (newline == at || (newline == at + 1 && *at == '\r'))
			return (size_t)(newline + 1 - bytes);
		at = newline + 1;
	}
	return size;
}

/* Where the value of "name:" ends: at the first line that is not folded. */
static const char *value_end(const char *at, const char *end)
{
	for (;;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		if (!newline)
			return end;
		at = newline + 1;
		if (at == end || (*at != ' ' && *at != '\t'))
			return newline;
	}
}

const char *furui_field(const char *header, size_t size, const char *name,
			size_t *value_size)
{
	size_t name_size = strlen(name);
	const char *at = header, *end = header + size;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		const char *colon = at + name_size;
		/* Nearly all other names begin with another letter. */
		if ((size_t)(next - at) > name_size &&
		    ((*at ^ *name) & ~0x20) == 0 &&
		    strncasecmp(at, name, name_size) == 0) {
			while (colon < next &&
			       (*colon == ' ' || *colon == '\t'))
				colon++;
			if (colon < next && *colon == ':')
				break;
		}
		at = next;
	}
	if (at >= end)
		return NULL;
	at = memchr(at, ':', (size_t)(end - at));
	const char *last = value_end(++at, end);
	while (at < last && strchr(" \t\r\n", *at))
		at++;
	while (last > at && strchr(" \t\r\n", last[-1]))
		last--;
	*value_size = (size_t)(last - at);
	return at;
}

bool furui_is_field(const char *bytes, size_t size)
{
	size_t i = 0;
	while (i < size && i < 128 && bytes[i] > ' ' && bytes[i] < 0x7f &&
	       bytes[i] != ':')
		i++;
	if (i == 0)
		return false;
	while (i < size && (bytes[i] == ' ' || bytes[i] == '\t'))
		i++;
	return i < size && bytes[i] == ':';
}

static bool has(const char *value, size_t size, char flag)
{
	return value && memchr(value, flag, size);
}

unsigned furui_status_flags(const char *header, size_t size)
{
	size_t s_size = 0, x_size = 0;
	const char *s = furui_field(header, size, "status", &s_size);
	const char *x = furui_field(header, size, "x-status", &x_size);
	unsigned flags = 0;
	if (has(s, s_size, 'R'))
		flags |= FURUI_MAIL_SEEN;
	if (has(x, x_size, 'A'))
		flags |= FURUI_MAIL_REPLIED;
	if (has(x, x_size, 'F'))
		flags |= FURUI_MAIL_FLAGGED;
	if (has(x, x_size, 'T'))
		flags |= FURUI_MAIL_DRAFT;
	if (has(x, x_size, 'D') || has(s, s_size, 'D'))
		flags |= FURUI_MAIL_TRASHED;
	return flags;
}

long furui_mozilla_status(const char *header, size_t size)
{
	size_t value_size = 0;
	const char *value =
		furui_field(header, size, "x-mozilla-status", &value_size);
	if (!value || value_size < 1 || value_size > 8)
		return -1;
	char text[9], *rest;
	memcpy(text, value, value_size);
	text[value_size] = '\0';
	unsigned long status = strtoul(text, &rest, 16);
	return *rest || status > 0xffffffff ? -1 : (long)status;
}

unsigned furui_mozilla_flags(long status)
{
	if (status < 0)
		return 0;
	return (status & 1 ? FURUI_MAIL_SEEN : 0u) |
	       (status & 2 ? FURUI_MAIL_REPLIED : 0u) |
	       (status & 4 ? FURUI_MAIL_FLAGGED : 0u);
}
