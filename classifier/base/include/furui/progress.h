/* A bar on the terminal: how far, how fast, how long still. A program has one
 * standard error and one bar on it. */
#ifndef FURUI_PROGRESS_H
#define FURUI_PROGRESS_H

#include <stdint.h>

#include "furui/buffer.h"

/* Restarts the clock that rate and time left go by; without it, the clock
 * starts when the bar is first shown. */
void furui_progress_begin(void);

/* Draws it on standard error, at most ten times a second; does nothing when
 * that is no terminal. `title` and `name` (NULL: none) say what is being
 * read; `done` of `all`, in whatever unit, is how far it is. */
void furui_progress_show(const char *title, const char *name, uint64_t messages,
			 uint64_t done, uint64_t all);

/* Takes it away, so that something else can be printed. */
void furui_progress_clear(void);

/* Appends the line for a terminal of so many columns; `seconds` have passed.
 * For furui_progress_show() and its test. */
void furui_progress_format(struct furui_buffer *out, int columns,
			   double seconds, const char *title, const char *name,
			   uint64_t messages, uint64_t done, uint64_t all);

#endif
