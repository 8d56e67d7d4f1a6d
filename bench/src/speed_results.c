/* Medians over the rounds, the table, the JSON lines. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "furui/text.h"
#include "speed.h"

const struct bench_speed_row_text bench_speed_texts[SPEED_ROWS] = {
	[SPEED_NOTHING] = {"nothing", "start and end (-V)",
			   "起動して終わるだけ (-V)", "ms"},
	[SPEED_COLD_ENGLISH] = {"cold_english", "one process, English",
				"1通1プロセス、英語", "ms"},
	[SPEED_COLD_JAPANESE] = {"cold_japanese", "one process, Japanese",
				 "1通1プロセス、日本語", "ms"},
	[SPEED_COLD_HTML] = {"cold_html", "one process, 500 kB of HTML",
			     "1通1プロセス、HTML 500 kB", "ms"},
	[SPEED_COLD_ATTACHMENT] = {"cold_attachment",
				   "one process, 10 MB attached",
				   "1通1プロセス、添付 10 MB", "ms"},
	[SPEED_RESIDENT] = {"resident", "through furuid", "furuid 経由", "ms"},
	[SPEED_BULK] = {"bulk", "many, one processor", "まとめて、1プロセッサ",
			"ms"},
	[SPEED_BULK_ALL] = {"bulk_all_wall", "many, all processors, wall",
			    "まとめて、全プロセッサ、実時間", "ms"},
	[SPEED_TRAIN] = {"train", "training both folders", "両フォルダの学習",
			 "s"},
	[SPEED_TRAIN_WALL] = {"train_wall", "training, wall", "学習、実時間",
			      "s"},
	[SPEED_FIT] = {"fit", "of that, the fit", "うち当てはめ", "s"},
	[SPEED_LEARN] = {"learn", "learning one message", "1通の学習", "ms"},
	[SPEED_MEMORY] = {"memory", "memory of one process",
			  "1プロセスのメモリ", "MB"},
	[SPEED_STORE] = {"store", "store, a token", "ストア、トークンごと",
			 "B"},
	[SPEED_COUNTS] = {"counts", "the counts alone, a token",
			  "回数だけ、トークンごと", "B"},
	[SPEED_MODEL] = {"model", "model, a token", "モデル、トークンごと",
			 "B"},
};

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static double quantile(const double *sorted, size_t count, double share)
{
	double place = share * (double)(count - 1), whole = floor(place);
	size_t at = (size_t)whole;
	return at + 1 < count ? sorted[at] + (place - whole) * (sorted[at + 1] -
								sorted[at])
			      : sorted[count - 1];
}

/* Of the values' first `count`, which it sorts; of none NAN. */
static struct bench_speed_figure figure(double *values, size_t count)
{
	struct bench_speed_figure f = {NAN, {NAN, NAN}};
	size_t known = 0;
	for (size_t i = 0; i < count; i++)
		if (isfinite(values[i]))
			values[known++] = values[i];
	if (!known)
		return f;
	qsort(values, known, sizeof *values, compare);
	f.median = quantile(values, known, .5);
	f.quartiles.low = quantile(values, known, .25);
	f.quartiles.high = quantile(values, known, .75);
	return f;
}

struct bench_speed_figure
bench_speed_value(const struct bench_speed_report *report, size_t filter,
		  enum bench_speed_row row)
{
	double *copy = furui_xmalloc(report->rounds * sizeof *copy);
	for (size_t i = 0; i < report->rounds; i++)
		copy[i] = report->results[filter].values[row][i];
	struct bench_speed_figure f = figure(copy, report->rounds);
	free(copy);
	return f;
}

struct bench_speed_figure
bench_speed_ratio(const struct bench_speed_report *report, size_t filter,
		  enum bench_speed_row row)
{
	double *copy = furui_xmalloc(report->rounds * sizeof *copy);
	for (size_t i = 0; i < report->rounds; i++)
		copy[i] = report->results[0].values[row][i] /
			  report->results[filter].values[row][i];
	struct bench_speed_figure f = figure(copy, report->rounds);
	free(copy);
	return f;
}

static void add_cells(const struct bench_speed_report *report, size_t filter,
		      enum bench_speed_row row, struct furui_buffer *out)
{
	struct bench_speed_figure v = bench_speed_value(report, filter, row);
	char value[32] = "-", ratio[32] = "-", range[48] = "";
	if (isfinite(v.median))
		(void)snprintf(value, sizeof value, "%.*f",
			       v.median < 100 ? 2 : 1, v.median);
	struct bench_speed_figure r = bench_speed_ratio(report, filter, row);
	if (isfinite(r.median)) {
		(void)snprintf(ratio, sizeof ratio, "%.3f", r.median);
		(void)snprintf(range, sizeof range, "(%.3f-%.3f)",
			       r.quartiles.low, r.quartiles.high);
	}
	furui_buffer_printf(out, " %11s", value);
	if (filter)
		furui_buffer_printf(out, " %7s %-15s", ratio, range);
}

static bool has_row(const struct bench_speed_report *report,
		    enum bench_speed_row row)
{
	return isfinite(bench_speed_value(report, 0, row).median);
}

static void end_line(struct furui_buffer *out)
{
	while (out->size && out->data[out->size - 1] == ' ')
		out->size--;
	furui_buffer_add_char(out, '\n');
}

void bench_speed_table(const struct bench_speed_report *report,
		       struct furui_buffer *out)
{
	furui_buffer_printf(out,
			    "%s: %zu learned, %zu judged at once; %zu English, "
			    "%zu Japanese one by one; %zu rounds, %zu "
			    "processors\n%-28s %-2s",
			    report->index, report->learned, report->bulk,
			    report->english, report->japanese, report->rounds,
			    report->processors, "processor time", "");
	for (size_t f = 0; f < report->count; f++)
		furui_buffer_printf(out, f ? " %11s %7s %-15s" : " %11s",
				    report->results[f].name, "ratio",
				    "(quartiles)");
	end_line(out);
	for (int row = 0; row < SPEED_ROWS; row++) {
		if (!has_row(report, row))
			continue;
		furui_buffer_printf(out, "%-28s %-2s",
				    bench_speed_texts[row].english,
				    bench_speed_texts[row].unit);
		for (size_t f = 0; f < report->count; f++)
			add_cells(report, f, row, out);
		end_line(out);
	}
}

static void add_figure(struct furui_buffer *out, const char *name,
		       const struct bench_speed_figure *f)
{
	furui_buffer_printf(out, ",\"%s\":", name);
	furui_json_add_number(out, f->median);
	furui_buffer_printf(out, ",\"%s_quartiles\":[", name);
	furui_json_add_number(out, f->quartiles.low);
	furui_buffer_add_char(out, ',');
	furui_json_add_number(out, f->quartiles.high);
	furui_buffer_add_char(out, ']');
}

static void add_object(const struct bench_speed_report *report, size_t filter,
		       enum bench_speed_row row, struct furui_buffer *out)
{
	struct bench_speed_figure v = bench_speed_value(report, filter, row);
	struct bench_speed_figure r = bench_speed_ratio(report, filter, row);
	if (!isfinite(v.median))
		return;
	furui_buffer_printf(out, "{\"row\":\"%s\",\"filter\":\"%s\"",
			    bench_speed_texts[row].key,
			    report->results[filter].name);
	furui_buffer_add_text(out, ",\"version\":");
	furui_json_add_string(out, report->results[filter].version);
	furui_buffer_add_text(out, ",\"index\":");
	furui_json_add_string(out, report->index);
	furui_buffer_printf(out,
			    ",\"learned\":%zu,\"rounds\":%zu"
			    ",\"processors\":%zu,\"unit\":\"%s\"",
			    report->learned, report->rounds, report->processors,
			    bench_speed_texts[row].unit);
	add_figure(out, "value", &v);
	add_figure(out, "ratio", &r);
	furui_buffer_add_text(out, "}\n");
}

void bench_speed_json(const struct bench_speed_report *report,
		      struct furui_buffer *out)
{
	for (int row = 0; row < SPEED_ROWS; row++)
		for (size_t f = 0; f < report->count; f++)
			add_object(report, f, row, out);
}
