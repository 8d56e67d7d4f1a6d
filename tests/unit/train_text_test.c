/* furui-train: text for dumps, JSON and terminals; the bar; digests. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "digests.h"
#include "progress.h"
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

static void test_forms(void)
{
	struct furui_buffer out = {0};
	text_add_json(&out, "a\"b\\c\n\x01月\xff");
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "\"a\\\"b\\\\c\\u000a\\u0001月\xef\xbf\xbd\"");
	out.size = 0;
	text_add_shown(&out, "迷惑\x1b[2J\n\xff\xc2\x9b");
	CHECK_TEXT(furui_buffer_terminate(&out), "迷惑?[2J???");
	furui_buffer_free(&out);
	CHECK_TEXT(text_number(0), "0");
	CHECK_TEXT(text_number(999), "999");
	CHECK_TEXT(text_number(1000), "1,000");
	CHECK_TEXT(text_number(UINT64_MAX), "18,446,744,073,709,551,615");
}

static void test_bar(void)
{
	static const struct {
		int columns;
		double seconds;
		const char *name;
		uint64_t messages, done, all;
		const char *want;
	} rows[] = {
		{80, 10, "Junk", 500, 25, 100,
		 "spam Junk                     [#####---------------]  25% "
		 "500 "
		 "50/s ETA 0:30"},
		/* Eight kanji take sixteen columns; all is 79 wide. */
		{80, 10, "迷惑メール月火水", 12345, 100, 100,
		 "spam 迷惑メール月火水       [####################] 100% "
		 "12,345 1,234/s ETA 0:00"},
		{60, 10, "迷惑メール", 500, 25, 100,
		 "spam 迷惑メー [#####---------------]  25% 500 50/s ETA 0:30"},
		{40, 10, "Junk", 500, 25, 100, "spam   25% 500 50/s ETA 0:30"},
		{20, 0.5, "Junk", 5, 0, 0, "spam    0% 5 10/s"},
		{80, 10000, "a\x1b", 5, 1, 2,
		 "spam a?                       [##########----------]  50% 5 "
		 "0/s ETA 2:46:40"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].want);
		progress_format(&out, rows[i].columns, rows[i].seconds, "spam",
				rows[i].name, rows[i].messages, rows[i].done,
				rows[i].all);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
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
	test_forms();
	test_bar();
	test_digests();
	return unit_end();
}
