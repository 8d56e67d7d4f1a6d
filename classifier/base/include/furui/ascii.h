/* Comparisons that do not regard the case of ASCII letters, whatever the
 * locale. Inline: what is compared differs mostly at once, and a call would
 * cost more than that. */
#ifndef FURUI_ASCII_H
#define FURUI_ASCII_H

#include <stdbool.h>
#include <stddef.h>

/* False for characters that are not the same; true also for some pairs that
 * are no letters. A first look, for what is asked of dozens of words. */
static inline bool furui_ascii_may_be(char a, char b)
{
	return ((a ^ b) | 0x20) == 0x20;
}

/* True for the same character, or the same letter. */
static inline bool furui_ascii_same(char a, char b)
{
	char letter = (char)(a | 0x20);
	return a == b || ((a ^ b) == 0x20 && letter >= 'a' && letter <= 'z');
}

/* True when the first `size` bytes of both are the same. */
static inline bool furui_ascii_same_bytes(const char *a, const char *b,
					  size_t size)
{
	size_t i = 0;
	while (i < size && furui_ascii_same(a[i], b[i]))
		i++;
	return i == size;
}

/* Which of the names, of three letters each and one behind the other, the text
 * begins with: from 0 on; -1 for none. The text ends in a NUL or has three
 * bytes at least. */
static inline int furui_ascii_name(const char *text, const char *names)
{
	for (int i = 0; *names; i++, names += 3)
		if (furui_ascii_same_bytes(text, names, 3))
			return i;
	return -1;
}

#endif
