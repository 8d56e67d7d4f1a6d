/* The subject of a message, for people to know it by. */
#ifndef FURUI_SUBJECT_H
#define FURUI_SUBJECT_H

#include <stddef.h>

#include "furui/buffer.h"

/* Appends the first Subject of a raw message, decoded, as one line of UTF-8;
 * control characters may be in it. 1 when there is one, 0 when there is none.
 */
int furui_subject(const void *bytes, size_t size, struct furui_buffer *out);

#endif
