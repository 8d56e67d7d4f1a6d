/* Hands out message after message: goes through the folders, opens files,
 * reports what cannot be read. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"

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
		furui_folder_trouble(folder, folder->path.data,
				     "lies too deep");
		return;
	}
	int fd = openat(level->fds[FURUI_PLACE_HERE], entry->name,
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd < 0) {
		furui_folder_trouble_errno(folder, folder->path.data, errno);
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
		furui_folder_trouble(folder, folder->path.data, err.text);
}

/* Names new or cur when one of them cannot be read. */
static void tell_failed(const struct furui_folder *folder,
			struct furui_level *level)
{
	static const char *const names[FURUI_PLACES] = {"", "new", "cur"};
	for (size_t i = 0; i < FURUI_PLACES; i++) {
		if (!level->failed[i])
			continue;
		char *path = furui_path_join(level->path, names[i]);
		furui_folder_trouble_errno(folder, path, level->failed[i]);
		free(path);
		level->failed[i] = 0;
	}
}

static int next_in_level(struct furui_folder *folder, struct furui_mail *mail)
{
	struct furui_level *level = furui_folder_top(folder);
	tell_failed(folder, level);
	if (level->next == level->count) {
		if (!level->entered &&
		    level->backend->kind != FURUI_FOLDER_FILE &&
		    level->backend->kind != FURUI_FOLDER_THUNDERBIRD_MBOX)
			furui_folder_enter(folder, level->path,
					   level->backend->kind);
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
		furui_folder_trouble(folder, folder->path.data,
				     bare_reason(err.text, entry->name));
		return 0;
	}
	folder->path.size = 0;
	furui_level_entry_path(level, entry, &folder->path);
	return entry->action == FURUI_ACTION_MESSAGE
		       ? furui_folder_read_entry(folder, level, entry, fd, mail)
		       : furui_folder_read_unknown(folder, level, entry, fd,
						   mail);
}

int furui_folder_next(struct furui_folder *folder, struct furui_mail *mail)
{
	for (;;) {
		int got = 0;
		if (folder->named_fd >= 0)
			got = furui_folder_read_named(folder, mail);
		else if (folder->mbox_open)
			got = furui_folder_next_in_mbox(folder, mail);
		else if (folder->depth)
			got = next_in_level(folder, mail);
		else
			return 0;
		if (got)
			return 1;
	}
}
