/* Reads RFC 5322's dates. */
#include "date.h"

#include <string.h>

#include "furui/ascii.h"

static const char *skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/* At least `least` digits and at most `most`; NULL when others are there. */
static const char *read_number(const char *p, int least, int most, int *value)
{
	int count = 0;
	for (*value = 0; *p >= '0' && *p <= '9' && count < most; count++)
		*value = *value * 10 + (*p++ - '0');
	return count < least || (*p >= '0' && *p <= '9') ? NULL : p;
}

/* A name of three letters: which of them, from 0 on. */
static const char *read_name(const char *p, const char *names, int *index)
{
	*index = furui_ascii_name(p, names);
	return *index < 0 ? NULL : p + 3;
}

/* Behind at least one blank. */
static const char *behind_blank(const char *p)
{
	return p && (*p == ' ' || *p == '\t') ? skip_blanks(p) : NULL;
}

/* Days from 1970 to the first of the month; months count from 0, years begin
 * in March so that the leap day is their last. */
static int64_t days_before(int year, int month)
{
	int y = month < 2 ? year - 1 : year;
	int m = (month + 10) % 12;
	int64_t leap = y / 4 - y / 100 + y / 400;
	return 365 * (int64_t)y + leap + (153 * m + 2) / 5 - 719468;
}

static const char *read_day(const char *p, int64_t *days)
{
	static const char weekdays[] = "sunmontuewedthufrisat";
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	int weekday, day, month, year;
	const char *behind = read_name(p, weekdays, &weekday);
	if (behind) {
		if (*behind != ',')
			return NULL;
		p = skip_blanks(behind + 1);
	}
	if (!(p = behind_blank(read_number(p, 1, 2, &day))) ||
	    !(p = behind_blank(read_name(p, months, &month))) ||
	    !(p = behind_blank(read_number(p, 4, 4, &year))) || year < 1970)
		return NULL;
	int64_t first = days_before(year, month);
	int64_t next = month < 11 ? days_before(year, month + 1)
				  : days_before(year + 1, 0);
	if (day < 1 || day > next - first)
		return NULL;
	*days = first + day - 1;
	return p;
}

static const char *read_time(const char *p, int64_t *seconds)
{
	int hour, minute, second = 0;
	if (!(p = read_number(p, 2, 2, &hour)) || *p != ':' ||
	    !(p = read_number(p + 1, 2, 2, &minute)))
		return NULL;
	if (*p == ':' && !(p = read_number(p + 1, 2, 2, &second)))
		return NULL;
	*seconds = hour * 3600L + minute * 60L + second;
	return hour < 24 && minute < 60 && second < 60 ? behind_blank(p) : NULL;
}

bool furui_date_read(const char *text, int64_t *time)
{
	int64_t days, seconds;
	int zone;
	const char *p = read_day(skip_blanks(text), &days);
	if (!p || !(p = read_time(p, &seconds)) || (*p != '+' && *p != '-'))
		return false;
	int sign = *p == '-' ? -1 : 1;
	p = read_number(p + 1, 4, 4, &zone);
	if (!p || (*p && !strchr(" \t\r\n", *p)) || zone >= 2400 ||
	    zone % 100 >= 60)
		return false;
	*time = days * 86400 + seconds -
		sign * (zone / 100 * 3600L + zone % 100 * 60L);
	return true;
}
