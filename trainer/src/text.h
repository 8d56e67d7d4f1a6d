/* Text for people, for JSON, and for a dump. */
#ifndef FURUI_TRAIN_TEXT_H
#define FURUI_TRAIN_TEXT_H

#include <stddef.h>
#include <stdint.h>

#include "furui/buffer.h"

/* Bytes of the UTF-8 character that text begins with, 1 to 4; 0 when it does
 * not begin with one. */
size_t text_character(const char *text, size_t size);

/* Appends a JSON string, quotes included; what is not UTF-8 becomes U+FFFD. */
void text_add_json(struct furui_buffer *out, const char *text);

/* Appends bytes on one line: UTF-8 as it is, but \\ \n \r \t, and \xHH for all
 * other control characters and for bytes that are not UTF-8. */
void text_add_escaped(struct furui_buffer *out, const char *bytes, size_t size);

/* Turns that back, appending to out; -1 when it is not of that form. */
int text_unescape(struct furui_buffer *out, const char *text, size_t size);

/* Appends the text without anything that could move a terminal's cursor. */
void text_add_shown(struct furui_buffer *out, const char *text);

/* "1,234,567" in a static buffer; up to four live at once. */
const char *text_number(uint64_t number);

#endif
