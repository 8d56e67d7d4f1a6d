/* The static programs' first memory, without the linker's help: the names
 * that it makes are called as they are. */
#include <errno.h>
#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void *__wrap_memalign(size_t align, size_t size);
int __wrap_posix_memalign(void **out, size_t align, size_t size);
void __wrap_free(void *block);
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__real_memalign(size_t align, size_t size);
void __real_free(void *block);

static int passed_on; /* calls that came out at the C library */

void *__real_malloc(size_t size)
{
	passed_on++;
	return malloc(size);
}

void *__real_calloc(size_t count, size_t size)
{
	passed_on++;
	return calloc(count, size);
}

void *__real_realloc(void *old, size_t size)
{
	passed_on++;
	return realloc(old, size);
}

void *__real_memalign(size_t align, size_t size)
{
	void *block = NULL;
	passed_on++;
	return posix_memalign(&block, align, size) ? NULL : block;
}

void __real_free(void *block)
{
	passed_on++;
	free(block);
}

static int is_filled(const char *bytes, size_t size, char with)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != with)
			return 0;
	return 1;
}

static void test_blocks(void)
{
	char *a = __wrap_malloc(100), *b = __wrap_malloc(1);
	CHECK(a && b && b - a >= 100);
	CHECK_INT((uintptr_t)a % 16, 0);
	CHECK_INT((uintptr_t)b % 16, 0);
	memset(a, 'a', 100);
	*b = 'b';
	char *moved = __wrap_realloc(a, 300);
	CHECK(moved != a && is_filled(moved, 100, 'a'));
	CHECK(__wrap_realloc(moved, 4000) == moved); /* nothing behind it */
	memset(moved, 'm', 4000);
	CHECK_INT(*b, 'b');
	CHECK(__wrap_realloc(b, 0) == NULL);
	/* The newest block's memory is given anew, and is dirty. */
	__wrap_free(moved);
	char *clean = __wrap_calloc(50, 100);
	CHECK(clean == moved && is_filled(clean, 5000, 0));
	memset(clean, 'c', 5000);
	CHECK(__wrap_realloc(clean, 10) == clean);
	char *next = __wrap_calloc(1, 6000);
	CHECK(next - clean < 5000 && is_filled(next, 6000, 0));
	CHECK(is_filled(clean, 10, 'c'));
	CHECK(__wrap_realloc(NULL, 8) != NULL);
	__wrap_free(NULL);
	CHECK_INT(passed_on, 1); /* the NULL */
}

static void test_aligned(void)
{
	void *block = NULL;
	CHECK_INT((uintptr_t)__wrap_memalign(4096, 10) % 4096, 0);
	CHECK_INT(__wrap_posix_memalign(&block, 256, 10), 0);
	CHECK_INT((uintptr_t)block % 256, 0);
	CHECK_INT(__wrap_posix_memalign(&block, 24, 10), EINVAL);
	CHECK_INT(__wrap_posix_memalign(&block, 0, 10), EINVAL);
}

static void test_large(void)
{
	passed_on = 0;
	char *small = __wrap_malloc(10);
	memset(small, 's', 10);
	/* What does not fit, the C library has. */
	char *large = __wrap_realloc(small, 3 << 20);
	CHECK(large && is_filled(large, 10, 's'));
	large = __wrap_realloc(large, 4 << 20);
	__wrap_free(large);
	CHECK_INT(passed_on, 3);
	/* The rest is used nearly to the last byte, and no further. */
	size_t room = 2 << 20;
	while (room > 4096) {
		passed_on = 0;
		char *block = __wrap_malloc(room);
		memset(block, 'x', room);
		if (passed_on) {
			__wrap_free(block);
			room /= 2;
		}
	}
}

static void *work(void *context)
{
	(void)context;
	char *block = __wrap_malloc(10);
	__wrap_free(block);
	return NULL;
}

/* With threads all of it is the C library's. */
static void test_threads(void)
{
	pthread_t thread;
	char *before = __wrap_malloc(10);
	memset(before, 'b', 10);
	passed_on = 0;
	CHECK_INT(pthread_create(&thread, NULL, work, NULL), 0);
	CHECK_INT(pthread_join(thread, NULL), 0);
	CHECK_INT(passed_on, 2);
	char *block = __wrap_realloc(before, 20);
	CHECK(block != before && is_filled(block, 10, 'b'));
	CHECK_INT(passed_on, 3);
	__wrap_free(before);
	__wrap_free(block);
}

int main(void)
{
	test_blocks();
	test_aligned();
	test_large();
	test_threads();
	return unit_end();
}
