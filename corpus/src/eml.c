/* Any other folder: message files and mboxes side by side, told by what is
 * in them. */

#include "folder_private.h"

static bool detect(const struct furui_level *level, bool beside)
{
	(void)level;
	(void)beside;
	return true;
}

static void plan(struct furui_level *level)
{
	for (size_t i = 0; i < level->count; i++) {
		struct furui_entry *entry = &level->entries[i];
		if (entry->type == FURUI_ENTRY_FOLDER) {
			/* Hidden ones only where Maildirs are kept so. */
			if (entry->name[0] != '.' ||
			    furui_level_holds_maildir(level, entry->name))
				entry->action = FURUI_ACTION_FOLDER;
		} else if (!furui_passed_over(entry->name)) {
			entry->action = furui_ends_with(entry->name, ".eml")
						? FURUI_ACTION_MESSAGE
						: FURUI_ACTION_SNIFF;
			if (entry->type != FURUI_ENTRY_FILE)
				entry->action = FURUI_ACTION_REFUSE;
		}
	}
}

/* A message copied out of a Maildir keeps its flags in its name. */
static int flags(const struct furui_level *level,
		 const struct furui_entry *entry, const char *bytes,
		 size_t size)
{
	(void)level;
	(void)bytes;
	(void)size;
	return (int)furui_maildir_flags(entry->name);
}

const struct furui_backend furui_eml_backend = {
	.kind = FURUI_FOLDER_FILE,
	.detect = detect,
	.plan = plan,
	.flags = flags,
};
