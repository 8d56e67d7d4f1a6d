/* Opens and closes the store: its folder, its lock, its files. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "store_private.h"

/* Finds or makes the folder and makes sure that it is the user's alone. */
static int prepare_folder(const struct furui_store_options *options,
			  struct furui_error *err)
{
	const char *folder = options->folder;
	if (options->create) {
		if (furui_make_folder(folder, err) < 0)
			return -1;
	} else if (!store_is_there(folder) && !store_is_making(folder) &&
		   !store_missing(folder)) {
		return store_fail_absent(folder, err);
	}
	return furui_check_folder(folder, err);
}

static int take_lock(struct furui_store *store,
		     const struct furui_store_options *options,
		     struct furui_error *err)
{
	char *path = furui_path_join(options->folder, "lock");
	store->lock =
		open(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
	int result = 0;
	if (store->lock < 0) {
		result = furui_fail_errno(err, "cannot open %s", path);
	} else if (flock(store->lock, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK && options->waiting)
			options->waiting(options->context);
		if (errno == EWOULDBLOCK && flock(store->lock, LOCK_EX) == 0)
			errno = 0;
		else
			result = furui_fail_errno(err, "cannot lock %s", path);
	}
	free(path);
	return result;
}

static int open_files(struct furui_store *store, bool create,
		      struct furui_error *err)
{
	const char *folder = store->folder;
	if (store_is_there(folder))
		return store_open_files(store, create, err);
	const char *missing =
		store_is_making(folder) ? NULL : store_missing(folder);
	if (missing)
		return store_fail_missing(folder, missing, err);
	return create ? store_make_begin(store, err)
		      : store_fail_absent(folder, err);
}

int furui_store_open(struct furui_store **out,
		     const struct furui_store_options *options,
		     struct furui_error *err)
{
	*out = NULL;
	if (prepare_folder(options, err) < 0)
		return -1;
	struct furui_store *store = furui_xmalloc(sizeof *store);
	*store = (struct furui_store){.lock = -1,
				      .read_only = options->read_only,
				      .mask = umask(077)};
	store->folder = furui_xstrdup(options->folder);
	int result = take_lock(store, options, err);
	if (result == 0)
		result = open_files(store, options->create, err);
	if (result < 0)
		furui_store_close(&store);
	else
		*out = store;
	return result;
}

void furui_store_close(struct furui_store **store_at)
{
	struct furui_store *store = *store_at;
	if (!store)
		return;
	store_end_walk(store);
	if (store->mode == STORE_MAKING)
		store_make_drop(store);
	else if (store->env)
		store_close_files(store);
	(void)umask(store->mask);
	if (store->lock >= 0)
		close(store->lock);
	furui_reader_free(&store->reader);
	store_table_free(&store->table);
	furui_buffer_free(&store->scratch);
	free(store->folder);
	free(store);
	*store_at = NULL;
}
