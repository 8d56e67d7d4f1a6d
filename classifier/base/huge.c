/* Huge pages: asked for, and done without where they are slow to get. */
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "furui/heap.h"

enum {
	HUGE = FURUI_HUGE,
	/* One that took longer to get, in nanoseconds, did not lie ready. */
	LATE = 3000000,
	/* After so many of them small ones are taken. */
	LATE_MOST = 2,
};

/* Where huge pages were asked for: from the first that nothing is known to lie
 * in. Threads that come at once may each look at the same page. */
static struct {
	_Atomic(char *) fresh; /* NULL: none */
	char *end;
	atomic_int late;
} asked;

void furui_huge_ask(void *memory, size_t size)
{
	(void)madvise(memory, size, MADV_HUGEPAGE);
	asked.late = 0;
	asked.end = (char *)memory + size;
	asked.fresh = memory;
}

void *furui_huge_new(size_t size)
{
	void *memory;
	if (posix_memalign(&memory, HUGE, size) != 0)
		abort();
	if (asked.late < LATE_MOST)
		(void)madvise(memory, (size + HUGE - 1) & ~(size_t)(HUGE - 1),
			      MADV_HUGEPAGE);
	furui_huge_take(memory, size);
	return memory;
}

static int64_t processor_time(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return time.tv_sec * (int64_t)1000000000 + time.tv_nsec;
}

/* Has the page that the byte lies in, and returns how long that took. */
static int64_t touch(volatile char *byte)
{
	int64_t began = processor_time();
	*byte = 0;
	return processor_time() - began;
}

/* Where a virtual machine gives memory that it does not use back to its host,
 * it gives back whole huge pages, and to have one again takes 6 to 8 ms: a
 * sixth of what 3,000 messages take to learn. As many small pages, which lie
 * ready, take 1.3 ms. Elsewhere a huge page takes .2 to 2 ms. */
void furui_huge_take(void *memory, size_t size)
{
	char *from = memory, *to = from + size, *page = asked.fresh;
	if (!page || to <= page || to > asked.end)
		return;
	char *begin = from - (uintptr_t)from % HUGE;
	if (page < begin)
		page = begin;
	while (page && page < to) {
		int64_t took = touch(page < from ? from : page);
		page += HUGE;
		if (took > LATE && ++asked.late == LATE_MOST) {
			if (page < asked.end)
				(void)madvise(page, (size_t)(asked.end - page),
					      MADV_NOHUGEPAGE);
			page = NULL;
		}
	}
	asked.fresh = page;
}
