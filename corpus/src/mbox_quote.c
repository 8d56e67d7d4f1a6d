/* Undoes the quoting of From_ lines in an mbox's messages.
 *
 * One '>' is taken off body lines that begin with any number of '>' and
 * "From ". That undoes mboxrd exactly, and mboxo's ">From "; what mboxo cannot
 * tell apart (a line that was ">From " when it was sent) loses its '>'. Where
 * Content-Length was believed and the body has bare "From " lines, it was
 * never quoted (mboxcl2) and is left alone. */
#include <string.h>

#include "folder_private.h"
#include "furui/find.h"

/* True when the body kept has a line "From …": it was never quoted. */
static bool has_bare_from(const struct furui_mbox *mbox)
{
	const char *body = mbox->message.data + mbox->body;
	size_t size = mbox->message.size - mbox->body;
	return furui_find_word(body, body + size, "\nFrom ") ||
	       (size > 5 && memcmp(body, "From ", 5) == 0);
}

void furui_mbox_unquote(struct furui_mbox *mbox, bool measured)
{
	char *bytes = mbox->message.data;
	size_t size = mbox->message.size, from = mbox->body, to = from;
	size_t search = from;
	if (measured && has_bare_from(mbox))
		return;
	while (search < size) {
		const char *hit =
			furui_find_word(bytes + search, bytes + size, ">From ");
		if (!hit)
			break;
		size_t first = (size_t)(hit - bytes);
		search = first + 6;
		while (first > mbox->body && bytes[first - 1] == '>')
			first--;
		if (first > 0 && bytes[first - 1] != '\n')
			continue;
		memmove(bytes + to, bytes + from, first - from);
		to += first - from;
		from = first + 1;
		mbox->whole--;
	}
	if (from == to)
		return;
	memmove(bytes + to, bytes + from, size - from);
	mbox->message.size = to + (size - from);
}
