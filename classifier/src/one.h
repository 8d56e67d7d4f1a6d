/* The filter proper: one message in, a verdict, the message out. */
#ifndef FURUI_ONE_H
#define FURUI_ONE_H

#include "options.h"

/* Judges or learns the message on standard input (or -I), printing and
 * passing it on to standard output (or -O). `usage` is a mistake in the options
 * or NULL: then the message is only passed on. Returns the exit code. */
int furui_one(struct furui_options *options, const char *usage);

#endif
