/* Passes a message on byte for byte, our own header fields apart. */
#include "passthrough.h"

#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/uio.h>

/* Also what a forger may have written: any case, blanks before the colon. */
static bool is_own_field(const char *line, size_t size)
{
	static const char *const names[] = {"X-Furui", "X-Bogosity"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		size_t at = strlen(names[i]);
		if (size <= at || strncasecmp(line, names[i], at) != 0)
			continue;
		while (at < size && (line[at] == ' ' || line[at] == '\t'))
			at++;
		if (at < size && line[at] == ':')
			return true;
	}
	return false;
}

/* Only an empty line ends the header: one of blanks is a folded line. */
static bool is_body_mark(const char *line, size_t size)
{
	return (size == 1 && line[0] == '\n') ||
	       (size == 2 && line[0] == '\r' && line[1] == '\n');
}

static bool begins_blank(const char *line)
{
	return line[0] == ' ' || line[0] == '\t';
}

/* A header that stops in the middle of a line: our fields go before the field
 * that was cut, so that nothing need be added to it. Not before an mbox From_
 * line or a stray folded line, though, which must stay first. */
static void place_before_cut(struct furui_passthrough *pass, size_t field)
{
	bool first = field == 0;
	if (first &&
	    (begins_blank(pass->head) ||
	     (pass->head_size >= 5 && !memcmp(pass->head, "From ", 5)))) {
		pass->open_line = true;
		return;
	}
	pass->rest_size += pass->head_size - field;
	pass->head_size = field;
}

void furui_passthrough_prepare(struct furui_passthrough *out, char *bytes,
			       size_t size)
{
	size_t at = 0;    /* what was looked at */
	size_t kept = 0;  /* of it, moved together at the front */
	size_t field = 0; /* where the last field kept begins, among these */
	bool drop = false, whole = true;
	*out = (struct furui_passthrough){.eol = "\n"};
	while (at < size) {
		char *line = bytes + at;
		const char *newline = memchr(line, '\n', size - at);
		size_t length =
			newline ? (size_t)(newline - line) + 1 : size - at;
		if (newline)
			out->eol = length > 1 && newline[-1] == '\r' ? "\r\n"
								     : "\n";
		if (is_body_mark(line, length))
			break;
		if (!begins_blank(line)) {
			drop = is_own_field(line, length);
			if (!drop)
				field = kept;
		}
		if (!drop) {
			if (kept != at)
				memmove(bytes + kept, line, length);
			kept += length;
			whole = newline != NULL;
		}
		at += length;
	}
	/* Back up against the body, so that the message is in one piece. */
	size_t dropped = at - kept;
	if (dropped)
		memmove(bytes + dropped, bytes, kept);
	out->head = size ? bytes + dropped : bytes;
	out->head_size = kept;
	out->rest_size = size - at;
	if (!whole)
		place_before_cut(out, field);
}

int furui_passthrough_write(const struct furui_passthrough *pass, int fd,
			    const char *added, size_t added_size,
			    struct furui_error *err)
{
	/* writev() only reads, though its type does not say so. */
	char *text = NULL;
	memcpy(&text, &added, sizeof text);
	char newline[] = "\n";
	struct iovec pieces[] = {
		{pass->head, pass->head_size},
		{newline, pass->open_line ? 1 : 0},
		{text, added_size},
		{pass->head + pass->head_size, pass->rest_size},
	};
	size_t count = sizeof pieces / sizeof *pieces, first = 0;
	while (first < count) {
		ssize_t put = writev(fd, pieces + first, (int)(count - first));
		if (put < 0 && errno == EINTR)
			continue;
		if (put < 0)
			return furui_fail_errno(err,
						"cannot write the message");
		size_t left = (size_t)put;
		while (first < count && left >= pieces[first].iov_len)
			left -= pieces[first++].iov_len;
		if (left) {
			pieces[first].iov_base =
				(char *)pieces[first].iov_base + left;
			pieces[first].iov_len -= left;
		}
	}
	return 0;
}
