/* Checkpoints: what the log has goes into the databases' files. */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "publish_private.h"
#include "store_private.h"

const char *const store_file_names[STORE_DATABASES] = {
	"meta.db", "tokens.db", "messages.db", "dates.db"};

static int no_sync(int fd)
{
	(void)fd;
	return 0;
}

struct sync_job {
	char *path;
	int result; /* 0 or errno */
};

static void *sync_file(void *context)
{
	struct sync_job *job = context;
	int fd = open(job->path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
	job->result = fd < 0 || fdatasync(fd) < 0 ? errno : 0;
	if (fd >= 0)
		close(fd);
	return NULL;
}

/* All four at once: each waits for the disk alone (measured: 4 ms a file), and
 * the disk can take all in one go. */
static int sync_files(const struct furui_store *store)
{
	struct sync_job jobs[STORE_DATABASES] = {{NULL, 0}};
	pthread_t threads[STORE_DATABASES];
	bool started[STORE_DATABASES] = {false};
	int result = 0;
	for (int i = 0; i < STORE_DATABASES; i++) {
		jobs[i].path = furui_path_join(store->folder,
					       store_file_name(store, i));
		started[i] = i > 0 && pthread_create(&threads[i], NULL,
						     sync_file, &jobs[i]) == 0;
	}
	for (int i = 0; i < STORE_DATABASES; i++) {
		if (started[i])
			(void)pthread_join(threads[i], NULL);
		else
			(void)sync_file(&jobs[i]);
		if (jobs[i].result)
			result = jobs[i].result;
		free(jobs[i].path);
	}
	return result;
}

/* The library writes one page at a time. While a store is made, those that lie
 * in a row are gathered and written as one, in the same order: of training, the
 * kernel's part is a tenth less so. */
enum {
	GATHERED = 16 * STORE_PAGE
};

/* Its functions are given no context. */
static struct {
	char bytes[GATHERED];
	size_t size;
	off_t offset;
	int fd;
	int failed; /* errno of the first write that failed */
} gathered;

/* 0 or errno, also of an earlier one: what it had gathered is lost. */
static int write_gathered(void)
{
	size_t done = 0;
	int failed = gathered.failed;
	while (!failed && done < gathered.size) {
		ssize_t count = pwrite(gathered.fd, gathered.bytes + done,
				       gathered.size - done,
				       gathered.offset + (off_t)done);
		if (count > 0)
			done += (size_t)count;
		else if (count == 0 || errno != EINTR)
			failed = count < 0 ? errno : EIO;
	}
	gathered.size = 0;
	gathered.failed = failed;
	return failed;
}

/* In place of pwrite(). When it fails, the library writes the page at hand in
 * another way, and goes on; what was gathered before is not given again. */
static ssize_t gather(int fd, const void *bytes, size_t size, off_t offset)
{
	bool follows = fd == gathered.fd &&
		       offset == gathered.offset + (off_t)gathered.size &&
		       size <= GATHERED - gathered.size;
	int failed = follows ? 0 : write_gathered();
	if (failed) {
		errno = failed;
		return -1;
	}
	if (size > GATHERED)
		return pwrite(fd, bytes, size, offset);
	if (!gathered.size) {
		gathered.fd = fd;
		gathered.offset = offset;
	}
	memcpy(gathered.bytes + gathered.size, bytes, size);
	gathered.size += size;
	return (ssize_t)size;
}

int store_write_out(struct furui_store *store)
{
	gathered.size = 0;
	gathered.failed = 0;
	(void)db_env_set_func_fsync(no_sync);
	if (store->mode == STORE_MAKING)
		(void)db_env_set_func_pwrite(gather);
	int code = store->env->memp_sync(store->env, NULL);
	int failed = write_gathered();
	(void)db_env_set_func_pwrite(NULL);
	(void)db_env_set_func_fsync(NULL);
	store->unwritten = 0;
	return code ? code : failed;
}

/* The library would sync one file after the other; so it writes them
 * without. */
int store_flush(struct furui_store *store)
{
	int code = store_write_out(store);
	return code ? code : sync_files(store);
}

/* Once all is synced, the library has nothing left to sync but the log when it
 * notes the checkpoint. */
int store_checkpoint(struct furui_store *store)
{
	if (store->mode != STORE_LOGGED)
		return 0;
	if (store->broken)
		return -1;
	if (store->unsynced)
		store->broken = store_flush(store) != 0;
	if (!store->broken &&
	    store->env->txn_checkpoint(store->env, 0, 0, 0) != 0)
		store->broken = true;
	store->unsynced = store->broken;
	return store->broken ? -1 : 0;
}
