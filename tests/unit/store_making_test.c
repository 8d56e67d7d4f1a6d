/* store: made anew, killed meanwhile, and with no room left on the disk. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "furui/path.h"
#include "store_fixture.h"
#include "store_private.h"
#include "unit.h"

/* Berkeley DB forgets some memory when it fails to open or recover. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libdb-5.3";
}

static bool there(const char *folder, const char *name)
{
	char *path = furui_path_join(folder, name);
	bool is = access(path, F_OK) == 0;
	free(path);
	return is;
}

enum {
	ROUNDS = 30,
	FIRST = 400, /* messages of a first batch */
	MANY = 1800,
};

static void learn_first(struct furui_store *store)
{
	for (unsigned n = 1; n <= FIRST; n++)
		CHECK_INT(fixture_learn(store, n, n % 2, NULL), 1);
}

static void make(const char *folder)
{
	struct furui_store *store = fixture_open(folder);
	learn_first(store);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	furui_store_close(&store);
}

/* Kills a maker after so many nanoseconds. */
static void kill_maker(const char *folder, long after)
{
	pid_t child = fork();
	if (child == 0) {
		make(folder);
		_exit(0);
	}
	struct timespec pause = {after / 1000000000, after % 1000000000};
	(void)nanosleep(&pause, NULL);
	(void)kill(child, SIGKILL);
	CHECK_INT(waitpid(child, NULL, 0), child);
}

/* Returns whether there is a store after that. */
static bool check_made(const char *folder)
{
	bool whole = there(folder, "meta.db");
	struct furui_store_options options = {.folder = folder};
	struct furui_store *store;
	struct furui_error err = {0};
	int result = furui_store_open(&store, &options, &err);
	CHECK_INT(result, whole ? 0 : -1);
	CHECK(whole || err.code == FURUI_ERROR_ABSENT);
	furui_store_close(&store);
	/* Whoever finds what is left makes it anew. */
	if (!whole)
		make(folder);
	store = fixture_open(folder);
	CHECK_INT(store->committed.spam + store->committed.ham, FIRST);
	fixture_verify(store);
	furui_store_close(&store);
	return whole;
}

/* A new store is there whole, or it is not there, whenever its maker is
 * killed. */
static void test_kill_making(void)
{
	struct timespec begin, end;
	unsigned made = 0;
	char *folder = fixture_folder("timed");
	(void)clock_gettime(CLOCK_MONOTONIC, &begin);
	make(folder);
	(void)clock_gettime(CLOCK_MONOTONIC, &end);
	free(folder);
	long took = (end.tv_sec - begin.tv_sec) * 1000000000 + end.tv_nsec -
		    begin.tv_nsec;
	for (unsigned round = 0; round < ROUNDS; round++) {
		char name[32];
		(void)snprintf(name, sizeof name, "making %u", round);
		folder = fixture_folder(name);
		kill_maker(folder, took / ROUNDS * 2 * (round + 1));
		made += check_made(folder);
		free(folder);
	}
	printf("%u of %d rounds made a store\n", made, ROUNDS);
}

/* Without meta.db the rest is neither used nor removed. */
static void check_torn(const char *folder)
{
	for (int create = 0; create < 2; create++) {
		struct furui_store_options options = {.folder = folder,
						      .create = create};
		struct furui_error err = {0};
		struct furui_store *store;
		CHECK_INT(furui_store_open(&store, &options, &err), -1);
		CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
		CHECK(there(folder, "messages.db"));
	}
}

/* Files of other programs are left alone. */
static void test_strangers(void)
{
	static const char *const names[] = {"log.txt", "log.2024-01-02",
					    "__db.foo", "notes"};
	char *folder = fixture_folder("strangers");
	make(folder);
	CHECK(there(folder, "meta.db"));
	static const char *const own[] = {"meta.db", "tokens.db", "messages.db",
					  "dates.db"};
	for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
		char *path = furui_path_join(folder, own[i]);
		CHECK_INT(unlink(path), 0);
		free(path);
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *path = furui_path_join(folder, names[i]);
		int fd = open(path, O_WRONLY | O_CREAT, 0600);
		CHECK(fd >= 0);
		close(fd);
		free(path);
	}
	make(folder);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		unit_row(names[i]);
		CHECK(there(folder, names[i]));
	}
	unit_row("");
	free(folder);
}

/* What is not committed leaves nothing, and what was made is there. */
static void test_making(void)
{
	char *folder = fixture_folder("new");
	struct furui_store *store = fixture_open(folder);
	learn_first(store);
	CHECK(there(folder, "meta.new") && !there(folder, "meta.db"));
	furui_store_close(&store);
	CHECK(!there(folder, "meta.new") && !there(folder, "tokens.db"));

	store = fixture_open(folder);
	learn_first(store);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	CHECK(there(folder, "meta.db") && !there(folder, "meta.new"));
	/* From here on it is logged, and a change can be undone. */
	CHECK_INT(fixture_learn(store, FIRST + 1, FURUI_SPAM, NULL), 1);
	store_rollback(store);
	CHECK_INT(fixture_learn(store, FIRST + 2, FURUI_SPAM, NULL), 1);
	CHECK_INT(fixture_forget(store, 2, 0, NULL), 1);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	CHECK(there(folder, "log.0000000001"));
	CHECK_INT(store->committed.spam + store->committed.ham, FIRST);
	fixture_verify(store);
	furui_store_close(&store);
	fixture_check_modes(folder);

	char *meta = furui_path_join(folder, "meta.db");
	CHECK_INT(unlink(meta), 0);
	free(meta);
	check_torn(folder);
	char *tokens = furui_path_join(folder, "tokens.db");
	CHECK_INT(unlink(tokens), 0);
	free(tokens);
	check_torn(folder);
	free(folder);

	/* Neither is another. */
	folder = fixture_folder("no tokens");
	make(folder);
	tokens = furui_path_join(folder, "tokens.db");
	CHECK_INT(unlink(tokens), 0);
	free(tokens);
	check_torn(folder);
	CHECK(there(folder, "meta.db") && !there(folder, "tokens.db"));
	free(folder);
}

/* More than the cache holds is written before the commit, and read again. */
static void test_making_many(void)
{
	char *folder = fixture_folder("many");
	struct furui_store *store = fixture_open(folder);
	for (unsigned n = 1; n <= MANY; n++) {
		CHECK_INT(fixture_learn(store, n, FURUI_SPAM, NULL), 1);
		if (n % 3 == 0)
			CHECK_INT(
				fixture_forget(store, n / 3, FURUI_SPAM, NULL),
				1);
	}
	CHECK_INT(fixture_learn(store, MANY, FURUI_SPAM, NULL), 0);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	for (int again = 0; again < 2; again++) {
		CHECK_INT(store->committed.spam, MANY - MANY / 3);
		fixture_verify(store);
		furui_store_close(&store);
		store = fixture_open(folder);
	}
	furui_store_close(&store);
	free(folder);
}

/* With no room for a new store nothing is left of it, whether that comes out
 * at its commit or before. */
static void test_full_making(rlim_t limit, unsigned count)
{
	char *folder = fixture_folder("no room");
	struct furui_error err = {0};
	struct furui_store *store = fixture_open(folder);
	int result = 1;
	unsigned n = 0;
	fixture_limit_files(limit);
	while (result == 1 && n < count)
		result = fixture_learn(store, ++n, FURUI_SPAM, &err);
	CHECK((result == 1) == (count == FIRST));
	if (result == 1)
		CHECK_INT(furui_store_commit(store, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_SYSTEM);
	CHECK(strstr(err.text, "the disk is full") != NULL);
	/* It can only be closed. */
	CHECK_INT(fixture_learn(store, count + 1, FURUI_SPAM, &err), -1);
	CHECK_INT(furui_store_commit(store, &err), -1);
	furui_store_close(&store);
	fixture_limit_files(0);
	CHECK(!there(folder, "tokens.db") && !there(folder, "meta.db"));
	free(folder);
}

/* Bytes of the largest of its files. */
static rlim_t size_of_made(void)
{
	char *folder = fixture_folder("size");
	struct furui_store *store = fixture_open(folder);
	off_t largest = 0;
	for (unsigned n = 1; n <= FIRST; n++)
		CHECK_INT(fixture_learn(store, n, FURUI_SPAM, NULL), 1);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	furui_store_close(&store);
	for (int i = 0; i < STORE_DATABASES; i++) {
		char *path = furui_path_join(folder, store_file_names[i]);
		struct stat st = {0};
		CHECK_INT(stat(path, &st), 0);
		if (st.st_size > largest)
			largest = st.st_size;
		free(path);
	}
	free(folder);
	return (rlim_t)largest;
}

/* The last pages of one file have no room, and those of others that are written
 * behind them have. */
static void test_full_at_end(void)
{
	rlim_t size = size_of_made();
	for (rlim_t less = 1; less < 100 << 10; less += 3 << 10)
		test_full_making(size - less, FIRST);
}

int main(void)
{
	(void)signal(SIGXFSZ, SIG_IGN);
	test_making();
	test_strangers();
	test_kill_making();
	test_making_many();
	test_full_making(64 << 10, FIRST);
	test_full_making((100 << 10) + 123, MANY);
	test_full_at_end();
	return unit_end();
}
