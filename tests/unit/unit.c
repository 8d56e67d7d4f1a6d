/* The test harness. */
#include "unit.h"

#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *row = "";
static unsigned checks, failures;
static char folder[64];

static void failed(const char *what, const char *file, int line)
{
	failures++;
	printf("%s:%d: %s%s%s: ", file, line, row, *row ? ": " : "", what);
}

void unit_check(int holds, const char *what, const char *file, int line)
{
	checks++;
	if (!holds) {
		failed(what, file, line);
		printf("does not hold\n");
	}
}

void unit_check_int(long long got, long long want, const char *what,
		    const char *file, int line)
{
	checks++;
	if (got != want) {
		failed(what, file, line);
		printf("got %lld, want %lld\n", got, want);
	}
}

void unit_check_text(const char *got, const char *want, const char *what,
		     const char *file, int line)
{
	checks++;
	if (!got || strcmp(got, want) != 0) {
		failed(what, file, line);
		printf("\n  got  «%s»\n  want «%s»\n", got ? got : "(null)",
		       want);
	}
}

void unit_check_near(double got, double want, double tolerance,
		     const char *what, const char *file, int line)
{
	checks++;
	if (!(fabs(got - want) <= tolerance)) {
		failed(what, file, line);
		printf("got %.17g, want %.17g\n", got, want);
	}
}

void unit_row(const char *name)
{
	row = name ? name : "";
}

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *where)
{
	(void)st;
	(void)kind;
	(void)where;
	return remove(path);
}

static void remove_folder(void)
{
	(void)nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *unit_folder(void)
{
	if (!*folder) {
		const char *base = getenv("TMPDIR");
		(void)snprintf(folder, sizeof folder, "%s/furui-test.XXXXXX",
			       base && strlen(base) < 40 ? base : P_tmpdir);
		if (!mkdtemp(folder)) {
			perror(folder);
			exit(1);
		}
		(void)atexit(remove_folder);
	}
	return folder;
}

int unit_end(void)
{
	printf("%u checks, %u failed\n", checks, failures);
	return failures || !checks;
}
