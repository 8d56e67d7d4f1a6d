/* Mail addresses and message ids by how they look, in raw header values and in
 * text; mailbox.h splits address lists. */
#ifndef FURUI_ADDRESS_H
#define FURUI_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/buffer.h"

/* A run of bytes within someone else's. */
struct furui_span {
	const char *at;
	size_t size;
};

/* The next that looks like user@host, behind *cursor, which moves behind it;
 * false when there is none. Names beside addresses are skipped, unless they
 * look like one. */
bool furui_address_next(const char **cursor, const char *end,
			struct furui_span *out);

/* The address of a From field, or of a line of text: of the first mailbox that
 * has one (mailbox.h), else the first that looks like one. False when there is
 * none. */
bool furui_address_of(const char *value, size_t size, struct furui_span *out);

/* The next message id of a Message-ID, In-Reply-To or References field,
 * without its angle brackets; behind *cursor, which moves. */
bool furui_message_id_next(const char **cursor, const char *end,
			   struct furui_span *out);

/* What stands behind the last @, or nothing. */
struct furui_span furui_host_of(struct furui_span address);

/* Appends it with ASCII capitals made small. */
void furui_add_lower(struct furui_buffer *out, struct furui_span span);

#endif
