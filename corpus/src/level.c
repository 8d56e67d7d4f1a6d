/* One folder of the walk: its listing, which backend reads it, in what
 * order. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"

static unsigned char type_of(int fd, const struct dirent *entry)
{
	struct stat st;
	switch (entry->d_type) {
	case DT_REG:
		return FURUI_ENTRY_FILE;
	case DT_DIR:
		return FURUI_ENTRY_FOLDER;
	case DT_LNK:
		return FURUI_ENTRY_LINK;
	case DT_UNKNOWN:
		break;
	default:
		return FURUI_ENTRY_ODD;
	}
	/* A file that vanished is met again, and named, when it is opened. */
	if (fstatat(fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) < 0 ||
	    S_ISREG(st.st_mode))
		return FURUI_ENTRY_FILE;
	return S_ISDIR(st.st_mode)   ? FURUI_ENTRY_FOLDER
	       : S_ISLNK(st.st_mode) ? FURUI_ENTRY_LINK
				     : FURUI_ENTRY_ODD;
}

static void add(struct furui_level *level, const char *name, unsigned char type,
		enum furui_place place)
{
	if (level->count == level->capacity) {
		level->capacity = level->capacity ? 2 * level->capacity : 64;
		level->entries = furui_xrealloc(level->entries,
						level->capacity *
							sizeof *level->entries);
	}
	level->entries[level->count++] = (struct furui_entry){
		.name = furui_arena_copy(&level->arena, name, strlen(name)),
		.type = type,
		.place = (unsigned char)place,
	};
}

/* Lists what fds[place] names; -1 when it cannot be read. */
static int list(struct furui_level *level, enum furui_place place)
{
	/* A description of its own: fdopendir() takes one over and moves its
	 * position. */
	int fd = openat(level->fds[place], ".",
			O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *folder = fd < 0 ? NULL : fdopendir(fd);
	if (!folder) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	const struct dirent *entry;
	while ((entry = readdir(folder)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			add(level, entry->d_name, type_of(fd, entry), place);
	closedir(folder);
	return 0;
}

void furui_level_list(struct furui_level *level, enum furui_place place,
		      const char *subfolder)
{
	level->fds[place] =
		openat(level->fds[FURUI_PLACE_HERE], subfolder,
		       O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (level->fds[place] < 0 ? errno != ENOENT : list(level, place) < 0)
		level->failed[place] = errno;
}

const struct furui_entry *furui_level_find(const struct furui_level *level,
					   const char *name)
{
	for (size_t i = 0; i < level->count; i++)
		if (level->entries[i].place == FURUI_PLACE_HERE &&
		    strcmp(level->entries[i].name, name) == 0)
			return &level->entries[i];
	return NULL;
}

bool furui_level_holds_maildir(const struct furui_level *level,
			       const char *name)
{
	struct furui_buffer cur = {0};
	furui_buffer_printf(&cur, "%s/cur", name);
	bool found = faccessat(level->fds[FURUI_PLACE_HERE],
			       furui_buffer_terminate(&cur), F_OK, 0) == 0;
	furui_buffer_free(&cur);
	return found;
}

void furui_level_entry_path(const struct furui_level *level,
			    const struct furui_entry *entry,
			    struct furui_buffer *out)
{
	static const char *const places[FURUI_PLACES] = {"", "new/", "cur/"};
	furui_buffer_add_text(out, level->path);
	if (out->size && out->data[out->size - 1] != '/')
		furui_buffer_add_char(out, '/');
	furui_buffer_add_text(out, places[entry->place]);
	furui_buffer_add_text(out, entry->name);
	(void)furui_buffer_terminate(out);
}

void furui_plan_rest(struct furui_entry *entry)
{
	if (entry->type == FURUI_ENTRY_FOLDER)
		entry->action = FURUI_ACTION_FOLDER;
	else if (entry->type != FURUI_ENTRY_FILE)
		entry->action = FURUI_ACTION_REFUSE;
}

/* Numbers in front by their value, so that MH's 9 comes before 10 and a
 * Maildir's seconds keep their order; then by bytes. */
static int compare(const void *left, const void *right)
{
	const struct furui_entry *l = left, *r = right;
	bool l_folder = l->action == FURUI_ACTION_FOLDER;
	bool r_folder = r->action == FURUI_ACTION_FOLDER;
	if (l_folder != r_folder)
		return l_folder ? 1 : -1;
	const char *a = l->name + strspn(l->name, "0");
	const char *b = r->name + strspn(r->name, "0");
	size_t a_digits = strspn(a, "0123456789");
	size_t b_digits = strspn(b, "0123456789");
	if (a_digits && b_digits) {
		if (a_digits != b_digits)
			return a_digits < b_digits ? -1 : 1;
		int order = memcmp(a, b, a_digits);
		if (order != 0)
			return order;
	}
	int order = strcmp(l->name, r->name);
	return order ? order : (int)l->place - (int)r->place;
}

static void plan(struct furui_level *level)
{
	size_t kept = 0;
	level->backend->plan(level);
	for (size_t i = 0; i < level->count; i++)
		if (level->entries[i].action != FURUI_ACTION_NONE)
			level->entries[kept++] = level->entries[i];
	level->count = kept;
	if (kept)
		qsort(level->entries, kept, sizeof *level->entries, compare);
}

struct furui_level *furui_level_open(int fd, const char *path, const char *name,
				     bool beside, struct furui_error *err)
{
	/* The first that knows the folder has it; the last takes any. */
	static const struct furui_backend *const backends[] = {
		&furui_mozilla_maildir_backend, &furui_maildir_backend,
		&furui_mozilla_mbox_backend, &furui_mh_backend,
		&furui_eml_backend};
	struct furui_level *level = furui_xmalloc(sizeof *level);
	*level = (struct furui_level){
		.fds = {fd, -1, -1},
		.path = furui_xstrdup(path),
		.name = furui_xstrdup(name),
	};
	if (list(level, FURUI_PLACE_HERE) < 0) {
		(void)furui_fail_errno(err, "cannot list");
		furui_level_free(&level);
		return NULL;
	}
	for (size_t i = 0; !level->backend; i++)
		if (backends[i]->detect(level, beside))
			level->backend = backends[i];
	plan(level);
	return level;
}

void furui_level_free(struct furui_level **level)
{
	if (!*level)
		return;
	if ((*level)->backend && (*level)->backend->close)
		(*level)->backend->close(*level);
	for (size_t i = 0; i < FURUI_PLACES; i++)
		if ((*level)->fds[i] >= 0)
			close((*level)->fds[i]);
	furui_arena_free(&(*level)->arena);
	free((*level)->entries);
	free((*level)->path);
	free((*level)->name);
	free(*level);
	*level = NULL;
}
