/* Host names in other scripts than Latin (IDNA 2008, UTS #46). */
#ifndef FURUI_IDNA_H
#define FURUI_IDNA_H

#include <stdbool.h>
#include <stddef.h>

/* Writes the name ("xn--…" or UTF-8, `size` bytes) as a person sees it,
 * lower-case UTF-8, NUL-terminated, into `out` of `room` bytes; returns its
 * size, 0 when it is no name. *mixed: a label has letters of scripts that no
 * language writes together, as a Cyrillic а among Latin ones. */
size_t furui_idna(const char *name, size_t size, char *out, size_t room,
		  bool *mixed);

#endif
