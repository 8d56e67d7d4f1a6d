/* A test harness in a page: a table of rows, checks that go on after a
 * failure, a summary. */
#ifndef UNIT_H
#define UNIT_H

#include <stddef.h>

/* Checks; each prints file, line and what differed, and counts. `row` names
 * the row of the table under test (see unit_row). */
#define CHECK(condition) unit_check((condition), #condition, __FILE__, __LINE__)
#define CHECK_INT(got, want)                                                   \
	unit_check_int((long long)(got), (long long)(want), #got, __FILE__,    \
		       __LINE__)
#define CHECK_TEXT(got, want)                                                  \
	unit_check_text((got), (want), #got, __FILE__, __LINE__)
/* |got - want| <= tolerance */
#define CHECK_NEAR(got, want, tolerance)                                       \
	unit_check_near((got), (want), (tolerance), #got, __FILE__, __LINE__)

void unit_check(int holds, const char *what, const char *file, int line);
void unit_check_int(long long got, long long want, const char *what,
		    const char *file, int line);
void unit_check_text(const char *got, const char *want, const char *what,
		     const char *file, int line);
void unit_check_near(double got, double want, double tolerance,
		     const char *what, const char *file, int line);

/* Names the row that the checks that follow belong to; NULL: none. */
void unit_row(const char *name);

/* A fresh folder that is removed at exit; borrowed. */
const char *unit_folder(void);

/* The program's exit status: 0 when all checks held and there was one. */
int unit_end(void);

#endif
