/* Huge pages: asked for, and done without where they are slow to get. */
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>

#include "furui/buffer.h"
#include "furui/heap.h"

enum {
	HUGE = FURUI_HUGE,
	/* One that took longer to get, in nanoseconds, did not lie ready. After
	 * the first such there are small ones. */
	LATE = 3000000,
	/* Pages are looked at a part of all that was asked for before they are
	 * used: those who do not allocate with furui_xmalloc() would have them
	 * first. */
	AHEAD = 512,
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

static int64_t processor_time(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return time.tv_sec * (int64_t)1000000000 + time.tv_nsec;
}

/* Has the page that begins there, and returns how long that took; 0 where the
 * kernel cannot be asked (before Linux 5.14). What other threads may have
 * written there stays. */
static int64_t have(char *page)
{
#ifdef MADV_POPULATE_WRITE
	int64_t began = processor_time();
	if (madvise(page, 1, MADV_POPULATE_WRITE) == 0)
		return processor_time() - began;
#endif
	(void)page;
	return 0;
}

/* What lies between is to come in small pages. */
static void have_small(char *page, const char *end)
{
	if (page && page < end)
		(void)madvise(page, (size_t)(end - page), MADV_NOHUGEPAGE);
}

/* Has the pages from `page` on that begin before `end`, or up to one that was
 * late; returns what comes next.
 * Where a virtual machine gives memory that it does not use back to its host,
 * it gives back whole huge pages, and to have one again takes 6 to 8 ms: a
 * sixth of what 3,000 messages take to learn. As many small pages, which lie
 * ready, take 1.3 ms. Elsewhere a huge page takes .2 to 2 ms. */
static char *have_before(char *page, const char *end)
{
	for (; page < end && !asked.late; page += HUGE)
		asked.late = have(page) > LATE;
	return page;
}

void furui_huge_take(void *memory)
{
	const char *block = memory;
	char *page = asked.fresh;
	if (!page || asked.late || block >= asked.end ||
	    block + asked.ahead <= page)
		return;
	const char *end = block + asked.ahead;
	if (end > asked.end - HUGE + 1)
		end = asked.end - HUGE + 1; /* only whole ones */
	asked.fresh = page = have_before(page, end);
	if (asked.late)
		have_small(page, asked.end);
}

void *furui_huge_new(size_t size)
{
	void *memory;
	if (posix_memalign(&memory, HUGE, size) != 0)
		furui_memory_is_out();
	size_t whole = size / HUGE * HUGE;
	char *page = memory, *end = page + whole;
	if (whole && !asked.late) {
		(void)madvise(page, whole, MADV_HUGEPAGE);
		page = have_before(page, end);
	}
	/* No other will be looked at then, wherever it was asked for. */
	if (asked.late) {
		have_small(page, end);
		have_small(asked.fresh, asked.end);
	}
	return memory;
}
