/* Text for a dump. */
#ifndef FURUI_TRAIN_TEXT_H
#define FURUI_TRAIN_TEXT_H

#include <stddef.h>

#include "furui/buffer.h"

/* Appends bytes on one line: UTF-8 as it is, but \\ \n \r \t, and \xHH for all
 * other control characters and for bytes that are not UTF-8. */
void text_add_escaped(struct furui_buffer *out, const char *bytes, size_t size);

/* Turns that back, appending to out; -1 when it is not of that form. */
int text_unescape(struct furui_buffer *out, const char *text, size_t size);

/* "2024-01-31" in the local time zone, or "unknown". */
const char *train_date_text(int64_t date, char text[32]);

#endif
