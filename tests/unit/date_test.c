/* Dates: date.c, and that it reads what GMime reads. */
#include <inttypes.h>
#include <stdio.h>

#include "date.h"
#include "message.h"
#include "unit.h"

/* time -1: not in RFC 5322's form. */
static const struct {
	const char *text;
	int64_t time;
} rows[] = {
	{" Thu, 1 Jan 1970 00:00:00 +0000", 0},
	{"Tue, 24 Nov 2026 20:05:09 +0900 (JST)", 1795518309},
	{"tue,24 NOV 2026  20:05 -0330\r\n", 1795563300},
	{"29 Feb 2000 12:00:00 -0000", 951825600},
	{"Sun, 29 Feb 2100 12:00:00 +0000", -1},
	{"Fri, 31 Apr 2026 12:00:00 +0000", -1},
	{"Fri, 0 May 2026 12:00:00 +0000", -1},
	{"31 Dec 9999 23:59:59 +2359", 253402214459},
	{"Tue 24 Nov 2026 20:05:09 +0900", -1},
	{"Tues, 24 Nov 2026 20:05:09 +0900", -1},
	{"24 November 2026 20:05:09 +0900", -1},
	{"24 Nov 26 20:05:09 +0900", -1},
	{"24 Nov 1969 20:05:09 +0900", -1},
	{"24 Nov 02026 20:05:09 +0900", -1},
	{"24 Nov 2026 24:05:09 +0900", -1},
	{"24 Nov 2026 20:60:09 +0900", -1},
	{"24 Nov 2026 20:05:60 +0900", -1},
	{"24 Nov 2026 20:05:09 JST", -1},
	{"24 Nov 2026 20:05:09 0900", -1},
	{"24 Nov 2026 20:05:09 +09000", -1},
	{"24 Nov 2026 20:05:09 +0960", -1},
	{"24 Nov 2026 20:05:09 +2400", -1},
	{"24 Nov 2026 20:05:09 +0900JST", -1},
	{"24 Nov 2026 20:05:09", -1},
	{"24 Nov 2026 20", -1},
	{"24 Nov", -1},
	{"Tue", -1},
	{"", -1},
};

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		int64_t time = -1;
		unit_row(rows[i].text);
		CHECK_INT(furui_date_read(rows[i].text, &time),
			  rows[i].time >= 0);
		CHECK_INT(time, rows[i].time);
	}
}

/* Without the comma GMime reads it. */
static void test_same_as_gmime(void)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec"};
	unsigned random = 1;
	unit_row(NULL);
	for (int i = 0; i < 3000; i++) {
		char rest[80], ours[96], other[96];
		int64_t time;
		random = random * 1103515245 + 12345;
		unsigned a = random >> 8;
		(void)snprintf(rest, sizeof rest,
			       "%u %s %u %02u:%02u:%02u %c%02u%02u",
			       a % 29 + (a % 29 == 0), months[a % 12],
			       1970 + a % 400, a % 24, a % 60, a / 7 % 60,
			       a & 64 ? '+' : '-', a % 14, a % 4 * 15);
		(void)snprintf(ours, sizeof ours, "Mon, %s", rest);
		(void)snprintf(other, sizeof other, "Mon %s", rest);
		/* No such leap day: both refuse it, each in its own way. */
		if (!furui_date_read(ours, &time))
			continue;
		CHECK(!furui_date_read(other, &time));
		CHECK_INT(furui_message_date(ours), furui_message_date(other));
	}
}

int main(void)
{
	test_rows();
	test_same_as_gmime();
	return unit_end();
}
