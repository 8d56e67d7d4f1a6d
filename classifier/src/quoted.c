/* Decodes quoted-printable, to the same bytes as GMime does. */
#include "quoted.h"

#include <string.h>

#include "hex.h"

void furui_quoted_decode(const char *text, size_t size,
			 struct furui_buffer *out)
{
	const char *p = text, *end = text + size;
	char *to = furui_buffer_room(out, size);
	while (p < end) {
		const char *mark = memchr(p, '=', (size_t)(end - p));
		size_t run = (size_t)((mark ? mark : end) - p);
		memcpy(to, p, run);
		to += run;
		p += run;
		if (!mark || ++p == end)
			break;
		if (*p == '\n') {
			p++;
			continue; /* a line that goes on */
		}
		if (end - p < 2)
			break;
		int high = furui_hex(p[0]), low = furui_hex(p[1]);
		if (high >= 0 && low >= 0) {
			*to++ = (char)(high << 4 | low);
		} else if (p[0] != '\r' || p[1] != '\n') {
			*to++ = '=';
			*to++ = p[0];
			*to++ = p[1];
		}
		p += 2;
	}
	out->size = (size_t)(to - out->data);
}
