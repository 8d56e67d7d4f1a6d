/* The report's diagrams. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

/* The power of ten below one message in `count`, in percent: where an axis
 * that cannot show 0 begins. */
static double floor_of(size_t count)
{
	return pow(10, ceil(log10(100 / fmax((double)count, 1))) - 1);
}

static double percent(size_t part, size_t whole)
{
	return whole ? 100 * (double)part / (double)whole : 0;
}

static void add_roc(struct bench_page *page, const struct page_chart *chart,
		    size_t f)
{
	const struct bench_result *r = &page->report->results[f];
	const struct bench_metrics *m = &r->metrics;
	struct bench_roc_point *points;
	size_t count = bench_roc(r->verdicts,
				 page->report->schedule->judged_count, &points);
	double last_x = -1, last_y = -1;
	page_add(page, "<path class=\"l f%zu\" d=\"", f % 8);
	for (size_t i = 0; i < count; i++) {
		double x = chart_x(chart, percent(points[i].ham_lost, m->ham));
		double y =
			chart_y(chart, percent(points[i].spam_missed, m->spam));
		/* Steps, as between two scores there is nothing; those that
		 * cannot be seen are left out. */
		if (i && fabs(x - last_x) < .4 && fabs(y - last_y) < .4 &&
		    i + 1 < count)
			continue;
		if (i)
			page_add(page, "H%.1fV%.1f", x, y);
		else
			page_add(page, "M%.1f %.1f", x, y);
		last_x = x;
		last_y = y;
	}
	page_add(page, "\"/>\n");
	free(points);
	page_add(page,
		 "<circle class=\"d f%zu\" cx=\"%.1f\" cy=\"%.1f\" r=\"5\">"
		 "<title>%s</title></circle>\n",
		 f % 8, chart_x(chart, 100 * m->hm),
		 chart_y(chart, 100 * m->sm), r->kind->name);
}

void page_roc(struct bench_page *page)
{
	const struct bench_metrics *m = &page->report->results[0].metrics;
	if (!m->ham || !m->spam)
		return;
	struct page_chart chart = {.x0 = floor_of(m->ham),
				   .x1 = 100,
				   .y0 = floor_of(m->spam),
				   .y1 = 100,
				   .log = true};
	page_section(page, "Every possible cut-off (ROC)",
		     "しきい値を動かすと (ROC 曲線)");
	chart_begin(page, "ROC",
		    page_say(page, "wanted mail called spam →",
			     "→ 迷惑とされた必要なメール"),
		    page_say(page, "↑ spam missed", "↑ 見逃した迷惑メール"));
	chart_decades_y(page, &chart);
	chart_decades_x(page, &chart);
	for (size_t f = page->report->count; f-- > 0;)
		add_roc(page, &chart, f);
	chart_end(page);
	chart_legend(page);
	page_note(page,
		  "Lower and further left is better; both axes are "
		  "logarithmic, with 0 on the edge. The dots are the filters' "
		  "own cut-offs.",
		  "左下ほどよい。両軸とも対数で、端が 0。"
		  "丸は各フィルターの既定のしきい値での結果です。");
}

enum {
	HALF_RANGE = 15, /* log-odds: 0.9999997 */
	BARS = 60,
};

static size_t bar_of(double probability)
{
	double logit = log(probability) - log1p(-probability);
	double at = (logit + HALF_RANGE) / (2 * HALF_RANGE) * BARS;
	return at < 0 ? 0 : at >= BARS ? BARS - 1 : (size_t)at;
}

/* Heights are logarithmic: the few on the wrong side are what matters. */
static double height_of(size_t count)
{
	return log10(1 + (double)count);
}

static void add_bars(struct bench_page *page, const struct page_chart *chart,
		     const size_t *counts, int sign)
{
	page_add(page, "<path class=\"%s\" d=\"", sign > 0 ? "s" : "h");
	double width = 2.0 * HALF_RANGE / BARS, zero = chart_y(chart, 0);
	for (size_t b = 0; b < BARS; b++) {
		if (!counts[b])
			continue;
		double x = -HALF_RANGE + width * (double)b;
		page_add(page, "M%.1f %.1fV%.1fH%.1fV%.1fz",
			 chart_x(chart, x) + .3, zero,
			 chart_y(chart, sign * height_of(counts[b])),
			 chart_x(chart, x + width) - .3, zero);
	}
	page_add(page, "\"/>\n");
}

static void add_cutoff(struct bench_page *page, const struct page_chart *chart,
		       double probability, const char *name, bool right)
{
	double x = chart_x(chart, log(probability / (1 - probability)));
	page_add(page,
		 "<path class=\"c\" d=\"M%.1f %dV%d\"/>"
		 "<text class=\"%s\" x=\"%.1f\" y=\"%d\">%s</text>\n",
		 x, CHART_TOP, CHART_HEIGHT - CHART_BOTTOM, right ? "n" : "e",
		 x + (right ? 3 : -3), CHART_TOP + 11, name);
}

static void add_histogram_axes(struct bench_page *page,
			       const struct page_chart *chart)
{
	static const struct {
		double x;
		const char *label;
	} ticks[] = {{-15, "−15"}, {-10, "−10"}, {-5, "−5"}, {0, "0"},
		     {5, "5"},     {10, "10"},   {15, "15"}};
	for (size_t i = 0; i < sizeof ticks / sizeof *ticks; i++)
		chart_grid_x(page, chart, ticks[i].x, ticks[i].label);
	for (size_t count = 1; height_of(count) <= chart->y1; count *= 10)
		for (int sign = -1; sign <= 1; sign += 2)
			chart_grid_y(page, chart, sign * height_of(count),
				     page_count(count));
	chart_grid_y(page, chart, 0, "0");
}

void page_histogram(struct bench_page *page)
{
	const struct bench_result *r = &page->report->results[0];
	size_t counts[2][BARS] = {{0}}, most = 1;
	if (!r->calibration.count)
		return;
	for (size_t i = 0; i < page->report->schedule->judged_count; i++) {
		const struct bench_verdict *v = &r->verdicts[i];
		if (!v->has_probability)
			continue;
		size_t *count = &counts[v->label][bar_of(v->probability)];
		if (++*count > most)
			most = *count;
	}
	double top = height_of(most) * 1.12;
	struct page_chart chart = {-HALF_RANGE, HALF_RANGE, -top, top, false};
	page_section(page, "How sure furui was", "furui の確信の度合い");
	chart_begin(page, "histogram",
		    page_say(page, "log-odds →", "対数オッズ →"),
		    page_say(page, "↑ spam messages  ↓ wanted messages",
			     "↑ 迷惑メール (通)  ↓ 必要なメール (通)"));
	add_histogram_axes(page, &chart);
	add_bars(page, &chart, counts[FURUI_SPAM], 1);
	add_bars(page, &chart, counts[FURUI_HAM], -1);
	add_cutoff(page, &chart, furui_default_cutoffs.ham, "Ham", false);
	add_cutoff(page, &chart, furui_default_cutoffs.spam, "Spam", true);
	chart_end(page);
	page_note(page,
		  "The probability that furui prints, as log-odds; what lies "
		  "beyond is drawn on the edge. Between the dashed lines "
		  "furui says Unsure. Red right of them and blue left of them "
		  "is right. The bars' lengths are logarithmic.",
		  "furui が示す確率を対数オッズで表しました "
		  "(範囲外は端に寄せる)。"
		  "破線の間は Unsure。赤が右、青が左にあれば正解です。"
		  "棒の長さは対数です。");
}

static void add_curve_line(struct bench_page *page,
			   const struct page_chart *chart, size_t f, bool spam)
{
	const struct bench_curve *curve = &page->report->results[f].curve;
	const char *command = "M";
	page_add(page, "<path class=\"l f%zu%s\" d=\"", f % 8,
		 spam ? "" : " dash");
	for (size_t i = 0; i < curve->count; i++) {
		const struct bench_metrics *m = &curve->points[i].metrics;
		double rate = spam ? m->sm : m->hm;
		if (isnan(rate))
			continue;
		page_add(page, "%s%.1f %.1f", command,
			 chart_x(chart, (double)curve->points[i].learned),
			 chart_y(chart, 100 * rate));
		command = "L";
	}
	page_add(page, "\"/>\n");
}

void page_curve(struct bench_page *page)
{
	const struct bench_report *report = page->report;
	const struct bench_curve *own = &report->results[0].curve;
	const struct bench_metrics *m = &report->results[0].metrics;
	if (own->count < 2)
		return;
	size_t least = m->ham < m->spam ? m->spam : m->ham;
	size_t all = own->points[own->count - 1].learned;
	struct page_chart chart = {(double)own->points[0].learned, (double)all,
				   floor_of(least), 100, true};
	page_section(page, "How fast it learns", "学習の速さ");
	chart_begin(page, "learning curve",
		    page_say(page, "messages learned →", "学習した通数 →"),
		    page_say(page, "↑ errors", "↑ 誤り"));
	chart_decades_y(page, &chart);
	for (size_t v = 10; v <= all; v *= 10)
		if (v >= own->points[0].learned)
			chart_grid_x(page, &chart, (double)v, page_count(v));
	for (size_t f = report->count; f-- > 0;) {
		add_curve_line(page, &chart, f, true);
		add_curve_line(page, &chart, f, false);
	}
	chart_end(page);
	chart_legend(page);
	page_note(
		page,
		"Solid: spam not called spam. Dashed: wanted mail called "
		"spam; 0 on the edge.",
		"実線: 迷惑メールの見逃し。破線: 必要なメールを迷惑とした割合。"
		"端が 0。");
}

static void add_bin(struct bench_page *page, const struct page_chart *chart,
		    const struct bench_bin *bin)
{
	struct bench_interval range =
		bench_share_interval(bin->spam, bin->count);
	double x = chart_x(chart, bin->mean);
	page_add(page,
		 "<path class=\"l f0\" d=\"M%.1f %.1fV%.1f\"/>"
		 "<circle class=\"d f0\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>\n",
		 x, chart_y(chart, range.low), chart_y(chart, range.high), x,
		 chart_y(chart, (double)bin->spam / (double)bin->count));
}

static void add_bin_counts(struct bench_page *page,
			   const struct bench_calibration *c)
{
	static const struct page_column columns[] = {
		{"probability", "確率", false},
		{"messages", "通数", true},
		{"mean", "平均", true},
		{"were spam", "実際に迷惑", true}};
	page_add(page, "<details><summary>%s</summary>",
		 page_say(page, "The numbers", "数値を見る"));
	page_table(page, columns, 4);
	for (size_t b = 0; b < BENCH_BINS; b++) {
		const struct bench_bin *bin = &c->bins[b];
		char range[32];
		if (!bin->count)
			continue;
		(void)snprintf(range, sizeof range, "%.1f–%.1f",
			       (double)b / BENCH_BINS,
			       (double)(b + 1) / BENCH_BINS);
		page_add(page, "<tr>");
		page_cell(page, &columns[0], range);
		page_cell(page, &columns[1], page_count(bin->count));
		page_cell(page, &columns[2], page_percent(bin->mean));
		page_cell(page, &columns[3],
			  page_percent((double)bin->spam / (double)bin->count));
		page_add(page, "</tr>\n");
	}
	page_table_end(page);
	page_add(page, "</details>\n");
}

void page_calibration(struct bench_page *page)
{
	const struct bench_calibration *c =
		&page->report->results[0].calibration;
	static const char *const ticks[] = {"0",   "0.2", "0.4",
					    "0.6", "0.8", "1"};
	struct page_chart chart = {0, 1, 0, 1, false};
	if (!c->count)
		return;
	page_section(page, "Whether the probability means what it says",
		     "確率は額面どおりか");
	chart_begin(page, "calibration",
		    page_say(page, "probability printed →", "示した確率 →"),
		    page_say(page, "↑ share that was spam",
			     "↑ 実際に迷惑メールだった割合"));
	for (int i = 0; i < 6; i++) {
		chart_grid_x(page, &chart, i / 5.0, ticks[i]);
		chart_grid_y(page, &chart, i / 5.0, ticks[i]);
	}
	page_add(page, "<path class=\"c\" d=\"M%.1f %.1fL%.1f %.1f\"/>\n",
		 chart_x(&chart, 0), chart_y(&chart, 0), chart_x(&chart, 1),
		 chart_y(&chart, 1));
	for (size_t b = 0; b < BENCH_BINS; b++)
		if (c->bins[b].count)
			add_bin(page, &chart, &c->bins[b]);
	chart_end(page);
	page_add(page, "<p class=\"note\">%s %.4f · %s %.4f</p>\n",
		 page_say(page, "Brier score", "Brier スコア"), c->brier,
		 page_say(page, "expected calibration error",
			  "期待較正誤差 (ECE)"),
		 c->ece);
	page_note(page,
		  "On the dashed line, 80% would be spam of what furui gives "
		  "0.8; above it furui is more careful than it need be. The "
		  "bars are 95% intervals.",
		  "破線上なら、0.8 と示した通数の 80% が実際に迷惑メール。"
		  "線より上は控えめな確率です。縦棒は 95% 区間。");
	add_bin_counts(page, c);
}
