/* Reads one file: a message, or the beginning of an mbox. */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"

/* Drops a From_ line that names no sender. */
static void trim_from_line(struct furui_buffer *message)
{
	struct furui_from_line line;
	if (!furui_from_line_parse(message->data, message->size, &line) ||
	    line.sender)
		return;
	message->size -= line.size;
	memmove(message->data, message->data + line.size, message->size);
}

/* What is known of a file whose first bytes are in folder->message. */
struct beginning {
	struct stat st;
	bool whole;  /* these are all */
	bool failed; /* there are none, for it cannot be read */
};

/* A file of usual size is read in one call. What cannot be read has no bytes
 * here, and its error shows when more are asked for. */
static struct beginning begin(struct furui_folder *folder, int fd,
			      const struct stat *st)
{
	struct furui_buffer *bytes = &folder->message;
	off_t size = st->st_size;
	/* One more than there should be: that it is not there is the end. */
	size_t most = size > 0 && size < FURUI_MBOX_AHEAD ? (size_t)size + 1
							  : FURUI_MBOX_AHEAD;
	if (most > folder->options.limit)
		most = folder->options.limit;
	bytes->size = 0;
	char *room = furui_buffer_room(bytes, most);
	ssize_t got;
	do
		got = read(fd, room, most);
	while (got < 0 && errno == EINTR);
	bytes->size = got > 0 ? (size_t)got : 0;
	return (struct beginning){
		.st = *st,
		.whole = got >= 0 && got == size && (size_t)got < most,
		.failed = got < 0,
	};
}

/* The same of a file of which nothing is known. -1 with trouble told, and fd
 * is closed. */
static int begin_unknown(struct furui_folder *folder, int fd,
			 struct beginning *begun)
{
	struct stat st;
	if (fstat(fd, &st) < 0) {
		furui_folder_trouble_errno(folder, folder->path.data, errno);
		close(fd);
		return -1;
	}
	*begun = begin(folder, fd, &st);
	return 0;
}

/* Appends the end of a file of so many bytes whose beginning the message is,
 * and which is longer. -1 on error. */
static int read_end(struct furui_buffer *message, int fd, off_t size,
		    size_t most, struct furui_error *err)
{
	off_t from = size - (off_t)most;
	if (from < (off_t)message->size)
		from = (off_t)message->size;
	while (from < size) {
		size_t left = (size_t)(size - from);
		ssize_t got =
			pread(fd, furui_buffer_room(message, left), left, from);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return furui_fail_errno(err, "cannot read");
		if (got == 0)
			break; /* the file shrank meanwhile */
		message->size += (size_t)got;
		from += got;
	}
	return 0;
}

/* Reads the rest of the one message in fd, which is closed. 1, or 0 with
 * trouble told. */
static int read_message(struct furui_folder *folder, int fd,
			const struct beginning *begun, struct furui_mail *mail)
{
	const struct stat *st = &begun->st;
	struct furui_error err;
	struct furui_buffer *message = &folder->message;
	int got = begun->whole ? 0
			       : furui_buffer_read(message, fd,
						   folder->options.limit -
							   message->size,
						   &err);
	if (got > 0 && folder->options.end &&
	    read_end(message, fd, st->st_size, folder->options.end, &err) < 0)
		got = -1;
	close(fd);
	if (got < 0) {
		furui_folder_trouble(folder, folder->path.data, err.text);
		return 0;
	}
	folder->done += (uint64_t)st->st_size;
	if (message->size == 0) {
		furui_folder_trouble(folder, folder->path.data, "is empty");
		return 0;
	}
	size_t whole = message->size;
	bool reached = folder->options.end && (off_t)whole == st->st_size;
	if (got > 0 && !reached)
		whole = (size_t)st->st_size > whole
				? (size_t)st->st_size
				: whole + 1; /* grown since fstat() */
	size_t before = message->size;
	trim_from_line(message);
	*mail = (struct furui_mail){
		.bytes = message->data,
		.size = message->size,
		.whole_size = whole - (before - message->size),
		.folder = folder->path.data,
		.name = folder->name.data,
		.source = folder->path.data,
		.kind = FURUI_FOLDER_FILE,
		.delivered = st->st_mtime,
		.done_bytes = folder->done,
	};
	return 1;
}

static int read_in_level(struct furui_folder *folder, struct furui_level *level,
			 const struct furui_entry *entry, int fd,
			 const struct beginning *begun, struct furui_mail *mail)
{
	enum furui_folder_kind kind = level->backend->kind;
	/* A message file beside Thunderbird's mboxes. */
	if (kind == FURUI_FOLDER_THUNDERBIRD_MBOX)
		kind = FURUI_FOLDER_FILE;
	furui_folder_name_level(folder, level);
	furui_folder_enter_level(folder, level, kind);
	if (!read_message(folder, fd, begun, mail))
		return 0;
	int flags =
		level->backend->flags(level, entry, mail->bytes, mail->size);
	if (flags < 0)
		return 0;
	mail->flags = (unsigned)flags;
	mail->kind = kind;
	if (kind != FURUI_FOLDER_FILE)
		mail->folder = level->path;
	return 1;
}

/* One message of a level, in a file of its own. */
int furui_folder_read_entry(struct furui_folder *folder,
			    struct furui_level *level,
			    const struct furui_entry *entry, int fd,
			    struct furui_mail *mail)
{
	struct beginning begun;
	if (begin_unknown(folder, fd, &begun))
		return 0;
	return read_in_level(folder, level, entry, fd, &begun, mail);
}

static enum furui_sniff sniff(const struct furui_folder *folder,
			      const struct beginning *begun)
{
	size_t size = folder->message.size;
	if (begun->failed)
		return FURUI_SNIFF_OTHER;
	return furui_sniff(folder->message.data,
			   size < FURUI_SNIFF ? size : FURUI_SNIFF);
}

static void begin_mbox(struct furui_folder *folder, int fd,
		       const struct beginning *begun, bool indexed,
		       enum furui_sniff kind)
{
	const struct furui_begun bytes = {folder->message.data,
					  folder->message.size, begun->whole};
	furui_folder_start_mbox(folder, fd, &bytes,
				indexed || kind == FURUI_SNIFF_MOZILLA_MBOX
					? FURUI_FOLDER_THUNDERBIRD_MBOX
					: FURUI_FOLDER_MBOX);
}

/* A file that may be a message, an mbox or neither. */
int furui_folder_read_unknown(struct furui_folder *folder,
			      struct furui_level *level,
			      const struct furui_entry *entry, int fd,
			      struct furui_mail *mail)
{
	struct beginning begun;
	if (begin_unknown(folder, fd, &begun))
		return 0;
	bool indexed =
		entry->mozilla &&
		furui_msf_beside(level->fds[FURUI_PLACE_HERE], entry->name);
	enum furui_sniff kind = sniff(folder, &begun);
	switch (kind) {
	case FURUI_SNIFF_MAIL:
		return read_in_level(folder, level, entry, fd, &begun, mail);
	case FURUI_SNIFF_MBOX:
	case FURUI_SNIFF_MOZILLA_MBOX:
		furui_folder_set_name(folder, level, entry->name, NULL);
		begin_mbox(folder, fd, &begun, indexed, kind);
		return 0;
	case FURUI_SNIFF_EMPTY:
		if (indexed)
			furui_folder_enter(folder, folder->path.data,
					   FURUI_FOLDER_THUNDERBIRD_MBOX);
		break;
	case FURUI_SNIFF_OTHER:
		if (indexed)
			furui_folder_trouble(folder, folder->path.data,
					     "is not an mbox");
		folder->done += (uint64_t)begun.st.st_size;
		break;
	}
	close(fd);
	return 0;
}

int furui_folder_read_named(struct furui_folder *folder,
			    struct furui_mail *mail)
{
	int fd = folder->named_fd;
	struct beginning begun = begin(folder, fd, &folder->named);
	folder->named_fd = -1;
	enum furui_sniff kind = sniff(folder, &begun);
	const char *path = folder->path.data;
	if (kind == FURUI_SNIFF_OTHER || kind == FURUI_SNIFF_MAIL ||
	    (kind != FURUI_SNIFF_EMPTY && furui_ends_with(path, ".eml"))) {
		furui_folder_enter(folder, path, FURUI_FOLDER_FILE);
		int got = read_message(folder, fd, &begun, mail);
		if (got)
			mail->flags = furui_maildir_flags(path);
		return got;
	}
	bool indexed = furui_msf_beside(AT_FDCWD, path);
	begin_mbox(folder, fd, &begun, indexed, kind);
	return 0;
}
