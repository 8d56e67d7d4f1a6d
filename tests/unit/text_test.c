/* base: text for people and for JSON, the progress bar, languages. */
#include <locale.h>
#include <math.h>
#include <string.h>

#include "furui/language.h"
#include "furui/progress.h"
#include "furui/text.h"
#include "unit.h"

static void test_characters(void)
{
	static const struct {
		const char *text;
		size_t size;
	} rows[] = {
		{"", 0},
		{"a", 1},
		{"\xc3\xa9", 2},
		{"\xe6\x9c\x88", 3},
		{"\xf0\x9f\x98\x80", 4},
		{"\xe6\x9c", 0},         /* cut */
		{"\xc0\x80", 0},         /* overlong */
		{"\xe0\x80\x80", 0},     /* overlong */
		{"\xed\xa0\x80", 0},     /* half of a surrogate pair */
		{"\xf4\x90\x80\x80", 0}, /* beyond U+10FFFF */
		{"\x80", 0},
		{"\xff", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		CHECK_INT(furui_text_character(rows[i].text,
					       strlen(rows[i].text)),
			  rows[i].size);
	}
	unit_row(NULL);
}

static void test_forms(void)
{
	struct furui_buffer out = {0};
	furui_json_add_string(&out, "a\"b\\c\n\x01月\xff");
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "\"a\\\"b\\\\c\\u000a\\u0001月\xef\xbf\xbd\"");
	out.size = 0;
	furui_json_add_string(&out, NULL);
	furui_json_add_number(&out, 0.1);
	furui_json_add_number(&out, -12345);
	furui_json_add_number(&out, NAN);
	furui_json_add_number(&out, -INFINITY);
	CHECK_TEXT(furui_buffer_terminate(&out), "null0.1-12345nullnull");
	out.size = 0;
	furui_text_add_shown(&out, "迷惑\x1b[2J\n\xff\xc2\x9b");
	CHECK_TEXT(furui_buffer_terminate(&out), "迷惑?[2J???");
	out.size = 0;
	/* Bidi controls and line separators; the dash and the ellipsis, their
	 * neighbours, stay. */
	furui_text_add_shown(
		&out, "a\u202eb\u2066c\u2069\u202c\u200f\u061c\u2028d–…😀");
	CHECK_TEXT(furui_buffer_terminate(&out), "a?b?c?????d–…😀");
	furui_buffer_free(&out);
	CHECK_TEXT(furui_text_number(0), "0");
	CHECK_TEXT(furui_text_number(999), "999");
	CHECK_TEXT(furui_text_number(1000), "1,000");
	CHECK_TEXT(furui_text_number(UINT64_MAX), "18,446,744,073,709,551,615");
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
		{60, 10, NULL, 500, 25, 100,
		 "spam [#####---------------]  25% 500 50/s ETA 0:30"},
		{80, 10000, "a\x1b", 5, 1, 2,
		 "spam a?                       [##########----------]  50% 5 "
		 "0/s ETA 2:46:40"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].want);
		furui_progress_format(&out, rows[i].columns, rows[i].seconds,
				      "spam", rows[i].name, rows[i].messages,
				      rows[i].done, rows[i].all);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
	}
	unit_row("");
}

static void test_language(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"", "none"},
		{"12345 !?", "none"},
		{"See you on Monday", "Latin"},
		{"ご注文ありがとうございます example.jp", "ja"},
		{"Hello (^o^)ノ and a long line of English", "Latin"},
		{"您的订单已发货", "zh"},
		{"주문이 완료되었습니다", "ko"},
		{"Ваш заказ отправлен", "Cyrillic"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_TEXT(
			furui_text_language(rows[i].text, strlen(rows[i].text)),
			rows[i].want);
}

int main(void)
{
	(void)setlocale(LC_ALL, "C.UTF-8");
	test_characters();
	test_forms();
	test_bar();
	test_language();
	return unit_end();
}
