/* What -p does to a message's bytes: passthrough.c. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "furui/buffer.h"
#include "fuzz.h"
#include "passthrough.h"

/* Our fields as grep would find them. */
static bool is_own(const char *line, size_t size)
{
	size_t name = size > 7 && strncasecmp(line, "x-furui", 7) == 0 ? 7
		      : size > 10 && strncasecmp(line, "x-bogosity", 10) == 0
			      ? 10
			      : 0;
	if (!name)
		return false;
	while (name < size && (line[name] == ' ' || line[name] == '\t'))
		name++;
	return name < size && line[name] == ':';
}

static size_t line_size(const char *from, const char *end)
{
	const char *newline = memchr(from, '\n', (size_t)(end - from));
	return (size_t)((newline ? newline + 1 : end) - from);
}

static bool ends_header(const char *line, size_t size)
{
	return (size == 1 && line[0] == '\n') ||
	       (size == 2 && line[0] == '\r' && line[1] == '\n');
}

/* The message without our fields, for messages without NUL and lone CR, which
 * take more thought. */
static void strip(const char *bytes, size_t size, struct furui_buffer *out)
{
	const char *end = bytes + size;
	bool drop = false;
	while (bytes < end) {
		size_t length = line_size(bytes, end);
		if (ends_header(bytes, length))
			break;
		if (*bytes != ' ' && *bytes != '\t')
			drop = is_own(bytes, length);
		if (!drop)
			furui_buffer_add(out, bytes, length);
		bytes += length;
	}
	furui_buffer_add(out, bytes, (size_t)(end - bytes));
}

static bool is_plain(const uint8_t *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (!data[i] ||
		    (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n')))
			return false;
	return true;
}

static void check_head(const struct furui_passthrough *pass)
{
	const char *line = pass->head;
	const char *end = line + pass->head_size;
	while (line < end) {
		size_t length = line_size(line, end);
		MUST(!is_own(line, length));
		MUST(!ends_header(line, length));
		line += length;
	}
}

/* Every byte that is left was there, in this order, and the end of it is the
 * end of the message. */
static void check_kept(const uint8_t *data, size_t size, const char *kept,
		       size_t kept_size)
{
	size_t at = 0;
	for (size_t i = 0; i < size && at < kept_size; i++)
		at += (uint8_t)kept[at] == data[i];
	MUST(at == kept_size);
}

static void check_twice(const struct furui_passthrough *pass)
{
	size_t size = pass->head_size + pass->rest_size;
	char *again = fuzz_copy((const uint8_t *)pass->head, size);
	struct furui_passthrough twice;
	furui_passthrough_prepare(&twice, again, size);
	MUST(twice.head_size + twice.rest_size == size);
	free(again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	struct furui_passthrough pass;
	furui_passthrough_prepare(&pass, bytes, size);
	size_t kept = pass.head_size + pass.rest_size;
	MUST(kept <= size);
	MUST(pass.head + kept == bytes + size);
	MUST(strcmp(pass.eol, "\n") == 0 || strcmp(pass.eol, "\r\n") == 0);
	check_head(&pass);
	check_kept(data, size, pass.head, kept);
	if (is_plain(data, size)) {
		struct furui_buffer want = {0};
		strip((const char *)data, size, &want);
		MUST(want.size == kept);
		MUST(!kept || memcmp(want.data, pass.head, kept) == 0);
		furui_buffer_free(&want);
		check_twice(&pass);
	}
	free(bytes);
	return 0;
}
