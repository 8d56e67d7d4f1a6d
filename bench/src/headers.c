/* Cuts a message's header down to what its sender wrote. Corpora differ in
 * what relays and collectors added, and a filter that learns that looks better
 * than it is. */
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "mail.h"

static const char *const kept_fields[] = {
	"Subject",  "From",         "To",           "Cc",
	"Reply-To", "Content-Type", "MIME-Version", "Content-Transfer-Encoding",
};

/* The length of the line's name when a field begins here, blanks before the
 * colon not counted; 0 when none does. */
static size_t name_size(const char *line, size_t size)
{
	size_t end = 0;
	while (end < size && line[end] > ' ' && line[end] != ':')
		end++;
	size_t colon = end;
	while (colon < size && (line[colon] == ' ' || line[colon] == '\t'))
		colon++;
	return colon < size && line[colon] == ':' ? end : 0;
}

static bool is_kept(const char *line, size_t size)
{
	size_t length = name_size(line, size);
	for (size_t i = 0; i < sizeof kept_fields / sizeof *kept_fields; i++)
		if (length == strlen(kept_fields[i]) &&
		    strncasecmp(line, kept_fields[i], length) == 0)
			return true;
	return false;
}

void bench_cut_headers(const char *bytes, size_t size, struct furui_buffer *out)
{
	bool kept = false, header = false;
	size_t at = 0;
	while (at < size) {
		const char *line = bytes + at;
		const char *newline = memchr(line, '\n', size - at);
		size_t length =
			newline ? (size_t)(newline - line) + 1 : size - at;
		if (*line == '\n' || (*line == '\r' && length == 2))
			break; /* the rest is the blank line and the body */
		bool folded = *line == ' ' || *line == '\t';
		bool from =
			at == 0 && length > 5 && memcmp(line, "From ", 5) == 0;
		/* No header at all, only text. A line that is no field but
		 * stands among fields is dropped: it must not let the fields
		 * behind it through. */
		if (!header && !from && !name_size(line, length))
			break;
		header = true;
		if (!folded)
			kept = !from && is_kept(line, length);
		if (kept)
			furui_buffer_add(out, line, length);
		at += length;
	}
	furui_buffer_add(out, bytes + at, size - at);
}
