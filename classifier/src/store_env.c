/* Opens, recovers and closes the store's databases.
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
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "publish_private.h"
#include "store_private.h"

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
	bool logged = store->mode == STORE_LOGGED;
	int code = db_env_create(&store->env, 0);
	if (code)
		return store_fail(store, code, "open", err);
	DB_ENV *env = store->env;
	env->app_private = store;
	env->set_errcall(env, store_complain);
	uint32_t flags = DB_CREATE | DB_PRIVATE | DB_INIT_MPOOL;
	code = env->set_cachesize(env, 0,
				  logged ? STORE_CACHE : STORE_CACHE_MAKING, 1);
	if (!code && logged) {
		flags |= DB_RECOVER | DB_INIT_TXN | DB_INIT_LOG;
		if (!(code = env->set_lg_max(env, STORE_LOG_FILE)) &&
		    !(code = env->set_lg_bsize(env, STORE_LOG_BUFFER)))
			code = env->log_set_config(env, DB_LOG_AUTO_REMOVE, 1);
	}
	if (!code)
		code = env->open(env, store->folder, flags, 0600);
	return code ? store_fail(store, code, "open", err) : 0;
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
	    (code = db->open(db, store->txn, store_file_name(store, which),
			     NULL, DB_BTREE, create ? DB_CREATE : 0, 0600))) {
		if (code == ENOENT && which == STORE_META)
			return store_fail_absent(store->folder, err);
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
	bool older = version >= STORE_VERSION_OLDEST && version < STORE_VERSION;
	if (version == STORE_VERSION || (older && store->read_only))
		return 0;
	if (older) {
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

static int open_databases(struct furui_store *store, bool create,
			  struct furui_error *err)
{
	if (open_database(store, STORE_META, create, err) < 0 ||
	    check_version(store, create, err) < 0)
		return -1;
	/* After a power cut, too, none of the others is there without it. */
	if (store->mode == STORE_MAKING &&
	    furui_sync_folder(store->folder, err) < 0)
		return -1;
	for (int which = STORE_META + 1; which < STORE_DATABASES; which++)
		if (open_database(store, (enum store_database)which, create,
				  err) < 0)
			return -1;
	return read_state(store, err);
}

/* In one transaction, so that a store has all its databases or none. */
static int open_logged(struct furui_store *store, bool create,
		       struct furui_error *err)
{
	int code = store->env->txn_begin(store->env, NULL, &store->txn, 0);
	if (code)
		return store_fail(store, code, "open", err);
	if (open_databases(store, create, err) < 0)
		return -1;
	/* In a store that is not new this changes nothing. */
	code = store->txn->commit(store->txn,
				  store->state.generation ? DB_TXN_NOSYNC : 0);
	store->txn = NULL;
	return code ? store_fail(store, code, "open", err) : 0;
}

int store_open_files(struct furui_store *store, bool create,
		     struct furui_error *err)
{
	bool logged = store->mode == STORE_LOGGED;
	if (logged)
		cut_half_pages(store);
	if (open_environment(store, err) < 0)
		return -1;
	/* After recovery, which undoes what was made half. */
	const char *missing = logged ? store_missing(store->folder) : NULL;
	if (missing)
		return store_fail_missing(store->folder, missing, err);
	return logged ? open_logged(store, create, err)
		      : open_databases(store, create, err);
}

static int no_sync(int fd)
{
	(void)fd;
	return 0;
}

void store_close_files(struct furui_store *store)
{
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
	if (store->mode == STORE_LOGGED && store_checkpoint(store) < 0)
		(void)env->set_flags(env, DB_PANIC_ENVIRONMENT, 1);
	else
		(void)db_env_set_func_fsync(no_sync);
	for (int which = 0; which < STORE_DATABASES; which++) {
		DB *db = store->databases[which];
		if (db)
			(void)db->close(db, DB_NOSYNC);
	}
	memset((void *)store->databases, 0, sizeof store->databases);
	(void)env->close(env, 0);
	store->env = NULL;
	(void)db_env_set_func_fsync(NULL);
}
