/* Domain names: which part of one somebody registered. */
#ifndef FURUI_DOMAIN_H
#define FURUI_DOMAIN_H

#include <stdbool.h>

enum {
	FURUI_DOMAIN_LONGEST = 253 /* bytes of a name, RFC 1035 */
};

/* The registered domain of a lower-case ASCII or UTF-8 host name, without a
 * dot at its end: "example.co.jp" of "www.example.co.jp"; the host itself when
 * it has none. Points into `host`. */
const char *furui_domain_registered(const char *host);

/* True when the name ends in a public suffix that is really in use, and has
 * something before it: "example.com", not "index.html" or "com". */
bool furui_domain_is_known(const char *host);

#endif
