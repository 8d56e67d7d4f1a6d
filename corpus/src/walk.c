/* Hands out message after message: goes through the folders, opens files,
 * reports what cannot be read. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"

static void trouble(const struct furui_folder *folder, const char *path,
		    const char *reason)
{
	if (folder->options.trouble)
		folder->options.trouble(folder->options.context, path, reason);
}

static void trouble_errno(const struct furui_folder *folder, const char *path,
			  int number)
{
	char text[128];
	trouble(folder, path, strerror_r(number, text, sizeof text));
}

static void enter(const struct furui_folder *folder, const char *path,
		  enum furui_folder_kind kind)
{
	if (folder->options.enter)
		folder->options.enter(folder->options.context, path, kind);
}

static struct furui_level *top(struct furui_folder *folder)
{
	return folder->depth ? folder->levels[folder->depth - 1] : NULL;
}

/* Tells once that messages of a folder begin. */
static void enter_level(struct furui_folder *folder, struct furui_level *level,
			enum furui_folder_kind kind)
{
	if (level && !level->entered)
		enter(folder, level->path, kind);
	else if (!level)
		enter(folder, folder->path.data, kind);
	if (level)
		level->entered = true;
}

/* Sets folder->name to that of the level itself. */
static void name_level(struct furui_folder *folder,
		       const struct furui_level *level)
{
	if (level->name[0])
		furui_set_text(&folder->name, level->name);
	else
		furui_folder_set_name(folder, NULL,
				      furui_base_name(level->path), NULL);
}

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

/* Reads the one message in fd, which is closed. 1, or 0 with trouble told. */
static int read_message(struct furui_folder *folder, int fd,
			struct furui_mail *mail)
{
	struct stat st = {0};
	struct furui_error err;
	struct furui_buffer *message = &folder->message;
	message->size = 0;
	int got = fstat(fd, &st) < 0
			  ? -1
			  : furui_buffer_read(message, fd,
					      folder->options.limit, &err);
	int failed = errno;
	close(fd);
	if (got < 0) {
		trouble_errno(folder, folder->path.data, failed);
		return 0;
	}
	folder->done += (uint64_t)st.st_size;
	if (message->size == 0) {
		trouble(folder, folder->path.data, "is empty");
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
static int read_entry(struct furui_folder *folder, struct furui_level *level,
		      const struct furui_entry *entry, int fd,
		      struct furui_mail *mail)
{
	enum furui_folder_kind kind = level->backend->kind;
	/* A message file beside Thunderbird's mboxes. */
	if (kind == FURUI_FOLDER_THUNDERBIRD_MBOX)
		kind = FURUI_FOLDER_FILE;
	name_level(folder, level);
	enter_level(folder, level, kind);
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
static int read_unknown(struct furui_folder *folder, struct furui_level *level,
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
		return read_entry(folder, level, entry, fd, mail);
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
			enter(folder, folder->path.data,
			      FURUI_FOLDER_THUNDERBIRD_MBOX);
		break;
	case FURUI_SNIFF_OTHER:
		if (indexed)
			trouble(folder, folder->path.data, "is not an mbox");
		if (fstat(fd, &st) == 0)
			folder->done += (uint64_t)st.st_size;
		break;
	}
	close(fd);
	return 0;
}

/* "cannot open NAME: Permission denied" without the name, which the path
 * tells already. */
static const char *bare_reason(const char *text, const char *name)
{
	static const char cannot[] = "cannot open ";
	size_t size = strlen(name);
	const char *at = text;
	if (strncmp(at, cannot, sizeof cannot - 1) == 0)
		at += sizeof cannot - 1;
	if (strncmp(at, name, size) != 0)
		return text;
	at += size;
	return at + strspn(at, ": ");
}

static void enter_folder(struct furui_folder *folder, struct furui_level *level,
			 const struct furui_entry *entry)
{
	struct furui_error err;
	if (folder->depth == FURUI_FOLDER_DEPTH) {
		trouble(folder, folder->path.data, "lies too deep");
		return;
	}
	int fd = openat(level->fds[FURUI_PLACE_HERE], entry->name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		trouble_errno(folder, folder->path.data, errno);
		return;
	}
	furui_folder_set_name(folder, level, entry->name, entry->display);
	struct furui_level *below = furui_level_open(
		fd, folder->path.data, folder->name.data,
		furui_msf_beside(level->fds[FURUI_PLACE_HERE], entry->name),
		&err);
	if (below)
		folder->levels[folder->depth++] = below;
	else
		trouble(folder, folder->path.data, err.text);
}

static int next_in_level(struct furui_folder *folder, struct furui_mail *mail)
{
	struct furui_level *level = top(folder);
	if (level->next == level->count) {
		if (!level->entered &&
		    level->backend->kind != FURUI_FOLDER_FILE &&
		    level->backend->kind != FURUI_FOLDER_THUNDERBIRD_MBOX)
			enter(folder, level->path, level->backend->kind);
		furui_level_free(&folder->levels[--folder->depth]);
		return 0;
	}
	struct furui_entry *entry = &level->entries[level->next++];
	struct furui_error err;
	folder->path.size = 0;
	furui_level_entry_path(level, entry, &folder->path);
	if (entry->action == FURUI_ACTION_FOLDER) {
		enter_folder(folder, level, entry);
		return 0;
	}
	int fd =
		furui_open_regular(level->fds[entry->place], entry->name, &err);
	if (fd < 0 && err.code == FURUI_ERROR_ABSENT)
		fd = furui_maildir_reopen(level, entry);
	if (fd < 0) {
		trouble(folder, folder->path.data,
			bare_reason(err.text, entry->name));
		return 0;
	}
	folder->path.size = 0;
	furui_level_entry_path(level, entry, &folder->path);
	return entry->action == FURUI_ACTION_MESSAGE
		       ? read_entry(folder, level, entry, fd, mail)
		       : read_unknown(folder, level, entry, fd, mail);
}

static void end_mbox(struct furui_folder *folder)
{
	if (!folder->mbox_entered)
		enter(folder, folder->path.data, folder->mbox_kind);
	if (folder->mbox.error)
		trouble_errno(folder, folder->path.data, folder->mbox.error);
	folder->done += furui_mbox_done(&folder->mbox);
	if (folder->mbox_owned)
		close(folder->mbox.fd);
	furui_mbox_close(&folder->mbox);
	folder->mbox_open = false;
}

static int next_in_mbox(struct furui_folder *folder, struct furui_mail *mail)
{
	struct furui_mbox *mbox = &folder->mbox;
	if (!furui_mbox_next(mbox)) {
		end_mbox(folder);
		return 0;
	}
	/* One message behind a From_ line is a message file. */
	bool alone = mbox->number == 1 && mbox->last && !folder->mbox_always;
	*mail = (struct furui_mail){
		.bytes = mbox->message.data ? mbox->message.data : "",
		.size = mbox->message.size,
		.whole_size = (size_t)mbox->whole,
		.folder = folder->path.data,
		.name = folder->name.data,
		.source = folder->path.data,
		.kind = alone ? FURUI_FOLDER_FILE : folder->mbox_kind,
		.delivered = mbox->date,
		.done_bytes = folder->done + furui_mbox_done(mbox),
	};
	if (alone)
		enter_level(folder, top(folder), FURUI_FOLDER_FILE);
	else if (!folder->mbox_entered)
		enter(folder, folder->path.data, folder->mbox_kind);
	folder->mbox_entered = true;
	if (alone && top(folder)) {
		name_level(folder, top(folder));
		mail->name = folder->name.data;
	}
	if (!alone) {
		folder->source.size = 0;
		furui_buffer_printf(&folder->source, "%s:%lu",
				    folder->path.data, mbox->number);
		mail->source = furui_buffer_terminate(&folder->source);
	}
	size_t header = furui_header_size(mail->bytes, mail->size);
	mail->flags = furui_status_flags(mail->bytes, header);
	if (folder->mbox_kind != FURUI_FOLDER_THUNDERBIRD_MBOX)
		return 1;
	int flags = furui_mozilla_mbox_backend.flags(NULL, NULL, mail->bytes,
						     mail->size);
	mail->flags |= flags < 0 ? 0u : (unsigned)flags;
	return flags >= 0;
}

/* A file that the user named is read whatever it looks like. */
static int next_named(struct furui_folder *folder, struct furui_mail *mail)
{
	int fd = folder->named_fd;
	enum furui_sniff kind = sniff(fd);
	const char *path = folder->path.data;
	folder->named_fd = -1;
	if (kind == FURUI_SNIFF_OTHER || kind == FURUI_SNIFF_MAIL) {
		enter(folder, path, FURUI_FOLDER_FILE);
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

int furui_folder_next(struct furui_folder *folder, struct furui_mail *mail)
{
	for (;;) {
		int got = 0;
		if (folder->named_fd >= 0)
			got = next_named(folder, mail);
		else if (folder->mbox_open)
			got = next_in_mbox(folder, mail);
		else if (folder->depth)
			got = next_in_level(folder, mail);
		else
			return 0;
		if (got)
			return 1;
	}
}
