/* The page of furui-bench speed: bars beside each peer, and the figures. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "page.h"
#include "speed.h"

enum {
	ROW_HEIGHT = 32, /* a line of text and a bar */
	BAR_HEIGHT = 9,
	BAR_WIDTH = 340,
	TOP = 22,
};

/* The scale ends here at the latest; a longer bar is cut, its number tells. */
static const double most_ratio = 2;

static double scale_end(const struct bench_speed_report *report, size_t peer)
{
	double most = 1.1;
	for (int row = 0; row < SPEED_ROWS; row++) {
		double ratio = bench_speed_ratio(report, peer, row).median;
		if (isfinite(ratio))
			most = fmax(most, ratio);
	}
	return fmin(most, most_ratio);
}

static double place(double ratio, double end)
{
	return BAR_WIDTH * fmin(ratio / end, 1);
}

static void add_bar(struct bench_page *page, enum bench_speed_row row, int y,
		    const struct bench_speed_figure *r, double end)
{
	const struct bench_speed_row_text *text = &bench_speed_texts[row];
	page_add(page,
		 "<text class=\"t\" x=\"4\" y=\"%d\">%s</text>"
		 "<text class=\"t e\" x=\"%d\" y=\"%d\">%.3f</text>"
		 "<rect class=\"%s\" x=\"4\" y=\"%d\" width=\"%.1f\" "
		 "height=\"%d\"/><path class=\"l\" "
		 "d=\"M%.1f %.1fH%.1f\"/>\n",
		 y, page_say(page, text->english, text->japanese),
		 4 + BAR_WIDTH, y, r->median, r->median <= 1 ? "h" : "s", y + 5,
		 place(r->median, end), BAR_HEIGHT,
		 4 + place(r->quartiles.low, end), y + 5 + BAR_HEIGHT / 2.,
		 4 + place(r->quartiles.high, end));
}

static void add_bars(struct bench_page *page,
		     const struct bench_speed_report *report, size_t peer)
{
	double end = scale_end(report, peer);
	int rows = 0;
	for (int row = 0; row < SPEED_ROWS; row++)
		rows += isfinite(bench_speed_ratio(report, peer, row).median);
	int height = TOP + rows * ROW_HEIGHT;
	double one = 4 + place(1, end);
	page_add(page,
		 "<svg viewBox=\"0 0 %d %d\" role=\"img\" "
		 "aria-label=\"%s\"><path class=\"c\" d=\"M%.1f 4V%d\"/>\n",
		 BAR_WIDTH + 8, height,
		 page_say(page, "furui's share of what the peer takes",
			  "相手を1としたときの furui"),
		 one, height);
	int y = TOP;
	for (int row = 0; row < SPEED_ROWS; row++) {
		struct bench_speed_figure r =
			bench_speed_ratio(report, peer, row);
		if (!isfinite(r.median))
			continue;
		add_bar(page, row, y, &r, end);
		y += ROW_HEIGHT;
	}
	page_add(page, "</svg>\n");
}

static void add_peers(struct bench_page *page,
		      const struct bench_speed_report *report)
{
	page_add(page, "<div class=\"grid\">\n");
	for (size_t f = 1; f < report->count; f++) {
		char english[80], japanese[80];
		(void)snprintf(english, sizeof english, "furui / %s",
			       report->results[f].name);
		(void)snprintf(japanese, sizeof japanese, "furui / %s",
			       report->results[f].name);
		page_section(page, english, japanese);
		page_note(page,
			  "The bar is what furui takes where the peer takes 1 "
			  "(the broken line); blue is less, red more. The "
			  "stroke in it spans the quartiles over the rounds.",
			  "相手 (破線) を1としたときの furui の値です。"
			  "青は少なく、赤は多いことを表し、棒の中の線は"
			  "四分位範囲です。");
		add_bars(page, report, f);
	}
	page_close(page);
	page_add(page, "</div>\n");
}

static const char *number(char text[32], double value)
{
	if (isfinite(value))
		(void)snprintf(text, 32, "%.*f", value < 100 ? 2 : 1, value);
	else
		(void)snprintf(text, 32, "–");
	return text;
}

static void add_cell(struct bench_page *page, const struct page_column *column,
		     const struct bench_speed_figure *f)
{
	char median[32], low[32], high[32], html[160];
	(void)snprintf(html, sizeof html, "%s <small>%s–%s</small>",
		       number(median, f->median), number(low, f->quartiles.low),
		       number(high, f->quartiles.high));
	page_cell(page, column, isfinite(f->median) ? html : "–");
}

static void add_figures(struct bench_page *page,
			const struct bench_speed_report *report)
{
	struct page_column columns[BENCH_MAX_PEERS + 2] = {
		{"what", "項目", false}};
	for (size_t f = 0; f < report->count; f++)
		columns[f + 1] = (struct page_column){
			report->results[f].name, report->results[f].name, true};
	page_section(page, "The figures", "測定値");
	page_table(page, columns, report->count + 1);
	for (int row = 0; row < SPEED_ROWS; row++) {
		const struct bench_speed_row_text *text =
			&bench_speed_texts[row];
		char name[160];
		struct bench_speed_figure own =
			bench_speed_value(report, 0, row);
		if (!isfinite(own.median))
			continue;
		(void)snprintf(name, sizeof name, "%s <small>%s</small>",
			       page_say(page, text->english, text->japanese),
			       text->unit);
		page_add(page, "<tr>");
		page_cell(page, &columns[0], name);
		for (size_t f = 0; f < report->count; f++) {
			struct bench_speed_figure v =
				bench_speed_value(report, f, row);
			add_cell(page, &columns[f + 1], &v);
		}
		page_add(page, "</tr>\n");
	}
	page_table_end(page);
	page_note(page,
		  "Medians over the rounds, with the quartiles. Where nothing "
		  "else is said: processor time of user and system, a message; "
		  "of training, for all of it. Through furuid counts furui and "
		  "furuid together; a peer starts a process then.",
		  "各回の中央値と四分位。断りのないものは1通あたりの CPU "
		  "時間 (ユーザー+システム)、学習は全体です。furuid 経由は "
		  "furui と furuid の合計で、相手は1通ごとに起動します。");
}

static void add_facts(struct bench_page *page,
		      const struct bench_speed_report *report, int64_t now)
{
	page_add(page, "<dl><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>",
		 page_say(page, "measured", "測定日"), page_day(page, now),
		 page_say(page, "index", "インデックス"));
	page_text(page, report->index, strlen(report->index));
	page_add(page,
		 "</dd><dt>%s</dt><dd>%s</dd><dt>%s</dt><dd>%s</dd>"
		 "<dt>%s</dt><dd>%zu × %zu</dd>",
		 page_say(page, "learned", "学習"), page_count(report->learned),
		 page_say(page, "judged at once", "まとめて判定"),
		 page_count(report->bulk),
		 page_say(page, "rounds × processors", "回数 × プロセッサ"),
		 report->rounds, report->processors);
	for (size_t f = 0; f < report->count; f++) {
		const struct bench_speed_result *r = &report->results[f];
		if (!r->version)
			continue;
		page_add(page, "<dt>%s</dt><dd>", r->name);
		page_text(page, r->version, strlen(r->version));
		page_add(page, "</dd>");
	}
	page_add(page, "</dl>\n");
}

void bench_speed_page(const struct bench_speed_report *report, bool japanese,
		      int64_t now, struct furui_buffer *out)
{
	struct bench_page page = {.out = out, .japanese = japanese};
	page_begin(&page, "furui: how fast it is", "furui の速さ");
	add_facts(&page, report, now);
	if (report->count > 1)
		add_peers(&page, report);
	add_figures(&page, report);
	page_end(&page);
}
