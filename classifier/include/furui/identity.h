/* Which message is this: the same mail in another folder, with other flags,
 * line ends or a filter's verdict added, is the same message. */
#ifndef FURUI_IDENTITY_H
#define FURUI_IDENTITY_H

#include <stdbool.h>
#include <stddef.h>

#include "furui/buffer.h"

enum {
	FURUI_DIGEST_SIZE = 16
};

struct furui_digest {
	unsigned char bytes[FURUI_DIGEST_SIZE];
};

/* True for header fields that say nothing of the mail itself: verdicts of
 * spam filters, ours included (X-Furui, X-Bogosity, X-Spam-*, X-DSPAM-*, …),
 * and what mail programs note of a message's state (Status, X-Mozilla-*,
 * X-UID, Content-Length, …). `name` may have any case and blanks before the
 * colon, which is not part of it. */
bool furui_is_foreign_field(const char *name, size_t size);

/* Appends the message without those fields, wherever they stand in its own
 * header and however they are folded, and without an mbox From_ line when
 * `keep_from_line` is false; all else byte for byte. */
void furui_strip(const void *bytes, size_t size, bool keep_from_line,
		 struct furui_buffer *out);

/* The first 128 bits of SHA-256 over the message stripped, with LF line ends
 * and without blank lines at the end: over its first FURUI_LIMIT_MESSAGE bytes
 * in that form. */
void furui_digest(const void *bytes, size_t size, struct furui_digest *out);

/* 32 lower-case hex digits and a NUL; and back: -1 unless it is exactly
 * that. */
void furui_digest_print(const struct furui_digest *digest, char text[33]);
int furui_digest_parse(const char *text, size_t size, struct furui_digest *out);

#endif
