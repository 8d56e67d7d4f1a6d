/* Header fields that mailboxes keep their own notes in. */
#include <stdlib.h>
#include <string.h>

#include "folder_private.h"
#include "furui/ascii.h"

/* Moves to the header's next line, [*line, *next); false at the blank line that
 * ends it, and at the end. *next is where to begin. */
static bool next_line(const char **line, const char **next, const char *end)
{
	const char *at = *line = *next;
	if (at == end)
		return false;
	const char *newline = memchr(at, '\n', (size_t)(end - at));
	*next = newline ? newline + 1 : end;
	return !newline || (newline > at && (newline > at + 1 || *at != '\r'));
}

size_t furui_header_size(const char *bytes, size_t size)
{
	const char *line, *next = bytes;
	while (next_line(&line, &next, bytes + size))
		;
	return (size_t)(next - bytes);
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
	while (at < next && *name && furui_ascii_same(*at, *name)) {
		at++;
		name++;
	}
	if (*name)
		return false; /* nearly always at the first letter */
	for (; at < next; at++)
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
static void find_fields(const char *bytes, size_t size,
			const char *const *names, size_t count,
			struct value *values)
{
	const char *line, *next = bytes, *end = bytes + size;
	size_t missing = count;
	for (size_t i = 0; i < count; i++)
		values[i] = (struct value){NULL, 0};
	while (missing && next_line(&line, &next, end)) {
		for (size_t i = 0; i < count; i++) {
			if (values[i].at || !is_named(line, next, names[i]))
				continue;
			values[i] = value_of(line, end);
			missing--;
		}
	}
}

const char *furui_field(const char *bytes, size_t size, const char *name,
			size_t *value_size)
{
	struct value value;
	find_fields(bytes, size, &name, 1, &value);
	if (value.at)
		*value_size = value.size;
	return value.at;
}

bool furui_has_fields(const char *bytes, size_t size, const char *const *names,
		      size_t count, size_t wanted)
{
	const char *line, *next = bytes;
	uint64_t found = 0;
	while (wanted && next_line(&line, &next, bytes + size)) {
		for (size_t i = 0; wanted && i < count; i++) {
			if (found >> i & 1 || !is_named(line, next, names[i]))
				continue;
			found |= UINT64_C(1) << i;
			wanted--;
		}
	}
	return !wanted;
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

unsigned furui_status_flags(const char *bytes, size_t size)
{
	enum {
		STATUS,
		X_STATUS,
		NAMES
	};
	static const char *const names[NAMES] = {"status", "x-status"};
	struct value values[NAMES];
	find_fields(bytes, size, names, NAMES, values);
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

long furui_mozilla_status(const char *bytes, size_t size)
{
	size_t value_size = 0;
	const char *value =
		furui_field(bytes, size, "x-mozilla-status", &value_size);
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
