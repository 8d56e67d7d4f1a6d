/* Which message is it: identity.c. */
#include "furui/identity.h"

#include <string.h>

#include "furui/limits.h"
#include "unit.h"

static void test_foreign(void)
{
	static const struct {
		const char *name;
		bool want;
	} rows[] = {
		{"X-Furui", true},        {"x-furui", true},
		{"X-FURUI \t", true},     {"X-Furui-Other", false},
		{"X-Bogosity", true},     {"X-Spam", true},
		{"X-Spam-Status", true},  {"X-SPAM-LEVEL", true},
		{"X-Spammer", false},     {"X-DSPAM-Result", true},
		{"Status", true},         {"X-Status", true},
		{"X-Mozilla-Keys", true}, {"X-UID", true},
		{"Content-Length", true}, {"Content-Type", false},
		{"Subject", false},       {"Statuses", false},
		{"X-Stat", false},        {"", false},
		{"Lines", true},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		CHECK_INT(furui_is_foreign_field(rows[i].name,
						 strlen(rows[i].name)),
			  rows[i].want);
	}
}

static void test_strip(void)
{
	static const struct {
		const char *name, *message, *kept;
	} rows[] = {
		{"nothing to strip", "A: b\n\nX-Spam: c\n", NULL},
		{"first, middle, last",
		 "X-Spam: a\nA: b\nStatus: RO\nC: d\nX-UID: 1\n\nbody",
		 "A: b\nC: d\n\nbody"},
		{"folded", "X-Spam-Report: a\n b\n\tc: d\nA: b\n\nx",
		 "A: b\n\nx"},
		{"case and blanks", "x-FURUI \t: a\nA: b\n\nx", "A: b\n\nx"},
		{"CR LF", "X-Spam: a\r\n b\r\nA: b\r\n\r\nx", "A: b\r\n\r\nx"},
		{"only in its own header",
		 "A: b\n\n--p\nX-Spam: c\n\nX-Spam: d\n", NULL},
		{"no other header at all", "X-Spam: a\n\nx", "\nx"},
		{"no end", "A: b\nX-Spam: c", "A: b\n"},
		{"empty", "", ""},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].name);
		furui_strip(rows[i].message, strlen(rows[i].message), true,
			    &out);
		CHECK_TEXT(furui_buffer_terminate(&out),
			   rows[i].kept ? rows[i].kept : rows[i].message);
		furui_buffer_free(&out);
	}
	static const char mbox[] = "From a Mon\nX-Spam: b\nC: d\n\nx";
	struct furui_buffer out = {0};
	unit_row("From_ line");
	furui_strip(mbox, sizeof mbox - 1, true, &out);
	CHECK_TEXT(furui_buffer_terminate(&out), "From a Mon\nC: d\n\nx");
	out.size = 0;
	furui_strip(mbox, sizeof mbox - 1, false, &out);
	CHECK_TEXT(furui_buffer_terminate(&out), "C: d\n\nx");
	furui_buffer_free(&out);
}

#define MESSAGE "From: a@example.jp\nSubject: x\n\nbody\nmore\n"

static void test_digest(void)
{
	static const struct {
		const char *name, *message;
		bool same;
	} rows[] = {
		{"itself", MESSAGE, true},
		{"CR LF",
		 "From: a@example.jp\r\nSubject: x\r\n\r\nbody\r\n"
		 "more\r\n",
		 true},
		{"mixed line ends",
		 "From: a@example.jp\r\nSubject: x\n\r\n"
		 "body\nmore",
		 true},
		{"From_ line", "From a@example.jp Mon Jan  1\n" MESSAGE, true},
		{"verdicts", "X-Furui: Spam\nx-spam-REPORT : a\n b\n" MESSAGE,
		 true},
		{"in the middle",
		 "From: a@example.jp\nX-Bogosity: Spam\n"
		 "X-Mozilla-Status: 0001\nSubject: x\n\n"
		 "body\nmore\n",
		 true},
		{"state",
		 "Status: RO\nX-Mozilla-Status: 0009\nX-UID: 7\n" MESSAGE,
		 true},
		{"no line end", "From: a@example.jp\nSubject: x\n\nbody\nmore",
		 true},
		{"more line ends", MESSAGE "\n\r\n\n", true},
		{"another body",
		 "From: a@example.jp\nSubject: x\n\nbody\n"
		 "less\n",
		 false},
		{"another subject",
		 "From: a@example.jp\nSubject: y\n\nbody\n"
		 "more\n",
		 false},
		{"a field more", "X-Mailer: z\n" MESSAGE, false},
		{"a verdict in the body", MESSAGE "X-Spam: Yes\n", false},
		{"a CR alone counts",
		 "From: a@example.jp\nSubject: x\n\nbody\r"
		 "more\n",
		 false},
		{"blanks count",
		 "From: a@example.jp\nSubject: x\n\nbody \n"
		 "more\n",
		 false},
		{"empty", "", false},
	};
	struct furui_digest want, got;
	furui_digest(MESSAGE, sizeof MESSAGE - 1, &want);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		furui_digest(rows[i].message, strlen(rows[i].message), &got);
		CHECK_INT(memcmp(&got, &want, sizeof got) == 0, rows[i].same);
	}
}

/* Of a message longer than the limit, too, what does not count does not. */
static void test_long(void)
{
	struct furui_buffer plain = {0}, other = {0};
	furui_buffer_add_text(&plain, "A: b\n\n");
	furui_buffer_add_text(&other, "Status: RO\r\nA: b\r\n\r\n");
	for (int i = 0; plain.size < FURUI_LIMIT_MESSAGE + 1000; i++) {
		furui_buffer_printf(&plain, "%d\n", i);
		furui_buffer_printf(&other, "%d\r\n", i);
	}
	struct furui_digest a, b;
	unit_row("long");
	furui_digest(plain.data, plain.size, &a);
	furui_digest(other.data, other.size, &b);
	CHECK(memcmp(&a, &b, sizeof a) == 0);
	plain.data[FURUI_LIMIT_MESSAGE - 1] ^= 1;
	furui_digest(plain.data, plain.size, &b);
	CHECK(memcmp(&a, &b, sizeof a) != 0);
	furui_buffer_free(&plain);
	furui_buffer_free(&other);
}

static void test_text(void)
{
	static const char *const wrong[] = {
		"",
		"0123456789abcdef0123456789abcde",
		"0123456789abcdef0123456789abcdef0",
		"0123456789ABCDEF0123456789abcdef",
		"0123456789abcdeg0123456789abcdef",
		" 123456789abcdef0123456789abcdef",
	};
	static const char right[] = "0123456789abcdeffedcba9876543210";
	struct furui_digest digest;
	char text[33];
	unit_row("text");
	CHECK_INT(furui_digest_parse(right, 32, &digest), 0);
	CHECK_INT(digest.bytes[0], 0x01);
	CHECK_INT(digest.bytes[15], 0x10);
	furui_digest_print(&digest, text);
	CHECK_TEXT(text, right);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		CHECK_INT(
			furui_digest_parse(wrong[i], strlen(wrong[i]), &digest),
			-1);
	/* SHA-256 of "a: b": the value is kept in stores. */
	furui_digest("a: b\n", 5, &digest);
	furui_digest_print(&digest, text);
	CHECK_TEXT(text, "75cd1899337ffbc9341398f7456f1027");
}

int main(void)
{
	test_foreign();
	test_strip();
	test_digest();
	test_long();
	test_text();
	return unit_end();
}
