/* The charset that an HTML text declares itself. */
#include <string.h>
#include <strings.h>

#include "html.h"

const char *furui_html_charset(const char *bytes, size_t size,
			       size_t *label_size)
{
	enum {
		NEAR = 2048
	};
	const char *end = bytes + (size < NEAR ? size : NEAR);
	const char *p = bytes;
	while (p < end && (p = memchr(p, '<', (size_t)(end - p)))) {
		p++;
		if (end - p < 5 || strncasecmp(p, "meta", 4) != 0)
			continue;
		const char *close = memchr(p, '>', (size_t)(end - p));
		for (; close && close - p > 8; p++) {
			if (strncasecmp(p, "charset=", 8) != 0)
				continue;
			p += 8;
			while (p < close && strchr("\"' ", *p))
				p++;
			const char *label = p;
			while (p < close && !strchr("\"' ;/", *p))
				p++;
			*label_size = (size_t)(p - label);
			return *label_size ? label : NULL;
		}
	}
	return NULL;
}
