/* HTML character references. */
#ifndef FURUI_HTML_ENTITY_H
#define FURUI_HTML_ENTITY_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the reference at p ('&') as browsers do; writes its character as
 * UTF-8 (at most 7 bytes, and never more than the reference has) and returns
 * behind it; NULL when it is none. Within an attribute, a name needs its
 * semicolon when more of a word follows, as in "?a=1&copy=2". */
const char *furui_html_entity(const char *p, const char *end, bool attribute,
			      char utf8[8], size_t *size);

#endif
