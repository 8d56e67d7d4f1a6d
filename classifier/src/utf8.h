/* UTF-8, a character at a time. */
#ifndef FURUI_UTF8_H
#define FURUI_UTF8_H

#include <stddef.h>
#include <stdint.h>

/* Writes the character (at most 4 bytes) and returns behind it. */
static inline char *furui_utf8_put(char *to, uint32_t c)
{
	if (c < 0x80) {
		*to++ = (char)c;
		return to;
	}
	if (c < 0x800) {
		*to++ = (char)(0xc0 | c >> 6);
	} else {
		if (c < 0x10000) {
			*to++ = (char)(0xe0 | c >> 12);
		} else {
			*to++ = (char)(0xf0 | c >> 18);
			*to++ = (char)(0x80 | (c >> 12 & 0x3f));
		}
		*to++ = (char)(0x80 | (c >> 6 & 0x3f));
	}
	*to++ = (char)(0x80 | (c & 0x3f));
	return to;
}

/* The character at *at, which moves behind it. The text must be well-formed
 * up to a cut at its end; a cut character is read as U+FFFD. */
static inline uint32_t furui_utf8_get(const char *text, size_t size, size_t *at)
{
	const unsigned char *s = (const unsigned char *)text;
	uint32_t c = s[(*at)++];
	if (c < 0x80)
		return c;
	unsigned more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
	if (size - *at < more) {
		*at = size;
		return 0xfffd;
	}
	c &= 0x3fU >> more;
	while (more--)
		c = c << 6 | (s[(*at)++] & 0x3fU);
	return c;
}

/* The largest size up to `limit` at which the text can be cut between two
 * characters. */
static inline size_t furui_utf8_cut(const char *text, size_t size, size_t limit)
{
	if (size <= limit)
		return size;
	while (limit && ((unsigned char)text[limit] & 0xc0) == 0x80)
		limit--;
	return limit;
}

#endif
