/* Huge pages: asked for, and done without where they are slow to get. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "furui/heap.h"

enum {
	HUGE = FURUI_HUGE,
	/* One that took longer to get, in nanoseconds, did not lie ready. After
	 * the first such there are small ones. */
	LATE = 3000000,
	/* Pages are looked at a part of all that was asked for before they are
	 * used: what does not say so would have them first. */
	AHEAD = 128,
};

/* Where huge pages were asked for: from the first that nothing is known to lie
 * in. Threads that come at once may each look at the same page. */
static struct {
	_Atomic(char *) fresh; /* NULL: none */
	char *end;
	size_t ahead;
	atomic_bool late; /* one was */
} asked;

void furui_huge_ask(void *memory, size_t size)
{
	(void)madvise(memory, size, MADV_HUGEPAGE);
	asked.late = false;
	asked.end = (char *)memory + size;
	asked.ahead = size / AHEAD;
	asked.fresh = memory;
}

void *furui_huge_new(size_t size)
{
	void *memory;
	if (posix_memalign(&memory, HUGE, size) != 0)
		abort();
	if (!asked.late)
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

/* Has the page that begins there, and returns how long that took. A thread that
 * has got a block there already may be writing to it. */
static int64_t touch(char *page)
{
	int64_t began = processor_time();
	(void)atomic_fetch_or((_Atomic(char) *)page, 0);
	return processor_time() - began;
}

/* Where a virtual machine gives memory that it does not use back to its host,
 * it gives back whole huge pages, and to have one again takes 6 to 8 ms: a
 * sixth of what 3,000 messages take to learn. As many small pages, which lie
 * ready, take 1.3 ms. Elsewhere a huge page takes .2 to 2 ms. */
void furui_huge_take(void *memory, size_t size)
{
	const char *to = (char *)memory + size;
	char *page = asked.fresh;
	if (!page || to >= asked.end || to + asked.ahead <= page)
		return;
	while (page && page < to + asked.ahead && page + HUGE <= asked.end) {
		int64_t took = touch(page);
		page += HUGE;
		if (took > LATE) {
			asked.late = true;
			(void)madvise(page, (size_t)(asked.end - page),
				      MADV_NOHUGEPAGE);
			page = NULL;
		}
	}
	asked.fresh = page;
}
