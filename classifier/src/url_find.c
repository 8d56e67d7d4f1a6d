/* Finds URLs in text. */
#include <string.h>

#include "furui/ascii.h"
#include "url.h"
#include "utf8.h"

/* What a host's name, or a scheme, is written with. */
static bool is_run(unsigned char c)
{
	static const uint64_t bits[4] = {
		0x3ffULL << '0' | 1ULL << '.' | 1ULL << '-' | 1ULL << '%',
		(0x3ffffffULL << 'A' % 64) | (0x3ffffffULL << 'a' % 64) |
			1ULL << '_' % 64,
	};
	return bits[c / 64] >> (c % 64) & 1;
}

/* What ends every URL. */
static bool is_stop(unsigned char c)
{
	return c <= ' ' || c >= 0x7f || c == '<' || c == '>' || c == '"' ||
	       c == '`';
}

static bool ends_in(const char *text, size_t size, const char *word)
{
	size_t length = strlen(word);
	return size >= length &&
	       furui_ascii_same_bytes(text + size - length, word, length);
}

/* The size of the scheme that the run ends in, 0 when there is none. */
static size_t scheme_at_end(const char *run, size_t size)
{
	static const char *const schemes[] = {"http",  "https", "hxxp",
					      "hxxps", "ftp",   "mailto"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (ends_in(run, size, schemes[i]))
			return strlen(schemes[i]);
	return 0;
}

static bool is_known_name(const char *name, size_t size)
{
	char host[FURUI_DOMAIN_LONGEST + 1];
	if (size >= sizeof host)
		return false;
	for (size_t i = 0; i < size; i++) {
		char c = name[i];
		host[i] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	host[size] = '\0';
	return furui_domain_is_known(host);
}

/* Spaces and punctuation behind which no host goes on. */
static bool ends_host(uint32_t c)
{
	return (c >= 0x2000 && c < 0x2070) || (c >= 0x3000 && c < 0x3005) ||
	       (c >= 0x3008 && c < 0x3021) || c == 0xfffd ||
	       (c >= 0x80 && c < 0xc0);
}

/* Behind the host that begins at `at`. In Japanese, text follows a URL without
 * a space: "http://example.jpを見る"; but "http://日本.example" is one. */
static size_t host_end(const char *text, size_t size, size_t at)
{
	size_t from = at;
	while (at < size && !is_stop((unsigned char)text[at]) &&
	       text[at] != '/' && text[at] != '\\' && text[at] != '?' &&
	       text[at] != '#')
		at++;
	if (at == size || (unsigned char)text[at] < 0x80)
		return at;
	const char *user = memrchr(text + from, '@', at - from);
	size_t name = user ? (size_t)(user - text) + 1 : from;
	if (is_known_name(text + name, at - name))
		return at;
	while (at < size && at - from < FURUI_DOMAIN_LONGEST) {
		size_t next = at;
		uint32_t c = furui_utf8_get(text, size, &next);
		if (c < 0x80 ? !is_run((unsigned char)c) : ends_host(c))
			break;
		at = next;
	}
	return at;
}

/* Without the punctuation of the sentence around it. */
static size_t trim(const char *text, size_t from, size_t at)
{
	while (at > from) {
		char c = text[at - 1];
		if (c == ')' && memchr(text + from, '(', at - from))
			break;
		if (!strchr(".,;:!?'()[]{}*|", c))
			break;
		at--;
	}
	return at;
}

static size_t path_end(const char *text, size_t size, size_t at)
{
	while (at < size && !is_stop((unsigned char)text[at]))
		at++;
	return at;
}

/* Where a URL begins whose first run of characters is [from, at); SIZE_MAX
 * when none does. *host: where its host does. */
static size_t begin(const char *text, size_t size, size_t from, size_t at,
		    size_t *host)
{
	char c = at < size ? text[at] : ' ';
	const char *run = text + from;
	size_t length = at - from;
	/* Most words end here. */
	if (c != ':' && c != '/' && (run[0] | 0x20) != 'w')
		return SIZE_MAX;
	if (c == ':') {
		size_t scheme = scheme_at_end(run, length);
		*host = at + 1;
		while (*host < size &&
		       (text[*host] == '/' || text[*host] == '\\'))
			++*host;
		bool mail = ends_in(run, length, "mailto");
		return scheme && (mail || *host > at + 1) ? at - scheme
							  : SIZE_MAX;
	}
	*host = from;
	if (length < 4 || (from && strchr("@/\\", text[from - 1])))
		return SIZE_MAX;
	if (furui_ascii_same_bytes(run, "www.", 4))
		return memchr(run + 4, '.', length - 4) ? from : SIZE_MAX;
	return c == '/' && is_known_name(run, length) ? from : SIZE_MAX;
}

/* The next character at which a URL may show: ':', '/', or the first of "ww".
 * Sixteen at once, since most text has none. */
static size_t next_sign(const char *text, size_t size, size_t at)
{
	typedef unsigned char bytes __attribute__((vector_size(16)));
	for (; at < size; at++) {
		bytes some;
		for (; size - at > sizeof some; at += sizeof some) {
			memcpy(&some, text + at, sizeof some);
			/* Some shift by one: both letters of a pair. */
			bytes next;
			memcpy(&next, text + at + 1, sizeof next);
			bytes signs = (bytes)(some == ':') |
				      (bytes)(some == '/') |
				      ((bytes)((some | 0x20) == 'w') &
				       (bytes)((next | 0x20) == 'w'));
			uint64_t halves[2];
			memcpy(halves, &signs, sizeof halves);
			if (halves[0] | halves[1])
				break;
		}
		char c = text[at];
		if (c == ':' || c == '/' ||
		    ((c | 0x20) == 'w' && size - at > 1 &&
		     (text[at + 1] | 0x20) == 'w'))
			break;
	}
	return at;
}

const char *furui_url_find(const char *text, size_t size, size_t *at,
			   size_t *found)
{
	for (size_t i = *at; (i = next_sign(text, size, i)) < size; i++) {
		size_t from = i;
		while (from > *at && is_run((unsigned char)text[from - 1]))
			from--;
		while (i < size && is_run((unsigned char)text[i]))
			i++;
		size_t host = i;
		size_t first =
			i > from ? begin(text, size, from, i, &host) : SIZE_MAX;
		if (first == SIZE_MAX)
			continue;
		size_t end = host_end(text, size, host);
		if (end < i)
			end = i;
		end = trim(text, host, path_end(text, size, end));
		if (end == host)
			continue;
		*at = end;
		*found = end - first;
		return text + first;
	}
	*at = size;
	return NULL;
}
