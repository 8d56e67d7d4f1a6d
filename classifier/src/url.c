/* Takes URLs apart as browsers do (WHATWG's URL standard), forgiving what mail
 * does to them. */
#include "url.h"

#include <string.h>
#include <strings.h>

static bool is_letter(unsigned char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

static char lower(char c)
{
	return (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
}

/* The size of "http" in "http:…", 0 without a scheme. A dot is allowed in a
 * scheme, but "example.com:80" has none. */
static size_t scheme_size(const char *bytes, size_t size)
{
	size_t at = 0;
	while (at < size && (is_letter((unsigned char)bytes[at]) ||
			     (at && (is_digit((unsigned char)bytes[at]) ||
				     bytes[at] == '-' || bytes[at] == '+'))))
		at++;
	return at < size && bytes[at] == ':' ? at : 0;
}

static bool has_host(const char *scheme)
{
	static const char *const schemes[] = {"",    "http", "https", "hxxp",
					      "ftp", "ftps", "hxxps"};
	for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
		if (strcmp(schemes[i], scheme) == 0)
			return true;
	return false;
}

static bool is_slash(char c)
{
	return c == '/' || c == '\\';
}

static bool ends_authority(char c)
{
	return is_slash(c) || c == '?' || c == '#';
}

static bool read_host(struct furui_url *url, const char *p, const char *end)
{
	const char *stop = p;
	while (stop < end && !ends_authority(*stop))
		stop++;
	url->path = stop;
	url->path_size = (size_t)(end - stop);
	const char *at = memrchr(p, '@', (size_t)(stop - p));
	if (at) {
		url->notes |= FURUI_URL_USER;
		p = at + 1;
	}
	const char *digits = stop;
	while (digits > p && is_digit((unsigned char)digits[-1]))
		digits--;
	if (digits > p && digits[-1] == ':') {
		const char *colon = digits - 1;
		for (; digits < stop && url->port < 65536; digits++)
			url->port = url->port * 10 + (unsigned)(*digits - '0');
		stop = colon;
	}
	return furui_url_host(p, (size_t)(stop - p), url);
}

static bool read_mailto(struct furui_url *url, const char *p, const char *end)
{
	const char *query = memchr(p, '?', (size_t)(end - p));
	const char *stop = query ? query : end;
	const char *at = memchr(p, '@', (size_t)(stop - p));
	const char *comma = at ? memchr(at, ',', (size_t)(stop - at)) : NULL;
	url->path = stop;
	url->path_size = (size_t)(end - stop);
	return at &&
	       furui_url_host(at + 1, (size_t)((comma ? comma : stop) - at - 1),
			      url);
}

static bool begins(const char *bytes, size_t size, const char *with)
{
	return size >= strlen(with) &&
	       strncasecmp(bytes, with, strlen(with)) == 0;
}

/* "www.example.com", "example.com/x": a host without a scheme. */
static bool is_bare(const char *bytes, size_t size)
{
	char host[FURUI_DOMAIN_LONGEST + 1];
	size_t at = 0;
	if (begins(bytes, size, "www."))
		return true;
	for (; at < size && at < sizeof host - 1 && !ends_authority(bytes[at]);
	     at++)
		host[at] = lower(bytes[at]);
	host[at] = '\0';
	return at < size && bytes[at] == '/' && furui_domain_is_known(host);
}

bool furui_url_parse(const char *bytes, size_t size, struct furui_url *url)
{
	const char *p = bytes, *end = bytes + size;
	size_t scheme = scheme_size(bytes, size);
	*url = (struct furui_url){.path = end};
	if (scheme >= sizeof url->scheme)
		return false;
	for (size_t i = 0; i < scheme; i++)
		url->scheme[i] = lower(bytes[i]);
	if (scheme)
		p += scheme + 1;
	if (strcmp(url->scheme, "mailto") == 0)
		return read_mailto(url, p, end);
	if (!has_host(url->scheme))
		return true;
	const char *slashes = p;
	while (p < end && is_slash(*p))
		p++;
	bool usual = p - slashes == 2 && slashes[0] == '/' && slashes[1] == '/';
	if (!scheme && !usual && (p > slashes || !is_bare(bytes, size)))
		return false;
	if (scheme && !usual)
		url->notes |= FURUI_URL_SLASHES;
	return read_host(url, p, end);
}

/* Reads on while the shape stays the same; adds what stands for it. */
static size_t add_run(const char *path, size_t size, size_t at, char *out,
		      size_t *length)
{
	enum {
		MOST_TURNS = 2 /* between letters and digits */
	};
	char runs[MOST_TURNS + 1];
	size_t turns = 0;
	char last = 0;
	for (; at < size; at++) {
		unsigned char c = (unsigned char)path[at];
		if (c == '%' && size - at > 2) {
			c = 0x80;
			at += 2;
		}
		char kind = c >= 0x80      ? 'w'
			    : is_letter(c) ? 'a'
			    : is_digit(c)  ? '9'
					   : '\0';
		if (!kind)
			break;
		if (kind != last && turns <= MOST_TURNS)
			runs[turns++] = kind;
		last = kind;
	}
	if (turns > MOST_TURNS) {
		runs[0] = 'x';
		turns = 1;
	}
	for (size_t i = 0; i < turns && *length < FURUI_URL_SHAPE - 1; i++)
		out[(*length)++] = runs[i];
	return at;
}

/* The names of parameters and the file's extension stand as they are. */
static size_t add_name(const char *path, size_t size, size_t at, char *out,
		       size_t *length)
{
	enum {
		LONGEST = 12
	};
	size_t from = at;
	while (at < size && at - from < LONGEST &&
	       (is_letter((unsigned char)path[at]) || path[at] == '_')) {
		if (*length < FURUI_URL_SHAPE - 1)
			out[(*length)++] = lower(path[at]);
		at++;
	}
	return at;
}

static bool is_extension(const char *path, size_t size, size_t at)
{
	enum {
		LONGEST = 5
	};
	size_t from = at;
	while (at < size && is_letter((unsigned char)path[at]))
		at++;
	return at > from && at - from <= LONGEST &&
	       (at == size || path[at] == '?' || path[at] == '#');
}

/* "?id=1&lang=ja": the names alone. */
static void add_query(const char *path, size_t size, size_t at, char *out,
		      size_t *length)
{
	while (at < size && path[at] != '#' && *length < FURUI_URL_SHAPE - 1) {
		out[(*length)++] = path[at] == '?' ? '?' : '&';
		at = add_name(path, size, at + 1, out, length);
		while (at < size && path[at] != '&' && path[at] != '#' &&
		       path[at] != ';')
			at++;
	}
}

size_t furui_url_shape(const struct furui_url *url, char out[FURUI_URL_SHAPE])
{
	const char *path = url->path;
	size_t size = url->path_size, at = 0, length = 0;
	while (at < size && length < FURUI_URL_SHAPE - 1) {
		char c = path[at];
		if (c == '#')
			break;
		if (c == '?') {
			add_query(path, size, at, out, &length);
			break;
		}
		if (c == '.' && is_extension(path, size, at + 1)) {
			out[length++] = '.';
			at = add_name(path, size, at + 1, out, &length);
			continue;
		}
		size_t behind = add_run(path, size, at, out, &length);
		if (behind == at) {
			if (!length || out[length - 1] != c)
				out[length++] = c;
			behind++;
		}
		at = behind;
	}
	out[length] = '\0';
	return length;
}
