/* Asks the Public Suffix List that is built into libpsl: 17 us of a process
 * for the first name, 1.5 us for each (measured), nothing without one. */
#include "domain.h"

#include <libpsl.h>
#include <string.h>

#include "furui/hash.h"

enum {
	/* Names that are remembered, a power of two: with 64 a folder took 4 %
	 * longer to judge. */
	ASKED = 256,
	LONGEST = 62, /* bytes of such a name */
};

/* A name that was asked for, and where its registered domain begins. A message
 * names the same few hosts again and again, and a mailbox the same relays. */
struct asked {
	char host[LONGEST + 1];
	unsigned char skip;
};

static size_t ask(const char *host)
{
	const char *domain = psl_registrable_domain(psl_builtin(), host);
	return domain ? (size_t)(domain - host) : 0;
}

const char *furui_domain_registered(const char *host)
{
	static _Thread_local struct asked all[ASKED];
	size_t size = strlen(host);
	if (!size || size > LONGEST)
		return host + ask(host);
	struct asked *asked = &all[furui_hash(host, size, 0) & (ASKED - 1)];
	if (memcmp(asked->host, host, size + 1) != 0) {
		memcpy(asked->host, host, size + 1);
		asked->skip = (unsigned char)ask(host);
	}
	return host + asked->skip;
}

bool furui_domain_is_known(const char *host)
{
	const char *top = strrchr(host, '.');
	return top && top != host && top[1] &&
	       psl_is_public_suffix2(psl_builtin(), top + 1,
				     PSL_TYPE_ICANN | PSL_TYPE_NO_STAR_RULE);
}
