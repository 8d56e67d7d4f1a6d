/* furui-train: text for dumps, JSON and terminals; the bar; digests. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "digests.h"
#include "text.h"
#include "unit.h"

static void test_escape(void)
{
	static const struct {
		const char *bytes;
		size_t size; /* 0: strlen */
		const char *want;
	} rows[] = {
		{"", 0, ""},
		{"plain 月曜日 😀", 0, "plain 月曜日 😀"},
		{"a\nb\tc\rd\\e", 0, "a\\nb\\tc\\rd\\\\e"},
		{"\0\x1b\x7f", 3, "\\x00\\x1b\\x7f"},
		{"\xe6\x9c\x88\xe6\x9c", 0, "月\\xe6\\x9c"},
		{"\xff\xc0\x80", 0, "\\xff\\xc0\\x80"},
		{"\xed\xa0\x80", 0, "\\xed\\xa0\\x80"}, /* a surrogate */
		{"\xf4\x90\x80\x80", 0, "\\xf4\\x90\\x80\\x80"},
		{"\xe0\x80\x80", 0, "\\xe0\\x80\\x80"}, /* overlong */
		{"\\x41", 0, "\\\\x41"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].want);
		size_t size =
			rows[i].size ? rows[i].size : strlen(rows[i].bytes);
		struct furui_buffer out = {0};
		struct furui_buffer back = {0};
		text_add_escaped(&out, rows[i].bytes, size);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		CHECK_INT(text_unescape(&back, out.data, out.size), 0);
		CHECK_INT(back.size, size);
		CHECK(size == 0 || memcmp(back.data, rows[i].bytes, size) == 0);
		furui_buffer_free(&out);
		furui_buffer_free(&back);
	}
	static const char *const bad[] = {"\\",   "a\\",   "\\q",  "\\x",
					  "\\x4", "\\x4g", "\\xAB"};
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct furui_buffer back = {0};
		unit_row(bad[i]);
		CHECK_INT(text_unescape(&back, bad[i], strlen(bad[i])), -1);
		furui_buffer_free(&back);
	}
	unit_row("");
}

static void test_digests(void)
{
	struct digests set = {0};
	struct furui_digest digest = {{0}};
	CHECK(!digests_mark(&set, &digest));
	CHECK(!digests_is_marked(&set, &digest));
	for (unsigned i = 0; i < 5000; i++) {
		/* Alike in front: they collide. */
		memcpy(&digest.bytes[10], &i, sizeof i);
		CHECK(digests_add(&set, &digest));
		CHECK(!digests_add(&set, &digest));
		if (i % 3 == 0)
			CHECK(digests_mark(&set, &digest));
	}
	CHECK_INT(set.count, 5000);
	for (unsigned i = 0; i < 5000; i++) {
		memcpy(&digest.bytes[10], &i, sizeof i);
		CHECK(digests_is_marked(&set, &digest) == (i % 3 == 0));
	}
	digests_free(&set);
}

int main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	test_escape();
	test_digests();
	return unit_end();
}
