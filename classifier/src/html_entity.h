/* HTML character references. */
#ifndef FURUI_HTML_ENTITY_H
#define FURUI_HTML_ENTITY_H

#include <stddef.h>

/* Reads the reference at p ('&'); writes its character as UTF-8 (at most 7
 * bytes) and returns behind it; NULL when it is none. */
const char *furui_html_entity(const char *p, const char *end, char utf8[8],
			      size_t *size);

#endif
