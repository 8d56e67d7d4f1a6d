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

/* Whether the line that ends before `next` is "Name:" and more. */
static bool is_named(const char *at, const char *next, const char *name)
{
	/* Nearly all other names begin with another letter. */
	if (((*at ^ *name) & ~0x20) != 0)
		return false;
	size_t size = strlen(name);
	if ((size_t)(next - at) <= size || strncasecmp(at, name, size) != 0)
		return false;
	for (at += size; at < next; at++)
		if (*at != ' ' && *at != '\t')
			return *at == ':';
	return false;
}

struct value {
	const char *at; /* NULL: there is none */
	size_t size;
};

static struct value value_of(const char *field, const char *end)
{
	const char *at = memchr(field, ':', (size_t)(end - field));
	const char *last = value_end(++at, end);
	while (at < last && strchr(" \t\r\n", *at))
		at++;
	while (last > at && strchr(" \t\r\n", last[-1]))
		last--;
	return (struct value){at, (size_t)(last - at)};
}

/* The first of each name, in one way through the header. */
static void find_fields(const char *header, size_t size,
			const char *const *names, size_t count,
			struct value *values)
{
	const char *at = header, *end = header + size;
	size_t missing = count;
	for (size_t i = 0; i < count; i++)
		values[i] = (struct value){NULL, 0};
	while (at < end && missing) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline ? newline + 1 : end;
		for (size_t i = 0; i < count; i++) {
			if (values[i].at || !is_named(at, next, names[i]))
				continue;
			values[i] = value_of(at, end);
			missing--;
		}
		at = next;
	}
}

const char *furui_field(const char *header, size_t size, const char *name,
			size_t *value_size)
{
	struct value value;
	find_fields(header, size, &name, 1, &value);
	if (value.at)
		*value_size = value.size;
	return value.at;
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

static bool has(struct value value, char flag)
{
	return value.at && memchr(value.at, flag, value.size);
}

unsigned furui_status_flags(const char *header, size_t size)
{
	enum {
		STATUS,
		X_STATUS,
		NAMES
	};
	static const char *const names[NAMES] = {"status", "x-status"};
	struct value values[NAMES];
	find_fields(header, size, names, NAMES, values);
	unsigned flags = 0;
	if (has(values[STATUS], 'R'))
		flags |= FURUI_MAIL_SEEN;
	if (has(values[X_STATUS], 'A'))
		flags |= FURUI_MAIL_REPLIED;
	if (has(values[X_STATUS], 'F'))
		flags |= FURUI_MAIL_FLAGGED;
	if (has(values[X_STATUS], 'T'))
		flags |= FURUI_MAIL_DRAFT;
	if (has(values[X_STATUS], 'D') || has(values[STATUS], 'D'))
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
