/* Dates as mail writes them. */
#ifndef FURUI_DATE_H
#define FURUI_DATE_H

#include <stdbool.h>
#include <stdint.h>

/* Reads "Tue, 1 Sep 2026 10:00:00 +0900", with or without the day of the week
 * and the seconds, and whatever is behind the zone: RFC 5322's form, which
 * nearly all mail has. False for any other, which may be a date all the same.
 * *time is the Unix time. */
bool furui_date_read(const char *text, int64_t *time);

#endif
