/* Finds two bytes in a row. */
#ifndef FURUI_FIND_H
#define FURUI_FIND_H

#include <stddef.h>
#include <string.h>

/* Where the two characters of `pair` first stand, or NULL. Unlike memmem(),
 * costs no more than the way there also where reads are checked. */
static inline const char *furui_find_pair(const char *p, const char *end,
					  const char *pair)
{
	while (p < end && (p = memchr(p, pair[0], (size_t)(end - p))) != NULL) {
		if (end - p >= 2 && p[1] == pair[1])
			return p;
		p++;
	}
	return NULL;
}

#endif
