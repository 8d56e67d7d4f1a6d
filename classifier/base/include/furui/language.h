/* The language of a text, told by its letters: enough to count mail by. */
#ifndef FURUI_LANGUAGE_H
#define FURUI_LANGUAGE_H

#include <stddef.h>

/* "ja", "ko", "zh", "Latin", "Cyrillic", …: by the scripts of UTF-8 text;
 * "none" when there are no letters. Static. */
const char *furui_text_language(const char *text, size_t size);

#endif
