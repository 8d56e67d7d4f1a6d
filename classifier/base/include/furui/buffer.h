/* A growing run of bytes. Out of memory aborts: see furui_xmalloc(). */
#ifndef FURUI_BUFFER_H
#define FURUI_BUFFER_H

#include <signal.h>
#include <stddef.h>
#include <sys/uio.h>

#include "furui/error.h"

/* All zero is an empty buffer. data is not NUL-terminated unless
 * furui_buffer_terminate() was the last call. */
struct furui_buffer {
	char *data;
	size_t size;
	size_t capacity;
};

/* Like malloc, calloc and realloc, but abort() when memory is out: the filter's
 * signal handler turns that into the untouched message. */
void *furui_xmalloc(size_t size);
void *furui_xcalloc(size_t count, size_t size);
void *furui_xrealloc(void *old, size_t size);
char *furui_xstrdup(const char *text);

/* Set just before that abort(), which is the second, for the handler to tell it
 * from a crash. */
extern volatile sig_atomic_t furui_out_of_memory;
_Noreturn void furui_memory_is_out(void);

/* Makes room for `more` bytes behind the present ones and returns where they
 * begin; the caller writes there and adds to size. */
char *furui_buffer_room(struct furui_buffer *buffer, size_t more);

void furui_buffer_add(struct furui_buffer *buffer, const void *bytes,
		      size_t size);
void furui_buffer_add_char(struct furui_buffer *buffer, char c);
void furui_buffer_add_text(struct furui_buffer *buffer, const char *text);
void furui_buffer_printf(struct furui_buffer *buffer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes a NUL behind the last byte without counting it in size, and returns
 * data: a C string, valid until the buffer changes. */
const char *furui_buffer_terminate(struct furui_buffer *buffer);

/* Frees the bytes and leaves an empty buffer. */
void furui_buffer_free(struct furui_buffer *buffer);

/* Appends what can be read from fd, up to `most` bytes: 1 when so many came, 0
 * when there are no more, -1 when reading fails. */
int furui_buffer_fill(struct furui_buffer *buffer, int fd, size_t most,
		      struct furui_error *err);

/* Appends all that can be read from fd, at most `limit` bytes; what lies
 * beyond stays unread. -1 when reading fails, 1 when more than `limit` was
 * there, 0 otherwise. */
int furui_buffer_read(struct furui_buffer *buffer, int fd, size_t limit,
		      struct furui_error *err);

/* Writes all of `size` bytes to fd, going on after short writes and EINTR. */
int furui_write_all(int fd, const void *bytes, size_t size,
		    struct furui_error *err);

/* The same with `count` parts, one after the other, in as few calls as may
 * be. Changes the parts. */
int furui_write_parts(int fd, struct iovec *parts, size_t count,
		      struct furui_error *err);

#endif
