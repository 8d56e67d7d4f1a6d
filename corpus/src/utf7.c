/* Folder names for people: modified UTF-7 and stray bytes to clean UTF-8. */
#include <string.h>

#include "folder_private.h"

static void put(struct furui_buffer *out, uint32_t c)
{
	/* A control character would move the reader's cursor. */
	if (c < 0x20 || (c >= 0x7f && c < 0xa0))
		c = 0xfffd;
	if (c < 0x80) {
		furui_buffer_add_char(out, (char)c);
	} else if (c < 0x800) {
		furui_buffer_add_char(out, (char)(0xc0 | c >> 6));
		furui_buffer_add_char(out, (char)(0x80 | (c & 0x3f)));
	} else if (c < 0x10000) {
		furui_buffer_add_char(out, (char)(0xe0 | c >> 12));
		furui_buffer_add_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
		furui_buffer_add_char(out, (char)(0x80 | (c & 0x3f)));
	} else {
		furui_buffer_add_char(out, (char)(0xf0 | c >> 18));
		furui_buffer_add_char(out, (char)(0x80 | (c >> 12 & 0x3f)));
		furui_buffer_add_char(out, (char)(0x80 | (c >> 6 & 0x3f)));
		furui_buffer_add_char(out, (char)(0x80 | (c & 0x3f)));
	}
}

/* Takes one UTF-8 character off the bytes; U+FFFD and one byte when they are
 * not UTF-8 (overlong forms and surrogates included). */
static size_t take_utf8(const unsigned char *s, size_t size, uint32_t *c)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t need = s[0] < 0x80             ? 1
		      : (s[0] & 0xe0) == 0xc0 ? 2
		      : (s[0] & 0xf0) == 0xe0 ? 3
		      : (s[0] & 0xf8) == 0xf0 ? 4
					      : 0;
	uint32_t value = need < 2 ? s[0] : s[0] & (0x7fu >> need);
	for (size_t i = 1; i < need; i++) {
		if (i >= size || (s[i] & 0xc0) != 0x80) {
			need = 0;
			break;
		}
		value = value << 6 | (s[i] & 0x3f);
	}
	if (need == 0 || value < least[need] || value > 0x10ffff ||
	    (value >= 0xd800 && value < 0xe000)) {
		*c = 0xfffd;
		return 1;
	}
	*c = value;
	return need;
}

static int digit(char c)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijkl"
				     "mnopqrstuvwxyz0123456789+,";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

/* Decodes what stands between '&' and '-'; false, with nothing lost, when it
 * is no valid modified base64 of UTF-16. */
static bool shifted(const char *text, size_t size, struct furui_buffer *out)
{
	size_t before = out->size;
	uint32_t bits = 0, high = 0; /* high: first half of a pair */
	unsigned have = 0;
	if (size == 0) {
		furui_buffer_add_char(out, '&');
		return true;
	}
	for (size_t i = 0; i < size; i++) {
		int value = digit(text[i]);
		if (value < 0)
			goto invalid;
		bits = (bits << 6 | (uint32_t)value) & 0xffffff;
		have += 6;
		if (have < 16)
			continue;
		have -= 16;
		uint32_t unit = bits >> have & 0xffff;
		if (high && (unit & 0xfc00) == 0xdc00) {
			put(out,
			    0x10000 + ((high & 0x3ff) << 10) + (unit & 0x3ff));
			high = 0;
		} else if (high || (unit & 0xfc00) == 0xdc00) {
			goto invalid;
		} else if ((unit & 0xfc00) == 0xd800) {
			high = unit;
		} else {
			put(out, unit);
		}
	}
	if (!high && have < 6 && (bits & ((1u << have) - 1)) == 0)
		return true;
invalid:
	out->size = before;
	return false;
}

void furui_display_name(const char *name, size_t size, struct furui_buffer *out)
{
	for (size_t i = 0; i < size;) {
		const char *end =
			name[i] == '&' ? memchr(name + i, '-', size - i) : NULL;
		if (end && shifted(name + i + 1, (size_t)(end - (name + i + 1)),
				   out)) {
			i = (size_t)(end + 1 - name);
			continue;
		}
		uint32_t c;
		i += take_utf8((const unsigned char *)name + i, size - i, &c);
		put(out, c);
	}
}
