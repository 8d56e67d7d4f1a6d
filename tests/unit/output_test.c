/* output: what is printed, byte for byte. */
#include <string.h>

#include "output.h"
#include "unit.h"

static const struct furui_result spam = {
	.name = "a",
	.verdict = {FURUI_CLASS_SPAM, 0.9998124, 8.5812345678, 5},
};

static void test_fields(void)
{
	struct furui_buffer out = {0};
	furui_put_fields(&spam, true, "\r\n", &out);
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "X-Furui: Spam; probability=0.999812; reasons=5; "
		   "version=" FURUI_VERSION "\r\n"
		   "X-Bogosity: Spam, tests=bogofilter, spamicity=0.999812, "
		   "version=1.2.5\r\n");
	out.size = 0;
	furui_put_fields(&spam, false, "\n", &out);
	CHECK(strstr(furui_buffer_terminate(&out), "X-Bogosity") == NULL);
	out.size = 0;
	struct furui_result trouble = {.error = "no-model"};
	furui_put_fields(&trouble, true, "\n", &out);
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "X-Furui: Unsure; error=no-model\n");
	furui_buffer_free(&out);
}

static const struct {
	const char *name;
	struct furui_options options;
	struct furui_verdict verdict;
	const char *want;
} line_rows[] = {
	{"-t", {.terse = 1}, {FURUI_CLASS_SPAM, 1, 40, 3}, "S 1.000000\n"},
	{"-t ham", {.terse = 1}, {FURUI_CLASS_HAM, 0, -40, 3}, "H 0.000000\n"},
	{"-T", {.fixed = 1}, {FURUI_CLASS_SPAM, 1, 40, 3}, "S 1\n"},
	{"-T ham", {.fixed = 1}, {FURUI_CLASS_HAM, 0, -40, 3}, "H 0\n"},
	{"-T unsure",
	 {.fixed = 1},
	 {FURUI_CLASS_UNSURE, 0.52, 0.08, 0},
	 "U 0.52\n"},
	{"-TT",
	 {.fixed = 2},
	 {FURUI_CLASS_HAM, 0, -40, 3},
	 "0.0000000000000000\n"},
	{"-TTT",
	 {.fixed = 3},
	 {FURUI_CLASS_SPAM, 1, 123.4567891, 3},
	 "123.456789\n"},
	{"-T over -v -t",
	 {.fixed = 1, .terse = 1, .verbose = 1},
	 {FURUI_CLASS_SPAM, 1, 40, 3},
	 "S 1\n"},
	{"-v",
	 {.verbose = 1},
	 {FURUI_CLASS_UNSURE, 0.52, 0.08, 0},
	 "X-Furui: Unsure; probability=0.520000; reasons=0; "
	 "version=" FURUI_VERSION "\n"},
	{"nothing asked", {0}, {FURUI_CLASS_SPAM, 1, 40, 3}, ""},
	{"-p -v",
	 {.pass = true, .verbose = 1},
	 {FURUI_CLASS_SPAM, 1, 40, 3},
	 ""},
};

static void test_lines(void)
{
	for (size_t i = 0; i < sizeof line_rows / sizeof *line_rows; i++) {
		unit_row(line_rows[i].name);
		struct furui_result result = {.verdict = line_rows[i].verdict};
		struct furui_buffer out = {0};
		furui_put_result(&line_rows[i].options, &result, &out);
		CHECK_TEXT(furui_buffer_terminate(&out), line_rows[i].want);
		furui_buffer_free(&out);
	}
}

static void test_bulk(void)
{
	unit_row("bulk");
	struct furui_buffer out = {0};
	struct furui_options options = {0};
	furui_put_result(&options, &spam, &out);
	CHECK(strncmp(furui_buffer_terminate(&out), "a X-Furui: Spam; ", 17) ==
	      0);
	out.size = 0;
	options.quiet = true;
	furui_put_result(&options, &spam, &out);
	CHECK_INT(out.size, 0);
	options.fixed = 1;
	furui_put_result(&options, &spam, &out);
	CHECK_TEXT(furui_buffer_terminate(&out), "a S 0.999812\n");
	furui_buffer_free(&out);
}

static void test_json(void)
{
	static const struct {
		const char *name, *want;
	} rows[] = {
		{"plain", "\"plain\""},
		{"a\"b\\c\n\t\x7f", "\"a\\\"b\\\\c\\u000a\\u0009\\u007f\""},
		{"受信箱", "\"受信箱\""},
		{"\xe5\x8f", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
		{"\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\""},
		{"\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
		{"\xf0\x9f\x8e\x81", "\"\xf0\x9f\x8e\x81\""},
		{"\xf4\x90\x80\x80",
		 "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\""},
	};
	struct furui_buffer out = {0}, want = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].want);
		struct furui_result result = spam;
		result.name = rows[i].name;
		out.size = want.size = 0;
		furui_put_json(&result, &out);
		furui_buffer_printf(&want,
				    "{\"file\":%s,\"verdict\":\"Spam\","
				    "\"probability\":0.9998124,"
				    "\"log_odds\":8.581235,\"reasons\":5,"
				    "\"error\":null}\n",
				    rows[i].want);
		CHECK_TEXT(furui_buffer_terminate(&out),
			   furui_buffer_terminate(&want));
	}
	unit_row("error");
	out.size = 0;
	struct furui_result trouble = {.error = "no-model"};
	furui_put_json(&trouble, &out);
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "{\"file\":null,\"verdict\":\"Unsure\","
		   "\"probability\":null,\"log_odds\":null,\"reasons\":0,"
		   "\"error\":\"no-model\"}\n");
	furui_buffer_free(&out);
	furui_buffer_free(&want);
}

int main(void)
{
	test_fields();
	test_lines();
	test_bulk();
	test_json();
	return unit_end();
}
