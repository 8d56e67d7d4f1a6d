/* Passes a message on byte for byte, our own header fields apart. */
#include "passthrough.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

#include "furui/buffer.h"

/* What a reader of the result may take for the field: any case, blanks before
 * the colon, and NULs, which some programs leave out. */
static bool is_named(const char *line, size_t size, const char *name)
{
	size_t at = 0;
	for (; *name; name++, at++) {
		while (at < size && !line[at])
			at++;
		if (at == size || strncasecmp(line + at, name, 1) != 0)
			return false;
	}
	while (at < size && (line[at] == ' ' || line[at] == '\t' || !line[at]))
		at++;
	return at < size && line[at] == ':';
}

static bool is_own_field(const char *line, size_t size)
{
	return is_named(line, size, "X-Furui") ||
	       is_named(line, size, "X-Bogosity");
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

/* The walk over the header. */
struct sieve {
	char *bytes;
	size_t kept;  /* bytes kept, moved together at the front */
	size_t field; /* where the last field kept begins, among these */
	bool drop;    /* the field at hand */
	bool whole;   /* what was kept last has its line end */
	bool lone_cr; /* the line at hand follows a CR without LF */
	bool cr_body; /* there was one at the start of a line, or two in a
			 row: for who takes them for line ends, the header
			 is over */
};

static void sift_line(struct sieve *sieve, const char *line, size_t size)
{
	bool ends = line[size - 1] == '\n';
	/* Behind CR an empty line is the end of this one to all others. */
	bool only_end = sieve->lone_cr && is_body_mark(line, size);
	if (!begins_blank(line) && !only_end) {
		sieve->drop = !(sieve->lone_cr && sieve->cr_body) &&
			      is_own_field(line, size);
		if (!sieve->drop && !sieve->lone_cr)
			sieve->field = sieve->kept;
	}
	/* The line that the CR is in needs its end, if any of it was kept. */
	if (sieve->drop && sieve->lone_cr && ends && !sieve->whole) {
		line += size - 1;
		size = 1;
	} else if (sieve->drop) {
		return;
	}
	memmove(sieve->bytes + sieve->kept, line, size);
	sieve->kept += size;
	sieve->whole = ends;
}

/* A line up to its LF, in the pieces that CRs make of it. */
static void sift(struct sieve *sieve, const char *line, size_t size)
{
	const char *end = line + size;
	sieve->lone_cr = false;
	while (line < end) {
		const char *cr = NULL;
		if (!sieve->cr_body)
			cr = memchr(line, '\r', (size_t)(end - line));
		const char *next =
			cr && cr + 1 < end && cr[1] != '\n' ? cr + 1 : end;
		sieve->cr_body |= cr == line && next != end;
		sift_line(sieve, line, (size_t)(next - line));
		sieve->lone_cr = true;
		line = next;
	}
}

void furui_passthrough_prepare(struct furui_passthrough *out, char *bytes,
			       size_t size)
{
	size_t at = 0; /* what was looked at */
	struct sieve sieve = {.bytes = bytes, .whole = true};
	*out = (struct furui_passthrough){.eol = "\n"};
	while (at < size) {
		const char *line = bytes + at;
		const char *newline = memchr(line, '\n', size - at);
		size_t length =
			newline ? (size_t)(newline - line) + 1 : size - at;
		if (newline)
			out->eol = length > 1 && newline[-1] == '\r' ? "\r\n"
								     : "\n";
		if (is_body_mark(line, length))
			break;
		sift(&sieve, line, length);
		at += length;
	}
	/* Back up against the body, so that the message is in one piece. */
	size_t dropped = at - sieve.kept;
	if (dropped)
		memmove(bytes + dropped, bytes, sieve.kept);
	out->head = size ? bytes + dropped : bytes;
	out->head_size = sieve.kept;
	out->rest_size = size - at;
	if (!sieve.whole)
		place_before_cut(out, sieve.field);
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
	if (furui_write_parts(fd, pieces, sizeof pieces / sizeof *pieces, NULL))
		return furui_fail_errno(err, "cannot write the message");
	return 0;
}
