/* Address lists of header fields, raw (RFC 5322 section 3.4). */
#ifndef FURUI_MAILBOX_H
#define FURUI_MAILBOX_H

#include <stdbool.h>
#include <stddef.h>

/* All point into the field's value. */
struct furui_mailbox {
	const char *name; /* as it stands, quotes and encoded-words and all */
	size_t name_size;
	const char *address; /* "user@host", maybe without host */
	size_t address_size;
};

/* Reads the mailbox at *cursor and moves behind it and its comma; false when
 * there is none before `end`. Forgives what mail does: no quotes, no address,
 * groups. In time linear in what it passes over. */
bool furui_mailbox_next(const char **cursor, const char *end,
			struct furui_mailbox *mailbox);

#endif
