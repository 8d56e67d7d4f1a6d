/* Pairs of characters, words and names of fields: find.h, field.h. */
#include "furui/find.h"

#include <stdlib.h>
#include <string.h>

#include "field.h"
#include "unit.h"

/* The same, as it is said. */
static const char *find_plainly(const char *p, const char *end,
				const char *pair)
{
	for (; end - p >= 2; p++)
		if (p[0] == pair[0] && p[1] == pair[1])
			return p;
	return NULL;
}

/* In memory that ends where the bytes do, so that a sanitizer sees more. */
static void test_pair(void)
{
	enum {
		LONGEST = 70
	};
	static const char *const fillings[] = {"-", "=", "?", "=a", "?="};
	for (size_t f = 0; f < sizeof fillings / sizeof *fillings; f++) {
		const char *filling = fillings[f];
		unit_row(filling);
		for (size_t size = 0; size <= LONGEST; size++) {
			char *text = malloc(size ? size : 1);
			for (size_t i = 0; i < size; i++)
				text[i] = filling[i % strlen(filling)];
			for (size_t at = 0; at <= size; at++) {
				if (at + 2 <= size) {
					text[at] = '=';
					text[at + 1] = '?';
				}
				for (size_t from = 0; from <= size; from++)
					CHECK(furui_find_pair(text + from,
							      text + size,
							      "=?") ==
					      find_plainly(text + from,
							   text + size, "=?"));
				for (size_t i = 0; i < size; i++)
					text[i] = filling[i % strlen(filling)];
			}
			free(text);
		}
	}
	unit_row(NULL);
}

static void test_among(void)
{
	CHECK(furui_is_among('x', "x"));
	CHECK(furui_is_among('c', "abc"));
	CHECK(!furui_is_among('d', "abc"));
	CHECK(!furui_is_among('\0', "abc"));
	CHECK(!furui_is_among('a', ""));
}

static void test_word(void)
{
	static const struct {
		const char *text;
		int want; /* -1: none */
	} rows[] = {
		{"", -1},
		{"\n", -1},
		{"\nF", -1},
		{"\nFrom", -1},
		{"\nFrom ", 0},
		{"\n\nFrom ", 1},
		{"x\nFron \nFrom ", 7},
		{"\nFrom: a\nFrom: b\nFrom c\nFrom d", 16},
		{"a long text, \nFro m \nFrom: and so on", -1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = strlen(rows[i].text);
		char *text = malloc(size ? size : 1);
		for (size_t k = 0; k < size; k++)
			text[k] = rows[i].text[k];
		unit_row(rows[i].text);
		const char *at = furui_find_word(text, text + size, "\nFrom ");
		CHECK_INT(at ? at - text : -1, rows[i].want);
		free(text);
	}
	unit_row(NULL);
}

static void test_field_is(void)
{
	static const struct {
		const char *line, *name;
		bool want;
	} rows[] = {
		{"To: a\n", "to", true},
		{"tO: a\n", "to", true},
		{"TO \t: a\n", "to", true},
		{"T: a\n", "to", false},
		{"T : a\n", "to", false},
		{"Too: a\n", "to", false},
		{"Subject: a\n", "subject", true},
		{"SUBJECT: a\n", "subject", true},
		{"Subjec: a\n", "subject", false},
		{"Subjects: a\n", "subject", false},
		{"Sabject: a\n", "subject", false},
		{"Subjecu: a\n", "subject", false},
		{"content-type: a\n", "content-type", true},
		{"content\rtype: a\n", "content-type", false},
		{"no field\n", "no", false},
		{"X-A: a\n", "x-a", true},
		{"X\rA: a\n", "x-a", false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t size = strlen(rows[i].line);
		char *line = memcpy(malloc(size), rows[i].line, size);
		const char *cursor = line;
		struct furui_field field;
		unit_row(rows[i].line);
		CHECK(furui_field_next(&cursor, line + size, &field));
		CHECK_INT(furui_field_is(&field, rows[i].name), rows[i].want);
		free(line);
	}
	unit_row(NULL);
}

int main(void)
{
	test_pair();
	test_among();
	test_word();
	test_field_is();
	return unit_end();
}
