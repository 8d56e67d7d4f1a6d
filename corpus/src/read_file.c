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

/* All that there is, up to the limit: in one read where the file has the size
 * that is said, which a second read would find to be all. */
static int read_bytes(struct furui_buffer *out, int fd, off_t size,
		      size_t limit, struct furui_error *err)
{
	if (size <= 0 || (uint64_t)size >= limit)
		return furui_buffer_read(out, fd, limit, err);
	size_t most = (size_t)size + 1;
	ssize_t got = read(fd, furui_buffer_room(out, most), most);
	size_t had = got > 0 ? (size_t)got : 0;
	out->size += had;
	if (got == (ssize_t)size)
		return 0;
	return furui_buffer_read(out, fd, limit - had, err);
}

/* Reads the one message in fd, which is closed. 1, or 0 with trouble told. */
static int read_message(struct furui_folder *folder, int fd,
			struct furui_mail *mail)
{
	struct stat st = {0};
	struct furui_error err;
	struct furui_buffer *message = &folder->message;
	message->size = 0;
	if (fstat(fd, &st) < 0) {
		furui_folder_trouble_errno(folder, folder->path.data, errno);
		close(fd);
		return 0;
	}
	int got = read_bytes(message, fd, st.st_size, folder->options.limit,
			     &err);
	close(fd);
	if (got < 0) {
		furui_folder_trouble(folder, folder->path.data, err.text);
		return 0;
	}
	folder->done += (uint64_t)st.st_size;
	if (message->size == 0) {
		furui_folder_trouble(folder, folder->path.data, "is empty");
		return 0;
	}
	size_t whole = message->size;
	if (got > 0) /* the file may have grown since fstat() */
		whole = (size_t)st.st_size > whole ? (size_t)st.st_size
						   : whole + 1;
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
		.delivered = st.st_mtime,
		.done_bytes = folder->done,
	};
	return 1;
}

/* One message of a level, in a file of its own. */
int furui_folder_read_entry(struct furui_folder *folder,
			    struct furui_level *level,
			    const struct furui_entry *entry, int fd,
			    struct furui_mail *mail)
{
	enum furui_folder_kind kind = level->backend->kind;
	/* A message file beside Thunderbird's mboxes. */
	if (kind == FURUI_FOLDER_THUNDERBIRD_MBOX)
		kind = FURUI_FOLDER_FILE;
	furui_folder_name_level(folder, level);
	furui_folder_enter_level(folder, level, kind);
	if (!read_message(folder, fd, mail))
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

static enum furui_sniff sniff(int fd)
{
	char bytes[FURUI_SNIFF];
	ssize_t got = pread(fd, bytes, sizeof bytes, 0);
	return got < 0 ? FURUI_SNIFF_OTHER : furui_sniff(bytes, (size_t)got);
}

/* A file that may be a message, an mbox or neither. */
int furui_folder_read_unknown(struct furui_folder *folder,
			      struct furui_level *level,
			      const struct furui_entry *entry, int fd,
			      struct furui_mail *mail)
{
	struct stat st;
	bool indexed =
		entry->mozilla &&
		furui_msf_beside(level->fds[FURUI_PLACE_HERE], entry->name);
	enum furui_sniff kind = sniff(fd);
	switch (kind) {
	case FURUI_SNIFF_MAIL:
		return furui_folder_read_entry(folder, level, entry, fd, mail);
	case FURUI_SNIFF_MBOX:
	case FURUI_SNIFF_MOZILLA_MBOX:
		furui_folder_set_name(folder, level, entry->name, NULL);
		furui_folder_start_mbox(
			folder, fd,
			indexed || kind == FURUI_SNIFF_MOZILLA_MBOX
				? FURUI_FOLDER_THUNDERBIRD_MBOX
				: FURUI_FOLDER_MBOX);
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
		if (fstat(fd, &st) == 0)
			folder->done += (uint64_t)st.st_size;
		break;
	}
	close(fd);
	return 0;
}

int furui_folder_read_named(struct furui_folder *folder,
			    struct furui_mail *mail)
{
	int fd = folder->named_fd;
	enum furui_sniff kind = sniff(fd);
	const char *path = folder->path.data;
	folder->named_fd = -1;
	if (kind == FURUI_SNIFF_OTHER || kind == FURUI_SNIFF_MAIL ||
	    (kind != FURUI_SNIFF_EMPTY && furui_ends_with(path, ".eml"))) {
		furui_folder_enter(folder, path, FURUI_FOLDER_FILE);
		int got = read_message(folder, fd, mail);
		if (got)
			mail->flags = furui_maildir_flags(path);
		return got;
	}
	furui_folder_start_mbox(folder, fd,
				kind == FURUI_SNIFF_MOZILLA_MBOX ||
						furui_msf_beside(AT_FDCWD, path)
					? FURUI_FOLDER_THUNDERBIRD_MBOX
					: FURUI_FOLDER_MBOX);
	return 0;
}
