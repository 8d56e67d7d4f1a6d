/* Fields and the limits before the parsers: field.c, scan.c. */
#include "scan.h"

#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "furui/limits.h"
#include "unit.h"

/* Fields as "name=value|…"; '?' for a line that is none. */
static void test_fields(void)
{
	static const struct {
		const char *name, *header, *want;
		size_t left; /* behind the header */
	} rows[] = {
		{"empty", "", "", 0},
		{"no header", "\nbody", "", 4},
		{"one", "A: b\n\nbody", "A= b\n|", 4},
		{"CR LF", "A: b\r\nC: d\r\n\r\nbody", "A= b\r\n|C= d\r\n|", 4},
		{"folded", "A: b\n c\n\td\nE:f\n\n", "A= b\n c\n\td\n|E=f\n|",
		 0},
		{"blank before the colon", "A \t: b\n\n", "A= b\n|", 0},
		{"a blank in the name", "From bob Mon 10:00\nA: b\n\n",
		 "?|A= b\n|", 0},
		{"no colon", "hello\nA: b\n\n", "?|A= b\n|", 0},
		{"colon only in a folded line", "hello\n a:b\n\n", "?|", 0},
		{"no name", ": b\n\n", "= b\n|", 0},
		{"begins folded", " a: b\nC: d\n\n", "?|C= d\n|", 0},
		{"no end", "A: b\nC: d", "A= b\n|C= d|", 0},
		{"CR alone ends no line", "A: b\rC: d\n\n", "A= b\rC: d\n|", 0},
		{"a line of blanks goes on", "A: b\n \n\nbody", "A= b\n \n|",
		 4},
		{"colons in the value", "A:b:c\n\n", "A=b:c\n|", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *cursor = rows[i].header;
		const char *end = cursor + strlen(cursor);
		struct furui_field field;
		struct furui_buffer got = {0};
		unit_row(rows[i].name);
		while (furui_field_next(&cursor, end, &field)) {
			if (field.value == field.start) {
				furui_buffer_add_text(&got, "?|");
				continue;
			}
			furui_buffer_add(&got, field.name, field.name_size);
			furui_buffer_add_char(&got, '=');
			furui_buffer_add(&got, field.value, field.value_size);
			furui_buffer_add_char(&got, '|');
		}
		CHECK_TEXT(furui_buffer_terminate(&got), rows[i].want);
		CHECK_INT(end - cursor, rows[i].left);
		furui_buffer_free(&got);
	}
}

static void test_from_line(void)
{
	static const struct {
		const char *bytes;
		size_t want;
	} rows[] = {
		{"From bob Mon\nA: b\n", 13},
		{"From bob\r\nA: b\n", 10},
		{"From ", 5},
		{"From", 0},
		{"from bob\n", 0},
		{">From bob\n", 0},
		{"From: bob\n", 0},
		{"From : bob\n", 0},
		{"From   : bob\n", 0},
		{"", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].bytes);
		CHECK_INT(furui_from_line(rows[i].bytes, strlen(rows[i].bytes)),
			  rows[i].want);
	}
}

/* A message is `before`, `unit` so many times, `behind`. */
struct attack {
	const char *name, *before, *unit, *behind;
	int times;
	unsigned notes;
};

#define DIGITS "0123456789012345678901234567890123456789012345678901234567890"
#define LONG_FIELD "A: " DIGITS DIGITS DIGITS DIGITS DIGITS "\n"

static const struct attack attacks[] = {
	{"a plain message", "A: b\n\n", "hello\n", "bye", 1000, 0},
	{"a long field", "A: b\nSubject: ", "x", "\nC: d\n\nbody", 8000, 0},
	{"too long", "A: b\nSubject: ", "x", "\nC: d\n\nbody", 9000,
	 FURUI_SCAN_FIELD},
	{"From a:a:a", "From: ", "a:", "\nSubject: x\n\nbody", 50000,
	 FURUI_SCAN_FIELD},
	{"folded", "From:", " a:a:a:a:\n", "Subject: x\n\nbody", 10000,
	 FURUI_SCAN_FIELD},
	{"spelt otherwise", "rEPLY-tO \t: ", "a:", "\n\nbody", 50000,
	 FURUI_SCAN_FIELD},
	{"with CR", "From: ", "a:\r", "\n\nbody", 40000, FURUI_SCAN_FIELD},
	{"behind an mbox line", "From a Mon\nFrom: ", "a:", "\n\nbody", 50000,
	 FURUI_SCAN_FIELD},
	{"in a part", "A: b\n\n--b\nContent-Type: message/rfc822\n\nFrom: ",
	 "a:", "\n\nbody", 50000, FURUI_SCAN_FIELD},
	{"folded in a part", "A: b\n\n--b\n\nCc:", " a:a:\n", "D: e\n\nbody",
	 20000, FURUI_SCAN_FIELD},
	{"a long line that is no address", "A: b\n\nx: ", "y", "\nz", 50000, 0},
	{"many fields", "", "A: b\n", "\nbody", 1001, FURUI_SCAN_HEADERS},
	{"as many as may be", "", "A: b\n", "\nbody", 1000, 0},
	{"long header", "", LONG_FIELD, "\nbody", 999, FURUI_SCAN_HEADERS},
	{"long header of a part", "A: b\n\n--b\n", LONG_FIELD, "\nbody", 999,
	 FURUI_SCAN_HEADERS},
	{"long fields that no header holds together", "A: b\n\n",
	 LONG_FIELD LONG_FIELD "\n", "body", 500, 0},
	{"many fields in a part", "A: b\n\n--b\n", "C: d\n", "\nbody", 1500,
	 FURUI_SCAN_HEADERS},
	{"many fields in a short part", "A: b\n\n--b\n", "c:\n", "\nbody", 1001,
	 FURUI_SCAN_HEADERS},
	{"as many as may be in one", "A: b\n\n--b\n", "c:\n", "\nbody", 1000,
	 0},
	{"many parts", "A: b\n\n", "--b\n", "body", 2001, FURUI_SCAN_PARTS},
	{"many parts in a short body", "A: b\n\n", "--\n", "body", 2001,
	 FURUI_SCAN_PARTS},
	{"signatures are none", "A: b\n\n", "-- \n", "body", 3000, 0},
	{"nor beside parts", "Content-Type: a/b; boundary=\"c d\"\n\n", "-- \n",
	 "body", 3000, 0},
	{"a boundary begins with a blank",
	 "Content-Type: a/b;\n\tBoundary=\" 1\"\n\n", "-- 1\n", "body", 2001,
	 FURUI_SCAN_PARTS},
	{"behind a comment", "content-type: a/b; boundary=()\" \"\n\n", "-- \n",
	 "body", 2001, FURUI_SCAN_PARTS},
	{"in pieces", "Content-Type: a/b; boundary*0=\" \"\n\n", "-- \n",
	 "body", 2001, FURUI_SCAN_PARTS},
	{"in a part", "A: b\n\n--b\nContent-Type: a/b; boundary= \" \"\n\n",
	 "-- \n", "body", 2001, FURUI_SCAN_PARTS},
	{"many types", "A: b\n\n", "Content-Type: x\n\n", "body", 1001,
	 FURUI_SCAN_PARTS},
	{"too long a message", "A: b\n\n", "0123456789012345678901234567890\n",
	 "body", 1 << 17, FURUI_SCAN_MESSAGE},
};

static void test_scan(void)
{
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++) {
		const struct attack *a = &attacks[i];
		struct furui_buffer message = {0}, out = {0}, tails = {0};
		size_t rest = 0;
		furui_buffer_add_text(&message, a->before);
		for (int k = 0; k < a->times; k++)
			furui_buffer_add_text(&message, a->unit);
		furui_buffer_add_text(&message, a->behind);
		unit_row(a->name);
		CHECK_INT(furui_scan(message.data, message.size, &out, &tails,
				     &rest),
			  a->notes);
		/* Nothing is lost: it is parsed, or a tail, or the rest. */
		CHECK(rest <= message.size);
		CHECK_INT(out.size + tails.size - (tails.size ? 1 : 0), rest);
		CHECK_INT(tails.size != 0, (a->notes & FURUI_SCAN_FIELD) != 0);
		if (a->notes & FURUI_SCAN_FIELD) {
			size_t size = strlen(a->behind);
			CHECK(out.size < FURUI_LIMIT_FIELD + 200);
			/* What follows the field is still parsed. */
			CHECK(out.size > size &&
			      memcmp(out.data + out.size - size, a->behind,
				     size) == 0);
		}
		if (!a->notes)
			CHECK(out.size == message.size &&
			      memcmp(out.data, message.data, out.size) == 0);
		furui_buffer_free(&message);
		furui_buffer_free(&out);
		furui_buffer_free(&tails);
	}
}

/* A message may be full of fields that are each short enough: what GMime would
 * make of them all is limited too, and nothing of them is lost. */
static void test_items(void)
{
	static const struct {
		const char *name, *field;
		int times;
		unsigned notes;
	} rows[] = {
		{"addresses", "\nTo: a,a,a,a,a,a,a,a,a,a,a\n", 1001,
		 FURUI_SCAN_FIELD},
		{"as many as may be", "\nTo: a,a,a,a,a,a,a,a,a,a,a\n", 1000, 0},
		{"groups", "\nCc: a:a:a:a:a:a:a:a:a:a:a\n", 1001,
		 FURUI_SCAN_FIELD},
		{"in angles", "\nFrom: <><><><><><><><><><>\n", 1001,
		 FURUI_SCAN_FIELD},
		{"parameters", "\nContent-Disposition: a;;;;;;;;;;\n", 1001,
		 FURUI_SCAN_FIELD},
		{"other fields", "\nX-To: a,a,a,a,a,a,a,a,a,a,a\n", 2000, 0},
		{"short fields", "\na:\na:\na:\na:\na:\na:\na:\na:\n", 6251,
		 FURUI_SCAN_HEADERS},
		{"as many of them as may be",
		 "\na:\na:\na:\na:\na:\na:\na:\na:\n", 6250, 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer message = {0}, out = {0}, tails = {0};
		size_t rest = 0;
		furui_buffer_add_text(&message, "A: b\n");
		for (int k = 0; k < rows[i].times; k++)
			furui_buffer_add_text(&message, rows[i].field);
		unit_row(rows[i].name);
		CHECK_INT(furui_scan(message.data, message.size, &out, &tails,
				     &rest),
			  rows[i].notes);
		/* One line end is added behind the field that is cut. */
		CHECK_INT(out.size + tails.size - (tails.size ? 1 : 0), rest);
		CHECK_INT(rest != message.size,
			  rows[i].notes == FURUI_SCAN_HEADERS);
		furui_buffer_free(&message);
		furui_buffer_free(&out);
		furui_buffer_free(&tails);
	}
}

/* Where the header has taken up all but a few of them, a short body has no
 * more than these. */
static void test_items_spent(void)
{
	struct furui_buffer message = {0}, out = {0}, tails = {0};
	size_t rest = 0;
	unit_row("items spent");
	for (int field = 0; field < 2; field++) {
		furui_buffer_add_text(&message, field ? "\nCc: " : "To: ");
		for (int i = 0; i < 4999; i++)
			furui_buffer_add_char(&message, ',');
	}
	furui_buffer_add_text(&message, "\n\nFrom: a,b\n");
	CHECK_INT(furui_scan(message.data, message.size, &out, &tails, &rest),
		  0);
	furui_buffer_add_text(&message, "From: a,b,c\n");
	CHECK_INT(furui_scan(message.data, message.size, &out, &tails, &rest),
		  FURUI_SCAN_FIELD);
	furui_buffer_free(&message);
	furui_buffer_free(&out);
	furui_buffer_free(&tails);
}

/* A field cut just where a folded line ends must not end the header: what
 * stands below it would be text. */
static void test_cut_at_fold(void)
{
	struct furui_buffer message = {0}, out = {0}, tails = {0};
	size_t rest = 0;
	unit_row("cut at a fold");
	furui_buffer_add_text(&message, "Subject:");
	while (message.size < (size_t)2 * FURUI_LIMIT_FIELD)
		furui_buffer_add_text(&message, " 234567\n");
	furui_buffer_add_text(&message, "From: a\n\nbody");
	CHECK_INT(furui_scan(message.data, message.size, &out, &tails, &rest),
		  FURUI_SCAN_FIELD);
	CHECK_INT(out.size + tails.size, rest);
	CHECK_INT(out.size - FURUI_LIMIT_FIELD, strlen("From: a\n\nbody"));
	CHECK(strcmp(furui_buffer_terminate(&out) + FURUI_LIMIT_FIELD,
		     "From: a\n\nbody") == 0);
	furui_buffer_free(&message);
	furui_buffer_free(&out);
	furui_buffer_free(&tails);
}

int main(void)
{
	test_fields();
	test_from_line();
	test_scan();
	test_items();
	test_items_spent();
	test_cut_at_fold();
	return unit_end();
}
