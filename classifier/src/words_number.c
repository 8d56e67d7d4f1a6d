/* Numbers by their shape: every digit becomes 0, so that a price, a date or a
 * telephone number is known again though its value is new each time. */
#include <string.h>

#include "words_private.h"

enum {
	SHAPE_LONGEST = 30, /* bytes, with the '#' before it */
	COMPONENTS = 6,
	TELLING = 4,  /* so many digits alone are worth a shape */
	RUN_SHOWN = 4 /* zeros for a run of digits */
};

struct shape {
	char text[SHAPE_LONGEST + 8];
	size_t size;
};

bool furui_reading_is_digit(const struct furui_reading *r, size_t at)
{
	return at < r->size && r->text[at] >= '0' && r->text[at] <= '9';
}

static size_t skip_digits(const struct furui_reading *r, size_t at, size_t most)
{
	size_t from = at;
	while (at - from < most && furui_reading_is_digit(r, at))
		at++;
	return at;
}

static void put(struct shape *shape, const char *bytes, size_t size)
{
	if (shape->size + size > SHAPE_LONGEST)
		return;
	memcpy(shape->text + shape->size, bytes, size);
	shape->size += size;
}

/* Up to four zeros; what is longer in three classes: postcodes and amounts,
 * dates and telephone numbers, tracking numbers. */
static void put_digits(struct shape *shape, size_t count)
{
	put(shape, "0000", count < RUN_SHOWN ? count : RUN_SHOWN);
	if (count > RUN_SHOWN)
		put(shape, "+++", count < 8 ? 1 : count < 12 ? 2 : 3);
}

static void give_shape(struct furui_reading *r, const struct shape *shape)
{
	r->word(r->context, FURUI_WORD_SHAPE, shape->text, shape->size);
}

/* The length of the unit at `at`, 0 when there is none; `*last` when no
 * number follows it. */
static size_t unit_at(const struct furui_reading *r, size_t at, bool *last)
{
	static const struct {
		const char *text;
		bool last;
	} units[] = {
		/* "24時間以内" is no time of day. */
		{"時間", true}, {"日間", true}, {"年間", true}, {"週間", true},
		{"分間", true}, {"歳", true},   {"年", false},  {"月", false},
		{"日", false},  {"時", false},  {"分", false},  {"秒", true},
		{"万円", true}, {"円", true},   {"億円", true}, {"万", false},
	};
	if ((unsigned char)r->text[at] < 0x80) {
		*last = true;
		return r->text[at] == '%';
	}
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		size_t size = strlen(units[i].text);
		if (r->size - at >= size &&
		    memcmp(r->text + at, units[i].text, size) == 0) {
			*last = units[i].last;
			return size;
		}
	}
	return 0;
}

/* What may stand between the digits of a number, a date or a time. */
static bool is_joint(char c)
{
	return c == ',' || (c >= '-' && c <= '/') || c == ':';
}

/* Reads a number from `at` on into the shape: digits, what parts them, units.
 * Returns how telling it is, in digits and signs. */
static size_t read_number(struct furui_reading *r, size_t at,
			  struct shape *shape)
{
	size_t telling = 0;
	for (int i = 0; i < COMPONENTS; i++) {
		size_t behind = skip_digits(r, at, SIZE_MAX);
		put_digits(shape, behind - at);
		telling += behind - at;
		at = behind;
		if (at >= r->size)
			break;
		bool last = false;
		size_t unit = is_joint(r->text[at])
				      ? furui_reading_is_digit(r, at + 1)
				      : unit_at(r, at, &last);
		if (!unit)
			break;
		put(shape, r->text + at, unit);
		telling += TELLING;
		at += unit;
		if (last || !furui_reading_is_digit(r, at))
			break;
	}
	r->shaped = at;
	return telling;
}

/* Up to three digits that are at most 255. */
static bool is_octet(const char *digits, size_t size)
{
	return size < 3 || memcmp(digits, "255", 3) <= 0;
}

/* An IPv4 address is a word. */
static bool read_address(struct furui_reading *r)
{
	size_t from = r->at, at = from;
	for (int part = 0; part < 4; part++) {
		size_t behind = skip_digits(r, at, 3);
		if (behind == at || !is_octet(r->text + at, behind - at))
			return false;
		if (part == 3 && !furui_reading_is_digit(r, behind)) {
			furui_reading_give(r, FURUI_WORD_NUMBER, from, behind);
			r->at = behind;
			return true;
		}
		if (behind >= r->size || r->text[behind] != '.')
			return false;
		at = behind + 1;
	}
	return false;
}

void furui_reading_digits(struct furui_reading *r)
{
	if (read_address(r))
		return;
	if (r->at >= r->shaped) {
		struct shape shape = {"#", 1};
		if (read_number(r, r->at, &shape) >= TELLING)
			give_shape(r, &shape);
	}
	r->at = skip_digits(r, r->at, SIZE_MAX);
}

void furui_reading_signed(struct furui_reading *r, size_t length)
{
	struct shape shape = {"#", 1};
	if (!furui_reading_is_digit(r, r->at + length))
		return;
	put(&shape, r->text + r->at, length);
	(void)read_number(r, r->at + length, &shape);
	give_shape(r, &shape);
}

void furui_reading_money(struct furui_reading *r)
{
	size_t from = r->at, at = skip_digits(r, from + 1, SIZE_MAX);
	furui_reading_signed(r, 1);
	r->at = from + 1;
	if (at == from + 1)
		return;
	if (at < r->size && r->text[at] == '.' &&
	    furui_reading_is_digit(r, at + 1))
		at = skip_digits(r, at + 1, SIZE_MAX);
	furui_reading_give(r, FURUI_WORD_NUMBER, from, at);
	r->at = at;
}

void furui_reading_code(struct furui_reading *r, size_t from, size_t to)
{
	struct shape shape = {"#", 1};
	for (size_t at = from; at < to;) {
		size_t behind = skip_digits(r, at, to - at);
		if (behind > at) {
			put_digits(&shape, behind - at);
			at = behind;
			continue;
		}
		bool is_letter = (r->text[at] | 0x20) >= 'a' &&
				 (r->text[at] | 0x20) <= 'z';
		put(&shape, is_letter ? "A" : r->text + at, 1);
		for (at++; is_letter && at < to &&
			   (r->text[at] | 0x20) >= 'a' &&
			   (r->text[at] | 0x20) <= 'z';)
			at++;
	}
	give_shape(r, &shape);
}
