/* Diagrams as SVG: frame, axes, numbers. */
#include <math.h>
#include <stdio.h>

#include "page.h"

/* The narrowest window is as wide as the drawing, so that its letters keep
 * their size there; wider ones enlarge it. */
void chart_begin(struct bench_page *page, const char *label,
		 const char *x_title, const char *y_title)
{
	page_add(page,
		 "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">"
		 "<text class=\"t\" x=\"4\" y=\"13\">%s</text>"
		 "<text class=\"t e\" x=\"%d\" y=\"%d\">%s</text>\n",
		 CHART_WIDTH, CHART_HEIGHT, label, y_title,
		 CHART_WIDTH - CHART_RIGHT, CHART_HEIGHT - 6, x_title);
}

void chart_end(struct bench_page *page)
{
	page_add(page, "</svg>\n");
}

static double place(double value, double low, double high, bool log)
{
	if (log) {
		value = log10(fmax(value, low));
		low = log10(low);
		high = log10(high);
	}
	return fmin(fmax((value - low) / (high - low), 0), 1);
}

double chart_x(const struct page_chart *chart, double value)
{
	return CHART_LEFT +
	       (CHART_WIDTH - CHART_LEFT - CHART_RIGHT) *
		       place(value, chart->x0, chart->x1, chart->log);
}

double chart_y(const struct page_chart *chart, double value)
{
	return CHART_HEIGHT - CHART_BOTTOM -
	       (CHART_HEIGHT - CHART_TOP - CHART_BOTTOM) *
		       place(value, chart->y0, chart->y1, chart->log);
}

void chart_grid_x(struct bench_page *page, const struct page_chart *chart,
		  double value, const char *label)
{
	double x = chart_x(chart, value);
	page_add(page,
		 "<path class=\"g\" d=\"M%.1f %dV%d\"/>"
		 "<text class=\"m\" x=\"%.1f\" y=\"%d\">%s</text>\n",
		 x, CHART_TOP, CHART_HEIGHT - CHART_BOTTOM, x,
		 CHART_HEIGHT - CHART_BOTTOM + 14, label);
}

void chart_grid_y(struct bench_page *page, const struct page_chart *chart,
		  double value, const char *label)
{
	double y = chart_y(chart, value);
	page_add(page,
		 "<path class=\"g\" d=\"M%d %.1fH%d\"/>"
		 "<text class=\"e\" x=\"%d\" y=\"%.1f\">%s</text>\n",
		 CHART_LEFT, y, CHART_WIDTH - CHART_RIGHT, CHART_LEFT - 5,
		 y + 4, label);
}

static void label_decade(double value, char text[32])
{
	(void)snprintf(text, 32, "%g%%", value);
}

void chart_decades_y(struct bench_page *page, const struct page_chart *chart)
{
	char text[32];
	chart_grid_y(page, chart, chart->y0, "0");
	int last = (int)lround(log10(chart->y1 / chart->y0));
	for (int i = 1; i <= last; i++) {
		double v = chart->y0 * pow(10, i);
		label_decade(v, text);
		chart_grid_y(page, chart, v, text);
	}
}

void chart_decades_x(struct bench_page *page, const struct page_chart *chart)
{
	char text[32];
	chart_grid_x(page, chart, chart->x0, "0");
	int last = (int)lround(log10(chart->x1 / chart->x0));
	for (int i = 1; i <= last; i++) {
		double v = chart->x0 * pow(10, i);
		label_decade(v, text);
		chart_grid_x(page, chart, v, text);
	}
}

void chart_legend(struct bench_page *page)
{
	page_add(page, "<p class=\"legend\">");
	for (size_t f = 0; f < page->report->count; f++)
		page_add(page, "<span class=\"f%zu\"><i></i>%s</span> ", f % 8,
			 page->report->results[f].kind->name);
	page_add(page, "</p>\n");
}
