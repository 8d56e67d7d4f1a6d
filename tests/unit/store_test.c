/* store: learning, moving, forgetting, commits, and what must survive. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "furui/path.h"
#include "store_fixture.h"
#include "store_private.h"
#include "unit.h"

static struct furui_error err;

static void test_absent(void)
{
	char *folder = fixture_folder("absent");
	struct furui_store *store;
	struct furui_store_options options = {.folder = folder};
	CHECK_INT(furui_store_open(&store, &options, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	CHECK(strstr(err.text, "nothing was learned yet") != NULL);
	CHECK(store == NULL && access(folder, F_OK) < 0);
	free(folder);
}

/* What a store says after each step. */
enum step {
	LEARN,
	FORGET,
	COMMIT,
	REOPEN
};
static const struct {
	const char *name;
	enum step step;
	unsigned message;
	enum furui_label label;
	int result;
	unsigned spam, ham;
} steps[] = {
	{"new", LEARN, 1, FURUI_SPAM, 1, 1, 0},
	{"again", LEARN, 1, FURUI_SPAM, 0, 1, 0},
	{"other", LEARN, 2, FURUI_HAM, 1, 1, 1},
	{"commit", COMMIT, 0, FURUI_HAM, 0, 1, 1},
	{"nothing to commit", COMMIT, 0, FURUI_HAM, 0, 1, 1},
	{"move", LEARN, 1, FURUI_HAM, 1, 0, 2},
	{"move back", LEARN, 1, FURUI_SPAM, 1, 1, 1},
	{"move, new transaction", COMMIT, 0, FURUI_HAM, 0, 1, 1},
	{"move committed", LEARN, 2, FURUI_SPAM, 1, 2, 0},
	{"not committed", REOPEN, 0, FURUI_HAM, 0, 1, 1},
	{"forget as the other", FORGET, 1, FURUI_HAM, 0, 1, 1},
	{"forget unknown", FORGET, 9, FURUI_HAM, 0, 1, 1},
	{"forget", FORGET, 1, FURUI_SPAM, 1, 0, 1},
	{"forget again", FORGET, 1, FURUI_SPAM, 0, 0, 1},
	{"forget last", FORGET, 2, FURUI_HAM, 1, 0, 0},
	{"commit none", COMMIT, 0, FURUI_HAM, 0, 0, 0},
	{"reopen none", REOPEN, 0, FURUI_HAM, 0, 0, 0},
};

static void test_learn(void)
{
	char *folder = fixture_folder("learn");
	struct furui_store *store = fixture_open(folder);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		unit_row(steps[i].name);
		int result = 0;
		if (steps[i].step == LEARN)
			result = fixture_learn(store, steps[i].message,
					       steps[i].label, &err);
		else if (steps[i].step == FORGET)
			result = fixture_forget(store, steps[i].message,
						steps[i].label, &err);
		else if (steps[i].step == COMMIT)
			result = furui_store_commit(store, &err);
		else {
			furui_store_close(&store);
			store = fixture_open(folder);
		}
		CHECK_INT(result, steps[i].result);
		struct furui_store_summary sum;
		CHECK_INT(furui_store_summary(store, &sum, &err), 0);
		CHECK_INT(sum.messages.spam, steps[i].spam);
		CHECK_INT(sum.messages.ham, steps[i].ham);
		fixture_verify(store);
	}
	unit_row("");
	furui_store_close(&store);
	free(folder);
}

static void test_find(void)
{
	char *folder = fixture_folder("find");
	struct furui_store *store = fixture_open(folder);
	CHECK_INT(fixture_learn(store, 7, FURUI_SPAM, &err), 1);
	struct furui_digest digest;
	struct furui_record record;
	fixture_digest(8, &digest);
	CHECK_INT(furui_store_find(store, &digest, &record, &err), 0);
	fixture_digest(7, &digest);
	for (int committed = 0; committed < 2; committed++) {
		CHECK_INT(furui_store_find(store, &digest, &record, &err), 1);
		CHECK_INT(record.label, FURUI_SPAM);
		CHECK_INT(record.date, fixture_date(7));
		CHECK_INT(record.learned, FIXTURE_NOW);
		CHECK_TEXT(record.source, "inbox:7");
		CHECK(record.packed_size > 0);
		CHECK_INT(furui_store_commit(store, &err), 0);
	}
	furui_store_close(&store);
	free(folder);
}

static void test_walk(void)
{
	char *folder = fixture_folder("walk");
	struct furui_store *store = fixture_open(folder);
	struct furui_record record;
	CHECK_INT(furui_store_next(store, &record, &err), 0);
	for (unsigned i = 0; i < 100; i++)
		CHECK_INT(fixture_learn(store, i, FURUI_HAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	for (int pass = 0; pass < 3; pass++) {
		int64_t last = -1;
		unsigned met = 0;
		CHECK_INT(furui_store_rewind(store, &err), 0);
		while (furui_store_next(store, &record, &err) > 0 &&
		       ++met != (pass == 1 ? 50 : 1000)) {
			CHECK(record.date >= last);
			last = record.date;
		}
		CHECK_INT(met, pass == 1 ? 50 : 100);
	}
	struct furui_store_summary sum;
	CHECK_INT(furui_store_summary(store, &sum, &err), 0);
	CHECK_INT(sum.first_date, fixture_date(1)); /* 0 has no date */
	CHECK_INT(sum.last_date, fixture_date(99));
	CHECK_INT(sum.last_learned, FIXTURE_NOW);
	furui_store_close(&store);
	free(folder);
}

static int day_of_word(void *context, const char *key, size_t size,
		       struct furui_counts counts, int64_t day,
		       struct furui_error *e)
{
	(void)e;
	int64_t *found = context;
	if (size == strlen(FIXTURE_WORD) &&
	    memcmp(key, FIXTURE_WORD, size) == 0) {
		found[0] = day;
		found[1] = counts.spam;
	}
	return 0;
}

static void test_days(void)
{
	char *folder = fixture_folder("days");
	struct furui_store *store = fixture_open(folder);
	int64_t found[2] = {0};
	for (unsigned i = 1; i < 4; i++)
		CHECK_INT(fixture_learn(store, i, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_each_token(store, day_of_word, found, &err), 0);
	CHECK_INT(found[0], fixture_date(3) / 86400);
	CHECK_INT(found[1], 3);
	struct furui_counts counts = {.spam = 3};
	CHECK_INT(furui_store_see_token(store, FIXTURE_WORD,
					strlen(FIXTURE_WORD), counts, 42, &err),
		  0);
	CHECK_INT(furui_store_commit(store, &err), 0);
	CHECK_INT(furui_store_each_token(store, day_of_word, found, &err), 0);
	CHECK_INT(found[0], 42);
	counts.ham = 1;
	CHECK_INT(furui_store_see_token(store, FIXTURE_WORD,
					strlen(FIXTURE_WORD), counts, 43, &err),
		  -1);
	CHECK_INT(err.code, FURUI_ERROR_INPUT);
	furui_store_close(&store);
	free(folder);
}

/* More tokens than are collected before they are written, in one go. */
static void test_many(void)
{
	char *folder = fixture_folder("many");
	struct furui_store *store = fixture_open(folder);
	for (unsigned i = 0; i < 5 * STORE_DELTAS / 4 / FIXTURE_OWN_WORDS; i++)
		if (fixture_learn(store, i, FURUI_HAM, &err) != 1)
			CHECK_TEXT(err.text, "");
	CHECK(store->table.used < STORE_DELTAS);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	store = fixture_open(folder);
	fixture_verify(store);
	furui_store_close(&store);
	free(folder);
}

static void test_version(void)
{
	char *folder = fixture_folder("version");
	struct furui_store *store = fixture_open(folder);
	DBT key = store_dbt("version", 7);
	DBT value = store_dbt("\x63\0\0", 4);
	CHECK_INT(store_begin(store, &err), 0);
	CHECK_INT(store_put(store, STORE_META, &key, &value, &err), 0);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	struct furui_store_options options = {.folder = folder};
	for (int create = 0; create < 2; create++) {
		options.create = create;
		CHECK_INT(furui_store_open(&store, &options, &err), -1);
		CHECK_INT(err.code, FURUI_ERROR_VERSION);
		CHECK(strstr(err.text, "version 99") != NULL);
		CHECK(strstr(err.text, "furui-train load FILE") != NULL);
	}
	free(folder);
}

/* A store that did not note who read its messages: they count as read by an
 * older furui until they are learned anew. */
static void test_older(void)
{
	char *folder = fixture_folder("older");
	struct furui_store *store = fixture_open(folder);
	for (uint32_t n = 1; n <= 3; n++)
		CHECK_INT(fixture_learn(store, n, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	unsigned char state[STORE_STATE_SIZE];
	store_state_encode(&store->state, state);
	DBT key = store_dbt("version", 7);
	DBT value = store_dbt("\1\0\0", 4);
	CHECK_INT(store_begin(store, &err), 0);
	CHECK_INT(store_put(store, STORE_META, &key, &value, &err), 0);
	key = store_dbt("state", 5);
	value = store_dbt(state, STORE_STATE_SIZE_OLD);
	CHECK_INT(store_put(store, STORE_META, &key, &value, &err), 0);
	CHECK_INT(store->txn->commit(store->txn, DB_TXN_SYNC), 0);
	store->txn = NULL;
	store->changing = false;
	furui_store_close(&store);

	struct furui_store_summary summary;
	for (int time = 0; time < 2; time++) {
		store = fixture_open(folder);
		CHECK_INT(furui_store_summary(store, &summary, &err), 0);
		CHECK_INT(summary.messages.spam, 3 + time);
		CHECK_INT(summary.older, 3);
		CHECK_INT(fixture_learn(store, 4, FURUI_SPAM, &err), !time);
		CHECK_INT(furui_store_commit(store, &err), 0);
		furui_store_close(&store);
	}
	free(folder);
}

static void test_old_record(void)
{
	static const unsigned char old[] = "\1\1\5\0\0\0\0\0\0\0"
					   "\6\0\0\0\0\0\0\0there\0packed";
	struct furui_record record;
	struct furui_buffer again = {0};
	CHECK_INT(store_record_decode(old, sizeof old - 1, &record), 0);
	CHECK_INT(record.label, FURUI_SPAM);
	CHECK_INT(record.date, 5);
	CHECK_INT(record.learned, 6);
	CHECK_INT(record.reader, 0);
	CHECK(strcmp(record.source, "there") == 0);
	CHECK_INT(record.packed_size, 6);
	record.reader = 0x1234;
	store_record_encode(&record, &again);
	CHECK_INT(store_record_decode(again.data, again.size, &record), 0);
	CHECK_INT(record.reader, 0x1234);
	CHECK_INT(record.learned, 6);
	CHECK_INT(record.packed_size, 6);
	furui_buffer_free(&again);
}

static void test_unsafe(void)
{
	char *folder = fixture_folder("unsafe");
	struct furui_store *store = fixture_open(folder);
	CHECK_INT(fixture_learn(store, 1, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	struct furui_store_options options = {.folder = folder};
	CHECK_INT(chmod(folder, 0777), 0);
	CHECK_INT(furui_store_open(&store, &options, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_UNSAFE);
	CHECK_INT(chmod(folder, 0700), 0);
	char *lock = furui_path_join(folder, "lock");
	CHECK_INT(unlink(lock), 0);
	CHECK_INT(symlink("elsewhere", lock), 0);
	CHECK_INT(furui_store_open(&store, &options, &err), -1);
	free(lock);
	free(folder);
}

static void test_read_only(void)
{
	char *folder = fixture_folder("read-only");
	struct furui_store *store = fixture_open(folder);
	CHECK_INT(fixture_learn(store, 1, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	struct furui_store_options options = {.folder = folder,
					      .read_only = true};
	CHECK_INT(furui_store_open(&store, &options, &err), 0);
	fixture_verify(store);
	CHECK_INT(fixture_learn(store, 2, FURUI_SPAM, &err), -1);
	CHECK_INT(fixture_forget(store, 1, FURUI_SPAM, &err), -1);
	CHECK(strstr(err.text, "for reading only") != NULL);
	furui_store_close(&store);
	free(folder);
}

static void tell(void *context)
{
	CHECK_INT(write(*(int *)context, "w", 1), 1);
}

/* A second user waits until the first is done, and says so once. */
static void wait_for(const char *name, bool new)
{
	unit_row(name);
	char *folder = fixture_folder(name);
	struct furui_store *store = fixture_open(folder);
	if (!new)
		CHECK_INT(furui_store_commit(store, &err), 0);
	int told[2];
	CHECK_INT(pipe(told), 0);
	pid_t child = fork();
	if (child == 0) {
		close(store->lock); /* only the parent holds it */
		struct furui_store *mine;
		struct furui_store_options options = {
			.folder = folder, .waiting = tell, .context = &told[1]};
		int failed = furui_store_open(&mine, &options, NULL) < 0 ||
			     fixture_learn(mine, 5, FURUI_HAM, NULL) != 0;
		furui_store_close(&mine);
		_exit(failed);
	}
	char byte = 0;
	CHECK_INT(read(told[0], &byte, 1), 1);
	CHECK_INT(byte, 'w');
	CHECK_INT(fixture_learn(store, 5, FURUI_HAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	int status = -1;
	CHECK_INT(waitpid(child, &status, 0), child);
	CHECK_INT(status, 0);
	free(folder);
	unit_row("");
}

static void test_waiting(void)
{
	wait_for("waiting", false);
	wait_for("waiting for a new one", true);
}

int main(void)
{
	test_absent();
	test_learn();
	test_find();
	test_walk();
	test_days();
	test_many();
	test_version();
	test_older();
	test_old_record();
	test_unsafe();
	test_read_only();
	test_waiting();
	return unit_end();
}
