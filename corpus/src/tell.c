/* What a walk tells its caller: where it is, and what it could not read. */
#include <string.h>

#include "folder_private.h"

void furui_folder_trouble(const struct furui_folder *folder, const char *path,
			  const char *reason)
{
	if (folder->options.trouble)
		folder->options.trouble(folder->options.context, path, reason);
}

void furui_folder_trouble_errno(const struct furui_folder *folder,
				const char *path, int number)
{
	char text[128];
	furui_folder_trouble(folder, path,
			     strerror_r(number, text, sizeof text));
}

void furui_folder_enter(const struct furui_folder *folder, const char *path,
			enum furui_folder_kind kind)
{
	if (folder->options.enter)
		folder->options.enter(folder->options.context, path, kind);
}

struct furui_level *furui_folder_top(struct furui_folder *folder)
{
	return folder->depth ? folder->levels[folder->depth - 1] : NULL;
}

void furui_folder_enter_level(struct furui_folder *folder,
			      struct furui_level *level,
			      enum furui_folder_kind kind)
{
	if (level && !level->entered)
		furui_folder_enter(folder, level->path, kind);
	else if (!level)
		furui_folder_enter(folder, folder->path.data, kind);
	if (level)
		level->entered = true;
}

void furui_folder_name_level(struct furui_folder *folder,
			     const struct furui_level *level)
{
	if (level->name[0])
		furui_set_text(&folder->name, level->name);
	else
		furui_folder_set_name(folder, NULL,
				      furui_base_name(level->path), NULL);
}
