/* What the parts of the report's page share: text in two languages, numbers,
 * what mail may bring, diagrams. */
#ifndef BENCH_PAGE_H
#define BENCH_PAGE_H

#include "results.h"

struct bench_page {
	const struct bench_report *report; /* NULL on the page of speed */
	struct furui_buffer *out;
	bool japanese;
	bool in_section;
};

/* All before the first section, with styles and title; all behind the last. */
void page_begin(struct bench_page *page, const char *english,
		const char *japanese);
void page_end(struct bench_page *page);

/* Appends HTML that we wrote, like printf; no text of others goes through
 * here. */
void page_add(struct bench_page *page, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* One of the two. */
const char *page_say(const struct bench_page *page, const char *english,
		     const char *japanese)
	__attribute__((format_arg(2), format_arg(3)));

/* Appends text that others wrote: escaped for HTML, what could turn the line
 * around or hide in it as U+FFFD, set apart in its own direction. */
void page_text(struct bench_page *page, const char *text, size_t size);

/* A share of 1 as a percentage with three digits or so; "–" for NAN. The
 * buffers of the last eight live. */
const char *page_percent(double share);
/* "97.1–98.4%" */
const char *page_percents(const struct bench_interval *interval);
/* "1,234" */
const char *page_count(size_t number);
/* "2026年11月24日", "24 Nov 2026"; "–" for 0. */
const char *page_day(const struct bench_page *page, int64_t date);

/* A section with its heading, after closing the one before. */
void page_section(struct bench_page *page, const char *english,
		  const char *japanese);
void page_close(struct bench_page *page);
void page_note(struct bench_page *page, const char *english,
	       const char *japanese);

/* A table whose cells carry their column's heading, for narrow screens. */
struct page_column {
	const char *english, *japanese;
	bool number;
};
void page_table(struct bench_page *page, const struct page_column *columns,
		size_t count);
void page_table_end(struct bench_page *page);
void page_cell(struct bench_page *page, const struct page_column *column,
	       const char *html);

/* --- chart.c: a diagram's frame --- */

struct page_chart {
	double x0, x1, y0, y1; /* what the frame holds */
	bool log;              /* both axes */
};
enum {
	CHART_WIDTH = 360, /* of the drawing, in its own units */
	CHART_HEIGHT = 280,
	CHART_LEFT = 46,
	CHART_RIGHT = 12,
	CHART_TOP = 24,
	CHART_BOTTOM = 40,
};
void chart_begin(struct bench_page *page, const char *label,
		 const char *x_title, const char *y_title);
void chart_end(struct bench_page *page);
/* Where a value stands; what lies outside is drawn on the edge. */
double chart_x(const struct page_chart *chart, double value);
double chart_y(const struct page_chart *chart, double value);
/* A line across with its number. */
void chart_grid_x(struct bench_page *page, const struct page_chart *chart,
		  double value, const char *label);
void chart_grid_y(struct bench_page *page, const struct page_chart *chart,
		  double value, const char *label);
/* "0.1%" at each power of ten inside, "0" on the lower edge. */
void chart_decades_y(struct bench_page *page, const struct page_chart *chart);
void chart_decades_x(struct bench_page *page, const struct page_chart *chart);

/* The filters with their colours, below a diagram. */
void chart_legend(struct bench_page *page);

/* --- the sections --- */

void page_summary(struct bench_page *page, int64_t now);
void page_comparison(struct bench_page *page);
void page_speed(struct bench_page *page);
void page_groups(struct bench_page *page);
void page_roc(struct bench_page *page);
void page_histogram(struct bench_page *page);
void page_curve(struct bench_page *page);
void page_calibration(struct bench_page *page);
void page_errors(struct bench_page *page);

#endif
