/* Prepares malloc for a process that will use much memory. */
#include "furui/heap.h"

#include <malloc.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
	HUGE = FURUI_HUGE,
	/* The largest that the C library takes for it. */
	MAPPED = 32 << 20,
	/* Who fills less than this is better off with huge pages even if one
	 * of them is slow to get: with small ones from then on a message of
	 * 10 MB took two to four times as long. */
	LARGE = 64 << 20,
};

#ifdef __GLIBC__
/* Where memory is short, none is set aside. */
static bool is_limited(void)
{
	static const int kinds[] = {RLIMIT_AS, RLIMIT_DATA};
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		struct rlimit limit;
		if (getrlimit(kinds[i], &limit) < 0 ||
		    limit.rlim_cur != RLIM_INFINITY)
			return true;
	}
	return false;
}

/* What lies before the first huge page: taken, never touched or freed. */
static void *volatile unused;

void furui_heap_reserve(size_t size)
{
	/* What is freed is wanted again soon: it is not given back. */
	(void)mallopt(M_TRIM_THRESHOLD, INT32_MAX);
	(void)mallopt(M_MMAP_THRESHOLD, MAPPED);
	if (is_limited())
		return;
	/* Threads share it: what they allocate while reading mail are mostly
	 * small pieces, which each thread keeps some of. */
	(void)mallopt(M_ARENA_MAX, 1);
	char *before = sbrk(0);
	size_t skip = (HUGE - (uintptr_t)before % HUGE) % HUGE;
	(void)mallopt(M_TOP_PAD, (int)(size + skip));
	/* A little more than the heap has left, so that it grows, and of what
	 * it grew by only the first bytes are written: a page with anything in
	 * it is small already. Volatile, or the compiler sees that nothing
	 * comes of it. */
	void *volatile grown = malloc(mallinfo2().keepcost + 1);
	free(grown);
	(void)mallopt(M_TOP_PAD, HUGE);
	char *after = sbrk(0);
	/* Where the heap could not grow, malloc goes on with small pages. */
	if (after - before <= (ptrdiff_t)skip)
		return;
	unused = malloc(skip);
	size_t rest = (size_t)(after - before) - skip;
	if (size >= LARGE)
		furui_huge_ask(before + skip, rest);
	else
		(void)madvise(before + skip, rest, MADV_HUGEPAGE);
}
#else
void furui_heap_reserve(size_t size)
{
	(void)size;
}
#endif
