/* A bar on the terminal: how far, how fast, how long still. */
#ifndef FURUI_TRAIN_PROGRESS_H
#define FURUI_TRAIN_PROGRESS_H

#include <stdint.h>

/* Draws it on standard error, at most ten times a second; does nothing when
 * that is no terminal. `title` and `name` say what is being read. */
void progress_show(const char *title, const char *name, uint64_t messages,
		   uint64_t done_bytes, uint64_t all_bytes);

/* Takes it away, so that something else can be printed. */
void progress_clear(void);

/* Formats the line for a terminal of so many columns into out; `seconds` have
 * passed. For progress_show() and its test. */
struct furui_buffer;
void progress_format(struct furui_buffer *out, int columns, double seconds,
		     const char *title, const char *name, uint64_t messages,
		     uint64_t done_bytes, uint64_t all_bytes);

#endif
