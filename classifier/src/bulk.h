/* Many messages in one run: -M, -b, -B. */
#ifndef FURUI_BULK_H
#define FURUI_BULK_H

#include "session.h"

/* Judges or learns them all. Returns the exit code: that
 * of the last message, or of trouble if there was any. */
int furui_bulk(struct furui_options *options);

#endif
