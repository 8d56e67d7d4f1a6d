/* Tokens of URLs: where they lead, and what hides that. */
#include <stdio.h>
#include <string.h>

#include "furui/limits.h"
#include "hex.h"
#include "reader_private.h"
#include "url.h"
#include "utf8.h"

static void add(struct furui_reader *reader, const char *text)
{
	furui_reader_add(reader, FURUI_TAG_URL, text, strlen(text));
}

/* Hosts that lead to others. */
static bool is_shortener(const char *host)
{
	static const char *const hosts[] = {
		"00m.in",     "amzn.to",     "bit.do",      "bit.ly",
		"bitly.com",  "buff.ly",     "cutt.ly",     "dwz.cn",
		"goo.gl",     "goo.su",      "han.gl",      "is.gd",
		"j.mp",       "lin.ee",      "lnkd.in",     "me2.do",
		"nav.cx",     "onl.bz",      "onl.la",      "onl.sc",
		"onl.tw",     "ow.ly",       "p.tl",        "rb.gy",
		"rebrand.ly", "s.id",        "shorturl.at", "snipurl.com",
		"suo.im",     "t.cn",        "t.co",        "t.ly",
		"tiny.cc",    "tinyurl.com", "tr.im",       "u.nu",
		"ur0.cc",     "url.cn",      "urx.nu",      "urx2.nu",
		"ux.nu",      "v.gd",        "x.gd",        "x.co",
	};
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		if (*hosts[i] == *host && strcmp(hosts[i], host) == 0)
			return true;
	return false;
}

static void add_notes(struct furui_reader *reader, unsigned notes)
{
	static const struct {
		unsigned note;
		const char *token;
	} names[] = {
		{FURUI_URL_USER, "user-in-url"},
		{FURUI_URL_IP, "ip-host"},
		{FURUI_URL_IP_ODD, "ip-host-odd"},
		{FURUI_URL_ENCODED, "host-encoded"},
		{FURUI_URL_IDN, "punycode"},
		{FURUI_URL_MIXED, "punycode-mixed"},
		{FURUI_URL_SLASHES, "scheme-slashes"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (notes & names[i].note)
			add(reader, names[i].token);
}

static void add_scheme(struct furui_reader *reader, const char *scheme)
{
	static const char *const usual[] = {"", "http", "https", "mailto"};
	char token[32];
	for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
		if (strcmp(usual[i], scheme) == 0)
			return;
	(void)snprintf(token, sizeof token, "scheme:%s", scheme);
	add(reader, token);
}

static void add_host(struct furui_reader *reader, const struct furui_url *url)
{
	size_t before = reader->tokens.size;
	add(reader, url->host);
	if (reader->tokens.size == before)
		return; /* met before */
	reader->hosts++;
	if (url->notes & FURUI_URL_IP) {
		const char *last = strrchr(url->host, '.');
		char token[FURUI_DOMAIN_LONGEST + 8];
		if (last) {
			(void)snprintf(token, sizeof token, "%.*s.0/24",
				       (int)(last - url->host), url->host);
			add(reader, token);
		}
		return;
	}
	add(reader, furui_domain_registered(url->host));
	if (is_shortener(url->host))
		add(reader, "shortener");
}

static void add_port(struct furui_reader *reader, const struct furui_url *url)
{
	char token[16];
	unsigned usual = url->scheme[0] == 'f'               ? 21
			 : strcmp(url->scheme, "https") == 0 ? 443
							     : 80;
	if (!url->port || url->port == usual)
		return;
	(void)snprintf(token, sizeof token, "port:%u", url->port);
	add(reader, token);
}

static void add_shape(struct furui_reader *reader, const struct furui_url *url)
{
	char shape[FURUI_URL_SHAPE];
	if (furui_url_shape(url, shape) > 1)
		add(reader, shape);
}

/* Decodes %XX of what is ASCII. */
static size_t decode(const char *bytes, size_t size, char *out)
{
	size_t length = 0;
	for (size_t i = 0; i < size; i++) {
		char c = bytes[i];
		if (c == '%' && size - i > 2 && furui_hex(bytes[i + 1]) >= 2 &&
		    furui_hex(bytes[i + 1]) < 8 &&
		    furui_hex(bytes[i + 2]) >= 0) {
			c = (char)(furui_hex(bytes[i + 1]) << 4 |
				   furui_hex(bytes[i + 2]));
			i += 2;
		}
		out[length++] = c;
	}
	return length;
}

/* A redirector's URL holds another one, which may hold another. */
static void read_url(struct furui_reader *reader, const char *bytes,
		     size_t size, int depth)
{
	enum {
		DEEPEST = 2
	};
	struct furui_url url;
	if (!furui_url_parse(bytes, size, &url))
		return;
	add_scheme(reader, url.scheme);
	add_notes(reader, url.notes);
	if (!url.host[0])
		return;
	if (strcmp(url.scheme, "mailto") == 0) {
		char token[FURUI_DOMAIN_LONGEST + 16];
		(void)snprintf(token, sizeof token, "mailto:%s", url.host);
		add(reader, token);
		return;
	}
	add_host(reader, &url);
	add_port(reader, &url);
	add_shape(reader, &url);
	if (depth == DEEPEST)
		return;
	char path[FURUI_LIMIT_URL];
	size_t length = decode(url.path, url.path_size, path);
	size_t at = 0, found;
	const char *inner;
	while ((inner = furui_url_find(path, length, &at, &found))) {
		if (strncmp(inner, "mailto", strlen("mailto")) == 0)
			continue;
		add(reader, "url-in-url");
		read_url(reader, inner, found, depth + 1);
	}
}

void furui_reader_url(struct furui_reader *reader, const char *url, size_t size)
{
	char clean[FURUI_LIMIT_URL];
	size_t length = 0;
	if (reader->urls == FURUI_LIMIT_URLS)
		furui_reader_note(reader, "limit-urls");
	if (reader->urls++ >= FURUI_LIMIT_URLS)
		return;
	/* Browsers do not see control characters in a link. */
	for (size_t i = 0; i < size && length < sizeof clean; i++)
		if ((unsigned char)url[i] > ' ' ||
		    (url[i] == ' ' && length && i + 1 < size))
			clean[length++] = url[i];
	length = furui_utf8_cut(clean, length, sizeof clean - 1);
	while (length && clean[length - 1] == ' ')
		length--;
	read_url(reader, clean, length, 0);
}

void furui_reader_find_urls(struct furui_reader *reader, const char *text,
			    size_t size)
{
	size_t at = 0, found;
	const char *url;
	while (reader->urls <= FURUI_LIMIT_URLS &&
	       (url = furui_url_find(text, size, &at, &found)))
		furui_reader_url(reader, url, found);
}

void furui_reader_count_urls(struct furui_reader *reader)
{
	if (!reader->hosts)
		return;
	add(reader, reader->hosts == 1   ? "url-hosts:1"
		    : reader->hosts < 4  ? "url-hosts:2-3"
		    : reader->hosts < 10 ? "url-hosts:4-9"
					 : "url-hosts:10+");
}
