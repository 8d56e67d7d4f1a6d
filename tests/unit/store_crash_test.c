/* store: killed at any moment, and with no room left on the disk. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
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

enum {
	ROUNDS = 30, /* or $FURUI_KILL_ROUNDS */
	MESSAGES = 40,
};

static unsigned random_below(unsigned limit)
{
	static uint32_t state = 12345;
	state = state * 1664525 + 1013904223;
	return (state >> 8) % limit;
}

/* Changes the store for ever and tells of each commit. */
_Noreturn static void change(const char *folder, unsigned seed, int told)
{
	while (seed--)
		(void)random_below(2);
	struct furui_store *store = fixture_open(folder);
	for (;;) {
		/* The first tells that the store is open. */
		uint64_t generation = store->committed.generation;
		if (write(told, &generation, sizeof generation) < 0)
			_exit(3);
		for (unsigned i = random_below(8); i; i--) {
			unsigned n = random_below(MESSAGES);
			enum furui_label label =
				random_below(2) ? FURUI_SPAM : FURUI_HAM;
			if ((random_below(3) ? fixture_learn : fixture_forget)(
				    store, n, label, NULL) < 0)
				_exit(1);
		}
		if (furui_store_commit(store, NULL) < 0)
			_exit(2);
	}
}

static void test_kill(void)
{
	const char *wanted = getenv("FURUI_KILL_ROUNDS");
	unsigned rounds = wanted ? (unsigned)strtoul(wanted, NULL, 10) : ROUNDS;
	char *folder = fixture_folder("kill");
	uint64_t kept = 0;
	for (unsigned round = 0; round < rounds; round++) {
		int told[2];
		CHECK_INT(pipe(told), 0);
		pid_t child = fork();
		if (child == 0)
			change(folder, round * 7, told[1]);
		close(told[1]);
		uint64_t generation = kept;
		/* One round of four may end while the store is being opened. */
		if (round % 4)
			CHECK_INT(read(told[0], &generation, sizeof generation),
				  sizeof generation);
		struct timespec pause = {0};
		pause.tv_nsec = (long)random_below(60) * 1000000;
		(void)nanosleep(&pause, NULL);
		CHECK_INT(kill(child, SIGKILL), 0);
		int status = 0;
		CHECK_INT(waitpid(child, &status, 0), child);
		CHECK(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		uint64_t last = generation;
		while (read(told[0], &generation, sizeof generation) ==
		       sizeof generation)
			last = generation;
		close(told[0]);
		struct furui_store *store = fixture_open(folder);
		/* Every commit that was told of is there; one more may be. */
		kept = store->committed.generation;
		CHECK(kept == last || kept == last + 1);
		fixture_verify(store);
		furui_store_close(&store);
	}
	CHECK(kept > 0);
	printf("%u rounds, %llu commits\n", rounds, (unsigned long long)kept);
	free(folder);
}

/* A file that cannot grow stands for a full disk: the library's writes fail
 * in the same places. */
static void test_full(void)
{
	static const struct {
		const char *name;
		rlim_t limit;
	} rows[] = {
		{"log", 300 << 10},
		{"first log file", 900 << 10},
		{"a page of a database", 1500 << 10},
		{"opening", 1 << 10},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		char *folder = fixture_folder(rows[i].name);
		struct furui_error err = {0};
		struct furui_store *store = fixture_open(folder);
		if (rows[i].limit < 2048) {
			CHECK_INT(furui_store_commit(store, &err), 0);
			furui_store_close(&store);
		}
		fixture_limit_files(rows[i].limit);
		struct furui_store_options options = {.folder = folder};
		int result =
			store ? 0 : furui_store_open(&store, &options, &err);
		unsigned learned = 0;
		uint64_t committed = 0;
		while (result >= 0 && learned < 20000) {
			committed = store->committed.spam;
			result = fixture_learn(store, learned++, FURUI_SPAM,
					       &err);
			if (result >= 0 && learned % 50 == 0)
				result = furui_store_commit(store, &err);
		}
		CHECK_INT(result, -1);
		CHECK_INT(err.code, FURUI_ERROR_SYSTEM);
		CHECK(strstr(err.text, "the disk is full") != NULL);
		furui_store_close(&store);
		fixture_limit_files(0);
		store = fixture_open(folder);
		unit_row(rows[i].name);
		CHECK_INT(store->committed.spam, committed);
		fixture_verify(store);
		fixture_check_modes(folder);
		furui_store_close(&store);
		free(folder);
	}
	unit_row("");
}

/* What a full disk with small blocks can leave at the end of a file. */
static void test_half_page(void)
{
	static const char *const names[] = {"meta.db", "tokens.db",
					    "messages.db", "dates.db"};
	char *folder = fixture_folder("half page");
	struct furui_store *store = fixture_open(folder);
	CHECK_INT(fixture_learn(store, 1, FURUI_SPAM, NULL), 1);
	CHECK_INT(furui_store_commit(store, NULL), 0);
	furui_store_close(&store);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		unit_row(names[i]);
		char *path = furui_path_join(folder, names[i]);
		int fd = open(path, O_WRONLY | O_APPEND);
		CHECK_INT(write(fd, "half", 4), 4);
		close(fd);
		free(path);
		store = fixture_open(folder);
		fixture_verify(store);
		CHECK_INT(store->committed.spam, 1);
		furui_store_close(&store);
	}
	unit_row("");
	free(folder);
}

int main(void)
{
	(void)signal(SIGXFSZ, SIG_IGN);
	test_half_page();
	test_kill();
	test_full();
	return unit_end();
}
