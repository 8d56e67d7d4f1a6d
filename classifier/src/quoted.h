/* Quoted-printable, of bodies. */
#ifndef FURUI_QUOTED_H
#define FURUI_QUOTED_H

#include <stddef.h>

#include "furui/buffer.h"

/* Appends the decoded text (RFC 2045, section 6.7). Of what is no encoding all
 * is kept; what is cut off at the end is not. */
void furui_quoted_decode(const char *text, size_t size,
			 struct furui_buffer *out);

#endif
