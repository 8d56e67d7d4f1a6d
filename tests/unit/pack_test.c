/* The record of a message gives it back; tokens have ids of their own. */
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
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

/* As stores have it from before version 2: tag, size and text of one token
 * behind the other. */
static void test_old_pack(struct furui_reader *reader)
{
	static const char plain[] = "\5\3raw\4core\2\0\3cat\1\2ab";
	enum {
		SIZE = sizeof plain - 1
	};
	/* A frame of Zstandard with one block as it is. */
	static const char head[] = {
		1,      '\x28', '\xb5', '\x2f',
		'\xfd', '\x20', SIZE,   (char)(SIZE << 3 | 1),
		0,      0};
	struct furui_buffer record = {0};
	struct furui_error err;
	furui_buffer_add(&record, head, sizeof head);
	furui_buffer_add(&record, plain, SIZE);
	const struct furui_features *features =
		furui_unpack(reader, record.data, record.size, &err);
	unit_row("version 1");
	CHECK(features && features->token_count == 2 &&
	      furui_features_have(features, FURUI_TAG_BODY, "cat") &&
	      furui_features_have(features, FURUI_TAG_SUBJ, "ab"));
	CHECK(features && features->date == 5 && features->core_size == 4 &&
	      memcmp(features->core, "core", 4) == 0);
	for (size_t size = 0; size < record.size; size++)
		CHECK(!furui_unpack(reader, record.data, size, &err));
	record.data[0] = 3; /* of a later furui */
	CHECK(!furui_unpack(reader, record.data, record.size, &err));
	record.data[0] = 0;
	CHECK(!furui_unpack(reader, record.data, record.size, &err));
	unit_row("");
	furui_buffer_free(&record);
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
	test_old_pack(reader);
	test_ids();
	furui_reader_free(&reader);
	return unit_end();
}
