/* Header fields in raw bytes, one after another; knows no MIME. */
#ifndef FURUI_FIELD_H
#define FURUI_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#include "furui/ascii.h"

/* One field with its folded lines, or a line that is no field. All pointers
 * are into the message. */
struct furui_field {
	const char *start; /* of its first line */
	size_t size;       /* of all its lines with their line ends */
	const char *name;  /* without blanks before the colon */
	size_t name_size;  /* 0 for a line that is no field */
	const char *value; /* behind the colon, line ends and all */
	size_t value_size;
};

/* Reads the field at *cursor and moves behind it. False at the blank line
 * that ends the header (*cursor is then behind that line) or at `end`. */
bool furui_field_next(const char **cursor, const char *end,
		      struct furui_field *field);

/* True when the field has this name, of two letters at least; case does not
 * matter. Each field is asked for dozens of names: mostly two letters tell.
 * Behind a name of one there is something to look at, if only a NUL. */
static inline bool furui_field_is(const struct furui_field *field,
				  const char *name)
{
	return field->name_size &&
	       furui_ascii_may_be(field->name[0], name[0]) &&
	       furui_ascii_may_be(field->name[1], name[1]) &&
	       strlen(name) == field->name_size &&
	       strncasecmp(field->name, name, field->name_size) == 0;
}

/* The size of an mbox From_ line at the start, its line end included; 0 when
 * there is none. */
size_t furui_from_line(const char *bytes, size_t size);

#endif
