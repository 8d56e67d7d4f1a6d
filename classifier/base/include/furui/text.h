/* Text for people and for JSON: UTF-8 a character at a time, without what
 * could move a terminal's cursor or turn a line around. */
#ifndef FURUI_TEXT_H
#define FURUI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/buffer.h"

/* Bytes of the well-formed UTF-8 character (RFC 3629) that text begins with,
 * 1 to 4; 0 when it does not begin with one. */
size_t furui_text_character(const char *text, size_t size);

/* False for a character of `size` bytes that does not stay where it stands:
 * control characters (U+0080 to U+009F too), line separators, and those that
 * turn the direction of the text around them. */
bool furui_text_is_harmless(const char *character, size_t size);

/* Appends the text on one line, '?' for every character that is not harmless
 * and for every byte that is no UTF-8. */
void furui_text_add_shown(struct furui_buffer *out, const char *text);

/* "1,234,567" in a static buffer; up to four live at once. */
const char *furui_text_number(uint64_t number);

/* Appends a JSON string, quotes included; what is not UTF-8 becomes U+FFFD.
 * NULL is null. */
void furui_json_add_string(struct furui_buffer *out, const char *text);

/* Appends a number with up to 10 digits, or null: JSON has no NaN and no
 * infinity. */
void furui_json_add_number(struct furui_buffer *out, double value);

#endif
