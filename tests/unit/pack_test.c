/* The record of a message gives it back; tokens have ids of their own. */
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
#include "furui/limits.h"
#include "unit.h"

static void test_pack(struct furui_reader *reader)
{
	static const char message[] = "From: a@a.example\nSubject: 会議\n"
				      "Date: Mon, 5 Jan 2026 10:00:00 +0900\n"
				      "\n明日の会議\n";
	struct furui_buffer once = {0}, twice = {0};
	struct furui_error err;
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	CHECK_INT(features->date, 1767574800);
	furui_features_pack(features, &once);
	features = furui_unpack(reader, once.data, once.size, &err);
	CHECK(features &&
	      furui_features_have(features, FURUI_TAG_BODY, "会議"));
	furui_features_pack(features, &twice);
	CHECK(once.size == twice.size &&
	      memcmp(once.data, twice.data, once.size) == 0);
	for (size_t size = 0; size < once.size; size++)
		CHECK(!furui_unpack(reader, once.data, size, &err));
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	furui_buffer_free(&once);
	furui_buffer_free(&twice);
}

#define LONG "a-token-of-twenty-two.."

/* The same message as the stores of each version have it. */
static const struct {
	const char *row;
	char version;
	const char *plain;
	size_t size;
} packs[] = {
#define PLAIN(text) (text), sizeof(text) - 1
	/* Tag, size and text of one token behind the other. */
	{"version 1", 1, PLAIN("\5\3raw\4core\3\0\3cat\1\2ab\0\27" LONG)},
	{"version 2", 2,
	 PLAIN("\5\3raw\4core\3\0\1\0\3\2\27"
	       "catab" LONG)},
	{"version 3", 3,
	 PLAIN("\5\3raw\4core\3\0\1\0\x23\0\27"
	       "catab" LONG)},
};

/* Compressed with Zstandard or LZ4, in one block as it is. */
static void wrap(struct furui_buffer *out, char version, const char *plain,
		 size_t size)
{
	const char frame[] = {version,
			      '\x28',
			      '\xb5',
			      '\x2f',
			      '\xfd',
			      '\x20',
			      (char)size,
			      (char)(size << 3 | 1),
			      (char)(size >> 5),
			      0};
	const char block[] = {version, (char)size, '\xf0', (char)(size - 15)};
	out->size = 0;
	if (version < 3)
		furui_buffer_add(out, frame, sizeof frame);
	else
		furui_buffer_add(out, block, sizeof block);
	furui_buffer_add(out, plain, size);
}

static void test_versions(struct furui_reader *reader)
{
	struct furui_buffer record = {0};
	struct furui_error err;
	for (size_t i = 0; i < sizeof packs / sizeof *packs; i++) {
		unit_row(packs[i].row);
		wrap(&record, packs[i].version, packs[i].plain, packs[i].size);
		const struct furui_features *features =
			furui_unpack(reader, record.data, record.size, &err);
		CHECK(features && features->token_count == 3 &&
		      furui_features_have(features, FURUI_TAG_BODY, "cat") &&
		      furui_features_have(features, FURUI_TAG_SUBJ, "ab") &&
		      furui_features_have(features, FURUI_TAG_BODY, LONG));
		CHECK(features && features->date == 5 &&
		      features->core_size == 4 &&
		      memcmp(features->core, "core", 4) == 0);
		for (size_t size = 0; size < record.size; size++)
			CHECK(!furui_unpack(reader, record.data, size, &err));
		record.data[0] = 4; /* of a later furui */
		CHECK(!furui_unpack(reader, record.data, record.size, &err));
		record.data[0] = 0;
		CHECK(!furui_unpack(reader, record.data, record.size, &err));
	}
	unit_row("");
	furui_buffer_free(&record);
}

/* What is written has the form of the newest. */
static void test_newest(struct furui_reader *reader)
{
	struct furui_buffer record = {0}, again = {0};
	struct furui_error err;
	wrap(&record, 3, packs[2].plain, packs[2].size);
	const struct furui_features *features =
		furui_unpack(reader, record.data, record.size, &err);
	CHECK(features != NULL);
	if (features)
		furui_features_pack(features, &again);
	CHECK(again.data && again.size == record.size &&
	      memcmp(again.data, record.data, record.size) == 0);
	furui_buffer_free(&record);
	furui_buffer_free(&again);
}

/* Of the raw bytes, records of before keep more. */
static void test_long_raw(struct furui_reader *reader)
{
	static char raw[FURUI_LIMIT_RAW_OLD + 1];
	struct furui_buffer old = {0}, now = {0}, longer = {0};
	struct furui_features features = {
		.raw = raw, .raw_size = FURUI_LIMIT_RAW_OLD, .core = ""};
	struct furui_error err;
	for (size_t i = 0; i < sizeof raw; i++)
		raw[i] = (char)('a' + i % 23);
	furui_features_pack(&features, &old);
	features.raw_size++;
	furui_features_pack(&features, &longer);
	features.raw_size = FURUI_LIMIT_RAW;
	furui_features_pack(&features, &now);
	const struct furui_features *got =
		furui_unpack(reader, old.data, old.size, &err);
	CHECK(got && got->raw_size == FURUI_LIMIT_RAW &&
	      memcmp(got->raw, raw, FURUI_LIMIT_RAW) == 0);
	CHECK(!furui_unpack(reader, longer.data, longer.size, &err));
	CHECK_INT(furui_records_agree(reader, old.data, old.size, now.data,
				      now.size, &err),
		  1);
	CHECK_INT(furui_records_agree(reader, now.data, now.size, old.data,
				      old.size, &err),
		  0);
	furui_buffer_free(&old);
	furui_buffer_free(&now);
	furui_buffer_free(&longer);
}

static int by_value(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return (x > y) - (x < y);
}

/* No short word of one kind has the id of one of another. */
static void test_ids(void)
{
	enum {
		LETTERS = 126 - 32,
		COUNT = FURUI_TAG_COUNT * LETTERS
	};
	static uint64_t ids[COUNT];
	for (size_t size = 1; size <= 9; size++) {
		char text[] = "catalogue";
		size_t n = 0;
		for (int tag = 0; tag < FURUI_TAG_COUNT; tag++)
			for (int c = 0; c < LETTERS; c++) {
				text[0] = (char)(' ' + c);
				ids[n++] = furui_token_id((enum furui_tag)tag,
							  text, size);
			}
		qsort(ids, n, sizeof *ids, by_value);
		for (size_t i = 1; i < n; i++)
			CHECK(ids[i] != ids[i - 1]);
	}
}

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_pack(reader);
	test_versions(reader);
	test_newest(reader);
	test_long_raw(reader);
	test_ids();
	furui_reader_free(&reader);
	return unit_end();
}
