/* Splits raw header bytes into fields (RFC 5322 section 2.2), forgiving what
 * real mail does: blanks before the colon, bare CR LF mixtures, lines that
 * are no fields. */
#include "field.h"

#include <string.h>

static const char *line_end(const char *from, const char *end)
{
	const char *newline = memchr(from, '\n', (size_t)(end - from));
	return newline ? newline + 1 : end;
}

static bool is_blank_line(const char *from, const char *end)
{
	size_t size = (size_t)(end - from);
	return (size >= 1 && from[0] == '\n') ||
	       (size >= 2 && from[0] == '\r' && from[1] == '\n');
}

bool furui_field_next(const char **cursor, const char *end,
		      struct furui_field *field)
{
	const char *start = *cursor;
	if (start >= end)
		return false;
	const char *next = line_end(start, end);
	if (is_blank_line(start, end)) {
		*cursor = next;
		return false;
	}
	const char *first_end = next;
	while (next < end && (*next == ' ' || *next == '\t'))
		next = line_end(next, end);
	*cursor = next;
	field->start = start;
	field->size = (size_t)(next - start);
	field->name = start;
	field->name_size = 0;
	field->value = start;
	field->value_size = field->size;
	const char *name_end = start, *colon;
	while (name_end < first_end && *name_end != ':' &&
	       (unsigned char)*name_end > ' ')
		name_end++;
	for (colon = name_end;
	     colon < first_end && (*colon == ' ' || *colon == '\t');)
		colon++;
	if (colon == first_end || *colon != ':')
		return true; /* "From bob Mon 10:00": no field */
	field->name_size = (size_t)(name_end - start);
	field->value = colon + 1;
	field->value_size = (size_t)(next - field->value);
	return true;
}

size_t furui_from_line(const char *bytes, size_t size)
{
	size_t at = 5;
	if (size < at || memcmp(bytes, "From ", at) != 0)
		return 0;
	while (at < size && bytes[at] == ' ')
		at++;
	if (at < size && bytes[at] == ':')
		return 0; /* a From field, with blanks before its colon */
	return (size_t)(line_end(bytes, bytes + size) - bytes);
}
