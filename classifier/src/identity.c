/* Strips what is not of the mail itself, and names the rest by its digest. */
#include "furui/identity.h"

#include <string.h>
#include <strings.h>

#include "field.h"
#include "furui/limits.h"
#include "sha256.h"

/* A name that ends in '*' stands for all that begin so. */
static const char *const foreign[] = {
	/* verdicts */
	"x-furui",
	"x-bogosity",
	"x-spam",
	"x-spam-*",
	"x-spambayes-*",
	"x-spamprobe*",
	"x-text-classification",
	"x-crm114-*",
	"x-osbf-*",
	"x-dspam-*",
	"x-rspamd-*",
	"x-annoyance-filter-*",
	"x-bsfilter*",
	/* state that mail programs keep in the message */
	"status",
	"x-status",
	"x-keywords",
	"x-uid",
	"x-uidl",
	"x-imap",
	"x-imapbase",
	"x-mozilla-*",
	"x-account-key",
	"x-evolution*",
	"content-length",
	"lines",
};

bool furui_is_foreign_field(const char *name, size_t size)
{
	while (size && (name[size - 1] == ' ' || name[size - 1] == '\t'))
		size--;
	/* Most fields are none of them, which their first letter tells. */
	if (!size || !strchr("clsxCLSX", *name))
		return false;
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
		if (!size || ((*name ^ *foreign[i]) | 0x20) != 0x20)
			continue; /* most, at their first letter */
		size_t length = strlen(foreign[i]);
		if (foreign[i][length - 1] == '*') {
			if (size >= length - 1 &&
			    strncasecmp(name, foreign[i], length - 1) == 0)
				return true;
		} else if (size == length &&
			   strncasecmp(name, foreign[i], length) == 0) {
			return true;
		}
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
