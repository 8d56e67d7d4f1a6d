/* Base64 as mail has it. */
#ifndef FURUI_BASE64_H
#define FURUI_BASE64_H

#include "furui/buffer.h"

/* Appends the decoded bytes; what is no base64 is skipped. Padding may be
 * missing, or stand within the text where a program put two texts together. */
void furui_base64_decode(const char *text, size_t size,
			 struct furui_buffer *out);

#endif
