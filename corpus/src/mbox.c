/* Parts an mbox of any size into its messages, through a window of one MiB.
 *
 * A message begins at a From_ line that follows a blank line, looks like one
 * (sender and date, or Thunderbird's forms) and has header fields or nothing
 * behind it. Content-Length (mboxcl, mboxcl2) is believed only when the end
 * of the file or a From_ line stands where it points; in a pipe, only as far
 * as the window shows. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/find.h"

enum {
	CONTEXT = 8, /* bytes kept before the place searched: blank lines */
	/* A From_ line and the line behind it. */
	PEEK = FURUI_FROM_LINE + 256,
};

void furui_mbox_close(struct furui_mbox *mbox)
{
	free(mbox->window);
	mbox->window = NULL;
	furui_buffer_free(&mbox->message);
}

uint64_t furui_mbox_done(const struct furui_mbox *mbox)
{
	return mbox->read_to - mbox->base - (mbox->end - mbox->start);
}

/* Fills the window, moving what is still needed to its front. */
static void fill(struct furui_mbox *mbox)
{
	size_t drop = mbox->start > CONTEXT ? mbox->start - CONTEXT : 0;
	if (drop) {
		memmove(mbox->window, mbox->window + drop, mbox->end - drop);
		mbox->start -= drop;
		mbox->scan -= drop;
		mbox->end -= drop;
	}
	while (!mbox->at_end && mbox->end < FURUI_MBOX_WINDOW) {
		ssize_t got = read(mbox->fd, mbox->window + mbox->end,
				   FURUI_MBOX_WINDOW - mbox->end);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			mbox->error = errno;
		if (got <= 0) {
			mbox->at_end = true;
		} else {
			mbox->end += (size_t)got;
			mbox->read_to += (uint64_t)got;
		}
	}
}

void furui_mbox_open(struct furui_mbox *mbox, int fd,
		     const struct furui_begun *begun,
		     const struct furui_folder_options *options)
{
	*mbox = (struct furui_mbox){
		.fd = fd, .limit = options->limit, .limit_end = options->end};
	/* What is whole is never filled. */
	bool whole = begun && begun->whole;
	mbox->window =
		furui_xmalloc(whole ? begun->size + 1 : FURUI_MBOX_WINDOW);
	if (begun) {
		memcpy(mbox->window, begun->bytes, begun->size);
		mbox->seekable = true;
		mbox->end = begun->size;
		mbox->read_to = begun->size;
		mbox->at_end = whole;
		/* As much as of one that comes in a pipe: a header may be
		 * longer than what was read before. */
		if (!whole)
			fill(mbox);
		return;
	}
	off_t at = lseek(fd, 0, SEEK_CUR);
	mbox->seekable = at >= 0;
	mbox->base = mbox->read_to = at >= 0 ? (uint64_t)at : 0;
}

static void need(struct furui_mbox *mbox, size_t from, size_t bytes)
{
	if (mbox->end - from < bytes && !mbox->at_end)
		fill(mbox);
}

/* Moves the window's bytes up to `to` into the message. */
static void keep(struct furui_mbox *mbox, size_t to)
{
	if (to <= mbox->start)
		return;
	size_t size = to - mbox->start;
	mbox->whole += size;
	if (furui_cut_add(&mbox->message, mbox->limit, mbox->limit_end,
			  mbox->window + mbox->start, size))
		mbox->cut = true;
	mbox->start = to;
}

/* Length of a line end here: 0, 1 (LF) or 2 (CR LF). */
static size_t line_end(const char *at, size_t size)
{
	if (size > 0 && at[0] == '\n')
		return 1;
	return size > 1 && at[0] == '\r' && at[1] == '\n' ? 2 : 0;
}

/* Whether a message may end at window position `at`: the file ends there, or
 * a From_ line follows, blank lines between or not. */
static bool ends_here(const char *bytes, size_t size)
{
	struct furui_from_line line;
	size_t skip = 0, step;
	while (skip < 4 && (step = line_end(bytes + skip, size - skip)) != 0)
		skip += step;
	return skip == size ||
	       furui_from_line_parse(bytes + skip, size - skip, &line);
}

/* The same for a place beyond the window. */
static bool ends_there(const struct furui_mbox *mbox, uint64_t offset)
{
	struct stat st;
	char bytes[PEEK];
	if (!mbox->seekable || fstat(mbox->fd, &st) < 0 ||
	    offset > (uint64_t)st.st_size)
		return false;
	ssize_t got = pread(mbox->fd, bytes, sizeof bytes, (off_t)offset);
	return got >= 0 && ends_here(bytes, (size_t)got);
}

/* Finds Content-Length in the header that begins at mbox->start and says
 * whether a message of that length ends properly. */
static bool believed_length(struct furui_mbox *mbox, size_t header,
			    uint64_t *length)
{
	size_t size = 0;
	const char *value = furui_field(mbox->window + mbox->start, header,
					"content-length", &size);
	if (!value || size < 1 || size > 15)
		return false;
	*length = 0;
	for (size_t i = 0; i < size; i++) {
		if (value[i] < '0' || value[i] > '9')
			return false;
		*length = *length * 10 + (uint64_t)(value[i] - '0');
	}
	size_t body = mbox->start + header, left = mbox->end - body;
	if (*length <= left && (left - *length >= PEEK || mbox->at_end))
		return ends_here(mbox->window + body + *length,
				 left - (size_t)*length);
	return ends_there(mbox, mbox->read_to - left + *length);
}

/* Keeps exactly `length` bytes of body. */
static void keep_length(struct furui_mbox *mbox, uint64_t length)
{
	while (length) {
		need(mbox, mbox->start, 1);
		size_t have = mbox->end - mbox->start;
		if (have == 0)
			break; /* the file shrank meanwhile */
		size_t step = have < length ? have : (size_t)length;
		keep(mbox, mbox->start + step);
		length -= step;
	}
}

/* Where the blank line begins that ends before `at`; `at` when none does. */
static size_t before_blank(const struct furui_mbox *mbox, size_t at)
{
	const char *w = mbox->window;
	if (at < 2 || w[at - 1] != '\n')
		return at;
	if (w[at - 2] == '\n')
		return at - 1;
	if (at > 2 && w[at - 2] == '\r' && w[at - 3] == '\n')
		return at - 2;
	return at;
}

/* Makes the lines at mbox->scan visible to their end. */
static void see_ahead(struct furui_mbox *mbox)
{
	if (mbox->end - mbox->scan >= PEEK || mbox->at_end)
		return;
	if (mbox->scan > CONTEXT)
		keep(mbox, mbox->scan - CONTEXT);
	fill(mbox);
}

/* Keeps the body up to the next From_ line or the end of the file, without
 * the blank line that parts messages. mbox->scan stands where to search. */
static void keep_to_from_line(struct furui_mbox *mbox)
{
	struct furui_from_line line;
	size_t end = 0, blank;
	for (;;) {
		const char *hit =
			furui_find_word(mbox->window + mbox->scan,
					mbox->window + mbox->end, "\nFrom ");
		if (hit) {
			mbox->scan = (size_t)(hit - mbox->window);
			see_ahead(mbox);
			end = mbox->scan + 1;
			blank = before_blank(mbox, end);
			if (blank < end &&
			    furui_from_line_parse(mbox->window + end,
						  mbox->end - end, &line))
				break;
			mbox->scan++;
			continue;
		}
		if (mbox->at_end) {
			end = mbox->end;
			blank = before_blank(mbox, end);
			break;
		}
		/* A hit may straddle the window's end. */
		if (mbox->end >= 5 && mbox->end - 5 > mbox->scan)
			mbox->scan = mbox->end - 5;
		see_ahead(mbox);
	}
	keep(mbox, blank);
	if (mbox->start < end)
		mbox->start = end;
	mbox->scan = mbox->start;
}

/* Goes past blank lines between messages. */
static void skip_blank(struct furui_mbox *mbox)
{
	size_t step;
	do {
		need(mbox, mbox->start, 2);
		step = line_end(mbox->window + mbox->start,
				mbox->end - mbox->start);
		mbox->start += step;
	} while (step);
}

/* Goes past the From_ line, if there is one; false at the end. */
static bool begin_message(struct furui_mbox *mbox)
{
	struct furui_from_line line;
	skip_blank(mbox);
	need(mbox, mbox->start, FURUI_MBOX_AHEAD);
	mbox->message.size = 0;
	mbox->whole = 0;
	mbox->cut = false;
	mbox->date = 0;
	if (mbox->start == mbox->end)
		return false;
	if (furui_from_line_parse(mbox->window + mbox->start,
				  mbox->end - mbox->start, &line)) {
		mbox->date = line.date;
		if (line.sender)
			keep(mbox, mbox->start + line.size);
		else
			mbox->start += line.size;
	}
	return true;
}

int furui_mbox_next(struct furui_mbox *mbox)
{
	uint64_t length = 0;
	if (!begin_message(mbox))
		return 0;
	mbox->number++;
	size_t header = furui_header_size(mbox->window + mbox->start,
					  mbox->end - mbox->start);
	bool fixed = believed_length(mbox, header, &length);
	/* The blank line after the header may come before a From_ line. */
	mbox->scan = mbox->start + header;
	if (mbox->scan > 0)
		mbox->scan--;
	mbox->body = mbox->message.size + header;
	if (fixed) {
		keep(mbox, mbox->start + header);
		keep_length(mbox, length);
		mbox->scan = mbox->start;
	} else {
		keep_to_from_line(mbox);
	}
	if (mbox->body > mbox->message.size)
		mbox->body = mbox->message.size;
	furui_mbox_unquote(mbox, fixed);
	skip_blank(mbox);
	mbox->last = mbox->start == mbox->end && mbox->at_end;
	return 1;
}
