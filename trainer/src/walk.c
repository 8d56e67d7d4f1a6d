/* Goes through all mail below some paths; trouble with one does not end it. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "furui/buffer.h"
#include "furui/path.h"
#include "furui/progress.h"
#include "train.h"

/* What one path gave. */
struct path_state {
	bool silent;
	unsigned troubles;
	uint64_t messages;
};

static void on_trouble(void *context, const char *path, const char *reason)
{
	struct path_state *state = context;
	state->troubles++;
	if (state->silent)
		return;
	/* Reasons may name the path themselves. */
	if (strstr(reason, path))
		train_say("%s; skipped", reason);
	else
		train_say("%s: %s; skipped", path, reason);
}

uint64_t train_walk_bytes(const struct train_paths *paths)
{
	uint64_t bytes = 0;
	for (size_t i = 0; i < paths->count; i++)
		bytes += furui_folder_bytes(paths->paths[i]);
	return bytes;
}

static bool is_folder(const char *path)
{
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* The paths below `path` that the other side names, as they will stand in
 * front of sources; NULL-terminated. Nothing is below a file: a shell may have
 * named thousands. */
static char **find_excepted(const char *path, const struct train_paths *except)
{
	size_t count = except && is_folder(path) ? except->count : 0;
	char **found = furui_xmalloc((count + 1) * sizeof *found);
	size_t used = 0;
	char *whole = count ? realpath(path, NULL) : NULL;
	size_t size = whole ? strlen(whole) : 0;
	for (size_t i = 0; whole && i < count; i++) {
		char *other = realpath(except->paths[i], NULL);
		if (other && strncmp(other, whole, size) == 0 &&
		    other[size] == '/')
			found[used++] = furui_path_join(path, other + size + 1);
		free(other);
	}
	free(whole);
	found[used] = NULL;
	return found;
}

static void free_excepted(char **excepted)
{
	for (size_t i = 0; excepted[i]; i++)
		free(excepted[i]);
	free((void *)excepted);
}

static bool is_excepted(char *const *excepted, const char *source)
{
	for (; *excepted; excepted++) {
		size_t size = strlen(*excepted);
		if (strncmp(source, *excepted, size) == 0 &&
		    (source[size] == '/' || source[size] == ':' ||
		     source[size] == '\0'))
			return true;
	}
	return false;
}

static int walk_path(struct train_walk *walk, const char *path)
{
	struct path_state state = {.silent = walk->silent};
	const struct furui_folder_options options = {
		.trouble = on_trouble,
		.context = &state,
	};
	struct furui_folder *folder;
	struct furui_error err;
	if (furui_folder_open(&folder, path, &options, &err) < 0) {
		if (!walk->silent)
			train_say("%s", err.text);
		walk->troubles++;
		walk->failed++;
		return 0;
	}
	char **excepted = find_excepted(path, walk->except);
	struct furui_mail mail;
	uint64_t done = 0;
	int result = 0;
	while (result == 0 && furui_folder_next(folder, &mail) > 0) {
		if (train_interrupted) {
			train_cut_short = true;
			break;
		}
		/* Loose files count as one folder, the one that was named. */
		bool loose = mail.kind == FURUI_FOLDER_FILE;
		state.messages++;
		done = mail.done_bytes;
		if (is_excepted(excepted, mail.source))
			continue;
		walk->messages++;
		result = walk->each(walk->context, &mail,
				    loose ? path : mail.folder,
				    loose ? path : mail.name);
		if (walk->bar)
			furui_progress_show(
				walk->title, mail.name, walk->messages,
				walk->bytes_before + done, walk->bytes_all);
	}
	walk->bytes_before += done;
	walk->troubles += state.troubles;
	free_excepted(excepted);
	furui_folder_free(&folder);
	if (!state.messages && state.troubles && !train_cut_short)
		walk->failed++;
	return result;
}

int train_walk(struct train_walk *walk, const struct train_paths *paths)
{
	int result = 0;
	for (size_t i = 0; result == 0 && i < paths->count; i++) {
		if (train_interrupted)
			train_cut_short = true;
		else
			result = walk_path(walk, paths->paths[i]);
	}
	return result;
}
