/* Keeps the beginning and the end of what is longer than both. */
#include <string.h>

#include "folder_private.h"

bool furui_cut_add(struct furui_buffer *kept, size_t limit, size_t end,
		   const char *bytes, size_t size)
{
	size_t room = limit + end - kept->size;
	if (size <= room) {
		furui_buffer_add(kept, bytes, size);
		return false;
	}
	if (kept->size < limit) {
		size_t first = limit - kept->size;
		furui_buffer_add(kept, bytes, first);
		bytes += first;
		size -= first;
	}
	/* What stays of the end so far, before what is new of it. */
	size_t fresh = size < end ? size : end;
	size_t old = kept->size - limit;
	size_t stays = end - fresh < old ? end - fresh : old;
	char *at = kept->data + limit;
	if (stays)
		memmove(at, at + old - stays, stays);
	kept->size = limit + stays;
	furui_buffer_add(kept, bytes + size - fresh, fresh);
	return true;
}
