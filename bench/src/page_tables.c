/* The report's facts and tables. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"

static void add_card(struct bench_page *page, const char *class,
		     const char *title, const char *figure, const char *note)
{
	page_add(page,
		 "<div class=\"card %s\"><h3>%s</h3><b>%s</b>"
		 "<p>%s</p></div>\n",
		 class, title, figure, note);
}

static void add_claim(struct bench_page *page)
{
	const struct bench_metrics *m = &page->report->results[0].metrics;
	size_t caught = m->spam - m->spam_missed;
	struct bench_interval lost = bench_share_interval(m->ham_lost, m->ham);
	struct bench_interval got = bench_share_interval(caught, m->spam);
	char figure[128], note[256];
	page_add(page, "<div class=\"cards\">");
	(void)snprintf(figure, sizeof figure,
		       page_say(page, "%s <small>of %s</small>",
				"%s 通<small> / %s 通中</small>"),
		       page_count(m->ham_lost), page_count(m->ham));
	(void)snprintf(note, sizeof note, "%s (%s %s)", page_percent(m->hm),
		       page_say(page, "95% interval", "95% 区間"),
		       page_percents(&lost));
	add_card(page, m->ham_lost ? "warn" : "good",
		 page_say(page, "Wanted mail called spam",
			  "迷惑メールと誤った必要なメール"),
		 figure, m->ham ? note : "–");
	(void)snprintf(note, sizeof note,
		       page_say(page, "%s of %s (95%% interval %s)",
				"%s 通 / %s 通中 (95%% 区間 %s)"),
		       page_count(caught), page_count(m->spam),
		       page_percents(&got));
	add_card(page, "", page_say(page, "Spam caught", "捕らえた迷惑メール"),
		 page_percent(1 - m->sm), note);
	(void)snprintf(note, sizeof note, "%s",
		       page_say(page, "left in the inbox, marked Unsure",
				"Unsure と記して受信箱に残した"));
	add_card(page, "", page_say(page, "Unsure", "判断を保留"),
		 page_percent(m->unsure_share), note);
	page_add(page, "</div>\n");
}

/* How the others did with the same mail. */
static void add_beside(struct bench_page *page)
{
	for (size_t f = 1; f < page->report->count; f++) {
		const struct bench_result *r = &page->report->results[f];
		page_add(page, "<p class=\"beside\">");
		page_add(page,
			 page_say(page,
				  "On the same mail, %s lost %s of the wanted "
				  "mail and caught %s of the spam.",
				  "同じメールで %s は必要なメールの %s を"
				  "迷惑メールとし、"
				  "迷惑メールの %s を捕らえました。"),
			 r->kind->name, page_percent(r->metrics.hm),
			 page_percent(1 - r->metrics.sm));
		page_add(page, "</p>\n");
	}
}

static int by_date(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
	return (a > b) - (a < b);
}

/* Dates in mail are often wrong: the middle 98 % of them. */
static void find_dates(const struct bench_report *report, int64_t *first,
		       int64_t *last)
{
	const struct bench_schedule *schedule = report->schedule;
	int64_t *dates =
		furui_xmalloc((schedule->judged_count + 1) * sizeof *dates);
	size_t count = 0;
	for (size_t i = 0; i < schedule->judged_count; i++) {
		dates[count] = report->mail->items[schedule->judged[i]].date;
		count += dates[count] > 0;
	}
	*first = *last = 0;
	if (count) {
		qsort(dates, count, sizeof *dates, by_date);
		*first = dates[count / 100];
		*last = dates[count - 1 - count / 100];
	}
	free(dates);
}

static void add_fact(struct bench_page *page, const char *name,
		     const char *text, size_t size, const char *more)
{
	page_add(page, "<dt>%s</dt><dd>", name);
	if (text)
		page_text(page, text, size);
	page_add(page, "%s</dd>\n", more);
}

static const char *explain_protocol(const struct bench_page *page)
{
	const char *name = page->report->protocol;
	if (strncmp(name, "online", 6) == 0)
		return page_say(page, " – each message is judged, then learned",
				" – 1 通ごとに判定してから学習");
	if (strncmp(name, "delayed", 7) == 0)
		return page_say(page,
				" – each message is learned some messages "
				"after it was judged",
				" – 判定して一定数後に学習");
	if (strncmp(name, "folds", 5) == 0)
		return page_say(page,
				" – each part is judged after the others were "
				"learned",
				" – 分割し、残りを学習して判定");
	return page_say(page,
			" – the first part is learned, the later mail judged",
			" – 先の分を学習し、後のメールを判定");
}

static void add_facts(struct bench_page *page, int64_t now)
{
	const struct bench_report *r = page->report;
	const struct bench_metrics *m = &r->results[0].metrics;
	char text[256];
	int64_t first, last;
	find_dates(r, &first, &last);
	page_add(page, "<dl>\n");
	add_fact(page, page_say(page, "Mail", "メール"), r->index,
		 strlen(r->index), "");
	if (r->test)
		add_fact(page, page_say(page, "Judged", "判定対象"), r->test,
			 strlen(r->test), "");
	add_fact(page, page_say(page, "Protocol", "方法"), r->protocol,
		 strlen(r->protocol), explain_protocol(page));
	add_fact(page, page_say(page, "Headers", "ヘッダー"), NULL, 0,
		 strcmp(r->headers, "core") == 0
			 ? page_say(page, "only what senders write",
				    "送信者が書くもののみ")
			 : page_say(page, "all", "すべて"));
	(void)snprintf(text, sizeof text,
		       page_say(page,
				"%s learned; %s judged: %s wanted, %s spam",
				"学習 %s 通、判定 %s 通 (必要 %s、迷惑 %s)"),
		       page_count(r->learned), page_count(m->ham + m->spam),
		       page_count(m->ham), page_count(m->spam));
	add_fact(page, page_say(page, "Messages", "通数"), NULL, 0, text);
	(void)snprintf(text, sizeof text, page_say(page, "%s to %s", "%s〜%s"),
		       page_day(page, first), page_day(page, last));
	add_fact(page, page_say(page, "Dates", "日付"), NULL, 0,
		 first ? text : "–");
	add_fact(page, page_say(page, "Measured", "測定日"), NULL, 0,
		 page_day(page, now));
	page_add(page, "<dt>%s</dt><dd>",
		 page_say(page, "Filters", "フィルター"));
	for (size_t f = 0; f < r->count; f++) {
		const char *version = r->results[f].version;
		page_add(page, f ? ", " : "");
		version = version ? version : r->results[f].kind->name;
		page_text(page, version, strlen(version));
	}
	page_add(page, "</dd>\n</dl>\n");
}

void page_summary(struct bench_page *page, int64_t now)
{
	add_claim(page);
	add_beside(page);
	add_facts(page, now);
}

static void add_filter_name(struct bench_page *page, size_t f,
			    const struct page_column *column)
{
	char name[96];
	(void)snprintf(name, sizeof name,
		       "<span class=\"f%zu\"><i></i>%s</span>", f % 8,
		       page->report->results[f].kind->name);
	page_cell(page, column, name);
}

void page_comparison(struct bench_page *page)
{
	static const struct page_column c[] = {
		{"filter", "フィルター", false},
		{"1−AUC", "1−AUC", true},
		{"95% interval", "95% 区間", true},
		{"furui / this", "furui ÷ これ", true},
		{"wanted lost", "誤って迷惑", true},
		{"spam missed", "見逃し", true},
		{"unsure", "保留", true},
		{"missed at 0.1% lost", "誤り 0.1% での見逃し", true},
		{"LAM", "LAM", true}};
	page_section(page, "Beside other filters", "他のフィルターとの比較");
	page_table(page, c, 9);
	for (size_t f = 0; f < page->report->count; f++) {
		const struct bench_result *r = &page->report->results[f];
		const struct bench_metrics *m = &r->metrics;
		char text[96] = "";
		page_add(page, "<tr>");
		add_filter_name(page, f, &c[0]);
		page_cell(page, &c[1], page_percent(m->one_minus_auc));
		page_cell(page, &c[2], page_percents(&r->interval));
		if (isfinite(r->ratio) && isfinite(r->ratio_interval.low) &&
		    isfinite(r->ratio_interval.high))
			(void)snprintf(text, sizeof text,
				       "%.2f <small>(%.2f–%.2f)</small>",
				       r->ratio, r->ratio_interval.low,
				       r->ratio_interval.high);
		else if (isfinite(r->ratio))
			(void)snprintf(text, sizeof text, "%.2f", r->ratio);
		page_cell(page, &c[3], f && *text ? text : "–");
		(void)snprintf(text, sizeof text, "%s <small>(%s)</small>",
			       page_count(m->ham_lost), page_percent(m->hm));
		page_cell(page, &c[4], text);
		(void)snprintf(text, sizeof text, "%s <small>(%s)</small>",
			       page_count(m->spam_missed), page_percent(m->sm));
		page_cell(page, &c[5], text);
		page_cell(page, &c[6], page_percent(m->unsure_share));
		page_cell(page, &c[7], page_percent(m->sm_at_hm));
		page_cell(page, &c[8], page_percent(m->lam));
		page_add(page, "</tr>\n");
	}
	page_table_end(page);
	page_note(page,
		  "1−AUC: how many of all pairs of a wanted and a spam "
		  "message are ranked the wrong way round; below 1 in “furui / "
		  "this”, furui does better, and the interval tells whether "
		  "that could be chance. Missed: not called spam. LAM: the "
		  "logistic mean of both error rates.",
		  "1−AUC: "
		  "必要なメールと迷惑メールの組のうち、順位を誤ったものの割合。"
		  "「furui ÷ これ」は 1 より小さければ furui が優れ、区間が 1 "
		  "を含めば"
		  "偶然かもしれません。見逃し: 迷惑メールと判定しなかったもの。"
		  "LAM: 両方の誤り率のロジスティック平均。");
}

static void add_rate(struct bench_page *page, const struct page_column *column,
		     size_t count, double seconds)
{
	char text[64] = "–";
	if (seconds > 0 && count)
		(void)snprintf(text, sizeof text, "%s",
			       page_count((size_t)((double)count / seconds)));
	page_cell(page, column, text);
}

void page_speed(struct bench_page *page)
{
	static const struct page_column c[] = {
		{"filter", "フィルター", false},
		{"learned a second", "学習 通/秒", true},
		{"judged a second", "判定 通/秒", true},
		{"seconds in all", "合計 秒", true}};
	const struct bench_report *report = page->report;
	page_section(page, "Speed", "速さ");
	page_table(page, c, 4);
	for (size_t f = 0; f < report->count; f++) {
		const struct bench_seconds *s = &report->results[f].seconds;
		char text[32];
		page_add(page, "<tr>");
		add_filter_name(page, f, &c[0]);
		add_rate(page, &c[1], report->schedule->train_count,
			 s->training);
		add_rate(page, &c[2], report->schedule->judged_count,
			 s->judging);
		(void)snprintf(text, sizeof text, "%.1f",
			       s->training + s->judging);
		page_cell(page, &c[3], text);
		page_add(page, "</tr>\n");
	}
	page_table_end(page);
	page_note(
		page,
		"furui runs inside the bench, the others are started as "
		"programs, for each message when that is how they learn: "
		"this compares no speeds.",
		"furui "
		"は測定プログラムの中で動き、他はプログラムとして起動されます。"
		"速さの優劣を比べるものではありません。");
}
