/* The model's file and what the experts see: model.c, views.c. */
#include "model_private.h"

#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/learner.h"
#include "furui/path.h"
#include "furui/verdict.h"
#include "unit.h"

#define SPAM "Subject: casino\n\nclaim your jackpot now, lucky winner\n"
#define HAM "Subject: agenda\n\nminutes of our project meeting attached\n"

static struct furui_reader *reader;
static char *path;

static const struct furui_features *features_of(const char *text)
{
	return furui_read(reader, text, strlen(text));
}

static void publish(void)
{
	struct furui_learner *learner;
	CHECK_INT(furui_learner_new(&learner, NULL), 0);
	for (int i = 0; i < 20; i++) {
		furui_learner_learn(learner, features_of(SPAM), FURUI_SPAM);
		furui_learner_learn(learner, features_of(HAM), FURUI_HAM);
	}
	CHECK_INT(furui_learner_publish(learner, unit_folder(), NULL), 0);
	furui_learner_free(&learner);
}

/* Opens and, when that is possible, judges: whatever the file holds, nothing
 * worse than a wrong verdict. */
static int try_model(struct furui_error *err)
{
	struct furui_model *model;
	struct furui_verdict verdict;
	if (furui_model_open(&model, unit_folder(), err) < 0)
		return -1;
	furui_judge(model, features_of(SPAM), &furui_default_cutoffs, &verdict);
	CHECK(!(verdict.probability < 0 || verdict.probability > 1));
	furui_model_free(&model);
	CHECK(!model);
	return 0;
}

static void test_cut(void)
{
	struct furui_error err;
	struct furui_buffer whole = {0};
	int fd = furui_open_regular(AT_FDCWD, path, &err);
	CHECK_INT(furui_buffer_read(&whole, fd, 1 << 30, &err), 0);
	close(fd);
	static const double shares[] = {0,   1e-7, 1e-6, 1e-5, 1e-4, 1e-3,
					.01, .1,   .3,   .5,   .9,   .999999};
	unit_row("cut");
	for (size_t i = 0; i < sizeof shares / sizeof *shares; i++) {
		size_t size = (size_t)(shares[i] * (double)whole.size);
		CHECK_INT(furui_replace_file(unit_folder(), FURUI_MODEL_FILE,
					     whole.data, size, &err),
			  0);
		CHECK_INT(try_model(&err), -1);
		CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
		CHECK(strstr(err.text, "furui-train refit") != NULL);
	}
	furui_buffer_add_char(&whole, 'x');
	CHECK_INT(furui_replace_file(unit_folder(), FURUI_MODEL_FILE,
				     whole.data, whole.size, &err),
		  0);
	CHECK_INT(try_model(&err), -1);
	furui_buffer_free(&whole);
}

static void change(long offset, const void *bytes, size_t size)
{
	FILE *file = fopen(path, "r+");
	CHECK(file && fseek(file, offset, SEEK_SET) == 0);
	CHECK_INT(fwrite(bytes, 1, size, file), size);
	(void)fclose(file);
}

/* The slots and weights have no checksum: that would mean to read all of the
 * file for one message. */
static void test_slots(void)
{
	struct furui_error err;
	struct furui_model *model;
	struct furui_slot full = {.id = ~0ULL, .spam = ~0U, .ham = ~0U};
	publish();
	CHECK_INT(furui_model_open(&model, unit_folder(), &err), 0);
	uint64_t capacity = model->capacity;
	furui_model_free(&model);
	const long slots = sizeof(struct furui_model_header);
	uint64_t opened = 0;
	unit_row("slots");
	for (uint64_t i = 0; i < capacity; i++) {
		change(slots + (long)(i * sizeof full), &full, sizeof full);
		opened += try_model(&err) == 0;
	}
	/* With no empty slot left a search would have no end. */
	CHECK(opened > 0 && opened < capacity);
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	publish();
	static unsigned char ones[4096];
	memset(ones, 0xff, sizeof ones);
	unit_row("weights that are no numbers");
	for (long at = 0; at < 4L << 20; at += (long)sizeof ones)
		change(slots + (long)(capacity * sizeof full) + at, ones,
		       sizeof ones);
	CHECK_INT(try_model(&err), 0);
}

/* Page faults that it takes to open the model. */
static long faults_of_opening(void)
{
	struct furui_model *model;
	struct rusage before, after;
	getrusage(RUSAGE_SELF, &before);
	CHECK_INT(furui_model_open(&model, unit_folder(), NULL), 0);
	getrusage(RUSAGE_SELF, &after);
	furui_model_free(&model);
	return after.ru_minflt - before.ru_minflt;
}

/* Read back from the disk the file lies in memory in pages as large as when it
 * was written. Where the kernel makes none, or finds no room for them, it has
 * small ones either way: so the best of a few. */
static void test_read_back(void)
{
	unit_row("read back");
	publish();
	long written = faults_of_opening(), back = written + 1;
	for (int i = 0; i < 5 && back > written; i++) {
		int fd = furui_open_regular(AT_FDCWD, path, NULL);
		CHECK_INT(fsync(fd), 0);
		CHECK_INT(posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED), 0);
		close(fd);
		(void)faults_of_opening(); /* reads */
		back = faults_of_opening();
	}
	CHECK(back <= written);
}

static void test_header(void)
{
	static const struct {
		const char *name;
		size_t offset, size;
		const char *bytes;
		enum furui_error_code want;
	} rows[] = {
		{"magic", 0, 8, "bogofilt", FURUI_ERROR_DAMAGED},
		{"an older version", 8, 4, "\1\0\0\0", FURUI_ERROR_VERSION},
		{"a newer one", 8, 4, "\xff\0\0\0", FURUI_ERROR_VERSION},
		{"size", 16, 1, "\1", FURUI_ERROR_DAMAGED},
		{"capacity", offsetof(struct furui_model_header, capacity), 8,
		 "\xff\xff\xff\xff\xff\xff\xff\xff", FURUI_ERROR_DAMAGED},
		{"totals", offsetof(struct furui_model_header, totals), 1,
		 "\x63", FURUI_ERROR_DAMAGED},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_error err = {0};
		publish();
		change((long)rows[i].offset, rows[i].bytes, rows[i].size);
		unit_row(rows[i].name);
		CHECK_INT(try_model(&err), -1);
		CHECK_INT(err.code, rows[i].want);
	}
}

/* No file, no regular file. */
static void test_kinds(void)
{
	struct furui_error err;
	unit_row("kinds");
	CHECK_INT(unlink(path), 0);
	CHECK_INT(try_model(&err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	CHECK_INT(mkfifo(path, 0600), 0);
	CHECK_INT(try_model(&err), -1);
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	CHECK_INT(unlink(path), 0);
	CHECK_INT(mkdir(path, 0700), 0);
	CHECK_INT(try_model(&err), -1);
	CHECK_INT(rmdir(path), 0);
}

/* A published model that is replaced stays valid while it is open. */
static void test_replaced(void)
{
	struct furui_model *model;
	struct furui_error err;
	publish();
	unit_row("replaced");
	CHECK_INT(furui_model_open(&model, unit_folder(), &err), 0);
	CHECK_INT(furui_replace_file(unit_folder(), FURUI_MODEL_FILE, "", 0,
				     &err),
		  0);
	CHECK_INT(furui_model_totals(model).spam, 20);
	uint64_t id = furui_token_id(FURUI_TAG_SUBJ, "casino", 6);
	CHECK_INT(furui_model_find(model, id).spam, 20);
	CHECK_INT(furui_model_find(model, id + 1).spam, 0);
	furui_model_free(&model);
}

static void test_views(void)
{
	static const struct {
		const char *name, *core, *raw, *word;
		uint32_t total[FURUI_VIEWS];
	} rows[] = {
		{"nothing", "", "", "", {0, 0, 0, 0}},
		/* abcdefg: 4 fours; 6 twos and 2 sixes; raw 2 fours */
		{"grams", "abcdefg", "vwxyz", "word", {4, 8, 2, 1}},
		{"too short", "abc", "abc", "", {0, 2, 0, 0}},
		{"each once", "abababab", "aaaaaaaa", "", {2, 4, 1, 0}},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_token token = {
			.text = rows[i].word,
			.size = (uint16_t)strlen(rows[i].word)};
		struct furui_features features = {
			.tokens = &token,
			.token_count = token.size != 0,
			.core = rows[i].core,
			.core_size = strlen(rows[i].core),
			.raw = rows[i].raw,
			.raw_size = strlen(rows[i].raw),
		};
		struct furui_buffer record = {0};
		struct furui_views views;
		unit_row(rows[i].name);
		furui_views_pack(&features, &record);
		furui_views_map(record.data, &views);
		for (int v = 0; v < FURUI_VIEWS; v++) {
			CHECK_INT(views.total[v], rows[i].total[v]);
			const uint16_t *slot = views.slots[v];
			for (int p = 0; p < FURUI_TABLE_PARTS; p++) {
				for (int k = 0; k < views.count[v][p]; k++)
					for (int j = 0; j < k; j++)
						CHECK(slot[j] != slot[k]);
				slot += views.count[v][p];
			}
		}
		furui_buffer_free(&record);
	}
}

/* The words of a message in another case are the same to the experts. */
static void test_views_case(void)
{
	struct furui_buffer lower = {0}, upper = {0};
	struct furui_token token = {.text = "casino", .size = 6};
	struct furui_features features = {.tokens = &token, .token_count = 1};
	furui_views_pack(&features, &lower);
	token.text = "CaSiNo";
	furui_views_pack(&features, &upper);
	unit_row("case");
	CHECK(lower.size == upper.size &&
	      memcmp(lower.data, upper.data, lower.size) == 0);
	token.tag = FURUI_TAG_SUBJ;
	upper.size = 0;
	furui_views_pack(&features, &upper);
	CHECK(memcmp(lower.data, upper.data, lower.size) != 0);
	furui_buffer_free(&lower);
	furui_buffer_free(&upper);
}

int main(void)
{
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	path = furui_path_join(unit_folder(), FURUI_MODEL_FILE);
	publish();
	CHECK_INT(try_model(NULL), 0);
	test_cut();
	test_slots();
	test_read_back();
	test_header();
	test_replaced();
	test_kinds();
	test_views();
	test_views_case();
	free(path);
	furui_reader_free(&reader);
	return unit_end();
}
