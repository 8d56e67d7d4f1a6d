/* The growing buffer, and reading and writing whole files with it. */
#include "furui/buffer.h"

#include <errno.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "furui/heap.h"

enum {
	SMALLEST = 256,
	READ_STEP = 1 << 16,
};

volatile sig_atomic_t furui_out_of_memory;

_Noreturn void furui_memory_is_out(void)
{
	furui_out_of_memory = 1;
	abort();
}

void *furui_xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);
	if (!memory)
		furui_memory_is_out();
	furui_huge_take(memory);
	return memory;
}

void *furui_xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count, size);
	if (!memory)
		furui_memory_is_out();
	furui_huge_take(memory);
	return memory;
}

void *furui_xrealloc(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);
	if (!memory)
		furui_memory_is_out();
	furui_huge_take(memory);
	return memory;
}

char *furui_xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;
	return memcpy(furui_xmalloc(size), text, size);
}

char *furui_buffer_room(struct furui_buffer *buffer, size_t more)
{
	if (!buffer->data || more > buffer->capacity - buffer->size) {
		size_t capacity =
			buffer->capacity ? buffer->capacity : SMALLEST;
		while (capacity - buffer->size < more) {
			if (capacity > SIZE_MAX / 2)
				furui_memory_is_out();
			capacity *= 2;
		}
		buffer->data = furui_xrealloc(buffer->data, capacity);
		buffer->capacity = capacity;
	}
	return buffer->data + buffer->size;
}

void furui_buffer_add(struct furui_buffer *buffer, const void *bytes,
		      size_t size)
{
	if (size) {
		memcpy(furui_buffer_room(buffer, size), bytes, size);
		buffer->size += size;
	}
}

void furui_buffer_add_char(struct furui_buffer *buffer, char c)
{
	if (buffer->size == buffer->capacity)
		(void)furui_buffer_room(buffer, 1);
	buffer->data[buffer->size++] = c;
}

void furui_buffer_add_text(struct furui_buffer *buffer, const char *text)
{
	furui_buffer_add(buffer, text, strlen(text));
}

void furui_buffer_printf(struct furui_buffer *buffer, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int size = vsnprintf(NULL, 0, format, args);
	va_end(args);
	if (size < 0)
		abort();
	char *room = furui_buffer_room(buffer, (size_t)size + 1);
	va_start(args, format);
	(void)vsnprintf(room, (size_t)size + 1, format, args);
	va_end(args);
	buffer->size += (size_t)size;
}

const char *furui_buffer_terminate(struct furui_buffer *buffer)
{
	*furui_buffer_room(buffer, 1) = '\0';
	return buffer->data;
}

void furui_buffer_free(struct furui_buffer *buffer)
{
	free(buffer->data);
	*buffer = (struct furui_buffer){0};
}

int furui_buffer_fill(struct furui_buffer *buffer, int fd, size_t most,
		      struct furui_error *err)
{
	while (most) {
		size_t want = most < READ_STEP ? most : READ_STEP;
		ssize_t got = read(fd, furui_buffer_room(buffer, want), want);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return furui_fail_errno(err, "cannot read");
		if (got == 0)
			return 0;
		buffer->size += (size_t)got;
		most -= (size_t)got;
	}
	return 1;
}

int furui_buffer_read(struct furui_buffer *buffer, int fd, size_t limit,
		      struct furui_error *err)
{
	int more = furui_buffer_fill(buffer, fd, limit, err);
	/* One byte more than the limit tells whether it was passed. */
	while (more > 0) {
		char probe;
		ssize_t got = read(fd, &probe, 1);
		if (got < 0 && errno == EINTR)
			continue;
		return got < 0 ? furui_fail_errno(err, "cannot read") : got > 0;
	}
	return more;
}

int furui_write_all(int fd, const void *bytes, size_t size,
		    struct furui_error *err)
{
	const char *next = bytes;
	while (size) {
		ssize_t put = write(fd, next, size);
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return furui_fail_errno(err, "cannot write");
		next += put;
		size -= (size_t)put;
	}
	return 0;
}

int furui_write_parts(int fd, struct iovec *parts, size_t count,
		      struct furui_error *err)
{
	size_t first = 0;
	while (first < count) {
		ssize_t put = writev(fd, parts + first, (int)(count - first));
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return furui_fail_errno(err, "cannot write");
		size_t left = (size_t)put;
		while (first < count && left >= parts[first].iov_len)
			left -= parts[first++].iov_len;
		if (first < count) {
			parts[first].iov_base =
				(char *)parts[first].iov_base + left;
			parts[first].iov_len -= left;
		}
	}
	return 0;
}
