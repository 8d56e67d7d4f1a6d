/* Measures the results and writes them down. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "furui/text.h"
#include "results.h"

void bench_report_measure(struct bench_report *report)
{
	size_t n = report->schedule->judged_count, filters = report->count;
	struct bench_ranking **rankings =
		furui_xmalloc((filters + 1) * sizeof(struct bench_ranking *));
	double *values =
		furui_xmalloc((filters + 1) * BENCH_RESAMPLES * sizeof *values);
	double *ratios = furui_xmalloc(BENCH_RESAMPLES * sizeof *ratios);
	for (size_t f = 0; f < filters; f++) {
		struct bench_result *r = &report->results[f];
		bench_measure(r->verdicts, n, &r->metrics);
		bench_calibrate(r->verdicts, n, &r->calibration);
		rankings[f] = bench_ranking_new(r->verdicts, n);
	}
	if (filters)
		bench_bootstrap(rankings, filters, report->results[0].verdicts,
				n, BENCH_RESAMPLES, values);
	/* Last the first filter's, as sorting undoes the pairs. */
	for (size_t f = filters; f-- > 0;) {
		struct bench_result *r = &report->results[f];
		double *own = values + f * BENCH_RESAMPLES;
		r->ratio = report->results[0].metrics.one_minus_auc /
			   r->metrics.one_minus_auc;
		for (size_t i = 0; i < BENCH_RESAMPLES; i++)
			ratios[i] = values[i] / own[i];
		r->ratio_interval = bench_percentiles(ratios, BENCH_RESAMPLES);
		r->interval = bench_percentiles(own, BENCH_RESAMPLES);
		bench_ranking_free(&rankings[f]);
	}
	free(ratios);
	free(values);
	free(rankings);
}

void bench_report_scores(const struct bench_report *report,
			 const struct bench_result *result,
			 struct furui_buffer *out)
{
	for (size_t i = 0; i < report->schedule->judged_count; i++) {
		const struct bench_item *item =
			&report->mail->items[report->schedule->judged[i]];
		furui_buffer_printf(out, "%s %s %.17g\n",
				    item->label == FURUI_SPAM ? "spam" : "ham",
				    item->name, result->verdicts[i].score);
	}
}

static void add_string(struct furui_buffer *out, const char *key,
		       const char *text)
{
	furui_buffer_printf(out, "\"%s\":", key);
	furui_json_add_string(out, text);
	furui_buffer_add_char(out, ',');
}

/* A number with what leads to it and what follows it. */
static void add_number(struct furui_buffer *out, const char *lead, double value,
		       const char *tail)
{
	furui_buffer_add_text(out, lead);
	furui_json_add_number(out, value);
	furui_buffer_add_text(out, tail);
}

static void add_result(const struct bench_report *report,
		       const struct bench_result *r, struct furui_buffer *out)
{
	const struct bench_metrics *m = &r->metrics;
	furui_buffer_add_char(out, '{');
	add_string(out, "filter", r->kind->name);
	add_string(out, "version", r->version);
	add_string(out, "index", report->index);
	add_string(out, "test", report->test);
	add_string(out, "protocol", report->protocol);
	add_string(out, "headers", report->headers);
	furui_buffer_printf(out,
			    "\"learned\":%zu,\"n\":%zu,\"ham\":%zu,"
			    "\"spam\":%zu",
			    report->learned, m->ham + m->spam, m->ham, m->spam);
	add_number(out, ",\"one_minus_auc_pct\":", 100 * m->one_minus_auc, "");
	add_number(out, ",\"ci_pct\":[", 100 * r->interval.low, ",");
	add_number(out, "", 100 * r->interval.high, "]");
	add_number(out, ",\"sm_at_hm_0.1_pct\":", 100 * m->sm_at_hm, "");
	add_number(out, ",\"hm_pct\":", 100 * m->hm, "");
	add_number(out, ",\"sm_pct\":", 100 * m->sm, "");
	add_number(out, ",\"unsure_pct\":", 100 * m->unsure_share, "");
	add_number(out, ",\"lam_pct\":", 100 * m->lam, "");
	furui_buffer_printf(out, ",\"ham_lost\":%zu,\"spam_missed\":%zu",
			    m->ham_lost, m->spam_missed);
	add_number(out, ",\"tied_pct\":", 100 * m->tied, "");
	add_number(out, ",\"brier\":", r->calibration.brier, "");
	add_number(out, ",\"ece\":", r->calibration.ece, "");
	add_number(out, ",\"ratio\":", r->ratio, "");
	add_number(out, ",\"ratio_ci\":[", r->ratio_interval.low, ",");
	add_number(out, "", r->ratio_interval.high, "]");
	furui_buffer_printf(out,
			    ",\"training_seconds\":%.3f"
			    ",\"judging_seconds\":%.3f}\n",
			    r->seconds.training, r->seconds.judging);
}

void bench_report_json(const struct bench_report *report,
		       struct furui_buffer *out)
{
	for (size_t f = 0; f < report->count; f++)
		add_result(report, &report->results[f], out);
}

static const char *number(char *text, size_t size, int digits, double value)
{
	if (isfinite(value))
		(void)snprintf(text, size, "%.*f", digits, value);
	else
		(void)snprintf(text, size, "-");
	return text;
}

static const char *range(char *text, size_t size, int digits, double factor,
			 const struct bench_interval *interval)
{
	char low[32], high[32];
	if (isnan(interval->low))
		return "";
	(void)snprintf(
		text, size, "(%s-%s)",
		number(low, sizeof low, digits, factor * interval->low),
		number(high, sizeof high, digits, factor * interval->high));
	return text;
}

static void add_row(const struct bench_result *r, bool first,
		    struct furui_buffer *out)
{
	const struct bench_metrics *m = &r->metrics;
	char t[9][80];
	furui_buffer_printf(
		out,
		"%-10s %7s %-15s %6s %-13s %7s %6s %6s %6s %6s %6s %6.1fs\n",
		r->kind->name,
		number(t[0], sizeof t[0], 3, 100 * m->one_minus_auc),
		range(t[1], sizeof t[1], 3, 100, &r->interval),
		first ? "" : number(t[2], sizeof t[2], 3, r->ratio),
		first ? "" : range(t[3], sizeof t[3], 3, 1, &r->ratio_interval),
		number(t[4], sizeof t[4], 2, 100 * m->sm_at_hm),
		number(t[5], sizeof t[5], 2, 100 * m->hm),
		number(t[6], sizeof t[6], 2, 100 * m->sm),
		number(t[7], sizeof t[7], 2, 100 * m->unsure_share),
		number(t[8], sizeof t[8], 2, 100 * m->lam),
		m->tied < 5e-7 ? "0" : "yes",
		r->seconds.training + r->seconds.judging);
}

void bench_report_table(const struct bench_report *report,
			struct furui_buffer *out)
{
	if (!report->count)
		return;
	const struct bench_metrics *m = &report->results[0].metrics;
	furui_buffer_printf(out,
			    "%s%s%s, %s, %s headers: %zu learned, %zu "
			    "judged (%zu ham, %zu spam)\n",
			    report->index, report->test ? " -> " : "",
			    report->test ? report->test : "", report->protocol,
			    report->headers, report->learned, m->ham + m->spam,
			    m->ham, m->spam);
	furui_buffer_printf(
		out, "%-10s %7s %-15s %6s %-13s %7s %6s %6s %6s %6s %6s %7s\n",
		"filter", "1-AUC %", "(95 %)", "ratio", "(95 %)", "sm%@.1",
		"hm %", "sm %", "uns %", "LAM %", "ties", "time");
	for (size_t f = 0; f < report->count; f++)
		add_row(&report->results[f], f == 0, out);
}
