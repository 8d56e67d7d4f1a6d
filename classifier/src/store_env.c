/* Opens, recovers and closes the store.
 *
 * The whole store belongs to whoever holds the lock on the file `lock`; the
 * kernel gives it up with the process. So the environment is private: its
 * cache lies in the process's own memory, not in files that others map. A
 * shared one (DB_REGISTER) was tried: on a full disk it ends in SIGBUS when a
 * page of the mapped file has no room, and what a killed process leaves in it
 * can stall the next. With one process and one thread there is nothing to
 * lock within. Recovery runs at every opening and takes some 2 ms when the
 * last user closed the store, 0.25 s after one was killed (measured). */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "publish_private.h"
#include "store_private.h"

static int fail_absent(const char *folder, struct furui_error *err)
{
	return furui_fail(err, FURUI_ERROR_ABSENT,
			  "there is no store in %s: nothing was learned yet",
			  folder);
}

/* Finds or makes the folder and makes sure that it is the user's alone. */
static int prepare_folder(const struct furui_store_options *options,
			  struct furui_error *err)
{
	const char *folder = options->folder;
	if (options->create) {
		if (furui_make_folder(folder, err) < 0)
			return -1;
	} else {
		char *meta =
			furui_path_join(folder, store_file_names[STORE_META]);
		int absent = access(meta, F_OK) < 0 &&
			     (errno == ENOENT || errno == ENOTDIR);
		free(meta);
		if (absent)
			return fail_absent(folder, err);
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

/* A file system with blocks smaller than a page can fill up in the middle of
 * one at a file's end, and recovery refuses such a file. The page was never
 * whole and is made again from the log. */
static void cut_half_pages(const struct furui_store *store)
{
	for (int which = 0; which < STORE_DATABASES; which++) {
		char *path =
			furui_path_join(store->folder, store_file_names[which]);
		struct stat st;
		if (stat(path, &st) == 0 && st.st_size % STORE_PAGE != 0)
			(void)!truncate(path,
					st.st_size - st.st_size % STORE_PAGE);
		free(path);
	}
}

static int open_environment(struct furui_store *store, struct furui_error *err)
{
	int code = db_env_create(&store->env, 0);
	if (code)
		return store_fail(store, code, "open", err);
	DB_ENV *env = store->env;
	env->app_private = store;
	env->set_errcall(env, store_complain);
	if ((code = env->set_cachesize(env, 0, STORE_CACHE, 1)) ||
	    (code = env->set_lg_max(env, STORE_LOG_FILE)) ||
	    (code = env->set_lg_bsize(env, STORE_LOG_BUFFER)) ||
	    (code = env->log_set_config(env, DB_LOG_AUTO_REMOVE, 1)) ||
	    (code = env->open(env, store->folder,
			      DB_CREATE | DB_PRIVATE | DB_RECOVER |
				      DB_INIT_TXN | DB_INIT_LOG | DB_INIT_MPOOL,
			      0600)))
		return store_fail(store, code, "open", err);
	return 0;
}

/* Within store->txn. */
static int open_database(struct furui_store *store, enum store_database which,
			 bool create, struct furui_error *err)
{
	DB *db;
	int code = db_create(&db, store->env, 0);
	if (code)
		return store_fail(store, code, "open", err);
	store->databases[which] = db;
	if ((code = db->set_pagesize(db, STORE_PAGE)) ||
	    (code = db->set_flags(db, DB_CHKSUM)) ||
	    (code = db->open(db, store->txn, store_file_names[which], NULL,
			     DB_BTREE, create ? DB_CREATE : 0, 0600))) {
		if (code == ENOENT && which == STORE_META)
			return fail_absent(store->folder, err);
		return store_fail(store, code, "open", err);
	}
	return 0;
}

static int check_version(struct furui_store *store, bool create,
			 struct furui_error *err)
{
	DB *meta = store->databases[STORE_META];
	uint32_t version = STORE_VERSION;
	unsigned char bytes[4] = {STORE_VERSION};
	DBT key = store_dbt("version", 7);
	DBT value = {0};
	int code = meta->get(meta, store->txn, &key, &value, 0);
	if (code == DB_NOTFOUND && create) {
		value = store_dbt(bytes, sizeof bytes);
		return store_put(store, STORE_META, &key, &value, err);
	}
	if (code && code != DB_NOTFOUND)
		return store_fail(store, code, "read", err);
	if (code == DB_NOTFOUND || value.size != sizeof bytes)
		return store_damaged(store, "no version", err);
	const unsigned char *got = value.data;
	version = (uint32_t)got[0] | (uint32_t)got[1] << 8 |
		  (uint32_t)got[2] << 16 | (uint32_t)got[3] << 24;
	if (version == STORE_VERSION ||
	    (version == STORE_VERSION_OLDEST && store->read_only))
		return 0;
	if (version == STORE_VERSION_OLDEST) {
		value = store_dbt(bytes, sizeof bytes);
		return store_put(store, STORE_META, &key, &value, err);
	}
	return furui_fail(
		err, FURUI_ERROR_VERSION,
		"the store in %s is of version %u, but this furui reads "
		"version %d. Write it out with the furui that made it "
		"(furui-train dump >FILE), move the folder away, then read it "
		"in here (furui-train load FILE)",
		store->folder, version, STORE_VERSION);
}

static int read_state(struct furui_store *store, struct furui_error *err)
{
	DB *meta = store->databases[STORE_META];
	DBT key = store_dbt("state", 5);
	DBT value = {0};
	int code = meta->get(meta, store->txn, &key, &value, 0);
	store->state.reader = FURUI_READER_VERSION;
	store->committed = store->state;
	if (code == DB_NOTFOUND)
		return 0; /* new: nothing was ever committed */
	if (code)
		return store_fail(store, code, "read", err);
	if (store_state_decode(value.data, value.size, &store->state) < 0)
		return store_damaged(store, "its state has a wrong size", err);
	store->committed = store->state;
	return 0;
}

/* In one transaction, so that a store has all its databases or none. */
static int open_databases(struct furui_store *store, bool create,
			  struct furui_error *err)
{
	int code = store->env->txn_begin(store->env, NULL, &store->txn, 0);
	if (code)
		return store_fail(store, code, "open", err);
	if (open_database(store, STORE_META, create, err) < 0 ||
	    check_version(store, create, err) < 0)
		return -1;
	for (int which = STORE_META + 1; which < STORE_DATABASES; which++)
		if (open_database(store, (enum store_database)which, create,
				  err) < 0)
			return -1;
	if (read_state(store, err) < 0)
		return -1;
	/* In a store that is not new this changes nothing. */
	code = store->txn->commit(store->txn,
				  store->state.generation ? DB_TXN_NOSYNC : 0);
	store->txn = NULL;
	return code ? store_fail(store, code, "open", err) : 0;
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
				      .read_only = options->read_only};
	store->folder = furui_xstrdup(options->folder);
	mode_t mask = umask(077);
	int result = take_lock(store, options, err);
	if (result == 0) {
		cut_half_pages(store);
		result = open_environment(store, err);
	}
	if (result == 0)
		result = open_databases(store, options->create, err);
	(void)umask(mask);
	if (result < 0)
		furui_store_close(&store);
	else
		*out = store;
	return result;
}

static int no_sync(int fd)
{
	(void)fd;
	return 0;
}

static void close_environment(struct furui_store *store)
{
	store_end_walk(store);
	if (store->txn)
		(void)store->txn->abort(store->txn);
	store->txn = NULL;
	/* What fails here was made durable by its commit all the same: the
	 * next opening reads it from the log. But when the log cannot be
	 * written, the library would write pages that are ahead of it, and
	 * recovery refuses such files; a panicked environment writes nothing
	 * more. And once the checkpoint has synced all, closing would sync the
	 * four files and the log again: of what is written from there on,
	 * recovery needs nothing. */
	DB_ENV *env = store->env;
	if (store_checkpoint(store) < 0)
		(void)env->set_flags(env, DB_PANIC_ENVIRONMENT, 1);
	else
		(void)db_env_set_func_fsync(no_sync);
	for (int which = 0; which < STORE_DATABASES; which++) {
		DB *db = store->databases[which];
		if (db)
			(void)db->close(db, DB_NOSYNC);
	}
	(void)env->close(env, 0);
	(void)db_env_set_func_fsync(NULL);
}

void furui_store_close(struct furui_store **store_at)
{
	struct furui_store *store = *store_at;
	if (!store)
		return;
	mode_t mask = umask(077);
	if (store->env)
		close_environment(store);
	(void)umask(mask);
	if (store->lock >= 0)
		close(store->lock);
	furui_reader_free(&store->reader);
	store_table_free(&store->table);
	furui_buffer_free(&store->scratch);
	free(store->folder);
	free(store);
	*store_at = NULL;
}
