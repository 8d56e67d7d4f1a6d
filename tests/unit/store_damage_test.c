/* What the store says when something is missing, and what it makes of records
 * of an older furui. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/features.h"
#include "furui/path.h"
#include "store_fixture.h"
#include "store_private.h"
#include "unit.h"

static struct furui_error err;

static int pass_message(void *context, const struct furui_record *record,
			struct furui_error *error)
{
	(void)context, (void)record, (void)error;
	return 0;
}

static int pass_token(void *context, const char *key, size_t size,
		      struct furui_counts counts, int64_t day,
		      struct furui_error *error)
{
	(void)context, (void)key, (void)size, (void)counts, (void)day;
	(void)error;
	return 0;
}

/* Pages that stand where others should pass the library's checks: what is
 * missing is missed. */
static void test_missing(void)
{
	char *folder = fixture_folder("missing");
	struct furui_store *store = fixture_open(folder);
	for (uint32_t n = 1; n <= 3; n++)
		CHECK_INT(fixture_learn(store, n, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	store->state.tokens++;
	CHECK_INT(furui_store_each_token(store, pass_token, NULL, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	CHECK(strstr(err.text, "tokens are missing") != NULL);
	store->state.tokens--;
	CHECK_INT(furui_store_each_token(store, pass_token, NULL, &err), 0);
	store->state.spam++;
	CHECK_INT(furui_store_each_message(store, pass_message, NULL, &err),
		  -1);
	CHECK(strstr(err.text, "messages are missing") != NULL);
	CHECK_INT(furui_store_publish(store, &err), -1);
	CHECK(strstr(err.text, "dates are missing") != NULL);
	store->state.spam--;
	CHECK_INT(furui_store_publish(store, &err), 0);
	furui_store_close(&store);
	free(folder);
}

/* A message read as before, whose record an older furui made: what is known of
 * it stays, and its record becomes one of today's. */
static void test_pack_of_old(void)
{
	static const char old[] = "\2\x28\xb5\x2f\xfd\x20\x09\x49\0\0"
				  "\5\0\0\1\0\3"
				  "cat";
	char *folder = fixture_folder("old record");
	struct furui_store *store = fixture_open(folder);
	const struct furui_token token = {
		.id = furui_token_id(FURUI_TAG_BODY, "cat", 3),
		.text = "cat",
		.size = 3,
		.tag = FURUI_TAG_BODY,
	};
	const struct furui_features features = {.tokens = &token,
						.token_count = 1,
						.core = "",
						.raw = "",
						.date = 5};
	struct furui_record record = {
		.digest = {{1}},
		.label = FURUI_SPAM,
		.learned = 7,
		.reader = 1,
		.packed = old,
		.packed_size = sizeof old - 1,
	};
	struct furui_buffer packed = {0};
	furui_features_pack(&features, &packed);
	CHECK_INT(furui_store_learn(store, &record, &features, &err), 1);
	record.learned = 9;
	record.reader = FURUI_READER_VERSION;
	record.packed = packed.data;
	record.packed_size = packed.size;
	CHECK_INT(furui_store_relearn(store, &record, &features, &err), 0);
	struct furui_record found;
	CHECK_INT(furui_store_find(store, &record.digest, &found, &err), 1);
	CHECK_INT(found.learned, 7);
	CHECK_INT(found.reader, FURUI_READER_VERSION);
	CHECK(found.packed_size == packed.size &&
	      memcmp(found.packed, packed.data, packed.size) == 0);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_buffer_free(&packed);
	furui_store_close(&store);
	free(folder);
}

/* A page of zeros, where a search for the first date comes: it went on for
 * ever. */
static void test_empty_page(void)
{
	static const char zeros[4096];
	char *folder = fixture_folder("empty page");
	struct furui_store *store = fixture_open(folder);
	for (uint32_t n = 1; n <= 400; n++)
		CHECK_INT(fixture_learn(store, n, FURUI_SPAM, &err), 1);
	CHECK_INT(furui_store_commit(store, &err), 0);
	furui_store_close(&store);
	struct furui_store_summary summary;
	store = fixture_open(folder);
	CHECK_INT(furui_store_summary(store, &summary, &err), 0);
	furui_store_close(&store);
	char *path = furui_path_join(folder, "dates.db");
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	CHECK_INT(pwrite(fd, zeros, sizeof zeros, 2 * sizeof zeros),
		  sizeof zeros);
	(void)close(fd);
	store = fixture_open(folder);
	CHECK_INT(furui_store_summary(store, &summary, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	CHECK_INT(furui_store_rewind(store, &err), -1);
	CHECK_INT(fixture_learn(store, 401, FURUI_SPAM, &err), -1);
	furui_store_close(&store);
	free(path);
	free(folder);
}

int main(void)
{
	test_empty_page();
	test_missing();
	test_pack_of_old();
	return unit_end();
}
