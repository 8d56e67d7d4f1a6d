/* URLs as mail holds them: found in text, taken apart, with the tricks that
 * hide where they lead undone. */
#ifndef FURUI_URL_H
#define FURUI_URL_H

#include <stdbool.h>
#include <stddef.h>

#include "domain.h"

enum furui_url_note {
	FURUI_URL_USER = 1,     /* "http://bank.example@evil.example/" */
	FURUI_URL_IP = 2,       /* the host is an address */
	FURUI_URL_IP_ODD = 4,   /* … written as one number, in hex or octal */
	FURUI_URL_ENCODED = 8,  /* the host has %41 and the like */
	FURUI_URL_IDN = 16,     /* the host is not ASCII, or punycode */
	FURUI_URL_MIXED = 32,   /* … and mixes scripts */
	FURUI_URL_SLASHES = 64, /* not "//" between scheme and host */
};

enum {
	FURUI_URL_SHAPE = 40 /* bytes, the NUL included */
};

/* path points into the bytes that were parsed. */
struct furui_url {
	unsigned notes;
	char scheme[16]; /* lower case; "" when there is none */
	/* Lower case, decoded, addresses as 1.2.3.4 or in RFC 5952's form;
	 * of mailto: what stands behind the @. "" when there is none. */
	char host[FURUI_DOMAIN_LONGEST + 1];
	unsigned port;    /* 0 when none is named */
	const char *path; /* from the first slash or question mark on */
	size_t path_size;
};

/* Takes a URL apart. False when it is none: relative links, mere words. */
bool furui_url_parse(const char *bytes, size_t size, struct furui_url *url);

/* The host of a URL, mail address or Received line as furui_url has it, with
 * its notes; false when it is neither a name nor an address. */
bool furui_url_host(const char *bytes, size_t size, struct furui_url *url);

/* What the path looks like: words as `a`, numbers as `9`, both in one as `a9`
 * or `x`, what is not ASCII as `w`; the file's extension and the names of
 * parameters stand. "/a/9/a.php?id&lang". Returns its size. */
size_t furui_url_shape(const struct furui_url *url, char out[FURUI_URL_SHAPE]);

/* The next URL in the text at or behind *at, which moves behind it: where it
 * begins, and its size. NULL when there is no more. Knows http, https, hxxp,
 * ftp and mailto, "www." and names with a path. In time linear in `size`. */
const char *furui_url_find(const char *text, size_t size, size_t *at,
			   size_t *found);

#endif
