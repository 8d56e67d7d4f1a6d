/* The first memory of a static program: two megabytes that the kernel can
 * give as one page. Judging one message takes about a hundred small pages of
 * heap, and asking for each costs more than the message's whole arithmetic:
 * 14 us on a virtual machine, where one huge page takes 0.15 ms.
 *
 * The linker leads every malloc() here (--wrap in static.cmake). What does
 * not fit, and whatever a program with threads asks for, the C library gives
 * as ever. Memory in here is not used again, but for the block given last:
 * there is nothing to confuse, and a message seldom needs a megabyte. */
#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/single_threaded.h>

enum {
	SIZE = 2 << 20, /* x86-64's huge page, and arm64's */
	UNIT = 16       /* alignof(max_align_t): the header before a block */
};

/* The names that the linker makes of malloc and its kin. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_memalign(size_t align, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_memalign(size_t align, size_t size);
void *__wrap_aligned_alloc(size_t align, size_t size);
int __wrap_posix_memalign(void **out, size_t align, size_t size);
void __wrap_free(void *block);

static char *base;   /* of the huge page; NULL: not asked for yet */
static size_t used;  /* bytes from base on */
static size_t dirty; /* bytes from base on that may have been written to */
static size_t last;  /* where the newest block begins; 0: it is free */

static void map(void)
{
	const int protection = PROT_READ | PROT_WRITE;
	const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
	/* Linux 6.7 and later align it. */
	char *memory = mmap(NULL, SIZE, protection, flags, -1, 0);
	if (memory != MAP_FAILED && (uintptr_t)memory % SIZE) {
		(void)munmap(memory, SIZE);
		memory = mmap(NULL, (size_t)2 * SIZE, protection, flags, -1, 0);
		if (memory != MAP_FAILED)
			memory += SIZE - (uintptr_t)memory % SIZE;
	}
	if (memory == MAP_FAILED) {
		used = SIZE;
		return;
	}
	base = memory;
	(void)madvise(base, SIZE, MADV_HUGEPAGE);
}

static bool is_ours(const void *block)
{
	return (uintptr_t)block - (uintptr_t)base < SIZE && base;
}

static size_t *size_of(void *block)
{
	return (size_t *)block - 1;
}

/* NULL when it does not fit. */
static void *take(size_t size, size_t align)
{
	if (!base && !used)
		map();
	size_t from = (used + UNIT + align - 1) / align * align;
	if (size > SIZE || from > SIZE - size || !__libc_single_threaded)
		return NULL;
	void *block = base + from;
	*size_of(block) = size;
	last = from;
	used = from + (size + UNIT - 1) / UNIT * UNIT;
	return block;
}

void *__wrap_malloc(size_t size)
{
	void *block = take(size, UNIT);
	return block ? block : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	size_t whole;
	if (__builtin_mul_overflow(count, size, &whole))
		return __real_calloc(count, size);
	char *block = take(whole, UNIT);
	if (!block)
		return __real_calloc(count, size);
	/* Only where something was and went is it not zero. */
	size_t from = (size_t)(block - base);
	if (from < dirty)
		memset(block, 0, dirty - from < whole ? dirty - from : whole);
	return block;
}

static bool is_last(const void *block)
{
	return last && (const char *)block == base + last &&
	       __libc_single_threaded;
}

static void give_back(void *block)
{
	if (!is_last(block))
		return;
	if (used > dirty)
		dirty = used;
	used = last - UNIT;
	last = 0;
}

/* The newest block in its place; false when it cannot grow there. */
static bool resize(void *block, size_t size)
{
	if (!is_last(block) || size > SIZE - last)
		return false;
	if (used > dirty)
		dirty = used;
	used = last + (size + UNIT - 1) / UNIT * UNIT;
	*size_of(block) = size;
	return true;
}

void *__wrap_realloc(void *old, size_t size)
{
	if (!old)
		return __wrap_malloc(size);
	if (!is_ours(old))
		return __real_realloc(old, size);
	if (!size) {
		give_back(old);
		return NULL;
	}
	size_t had = *size_of(old);
	if (resize(old, size))
		return old;
	if (size <= had)
		return old;
	void *block = __wrap_malloc(size);
	if (block)
		memcpy(block, old, had);
	return block;
}

void *__wrap_memalign(size_t align, size_t size)
{
	void *block = align & (align - 1) || align > SIZE
			      ? NULL
			      : take(size, align > UNIT ? align : UNIT);
	return block ? block : __real_memalign(align, size);
}

void *__wrap_aligned_alloc(size_t align, size_t size)
{
	return __wrap_memalign(align, size);
}

int __wrap_posix_memalign(void **out, size_t align, size_t size)
{
	if (align % sizeof(void *) || align & (align - 1) || !align)
		return EINVAL;
	void *block = __wrap_memalign(align, size);
	if (!block)
		return ENOMEM;
	*out = block;
	return 0;
}

void __wrap_free(void *block)
{
	if (is_ours(block))
		give_back(block);
	else
		__real_free(block);
}
