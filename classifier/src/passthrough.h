/* The message on its way through: where our header fields go. */
#ifndef FURUI_PASSTHROUGH_H
#define FURUI_PASSTHROUGH_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/error.h"

/* The message is head, then our fields, then rest. Both are borrowed from
 * the bytes given to furui_passthrough_prepare(), and lie side by side. */
struct furui_passthrough {
	char *head;
	size_t head_size;
	size_t rest_size;
	const char *eol; /* "\n" or "\r\n", as the message has it */
	bool open_line;  /* head lacks its line end: write "\n" first */
};

/* Takes our own older fields out of the message's header, in place, and
 * finds the place for new ones: before the blank line that begins the body,
 * or at the end of a message that is all header. Any bytes will do. Afterwards
 * the message is head and rest; what lay before head is left over. */
void furui_passthrough_prepare(struct furui_passthrough *out, char *bytes,
			       size_t size);

/* Writes head, `added` (whole lines, each with its line end) and rest. */
int furui_passthrough_write(const struct furui_passthrough *pass, int fd,
			    const char *added, size_t added_size,
			    struct furui_error *err);

#endif
