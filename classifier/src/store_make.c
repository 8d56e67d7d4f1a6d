/* Makes a new store: what is learned up to the first commit is written without
 * a log, which training from folders would spend a seventh of its time on
 * (measured). The database meta has another name meanwhile: a folder without
 * the file meta.db has no store, and whoever finds what a killed maker left
 * there begins anew. The log begins when the store is first changed again. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "store_private.h"

#define META_MAKING "meta.new"

const char *store_file_name(const struct furui_store *store,
			    enum store_database which)
{
	return store->mode == STORE_MAKING && which == STORE_META
		       ? META_MAKING
		       : store_file_names[which];
}

static bool exists(const char *folder, const char *name)
{
	char *path = furui_path_join(folder, name);
	bool there = access(path, F_OK) == 0 ||
		     (errno != ENOENT && errno != ENOTDIR);
	free(path);
	return there;
}

bool store_is_there(const char *folder)
{
	return exists(folder, store_file_names[STORE_META]);
}

bool store_is_making(const char *folder)
{
	struct stat st;
	char *path = furui_path_join(folder, META_MAKING);
	bool is = lstat(path, &st) == 0 && S_ISREG(st.st_mode);
	free(path);
	return is;
}

const char *store_missing(const char *folder)
{
	int there = 0;
	const char *missing = NULL;
	for (int which = STORE_DATABASES - 1; which >= 0; which--)
		if (exists(folder, store_file_names[which]))
			there++;
		else
			missing = store_file_names[which];
	return there ? missing : NULL;
}

/* "log." and ten digits. */
static bool is_log(const char *name)
{
	return strncmp(name, "log.", 4) == 0 && strlen(name) == 14 &&
	       strspn(name + 4, "0123456789") == 10;
}

/* A database, or what the library first calls it while it makes it; but not
 * the marker. */
static bool is_database(const char *name)
{
	bool first = strncmp(name, "__db.", 5) == 0;
	if (first)
		name += 5;
	for (int which = 0; which < STORE_DATABASES; which++)
		if (strcmp(name, store_file_names[which]) == 0)
			return true;
	return first && strcmp(name, META_MAKING) == 0;
}

/* What a maker left, and logs, which belong to nothing where there is no
 * store. The marker goes last. */
static void remove_files(const struct furui_store *store)
{
	DIR *dir = opendir(store->folder);
	struct dirent *entry;
	if (!dir)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (is_log(entry->d_name) || is_database(entry->d_name))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	(void)unlinkat(dirfd(dir), META_MAKING, 0);
	(void)closedir(dir);
}

int store_make_begin(struct furui_store *store, struct furui_error *err)
{
	remove_files(store);
	store->mode = STORE_MAKING;
	return store_open_files(store, true, err);
}

void store_make_drop(struct furui_store *store)
{
	if (store->env)
		store_close_files(store);
	remove_files(store);
}

int store_make_end(struct furui_store *store, struct furui_error *err)
{
	int code = store_flush(store);
	char *from = furui_path_join(store->folder, META_MAKING);
	char *to = furui_path_join(store->folder, store_file_names[STORE_META]);
	if (!code && rename(from, to) < 0)
		code = errno;
	free(from);
	free(to);
	if (code)
		return store_fail(store, code, "commit to", err);
	store->mode = STORE_MADE;
	/* It is there; only a power cut could still undo it. */
	int result = furui_sync_folder(store->folder, err);
	store->broken = result < 0;
	return result;
}

/* Opens it a second time, so that what fails leaves the first to be read. */
int store_make_log(struct furui_store *store, struct furui_error *err)
{
	struct furui_store first = *store;
	memset((void *)store->databases, 0, sizeof store->databases);
	store->env = NULL;
	store->walk = NULL;
	store->mode = STORE_LOGGED;
	int result = store_open_files(store, false, err);
	if (result == 0) {
		store_end_walk(&first);
		store_close_files(&first);
		return 0;
	}
	if (store->env)
		store_close_files(store);
	*store = first;
	store->broken = true;
	return -1;
}
