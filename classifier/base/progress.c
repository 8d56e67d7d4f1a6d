/* A bar on the terminal. */
#include "furui/progress.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "furui/buffer.h"
#include "furui/text.h"

enum {
	BAR = 20,         /* columns */
	NAME = 24,        /* at most */
	FEW_COLUMNS = 20, /* below this, nothing is drawn */
	MANY_COLUMNS = 1000,
};

/* One terminal, one bar. */
static bool drawn;
static double started, last;

static double now(void)
{
	struct timespec t;
	(void)clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Appends the beginning of the name that fits, filled up with blanks. Widths
 * are the terminal's: a kanji takes two columns. */
static void add_name(struct furui_buffer *out, const char *name, int columns)
{
	struct furui_buffer shown = {0};
	furui_text_add_shown(&shown, name);
	const char *at = furui_buffer_terminate(&shown);
	int used = 0;
	while (*at) {
		wchar_t c;
		mbstate_t state = {0};
		size_t size = mbrtowc(&c, at, strlen(at), &state);
		/* A locale that cannot show it. */
		bool odd = size == (size_t)-1 || size == (size_t)-2;
		int width = odd ? 1 : wcwidth(c);
		if (odd)
			size = furui_text_character(at, strlen(at));
		if (width < 0 || used + width > columns)
			break;
		if (odd)
			furui_buffer_add_char(out, '?');
		else
			furui_buffer_add(out, at, size);
		used += width;
		at += size;
	}
	furui_buffer_printf(out, "%*s", columns - used, "");
	furui_buffer_free(&shown);
}

static void add_time(struct furui_buffer *out, double seconds)
{
	unsigned long whole = (unsigned long)ceil(fmin(seconds, 1e6));
	if (whole >= 3600)
		furui_buffer_printf(out, "%lu:%02lu:%02lu", whole / 3600,
				    whole / 60 % 60, whole % 60);
	else
		furui_buffer_printf(out, "%lu:%02lu", whole / 60, whole % 60);
}

void furui_progress_format(struct furui_buffer *out, int columns,
			   double seconds, const char *title, const char *name,
			   uint64_t messages, uint64_t done_bytes,
			   uint64_t all_bytes)
{
	double share = all_bytes ? (double)done_bytes / (double)all_bytes : 0;
	share = fmin(share, 1);
	double rate = seconds > 0 ? (double)messages / seconds : 0;
	struct furui_buffer tail = {0};
	furui_buffer_printf(&tail, " %3.0f%% %s %s/s", floor(share * 100),
			    furui_text_number(messages),
			    furui_text_number((uint64_t)rate));
	/* A guess from less than a second would jump about. */
	if (share > 0 && seconds >= 1) {
		furui_buffer_add_text(&tail, " ETA ");
		add_time(&tail, seconds / share - seconds);
	}
	int title_size = (int)strlen(title) + 1;
	int left = columns - 1 - (int)tail.size - title_size;
	int name_size = left - BAR - 3;
	if (name_size > NAME)
		name_size = NAME;
	if (left >= 0) {
		furui_buffer_printf(out, "%s ", title);
		if (name_size > 0) {
			if (name)
				add_name(out, name, name_size);
			furui_buffer_add_text(out, name ? " [" : "[");
			int full = (int)(share * BAR);
			for (int i = 0; i < BAR; i++)
				furui_buffer_add_char(out,
						      i < full ? '#' : '-');
			furui_buffer_add_char(out, ']');
		}
	}
	if (columns > (int)tail.size)
		furui_buffer_add(out, tail.data, tail.size);
	furui_buffer_free(&tail);
}

void furui_progress_begin(void)
{
	started = last = 0;
}

void furui_progress_show(const char *title, const char *name, uint64_t messages,
			 uint64_t done_bytes, uint64_t all_bytes)
{
	double time = now();
	if (started == 0)
		started = time;
	if (time - last < 0.1)
		return;
	last = time;
	/* Asked anew each time: windows are resized. */
	struct winsize window;
	if (!isatty(STDERR_FILENO) ||
	    ioctl(STDERR_FILENO, TIOCGWINSZ, &window) < 0)
		return;
	int columns = window.ws_col ? window.ws_col : 80;
	if (columns < FEW_COLUMNS || columns > MANY_COLUMNS)
		return;
	struct furui_buffer line = {0};
	furui_buffer_add_char(&line, '\r');
	furui_progress_format(&line, columns, time - started, title, name,
			      messages, done_bytes, all_bytes);
	furui_buffer_add_text(&line, "\033[K");
	(void)furui_write_all(STDERR_FILENO, line.data, line.size, NULL);
	furui_buffer_free(&line);
	drawn = true;
}

void furui_progress_clear(void)
{
	if (drawn)
		(void)furui_write_all(STDERR_FILENO, "\r\033[K", 4, NULL);
	drawn = false;
}
