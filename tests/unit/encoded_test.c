/* Header text: encoded.c. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "encoded.h"
#include "unit.h"

static const struct {
	const char *name, *value, *want;
	unsigned notes;
} rows[] = {
	{"plain", " hello", "hello", 0},
	{"empty", "", "", 0},
	{"blank", " \r\n\t ", "", 0},
	{"folded", " one\r\n two\n\tthree", "one two\tthree", 0},
	{"B", "=?utf-8?B?44GK55+l44KJ44Gb?=", "お知らせ", 0},
	{"lower case, other charset",
	 "=?ISO-2022-JP?b?GyRCMnE1RBsoQg==?=", "会議", 0},
	{"B without padding", "=?utf-8?B?44GK55+l?= =?utf-8?B?YQ?=", "お知a",
	 0},
	{"Q with underscores", "=?iso-8859-1?Q?caf=E9_cr=e8me?= now",
	 "café crème now", 0},
	{"Q, broken hex", "=?utf-8?Q?a=3?= b=?utf-8?Q?=ZZ=?=", "a=3 b=ZZ=", 0},
	{"adjacent words", "=?utf-8?Q?a?= =?utf-8?Q?b?=\n =?UTF-8?Q?c?=", "abc",
	 0},
	{"no blank between", "=?utf-8?Q?a?==?utf-8?Q?b?=", "ab", 0},
	{"of two charsets",
	 "=?utf-8?B?44GK?= =?iso-2022-jp?B?GyRCQ04bKEI=?=", "お知", 0},
	{"text between", "x =?utf-8?Q?a?= y =?utf-8?Q?b?= z", "x a y b z", 0},
	{"split inside a character",
	 "=?utf-8?B?44GK5w==?= =?utf-8?B?n6U=?=", "お知", 0},
	{"shift state runs on",
	 "=?iso-2022-jp?Q?=1B$B2q?= =?iso-2022-jp?Q?5D=1B(B?=", "会議", 0},
	{"inside a quoted string", "\"=?utf-8?B?6Iqx5a2Q?=\" <h@example.jp>",
	 "\"花子\" <h@example.jp>", 0},
	{"language suffix", "=?utf-8*ja?B?44GK?=", "お", 0},
	{"blanks inside Q", "=?utf-8?Q?a b?=", "a b", 0},
	{"wrong label", "=?iso-8859-1?B?j2SXdg==?=", "重要", FURUI_CHARSET_LIE},
	{"unknown label", "=?x-none?B?44GK?=", "お", FURUI_CHARSET_UNKNOWN},
	{"raw UTF-8", "お知らせ", "お知らせ", FURUI_CHARSET_MISSING},
	{"raw Shift_JIS", "[x] \x82\xa8\x92\x6d\x82\xe7\x82\xb9",
	 "[x] お知らせ", FURUI_CHARSET_MISSING},
	{"raw JIS", "\x1b$B$*CN$i$;\x1b(B", "お知らせ", FURUI_CHARSET_MISSING},
	{"raw beside encoded", "お =?utf-8?Q?a?=", "お a",
	 FURUI_CHARSET_MISSING},
	{"no end", "=?utf-8?B?44GK", "お", 0},
	{"half an end", "=?utf-8?B?44GK?", "お", 0},
	{"no end, then text", "=?utf-8?B?44GK55+l and so on", "お知 and so on",
	 0},
	{"no end in Q", "=?utf-8?Q?caf=C3=A9_noir", "café noir", 0},
	{"no end in Q, then text", "=?utf-8?Q?caf=C3=A9_noir? now",
	 "café noir now", 0},
	{"no end, then a word", "=?utf-8?B?44GK =?utf-8?B?YQ==?=", "おa", 0},
	{"no end, padded, then a word", "=?utf-8?B?YQ===?utf-8?B?44GK?=", "aお",
	 0},
	{"no end, no text", "=?utf-8?B?", "=?utf-8?B?", 0},
	{"no end, charset after charset",
	 "=?iso-2022-jp?B?GyRCMnE1RBsoQg== =?utf-8?Q?a?=", "会議a", 0},
	{"blanks in B", "=?utf-8?B?44GK 55+l?=", "お知", 0},
	{"folded inside B", "=?utf-8?B?44GK\r\n 55+l?=", "お知", 0},
	{"blanks around the marks", "=? utf-8 ? B ?44GK?=", "お", 0},
	{"two texts in B", "=?utf-8?B?YQ==44GK?=", "aお", 0},
	{"raw 8-bit in Q", "=?shift_jis?Q?\x8f\x64\x97v?=", "重要", 0},
	{"long Q with blanks and marks", "=?utf-8?Q?what? a b=3F c?= d",
	 "what? a b? c d", 0},
	{"in quotes, inside a character",
	 "\"=?utf-8?B?44GK5w==?= =?utf-8?B?n6U=?=\"", "\"お知\"", 0},
	{"language, several", "=?utf-8*ja-JP?B?44GK?= =?utf-8*en?Q?a?=", "おa",
	 0},
	{"no encoding", "=?utf-8?X?44GK?=", "=?utf-8?X?44GK?=", 0},
	{"no charset", "=??B?44GK?=", "お", FURUI_CHARSET_MISSING},
	{"only marks", "=?=?=?=", "=?=?=?=", 0},
	{"broken, then good", "=?utf-8?B =?utf-8?B?YQ==?=", "=?utf-8?B a", 0},
	{"long charset", "=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?Q?x?=",
	 "=?aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa?Q?x?=", 0},
	{"empty text",
	 "a=?utf-8?Q?"
	 "?=b",
	 "ab", 0},
};

static const struct {
	const char *name, *value, *want;
} parameters[] = {
	{"none", "text/plain; charset=utf-8", "text/plain; charset=utf-8"},
	{"a star elsewhere", "text/*; x=\"a;*b\"", "text/*; x=\"a;*b\"; "},
	{"in one piece", "attachment; filename*=utf-8''%E8%AB%8B%E6%B1%82.pdf",
	 "attachment; filename=請求.pdf; "},
	{"with a language",
	 "attachment; FileName*=\"iso-2022-jp'ja'%1B$B2q5D%1B(B\"; size=3",
	 "attachment; FileName=会議; size=3; "},
	{"in several, split inside a character",
	 "x;\r\n filename*0*=utf-8''%E8%AB%8B%E6;\r\n filename*1*=%B1%82;\r\n"
	 " filename*2=\"%E9.pdf\"",
	 "x; filename=請求%E9.pdf; "},
	{"two of them", "x; a*0=b; a*1=c; d*=utf-8''e; a*0=f",
	 "x; a=bc; d=e; a=f; "},
	{"no charset", "x; name*=%82%A8%92%6D%82%E7%82%B9",
	 "x; name=お知らせ; "},
	{"encoded-word beside",
	 "x; name=\"=?utf-8?B?44GK?=\"; filename*=utf-8''%E3%81%8A",
	 "x; name=\"お\"; filename=お; "},
	{"nothing", "x; *=y; a*=; b*", "x; *=y; a=; b*; "},
};

/* of "filename"; NULL: it has none */
static const struct {
	const char *name, *value, *want;
} file_names[] = {
	{"none", "attachment; size=3; name=x", NULL},
	{"plain", "attachment; FileName = a.pdf ; size=3", "a.pdf"},
	{"quoted", "attachment; filename=\"a \\\"b\\\";c.pdf\" ",
	 "a \"b\";c.pdf"},
	{"encoded-word",
	 "attachment;\r\n"
	 " filename=\"=?ISO-2022-JP?B?GyRCTT1MczNORyc9cRsoQi5wZGY=?=\"",
	 "予約確認書.pdf"},
	{"an encoded-word that would end the string",
	 "x; filename=\"=?utf-8?Q?a=22=3Bb.exe?=\"", "a\";b.exe"},
	{"extended", "x; filename*=utf-8''%E8%AB%8B%3B.exe", "請;.exe"},
	{"in several",
	 "x; filename*0*=utf-8''%E8%AB; size=3; filename*1*=\"%8B\";"
	 "filename*2*=%E6%B1%82",
	 "請求"},
	{"extended before plain",
	 "x; filename=\"?.pdf\"; filename*=utf-8''%E3%81%8A.pdf", "お.pdf"},
	{"the first of two", "x; filename=a; filename=b", "a"},
	{"8-bit",
	 "x; filename=\"\x90\xbf\x8b\x81\x8f\x91\x82\xcc\x8c\x8f.pdf\"",
	 "請求書の件.pdf"},
	{"nothing", "x; filename=", ""},
	{"in another order",
	 "x; filename*2=c.exe; filename*0=a; filename*1*=b; filename*1=x",
	 "abc.exe"},
	{"the charset of the first",
	 "x; filename*1*=%8F%91.exe; filename*0*=shift_jis''%90%BF%8B%81",
	 "請求書.exe"},
	{"comments", "x; (c) filename (d)= (e) a.exe (f)", NULL},
	{"a comment before and behind", "x; (c) filename= (e) a.exe (f)",
	 "a.exe"},
	{"brackets in a name", "x; filename=a(1).exe", "a(1).exe"},
	{"a NUL", "x; filename=\"=?utf-8?Q?a.pdf=00.exe?=\"", "a.pdf"},
};

static struct furui_charset *charset;

static void test_file_names(void)
{
	for (size_t i = 0; i < sizeof file_names / sizeof *file_names; i++) {
		const char *value = file_names[i].value;
		const char *want = file_names[i].want;
		struct furui_buffer out = {0};
		unit_row(file_names[i].name);
		CHECK(furui_parameter_decode(charset, value, strlen(value),
					     "filename",
					     &out) == (want != NULL));
		CHECK_TEXT(furui_buffer_terminate(&out), want ? want : "");
		for (size_t n = 0; n < strlen(value); n++) {
			char *exact = furui_xmalloc(n);
			memcpy(exact, value, n);
			out.size = 0;
			(void)furui_parameter_decode(charset, exact, n,
						     "filename", &out);
			CHECK(furui_is_utf8(out.data, out.size));
			free(exact);
		}
		furui_buffer_free(&out);
	}
}

static void test_parameters(void)
{
	for (size_t i = 0; i < sizeof parameters / sizeof *parameters; i++) {
		const char *value = parameters[i].value;
		struct furui_buffer out = {0};
		unit_row(parameters[i].name);
		(void)furui_parameters_decode(charset, value, strlen(value),
					      &out);
		CHECK_TEXT(furui_buffer_terminate(&out), parameters[i].want);
		for (size_t n = 0; n < strlen(value); n++) {
			char *exact = furui_xmalloc(n);
			memcpy(exact, value, n);
			out.size = 0;
			(void)furui_parameters_decode(charset, exact, n, &out);
			CHECK(furui_is_utf8(out.data, out.size));
			free(exact);
		}
		furui_buffer_free(&out);
	}
}

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		size_t size = strlen(rows[i].value);
		char *exact = furui_xmalloc(size);
		memcpy(exact, rows[i].value, size);
		unit_row(rows[i].name);
		CHECK_INT(furui_header_decode(charset, exact, size, &out),
			  rows[i].notes);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
		free(exact);
	}
}

/* Cut at every offset: no read beyond the end, and always UTF-8. */
static void test_cut(void)
{
	unit_row("cut");
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		for (size_t n = 0; n < strlen(rows[i].value); n++) {
			struct furui_buffer out = {0};
			char *exact = furui_xmalloc(n);
			if (n)
				memcpy(exact, rows[i].value, n);
			(void)furui_header_decode(charset, exact, n, &out);
			CHECK(furui_is_utf8(out.data, out.size));
			furui_buffer_free(&out);
			free(exact);
		}
}

/* A megabyte of what looks like encoded-words is read in linear time. */
static void test_time(void)
{
	static const char *const units[] = {
		"=?a?b?x",    "=?",     "?=",  "=?a",         "=?utf-8?q?a?= ",
		"=?utf-8?q?", "=?a?b?", "=? ", "=?a?b?YQ== ", "=?a?q?? ",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct furui_buffer value = {0}, out = {0};
		while (value.size < 1 << 20)
			furui_buffer_add_text(&value, units[i]);
		clock_t start = clock();
		(void)furui_header_decode(charset, value.data, value.size,
					  &out);
		unit_row(units[i]);
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 1);
		furui_buffer_free(&value);
		furui_buffer_free(&out);
	}
}

int main(void)
{
	charset = furui_charset_new();
	test_rows();
	test_parameters();
	test_file_names();
	test_cut();
	test_time();
	furui_charset_free(&charset);
	return unit_end();
}
