/* Trouble at will, for the tests of failing open: in a build with FURUI_INJECT
 * the environment variable of that name says which. The product has none of
 * it. */
#ifndef FURUI_INJECT_H
#define FURUI_INJECT_H

#include <stdbool.h>

#ifdef FURUI_INJECT

/* True when that is asked for. */
bool furui_injected(const char *what);

/* Makes the trouble asked for, if any, as a parser would. */
void furui_inject(void);

#else

static inline bool furui_injected(const char *what)
{
	(void)what;
	return false;
}

static inline void furui_inject(void)
{
}

#endif

#endif
