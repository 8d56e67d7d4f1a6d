/* The tables that the user may ask for besides: groups, the learning curve,
 * the worst errors; for people and as JSON. */
#include <math.h>
#include <stdio.h>
#include <time.h>

#include "furui/text.h"
#include "results.h"

static const char *label_name(enum furui_label label)
{
	return label == FURUI_SPAM ? "spam" : "ham";
}

static void add_rates(const struct bench_metrics *m, struct furui_buffer *out)
{
	char auc[16] = "-";
	if (isfinite(m->one_minus_auc))
		(void)snprintf(auc, sizeof auc, "%.3f", 100 * m->one_minus_auc);
	furui_buffer_printf(out, " %7zu %6zu %7zu %6zu %6zu %8s\n", m->ham,
			    m->ham_lost, m->spam, m->spam_missed, m->unsure,
			    auc);
}

static void add_rates_head(const char *first, struct furui_buffer *out)
{
	furui_buffer_printf(out, "\n%-18s %-10s %7s %6s %7s %6s %6s %8s\n",
			    first, "filter", "ham", "lost", "spam", "missed",
			    "unsure", "1-AUC %");
}

static void add_json_rates(const struct bench_metrics *m,
			   struct furui_buffer *out)
{
	furui_buffer_printf(out,
			    ",\"ham\":%zu,\"ham_lost\":%zu,\"spam\":%zu,"
			    "\"spam_missed\":%zu,\"unsure\":%zu,"
			    "\"one_minus_auc_pct\":",
			    m->ham, m->ham_lost, m->spam, m->spam_missed,
			    m->unsure);
	furui_json_add_number(out, 100 * m->one_minus_auc);
	furui_buffer_add_text(out, "}\n");
}

static void add_groups(const struct bench_report *report,
		       enum bench_grouping by, bool json,
		       struct furui_buffer *out)
{
	struct bench_groups groups;
	bench_groups_make(report->mail, report->schedule, by, &groups);
	if (groups.count && !json)
		add_rates_head(bench_grouping_name(by), out);
	for (size_t g = 0; g < groups.count; g++) {
		const char *name = groups.groups[g].name;
		for (size_t f = 0; f < report->count; f++) {
			const struct bench_result *r = &report->results[f];
			struct bench_metrics m;
			bench_group_measure(&groups, g, r->verdicts,
					    report->schedule->judged_count, &m);
			if (json) {
				furui_buffer_printf(
					out, "{\"filter\":\"%s\",\"%s\":",
					r->kind->name, bench_grouping_name(by));
				furui_json_add_string(out, name);
				add_json_rates(&m, out);
				continue;
			}
			struct furui_buffer shown = {0};
			furui_text_add_shown(&shown, *name ? name : ".");
			furui_buffer_printf(out, "%-18s %-10s",
					    furui_buffer_terminate(&shown),
					    r->kind->name);
			furui_buffer_free(&shown);
			add_rates(&m, out);
		}
	}
	bench_groups_free(&groups);
}

static void add_curve(const struct bench_report *report, bool json,
		      struct furui_buffer *out)
{
	bool begun = json;
	for (size_t f = 0; f < report->count; f++) {
		const struct bench_result *r = &report->results[f];
		for (size_t i = 0; i < r->curve.count; i++) {
			const struct bench_curve_point *p = &r->curve.points[i];
			if (!begun)
				add_rates_head("learned", out);
			begun = true;
			if (json) {
				furui_buffer_printf(out,
						    "{\"filter\":\"%s\","
						    "\"curve\":%zu",
						    r->kind->name, p->learned);
				add_json_rates(&p->metrics, out);
				continue;
			}
			furui_buffer_printf(out, "%-18s %-10s",
					    furui_text_number(p->learned),
					    r->kind->name);
			add_rates(&p->metrics, out);
		}
	}
}

static void add_day(int64_t date, struct furui_buffer *out)
{
	struct tm day;
	time_t seconds = (time_t)date;
	if (date > 0 && gmtime_r(&seconds, &day))
		furui_buffer_printf(out, "%04d-%02d-%02d", day.tm_year + 1900,
				    day.tm_mon + 1, day.tm_mday);
}

static void add_error(const struct bench_error *error,
		      const struct bench_item *item, struct furui_buffer *out)
{
	furui_buffer_printf(out, "  %s called %s ",
			    label_name(error->verdict.label),
			    furui_class_name(error->verdict.class));
	if (error->verdict.has_probability)
		furui_buffer_printf(out, "%.6f  ", error->verdict.probability);
	else
		furui_buffer_printf(out, "%.6g  ", error->verdict.score);
	add_day(item->date, out);
	furui_buffer_add_text(out, "  ");
	furui_text_add_shown(out, item->name);
	furui_buffer_add_text(out, "\n    ");
	struct furui_buffer subject = {0};
	furui_buffer_add(&subject, error->subject.data, error->subject.size);
	furui_text_add_shown(out, subject.size
					  ? furui_buffer_terminate(&subject)
					  : "(no subject)");
	furui_buffer_free(&subject);
	furui_buffer_add_char(out, '\n');
	for (size_t i = 0; i < error->reason_count; i++) {
		const struct bench_reason *reason = &error->reasons[i];
		furui_buffer_printf(out, "      %.3f  %6u spam %6u ham  ",
				    reason->spamicity, reason->counts.spam,
				    reason->counts.ham);
		furui_text_add_shown(out, reason->token);
		furui_buffer_add_char(out, '\n');
	}
}

static void add_json_reasons(const struct bench_error *error,
			     struct furui_buffer *out)
{
	furui_buffer_add_text(out, ",\"reasons\":[");
	for (size_t i = 0; i < error->reason_count; i++) {
		const struct bench_reason *reason = &error->reasons[i];
		furui_buffer_add_text(out, i ? ",{\"token\":" : "{\"token\":");
		furui_json_add_string(out, reason->token);
		furui_buffer_printf(out, ",\"in_spam\":%u,\"in_ham\":%u,",
				    reason->counts.spam, reason->counts.ham);
		furui_buffer_add_text(out, "\"spamicity\":");
		furui_json_add_number(out, reason->spamicity);
		furui_buffer_add_char(out, '}');
	}
	furui_buffer_add_text(out, "]}\n");
}

static void add_json_error(const char *filter, const struct bench_error *error,
			   const struct bench_item *item,
			   struct furui_buffer *out)
{
	furui_buffer_printf(out,
			    "{\"filter\":\"%s\",\"error\":\"%s called %s\","
			    "\"path\":",
			    filter, label_name(error->verdict.label),
			    furui_class_name(error->verdict.class));
	furui_json_add_string(out, item->name);
	furui_buffer_add_text(out, ",\"date\":\"");
	add_day(item->date, out);
	furui_buffer_add_text(out, "\",\"subject\":");
	struct furui_buffer subject = {0};
	furui_buffer_add(&subject, error->subject.data, error->subject.size);
	furui_json_add_string(out, furui_buffer_terminate(&subject));
	furui_buffer_free(&subject);
	furui_buffer_add_text(out, ",\"probability\":");
	furui_json_add_number(out, error->verdict.has_probability
					   ? error->verdict.probability
					   : NAN);
	furui_buffer_add_text(out, ",\"score\":");
	furui_json_add_number(out, error->verdict.score);
	add_json_reasons(error, out);
}

static void add_errors(const struct bench_report *report, size_t limit,
		       bool json, struct furui_buffer *out)
{
	for (size_t f = 0; f < report->count; f++) {
		const struct bench_result *r = &report->results[f];
		size_t all = r->errors.counts[0] + r->errors.counts[1];
		if (!json && all && limit)
			furui_buffer_printf(out, "\n%s's worst errors\n",
					    r->kind->name);
		for (int label = 0; label < 2; label++)
			for (size_t i = 0;
			     i < r->errors.counts[label] && i < limit; i++) {
				const struct bench_error *error =
					&r->errors.worst[label][i];
				uint32_t item =
					report->schedule->judged[error->at];
				const struct bench_item *of =
					&report->mail->items[item];
				if (json)
					add_json_error(r->kind->name, error, of,
						       out);
				else
					add_error(error, of, out);
			}
	}
}

static void add_details(const struct bench_report *report,
			const struct bench_details *details, bool json,
			struct furui_buffer *out)
{
	for (int by = 0; by < BENCH_GROUPINGS; by++)
		if (details->by[by])
			add_groups(report, (enum bench_grouping)by, json, out);
	if (details->curve)
		add_curve(report, json, out);
	for (size_t f = 0; f < report->count; f++) {
		const struct bench_result *r = &report->results[f];
		if (json)
			bench_ablation_json(&r->ablation, r->kind->name, out);
		else
			bench_ablation_table(&r->ablation, &r->metrics, out);
	}
	add_errors(report, details->errors, json, out);
}

void bench_details_table(const struct bench_report *report,
			 const struct bench_details *details,
			 struct furui_buffer *out)
{
	add_details(report, details, false, out);
}

void bench_details_json(const struct bench_report *report,
			const struct bench_details *details,
			struct furui_buffer *out)
{
	add_details(report, details, true, out);
}
