/* Dates of mail, and the From_ lines that part the messages of an mbox. */
#include <string.h>
#include <time.h>

#include "folder_private.h"
#include "furui/ascii.h"

enum {
	TOKENS = 24,
	FIRST_YEAR = 1970,
	LAST_YEAR = 2199,
};

struct token {
	const char *text;
	size_t size;
};

static bool is_between(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' ||
	       !c;
}

/* The words of a line, at blanks and commas. */
static size_t split(const char *text, size_t size, struct token tokens[TOKENS])
{
	size_t count = 0;
	const char *end = text + size;
	while (text < end && count < TOKENS) {
		while (text < end && is_between(*text))
			text++;
		const char *first = text;
		while (text < end && !is_between(*text))
			text++;
		if (text > first)
			tokens[count++] =
				(struct token){first, (size_t)(text - first)};
	}
	return count;
}

/* The number a token is made of, of at most `digits` digits; -1. */
static int number(struct token token, size_t digits)
{
	int value = 0;
	if (token.size < 1 || token.size > digits)
		return -1;
	for (size_t i = 0; i < token.size; i++) {
		if (token.text[i] < '0' || token.text[i] > '9')
			return -1;
		value = value * 10 + (token.text[i] - '0');
	}
	return value;
}

static int month(struct token token)
{
	static const char names[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	return token.size == 3 ? furui_ascii_name(token.text, names) : -1;
}

/* hh:mm or hh:mm:ss */
static bool clock_time(struct token token, struct tm *out)
{
	int parts[3] = {0, 0, 0};
	size_t part = 0, digits = 0;
	for (size_t i = 0; i < token.size; i++) {
		char c = token.text[i];
		if (c == ':' && digits > 0 && part < 2) {
			part++;
			digits = 0;
		} else if (c >= '0' && c <= '9' && digits < 2) {
			parts[part] = parts[part] * 10 + (c - '0');
			digits++;
		} else {
			return false;
		}
	}
	if (part < 1 || digits == 0 || parts[0] > 24 || parts[1] > 59 ||
	    parts[2] > 60)
		return false;
	out->tm_hour = parts[0];
	out->tm_min = parts[1];
	out->tm_sec = parts[2];
	return true;
}

/* Seconds east of UTC of "+0900"; false for anything else. */
static bool zone(struct token token, int *seconds)
{
	if (token.size != 5 || (token.text[0] != '+' && token.text[0] != '-'))
		return false;
	int value = number((struct token){token.text + 1, 4}, 4);
	if (value < 0)
		return false;
	*seconds = (value / 100 * 60 + value % 100) * 60;
	if (token.text[0] == '-')
		*seconds = -*seconds;
	return true;
}

/* Two-digit years are RFC 822's. */
static int year_of(struct token token)
{
	int year = number(token, 4);
	if (token.size == 2 && year >= 0)
		year += year < 70 ? 2000 : 1900;
	return year >= FIRST_YEAR && year <= LAST_YEAR ? year : -1;
}

/* Reads the date around tokens[m], a month's name. */
static int64_t date_at(const struct token *tokens, size_t count, size_t m)
{
	struct tm tm = {.tm_mon = month(tokens[m])};
	bool timed = false, zoned = false;
	int year = -1, east = 0;
	size_t next = m + 1;
	tm.tm_mday = m > 0 ? number(tokens[m - 1], 2) : -1;
	if (tm.tm_mday < 1 && next < count)
		tm.tm_mday = number(tokens[next++], 2);
	if (tm.tm_mday < 1 || tm.tm_mday > 31)
		return 0;
	for (size_t i = next; i < count && i < next + 5; i++) {
		if (!timed && clock_time(tokens[i], &tm))
			timed = true;
		else if (!zoned && zone(tokens[i], &east))
			zoned = true;
		else if (year < 0 && tokens[i].size != 1)
			year = year_of(tokens[i]);
	}
	if (!timed || year < 0)
		return 0;
	tm.tm_year = year - 1900;
	return (int64_t)timegm(&tm) - east;
}

int64_t furui_date_parse(const char *text, size_t size)
{
	struct token tokens[TOKENS];
	size_t count = split(text, size, tokens);
	for (size_t i = 0; i < count; i++) {
		int64_t date =
			month(tokens[i]) < 0 ? 0 : date_at(tokens, count, i);
		if (date != 0)
			return date;
	}
	return 0;
}

/* A weekday and a month where the sender should be. */
static bool begins_date(const char *text, size_t size)
{
	struct token tokens[TOKENS];
	return split(text, size, tokens) > 2 && tokens[0].size == 3 &&
	       month(tokens[1]) >= 0;
}

/* The line behind a From_ line must begin a message: text that quotes one
 * goes on with words. */
static bool message_follows(const char *bytes, size_t size, bool need_field)
{
	if (furui_is_field(bytes, size))
		return true;
	if (need_field)
		return false;
	return size == 0 || bytes[0] == '\n' ||
	       (size > 1 && bytes[0] == '\r' && bytes[1] == '\n') ||
	       (size > 6 && memcmp(bytes, ">From ", 6) == 0);
}

bool furui_from_line_parse(const char *bytes, size_t size,
			   struct furui_from_line *line)
{
	if (size < 5 || memcmp(bytes, "From ", 5) != 0)
		return false;
	size_t most = size < FURUI_FROM_LINE ? size : FURUI_FROM_LINE;
	const char *newline = memchr(bytes, '\n', most);
	if (!newline && size > most)
		return false;
	const char *end = newline ? newline : bytes + size;
	*line = (struct furui_from_line){.size = (size_t)(end - bytes) +
						 (newline ? 1 : 0)};
	if (end > bytes && end[-1] == '\r')
		end--;
	const char *sender = bytes + 5;
	while (sender < end && *sender == ' ')
		sender++;
	const char *rest = sender;
	while (rest < end && *rest != ' ' && *rest != '\t')
		rest++;
	bool dash = rest - sender == 1 && *sender == '-';
	bool bare = rest == end && (dash || sender == end);
	line->mozilla = dash || bare;
	line->sender = !dash && !bare;
	if (!bare && begins_date(sender, (size_t)(end - sender))) {
		line->sender = false; /* "From  Tue Nov 24 …" */
		rest = sender;
	}
	line->date = furui_date_parse(rest, (size_t)(end - rest));
	if (line->date == 0 && !bare)
		return false;
	return message_follows(bytes + line->size, size - line->size, bare);
}
