/* Text on a terminal and in JSON. */
#include <string.h>
#include <time.h>
#include <wchar.h>

#include "furui/text.h"
#include "program.h"

/* One character: its bytes, and its columns. Bytes that are no character of
 * the locale, and control characters, take one column and print as '?'. */
static size_t step(const char *text, size_t *columns, bool *odd)
{
	mbstate_t state = {0};
	wchar_t c;
	size_t size = mbrtowc(&c, text, strlen(text), &state);
	*odd = size == (size_t)-1 || size == (size_t)-2 || size == 0 ||
	       wcwidth(c) < 0;
	*columns = *odd ? 1 : (size_t)wcwidth(c);
	return size == (size_t)-1 || size == (size_t)-2 || size == 0 ? 1 : size;
}

size_t furui_columns(const char *text)
{
	size_t sum = 0, columns;
	bool odd;
	while (*text) {
		text += step(text, &columns, &odd);
		sum += columns;
	}
	return sum;
}

void furui_print_padded(FILE *out, const char *text, size_t columns, bool right)
{
	size_t width = furui_columns(text), one;
	bool odd;
	bool cut = width > columns;
	while (*text && cut && width + 1 > columns) {
		text += step(text, &one, &odd);
		width -= one;
	}
	size_t blanks = columns - width - (cut ? 1 : 0);
	for (size_t i = 0; right && i < blanks; i++)
		(void)fputc(' ', out);
	if (cut)
		(void)fputs("…", out);
	while (*text) {
		size_t size = step(text, &one, &odd);
		if (odd)
			(void)fputc('?', out);
		else
			(void)fwrite(text, 1, size, out);
		text += size;
	}
	for (size_t i = 0; !right && i < blanks; i++)
		(void)fputc(' ', out);
}

void furui_print_json(FILE *out, const char *text)
{
	struct furui_buffer string = {0};
	furui_json_add_string(&string, text);
	(void)fwrite(string.data, 1, string.size, out);
	furui_buffer_free(&string);
}

void furui_print_day(int64_t date, char text[16])
{
	time_t time = (time_t)date;
	struct tm tm;
	(void)snprintf(text, 16, "-");
	if (date != 0 && gmtime_r(&time, &tm))
		(void)strftime(text, 16, "%Y-%m-%d", &tm);
}
