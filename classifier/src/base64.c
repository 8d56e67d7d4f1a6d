/* Decodes base64, with GLib as far as that goes: it takes what follows padding
 * for rubbish. */
#include "base64.h"

#include <glib.h>
#include <string.h>

void furui_base64_decode(const char *text, size_t size,
			 struct furui_buffer *out)
{
	while (size) {
		gint state = 0;
		guint save = 0;
		const char *pad = memchr(text, '=', size);
		size_t length = pad ? (size_t)(pad - text) : size;
		guchar *room = (guchar *)furui_buffer_room(out, length / 4 * 3 +
									3 + 3);
		gsize got =
			g_base64_decode_step(text, length, room, &state, &save);
		if (state == 2 || state == 3)
			got += g_base64_decode_step("==", (gsize)(4 - state),
						    room + got, &state, &save);
		out->size += got;
		while (length < size && text[length] == '=')
			length++;
		text += length;
		size -= length;
	}
}
