/* Thunderbird's stores: mboxes with NAME.msf beside and NAME.sbd below, and
 * its own kind of Maildir; the state of each message in X-Mozilla-Status. */
#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "folder_private.h"

/* A profile is left to its Mail and ImapMail: beside them lie hundreds of
 * files that are no mail. */
static bool is_profile(const struct furui_level *level)
{
	return furui_level_find(level, "prefs.js") &&
	       (furui_level_find(level, "Mail") ||
		furui_level_find(level, "ImapMail"));
}

static bool detect_mbox(const struct furui_level *level, bool beside)
{
	(void)beside;
	for (size_t i = 0; i < level->count; i++) {
		const char *name = level->entries[i].name;
		if (furui_ends_with(name, ".msf") ||
		    strcmp(name, "msgFilterRules.dat") == 0 ||
		    (furui_ends_with(name, ".sbd") &&
		     level->entries[i].type == FURUI_ENTRY_FOLDER))
			return true;
	}
	return is_profile(level);
}

/* "NAME.sbd" holds the subfolders of NAME. */
static void name_subfolders(struct furui_level *level,
			    struct furui_entry *entry)
{
	struct furui_buffer shown = {0};
	if (!furui_ends_with(entry->name, ".sbd"))
		return;
	furui_display_name(entry->name, strlen(entry->name) - 4, &shown);
	entry->display =
		furui_arena_copy(&level->arena, shown.data, shown.size);
	furui_buffer_free(&shown);
}

static void plan_mbox(struct furui_level *level)
{
	bool profile = is_profile(level);
	for (size_t i = 0; i < level->count; i++) {
		struct furui_entry *entry = &level->entries[i];
		if (furui_passed_over(entry->name))
			continue;
		if (profile && strcmp(entry->name, "Mail") != 0 &&
		    strcmp(entry->name, "ImapMail") != 0)
			continue;
		furui_plan_rest(entry);
		if (entry->type == FURUI_ENTRY_FOLDER)
			name_subfolders(level, entry);
		else if (entry->type == FURUI_ENTRY_FILE)
			entry->action = FURUI_ACTION_SNIFF;
		entry->mozilla = true;
	}
}

/* Flags, or -1 for a message that was deleted and is there only until
 * Thunderbird compacts the folder. The first such field is Thunderbird's own:
 * one that came with the mail stands below it. */
static int flags(const struct furui_level *level,
		 const struct furui_entry *entry, const char *bytes,
		 size_t size)
{
	(void)level;
	(void)entry;
	long status = furui_mozilla_status(bytes, size);
	if (status >= 0 && (status & FURUI_MOZILLA_EXPUNGED))
		return -1;
	return (int)furui_mozilla_flags(status);
}

const struct furui_backend furui_mozilla_mbox_backend = {
	.kind = FURUI_FOLDER_THUNDERBIRD_MBOX,
	.detect = detect_mbox,
	.plan = plan_mbox,
	.flags = flags,
};

/* What the first names in cur that tell say: "1234.eml" or "…:2,S". */
static bool names_are_mozilla(const struct furui_level *level)
{
	int fd = openat(level->fds[FURUI_PLACE_HERE], "cur",
			O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	const struct dirent *entry;
	bool found = false;
	while (!found && (entry = readdir(folder)) != NULL &&
	       !strstr(entry->d_name, ":2,"))
		found = furui_ends_with(entry->d_name, ".eml");
	closedir(folder);
	return found;
}

/* Like a Maildir, but the names carry no flags: "1234.eml", or anything
 * beside an NAME.msf. */
static bool detect_maildir(const struct furui_level *level, bool beside)
{
	const struct furui_entry *cur = furui_level_find(level, "cur");
	if (!cur || cur->type != FURUI_ENTRY_FOLDER)
		return false;
	if (beside)
		return true;
	return names_are_mozilla(level);
}

static void plan_maildir(struct furui_level *level)
{
	furui_maildir_backend.plan(level);
}

const struct furui_backend furui_mozilla_maildir_backend = {
	.kind = FURUI_FOLDER_THUNDERBIRD_MAILDIR,
	.detect = detect_maildir,
	.plan = plan_maildir,
	.flags = flags,
};
