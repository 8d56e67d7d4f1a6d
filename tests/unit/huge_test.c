/* Huge pages are done without where they are slow to get. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "furui/heap.h"
#include "unit.h"

#define ALL (PAGES * (size_t)FURUI_HUGE)

enum {
	PAGES = 8,
	MS = 1000000, /* nanoseconds */
};

/* A thread's time: what each page takes is told by the test. */
static int64_t now;
static const int *took; /* ms, of one page after the other */
static size_t looks;

int clock_gettime(clockid_t clock_id, struct timespec *tp)
{
	if (clock_id != CLOCK_THREAD_CPUTIME_ID)
		return (int)syscall(SYS_clock_gettime, clock_id, tp);
	if (looks++ % 2)
		now += *took++ * (int64_t)MS;
	*tp = (struct timespec){now / 1000000000, now % 1000000000};
	return 0;
}

/* An aligned range of PAGES huge pages. */
static char *range(void)
{
	const size_t size = ALL + FURUI_HUGE;
	char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	CHECK(memory != MAP_FAILED);
	uintptr_t from = (uintptr_t)memory + FURUI_HUGE - 1;
	return memory + (from / FURUI_HUGE * FURUI_HUGE - (uintptr_t)memory);
}

/* What the kernel has been asked for at that address: huge pages ("hg"), or
 * none ("nh"). */
static const char *flag_of(const char *at)
{
	char line[512];
	const char *flag = "neither";
	int within = 0;
	FILE *maps = fopen("/proc/self/smaps", "r");
	while (maps && fgets(line, sizeof line, maps)) {
		char *end;
		uintptr_t from = strtoul(line, &end, 16);
		if (*end == '-')
			within = from <= (uintptr_t)at &&
				 (uintptr_t)at < strtoul(end + 1, NULL, 16);
		else if (within && strncmp(line, "VmFlags:", 8) == 0)
			flag = strstr(line, " hg")   ? "hg"
			       : strstr(line, " nh") ? "nh"
						     : flag;
	}
	if (maps)
		(void)fclose(maps);
	return flag;
}

static const struct {
	const char *name;
	int took[PAGES];
	size_t looked; /* at so many */
	const char *flag;
} rows[] = {
	{"all lie ready", {0, 1, 0, 2, 0, 1, 2, 0}, 8, "hg"},
	{"the first is late", {7}, 1, "nh"},
	{"one is late", {0, 2, 0, 4}, 4, "nh"},
	{"the last is late", {0, 0, 0, 0, 0, 0, 0, 7}, 8, "hg"},
};

/* Blocks that begin and end within pages. */
static void test_rows(void)
{
	const size_t size = (size_t)FURUI_HUGE / 4 * 3;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		char *memory = range();
		took = rows[i].took;
		looks = 0;
		furui_huge_ask(memory, ALL);
		for (size_t at = 0; at < ALL; at += size) {
			furui_huge_take(memory + at);
			/* Of most pages before they are looked at. */
			memset(memory + at, 'x',
			       ALL - at < size ? ALL - at : size);
		}
		CHECK_INT(looks, 2 * rows[i].looked);
		for (size_t at = 0; at < ALL; at += 4096)
			CHECK(memory[at] == 'x');
		CHECK_TEXT(flag_of(memory + ALL - 1), rows[i].flag);
		CHECK_TEXT(flag_of(memory), "hg");
	}
	unit_row(NULL);
}

/* Tables: each page is looked at, until one is late. */
static void test_new(void)
{
	static const int ready[2] = {0, 2}, late[2] = {1, 7};
	const size_t size = (size_t)FURUI_HUGE * 3 + 5;
	char *asked = range(), *blocks[4];
	furui_huge_ask(asked, ALL);
	took = ready;
	looks = 0;
	blocks[0] = furui_huge_new(2 * (size_t)FURUI_HUGE);
	CHECK_INT(looks, 2 * 2);
	CHECK_TEXT(flag_of(blocks[0] + FURUI_HUGE), "hg");
	blocks[1] = furui_huge_new(FURUI_HUGE - 1);
	CHECK_INT(looks, 2 * 2);
	CHECK_TEXT(flag_of(blocks[1]), "neither");
	took = late;
	blocks[2] = furui_huge_new(size);
	CHECK_INT(looks, 2 * 4);
	CHECK_TEXT(flag_of(blocks[2] + FURUI_HUGE), "hg");
	CHECK_TEXT(flag_of(blocks[2] + 2 * (size_t)FURUI_HUGE), "nh");
	CHECK_TEXT(flag_of(asked + ALL - 1), "nh");
	/* It is known now. */
	blocks[3] = furui_huge_new(size);
	CHECK_INT(looks, 2 * 4);
	CHECK_TEXT(flag_of(blocks[3]), "nh");
	for (int i = 0; i < 4; i++) {
		CHECK((uintptr_t)blocks[i] % FURUI_HUGE == 0);
		free(blocks[i]);
	}
}

static int is_there(char *at)
{
	unsigned char there = 0;
	CHECK_INT(mincore(at, 1, &there), 0);
	return there & 1;
}

static void test_places(void)
{
	static const int none[PAGES];
	char *memory = range(), other[64] = "y";
	took = none;
	looks = 0;
	furui_huge_ask(memory, ALL);
	furui_huge_take(other); /* does not lie there */
	CHECK_INT(looks, 0);
	furui_huge_take(memory + FURUI_HUGE - ALL / 256);
	CHECK_INT(looks, 2 * 1);
	CHECK(is_there(memory));
	CHECK(!is_there(memory + FURUI_HUGE));
	/* The next page, when a block begins shortly before it. */
	furui_huge_take(memory + FURUI_HUGE - ALL / 1024);
	CHECK_INT(looks, 2 * 2);
	CHECK(is_there(memory + FURUI_HUGE));
	/* What was had without being said is looked at then. */
	furui_huge_take(memory + 3 * (size_t)FURUI_HUGE + 100);
	CHECK_INT(looks, 2 * 4);
	furui_huge_take(memory + 3 * (size_t)FURUI_HUGE + 100);
	CHECK_INT(looks, 2 * 4);
	/* What ends within a page has it not. */
	memory = range();
	took = none;
	looks = 0;
	furui_huge_ask(memory, ALL - FURUI_HUGE / 2);
	furui_huge_take(memory + ALL - FURUI_HUGE / 2 - 1);
	CHECK_INT(looks, 2 * (PAGES - 1));
	furui_huge_take(memory + ALL - FURUI_HUGE / 2);
	CHECK_INT(looks, 2 * (PAGES - 1));
}

int main(void)
{
	test_rows();
	test_new();
	test_places();
	return unit_end();
}
