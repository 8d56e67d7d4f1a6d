/* Memory for work that needs much of it. */
#ifndef FURUI_HEAP_H
#define FURUI_HEAP_H

#include <stddef.h>

/* Has malloc take `size` bytes of address space at once, in huge pages, and
 * keep what is freed. For a process that will fill a good part of it: each 2 MB
 * of it that are touched cost one page fault instead of 512, of .3 to 12 us
 * each as the machine is; from 64 MB on as furui_huge_ask() does. Memory is
 * taken only as it is touched. To be called before there are threads. */
void furui_heap_reserve(size_t size);

enum {
	FURUI_HUGE = 2 << 20 /* bytes of a huge page */
};

/* Asks for huge pages in a range that begins with one, that nothing lies in
 * yet and that furui_huge_take() is to look at; the last such counts. Blocks
 * must come to lie in it from its beginning on. */
void furui_huge_ask(void *memory, size_t size);

/* Says where a block was allocated. Where huge pages were asked for, those that
 * come next are looked at in time: when one was slow to get, the rest of the
 * range has small ones. From any thread. */
void furui_huge_take(void *memory);

/* `size` bytes, not cleared, in huge pages as far as these are whole and not
 * slow to get: for tables that are read all over. Where it is known that they
 * are slow, all in small ones. For free(). Out of memory aborts. */
void *furui_huge_new(size_t size);

#endif
