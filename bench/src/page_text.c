/* Text, numbers and tables of the report's page. */
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "furui/text.h"
#include "page.h"

void page_add(struct bench_page *page, const char *format, ...)
{
	va_list args, again;
	va_start(args, format);
	va_copy(again, args);
	int size = vsnprintf(NULL, 0, format, args);
	char *room = furui_buffer_room(page->out, (size_t)size + 1);
	(void)vsnprintf(room, (size_t)size + 1, format, again);
	page->out->size += (size_t)size;
	va_end(again);
	va_end(args);
}

const char *page_say(const struct bench_page *page, const char *english,
		     const char *japanese)
{
	return page->japanese ? japanese : english;
}

/* Spaces of no width: words could be cut by them unseen. */
static bool is_unseen(const char *character, size_t size)
{
	const unsigned char *c = (const unsigned char *)character;
	return size == 3 && ((c[0] == 0xe2 && c[1] == 0x80 && c[2] >= 0x8b &&
			      c[2] <= 0x8d) ||
			     (c[0] == 0xe2 && c[1] == 0x81 && c[2] == 0xa0) ||
			     (c[0] == 0xef && c[1] == 0xbb && c[2] == 0xbf));
}

static void add_character(struct furui_buffer *out, const char *text,
			  size_t size)
{
	switch (*text) {
	case '<':
		furui_buffer_add_text(out, "&lt;");
		break;
	case '>':
		furui_buffer_add_text(out, "&gt;");
		break;
	case '&':
		furui_buffer_add_text(out, "&amp;");
		break;
	case '"':
		furui_buffer_add_text(out, "&quot;");
		break;
	case '\'':
		furui_buffer_add_text(out, "&#39;");
		break;
	default:
		furui_buffer_add(out, text, size);
	}
}

void page_text(struct bench_page *page, const char *text, size_t size)
{
	struct furui_buffer *out = page->out;
	furui_buffer_add_text(out, "<bdi>");
	for (size_t i = 0; i < size;) {
		size_t length = furui_text_character(text + i, size - i);
		if (!length || !furui_text_is_harmless(text + i, length) ||
		    is_unseen(text + i, length))
			furui_buffer_add_text(out, "\xef\xbf\xbd");
		else
			add_character(out, text + i, length);
		i += length ? length : 1;
	}
	furui_buffer_add_text(out, "</bdi>");
}

/* One of eight texts that live at a time. */
static char *next_text(void)
{
	static char texts[8][64];
	static unsigned turn;
	return texts[turn++ % 8];
}

enum {
	TEXT = 64 /* of next_text(), bytes */
};

static int digits_of(double value)
{
	return value >= 10 ? 1 : value >= 1 || value == 0 ? 2 : 3;
}

const char *page_percent(double share)
{
	char *text = next_text();
	double value = 100 * share;
	if (!isfinite(share))
		(void)snprintf(text, TEXT, "–");
	else if (value == 0 || value == 100)
		(void)snprintf(text, TEXT, "%.0f%%", value);
	else if (value > 99.9) /* 99.96 is not 100 */
		(void)snprintf(text, TEXT, "%.3f%%", floor(value * 1e3) / 1e3);
	else
		(void)snprintf(text, TEXT, "%.*f%%", digits_of(value), value);
	return text;
}

const char *page_percents(const struct bench_interval *interval)
{
	char *text = next_text();
	double low = 100 * interval->low, high = 100 * interval->high;
	if (!isfinite(low) || !isfinite(high))
		(void)snprintf(text, TEXT, "–");
	else
		(void)snprintf(text, TEXT, "%.*f–%.*f%%", digits_of(high), low,
			       digits_of(high), high);
	return text;
}

const char *page_count(size_t number)
{
	return furui_text_number(number);
}

const char *page_day(const struct bench_page *page, int64_t date)
{
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec"};
	char *text = next_text();
	time_t seconds = (time_t)date;
	struct tm day;
	if (date <= 0 || !gmtime_r(&seconds, &day))
		(void)snprintf(text, TEXT, "–");
	else if (page->japanese)
		(void)snprintf(text, TEXT, "%d年%d月%d日", day.tm_year + 1900,
			       day.tm_mon + 1, day.tm_mday);
	else
		(void)snprintf(text, TEXT, "%d %s %d", day.tm_mday,
			       months[day.tm_mon], day.tm_year + 1900);
	return text;
}

void page_close(struct bench_page *page)
{
	if (page->in_section)
		page_add(page, "</section>\n");
	page->in_section = false;
}

void page_section(struct bench_page *page, const char *english,
		  const char *japanese)
{
	page_close(page);
	page_add(page, "<section><h2>%s</h2>\n",
		 page_say(page, english, japanese));
	page->in_section = true;
}

void page_note(struct bench_page *page, const char *english,
	       const char *japanese)
{
	page_add(page, "<p class=\"note\">%s</p>\n",
		 page_say(page, english, japanese));
}

void page_table(struct bench_page *page, const struct page_column *columns,
		size_t count)
{
	page_add(page, "<table><thead><tr>");
	for (size_t i = 0; i < count; i++)
		page_add(page, "<th%s>%s</th>",
			 columns[i].number ? " class=\"r\"" : "",
			 page_say(page, columns[i].english,
				  columns[i].japanese));
	page_add(page, "</tr></thead><tbody>\n");
}

void page_table_end(struct bench_page *page)
{
	page_add(page, "</tbody></table>\n");
}

void page_cell(struct bench_page *page, const struct page_column *column,
	       const char *html)
{
	page_add(page, "<td%s data-label=\"%s\"><div>%s</div></td>",
		 column->number ? " class=\"r\"" : "",
		 page_say(page, column->english, column->japanese), html);
}
