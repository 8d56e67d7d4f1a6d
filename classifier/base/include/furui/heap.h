/* Memory for work that needs much of it. */
#ifndef FURUI_HEAP_H
#define FURUI_HEAP_H

#include <stddef.h>

/* Has malloc take `size` bytes of address space at once, in huge pages, and
 * keep what is freed. For a process that will fill a good part of it: each 2 MB
 * of it that are touched cost one page fault instead of 512, of .3 to 12 us
 * each as the machine is. Memory is taken only as it is touched. To be called
 * before there are threads. */
void furui_heap_reserve(size_t size);

/* `size` bytes that begin with a huge page, not cleared; for free(). Out of
 * memory aborts. */
void *furui_huge_new(size_t size);

#endif
