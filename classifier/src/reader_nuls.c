/* Takes NULs out of a message, but for those of bodies in UTF-16. */
#include <string.h>
#include <strings.h>

#include "furui/find.h"
#include "reader_private.h"

enum {
	STRAY = 16, /* of so many NULs, one may stand on the other side */
};

/* Behind the first blank line at or behind p, or `end`. */
static const char *behind_blank(const char *p, const char *end)
{
	while ((p = memchr(p, '\n', (size_t)(end - p))) != NULL) {
		p++;
		if (p < end && *p == '\n')
			return p + 1;
		if (end - p >= 2 && p[0] == '\r' && p[1] == '\n')
			return p + 2;
	}
	return end;
}

/* True when the header that ends a block names UTF-16, as "utf-16le" and in
 * any case. */
static bool names_utf16(const char *p, const char *end)
{
	const char *from = p;
	while ((p = memchr(p, '-', (size_t)(end - p))) != NULL) {
		if (p - from >= 3 && end - p >= 3 &&
		    strncasecmp(p - 3, "utf-16", 6) == 0)
			return true;
		p++;
	}
	return false;
}

/* True when NULs stand as in UTF-16: nearly all on one side of a letter. What
 * is shown of other text that is called so, no person can read. */
static bool looks_utf16(const char *p, const char *end)
{
	size_t count[2] = {0, 0};
	const char *from = p;
	while ((p = memchr(p, '\0', (size_t)(end - p))) != NULL) {
		count[(size_t)(p - from) & 1]++;
		p++;
	}
	size_t more = count[0] > count[1] ? count[0] : count[1];
	size_t less = count[0] + count[1] - more;
	return more >= 1 && less <= more / STRAY;
}

void furui_reader_remove_nuls(struct furui_reader *reader)
{
	struct furui_buffer *clean = &reader->clean;
	if (!clean->size || !memchr(clean->data, '\0', clean->size))
		return;
	const char *p = clean->data, *end = p + clean->size;
	char *to = clean->data;
	bool named = false, removed = false;
	while (p < end) {
		/* UTF-16 has neither blank lines nor boundaries of bytes. */
		const char *stop = behind_blank(p, end), *keep = p;
		bool marked = end - p >= 2 && (memcmp(p, "\xff\xfe", 2) == 0 ||
					       memcmp(p, "\xfe\xff", 2) == 0);
		if (named || marked) {
			keep = furui_find_pair(p, stop, "\n-");
			while (keep && !(stop - keep > 2 && keep[2] == '-'))
				keep = furui_find_pair(keep + 1, stop, "\n-");
			keep = keep ? keep : stop;
			if (!looks_utf16(p, keep))
				keep = p;
		}
		named = names_utf16(p, stop);
		memmove(to, p, (size_t)(keep - p));
		to += keep - p;
		for (p = keep; p < stop; p++) {
			if (*p)
				*to++ = *p;
			else
				removed = true;
		}
	}
	clean->size = (size_t)(to - clean->data);
	if (removed)
		furui_reader_note(reader, "nul");
}
