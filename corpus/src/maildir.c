/* Maildir: one message a file in new/ and cur/, flags in the name. */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"

static bool has_folder(const struct furui_level *level, const char *name)
{
	const struct furui_entry *entry = furui_level_find(level, name);
	return entry && entry->type == FURUI_ENTRY_FOLDER;
}

static bool detect(const struct furui_level *level, bool beside)
{
	(void)beside;
	return has_folder(level, "cur") &&
	       (has_folder(level, "new") || has_folder(level, "tmp"));
}

/* ".Sub.Folder" (Maildir++) is shown as "Sub/Folder". */
static const char *dotted_name(struct furui_level *level, const char *name)
{
	struct furui_buffer shown = {0};
	for (const char *at = name + 1;;) {
		size_t size = strcspn(at, ".");
		furui_display_name(at, size, &shown);
		if (!at[size])
			break;
		furui_buffer_add_char(&shown, '/');
		at += size + 1;
	}
	char *copy = furui_arena_copy(&level->arena,
				      shown.data ? shown.data : "", shown.size);
	furui_buffer_free(&shown);
	return copy;
}

/* Subfolders; files beside cur are indexes of other programs. */
static void plan_here(struct furui_level *level, struct furui_entry *entry)
{
	const char *name = entry->name;
	if (strcmp(name, "cur") == 0 || strcmp(name, "new") == 0 ||
	    strcmp(name, "tmp") == 0 || entry->type == FURUI_ENTRY_FILE)
		return;
	if (name[0] == '.' && entry->type != FURUI_ENTRY_FOLDER)
		return;
	if (name[0] == '.') {
		/* .notmuch and the like hold no mail. */
		if (!furui_level_holds_maildir(level, name))
			return;
		entry->display = dotted_name(level, name);
	}
	furui_plan_rest(entry);
}

static void plan(struct furui_level *level)
{
	size_t here = level->count;
	for (size_t i = 0; i < here; i++)
		plan_here(level, &level->entries[i]);
	furui_level_list(level, FURUI_PLACE_NEW, "new");
	furui_level_list(level, FURUI_PLACE_CUR, "cur");
	for (size_t i = here; i < level->count; i++) {
		struct furui_entry *entry = &level->entries[i];
		if (entry->name[0] == '.' || entry->type == FURUI_ENTRY_FOLDER)
			continue;
		entry->action = entry->type == FURUI_ENTRY_FILE
					? FURUI_ACTION_MESSAGE
					: FURUI_ACTION_REFUSE;
	}
}

/* Where the name ends and ":2," (";2," or "!2," on other systems) begins. */
static size_t unique_size(const char *name)
{
	for (const char *at = name; *at; at++)
		if (strchr(":;!", *at) && at[1] == '2' && at[2] == ',')
			return (size_t)(at - name);
	return strlen(name);
}

unsigned furui_maildir_flags(const char *name)
{
	const char *at = name + unique_size(name);
	unsigned flags = 0;
	if (!*at)
		return 0;
	for (at += 3; *at; at++)
		flags |= *at == 'S'   ? FURUI_MAIL_SEEN
			 : *at == 'R' ? FURUI_MAIL_REPLIED
			 : *at == 'F' ? FURUI_MAIL_FLAGGED
			 : *at == 'D' ? FURUI_MAIL_DRAFT
			 : *at == 'T' ? FURUI_MAIL_TRASHED
				      : 0u;
	return flags;
}

static int flags(const struct furui_level *level,
		 const struct furui_entry *entry, const char *bytes,
		 size_t size)
{
	(void)level;
	(void)bytes;
	(void)size;
	return (int)furui_maildir_flags(entry->name);
}

/* Looks for the unique part of the entry's name in one of the folders. */
static bool find_again(struct furui_level *level, struct furui_entry *entry,
		       enum furui_place place)
{
	size_t size = unique_size(entry->name);
	int fd = level->fds[place] < 0
			 ? -1
			 : openat(level->fds[place], ".",
				  O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	const struct dirent *found;
	while ((found = readdir(folder)) != NULL)
		if (strncmp(found->d_name, entry->name, size) == 0 &&
		    unique_size(found->d_name) == size)
			break;
	if (found) {
		entry->name = furui_arena_copy(&level->arena, found->d_name,
					       strlen(found->d_name));
		entry->place = (unsigned char)place;
	}
	closedir(folder);
	return found != NULL;
}

int furui_maildir_reopen(struct furui_level *level, struct furui_entry *entry)
{
	if (entry->place == FURUI_PLACE_HERE ||
	    level->rescans++ >= FURUI_FOLDER_RESCANS)
		return -1;
	if (!find_again(level, entry, FURUI_PLACE_CUR) &&
	    !find_again(level, entry, FURUI_PLACE_NEW))
		return -1;
	return furui_open_regular(level->fds[entry->place], entry->name, NULL);
}

const struct furui_backend furui_maildir_backend = {
	.kind = FURUI_FOLDER_MAILDIR,
	.detect = detect,
	.plan = plan,
	.flags = flags,
};
