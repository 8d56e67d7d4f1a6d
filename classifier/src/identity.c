/* Strips what is not of the mail itself, and names the rest by its digest. */
#include "furui/identity.h"

#include <string.h>

#include "field.h"
#include "furui/ascii.h"
#include "furui/find.h"
#include "furui/limits.h"
#include "sha256.h"

struct name {
	const char *text;
	size_t size;
	bool begins; /* stands for all that begin so */
};

#define WHOLE(text)                                                            \
	{                                                                      \
		text, sizeof(text) - 1, false                                  \
	}
#define BEGIN(text)                                                            \
	{                                                                      \
		text, sizeof(text) - 1, true                                   \
	}

static const struct name foreign[] = {
	/* verdicts */
	WHOLE("x-furui"),
	WHOLE("x-bogosity"),
	WHOLE("x-spam"),
	BEGIN("x-spam-"),
	BEGIN("x-spambayes-"),
	BEGIN("x-spamprobe"),
	WHOLE("x-text-classification"),
	BEGIN("x-crm114-"),
	BEGIN("x-osbf-"),
	BEGIN("x-dspam-"),
	BEGIN("x-rspamd-"),
	BEGIN("x-annoyance-filter-"),
	BEGIN("x-bsfilter"),
	/* state that mail programs keep in the message */
	WHOLE("status"),
	WHOLE("x-status"),
	WHOLE("x-keywords"),
	WHOLE("x-uid"),
	WHOLE("x-uidl"),
	WHOLE("x-imap"),
	WHOLE("x-imapbase"),
	BEGIN("x-mozilla-"),
	WHOLE("x-account-key"),
	BEGIN("x-evolution"),
	WHOLE("content-length"),
	WHOLE("lines"),
};

bool furui_is_foreign_field(const char *name, size_t size)
{
	while (size && (name[size - 1] == ' ' || name[size - 1] == '\t'))
		size--;
	if (!size || !furui_is_among((char)(*name | 0x20), "xscl"))
		return false; /* most, and none of them */
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		const struct name *f = &foreign[i];
		if ((f->begins ? size >= f->size : size == f->size) &&
		    furui_ascii_may_be(name[f->size - 1],
				       f->text[f->size - 1]) &&
		    furui_ascii_same_bytes(name, f->text, f->size))
			return true;
	}
	return false;
}

void furui_strip(const void *bytes, size_t size, bool keep_from_line,
		 struct furui_buffer *out)
{
	if (!size)
		return;
	const char *cursor = bytes;
	const char *end = cursor + size;
	const char *kept = cursor; /* first byte not yet copied */
	if (!keep_from_line)
		kept = cursor += furui_from_line(cursor, size);
	struct furui_field field;
	while (furui_field_next(&cursor, end, &field)) {
		if (!furui_is_foreign_field(field.name, field.name_size))
			continue;
		furui_buffer_add(out, kept, (size_t)(field.start - kept));
		kept = cursor;
	}
	furui_buffer_add(out, kept, (size_t)(end - kept));
}

/* Takes the CR out of each CR LF; returns the new size. */
static size_t to_lf(char *bytes, size_t size)
{
	char *end = bytes + size;
	char *from = size ? memchr(bytes, '\r', size) : NULL;
	char *to = from;
	while (from) { /* from one CR up to the next */
		char *next = memchr(from + 1, '\r', (size_t)(end - from) - 1);
		from += from + 1 < end && from[1] == '\n';
		size_t count = (size_t)((next ? next : end) - from);
		memmove(to, from, count);
		to += count;
		from = next;
	}
	return to ? (size_t)(to - bytes) : size;
}

/* What counts of a message as it lies there, when that is all of one piece, as
 * it mostly is; else NULL. */
static const char *find_whole(const char *bytes, size_t size, size_t *out)
{
	const char *cursor = bytes + furui_from_line(bytes, size);
	const char *start = cursor;
	const char *end = bytes + size;
	struct furui_field field;
	while (furui_field_next(&cursor, end, &field))
		if (furui_is_foreign_field(field.name, field.name_size))
			return NULL;
	*out = (size_t)(end - start);
	return memchr(start, '\r', *out) ? NULL : start;
}

static void digest_of(const char *bytes, size_t size, struct furui_digest *out)
{
	size_t used = size < FURUI_LIMIT_MESSAGE ? size : FURUI_LIMIT_MESSAGE;
	while (used && (bytes[used - 1] == '\n' || bytes[used - 1] == '\r'))
		used--;
	unsigned char whole[FURUI_SHA256_SIZE];
	furui_sha256(bytes, used, whole);
	memcpy(out->bytes, whole, FURUI_DIGEST_SIZE);
}

void furui_digest(const void *bytes, size_t size, struct furui_digest *out)
{
	/* More than is hashed, for the fields and CRs that do not count. */
	const size_t most = (size_t)2 * FURUI_LIMIT_MESSAGE;
	if (size > most)
		size = most;
	size_t used = 0;
	const char *whole = size ? find_whole(bytes, size, &used) : NULL;
	if (whole) {
		digest_of(whole, used, out);
		return;
	}
	struct furui_buffer stripped = {0};
	furui_strip(bytes, size, false, &stripped);
	digest_of(stripped.data, to_lf(stripped.data, stripped.size), out);
	furui_buffer_free(&stripped);
}

static const char digits[] = "0123456789abcdef";

void furui_digest_print(const struct furui_digest *digest, char text[33])
{
	for (size_t i = 0; i < FURUI_DIGEST_SIZE; i++) {
		text[2 * i] = digits[digest->bytes[i] >> 4];
		text[2 * i + 1] = digits[digest->bytes[i] & 15];
	}
	text[32] = '\0';
}

int furui_digest_parse(const char *text, size_t size, struct furui_digest *out)
{
	if (size != (size_t)2 * FURUI_DIGEST_SIZE)
		return -1;
	for (size_t i = 0; i < size; i++) {
		const char *at = memchr(digits, text[i], sizeof digits - 1);
		if (!at)
			return -1;
		ptrdiff_t digit = at - digits;
		unsigned char *byte = &out->bytes[i / 2];
		*byte = (unsigned char)(i % 2 ? *byte | digit : digit << 4);
	}
	return 0;
}
