/* The report's tables by language and by source. */
#include <stdio.h>
#include <string.h>

#include "page.h"

static const char *language_name(const struct bench_page *page,
				 const char *name)
{
	static const struct {
		const char *name, *english, *japanese;
	} names[] = {
		{"ja", "Japanese", "日本語"},
		{"ko", "Korean", "韓国語"},
		{"zh", "Chinese", "中国語"},
		{"Latin", "Latin letters (English …)", "ラテン文字 (英語など)"},
		{"Cyrillic", "Cyrillic (Russian …)",
		 "キリル文字 (ロシア語など)"},
		{"Greek", "Greek", "ギリシャ語"},
		{"Arabic", "Arabic script", "アラビア文字"},
		{"Hebrew", "Hebrew", "ヘブライ語"},
		{"Thai", "Thai", "タイ語"},
		{"Devanagari", "Devanagari (Hindi …)",
		 "デーヴァナーガリー文字"},
		{"none", "no letters", "文字なし"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i].name, name) == 0)
			return page_say(page, names[i].english,
					names[i].japanese);
	return NULL;
}

static void add_group(struct bench_page *page, const struct page_column *c,
		      const struct bench_groups *groups, size_t g,
		      enum bench_grouping by)
{
	const struct bench_report *report = page->report;
	const char *name = groups->groups[g].name, *known = NULL;
	struct bench_metrics m;
	char text[96];
	bench_group_measure(groups, g, report->results[0].verdicts,
			    report->schedule->judged_count, &m);
	page_add(page, "<tr><td data-label=\"%s\"><div>",
		 page_say(page, c[0].english, c[0].japanese));
	if (by == BENCH_BY_LANGUAGE)
		known = language_name(page, name);
	if (known)
		page_add(page, "%s", known);
	else
		page_text(page, *name ? name : ".", *name ? strlen(name) : 1);
	page_add(page, "</div></td>");
	page_cell(page, &c[1], page_count(m.ham));
	(void)snprintf(text, sizeof text, "%s <small>(%s)</small>",
		       page_count(m.ham_lost), page_percent(m.hm));
	page_cell(page, &c[2], m.ham ? text : "–");
	page_cell(page, &c[3], page_count(m.spam));
	(void)snprintf(text, sizeof text, "%s <small>(%s)</small>",
		       page_count(m.spam_missed), page_percent(m.sm));
	page_cell(page, &c[4], m.spam ? text : "–");
	page_cell(page, &c[5], page_count(m.unsure));
	page_cell(page, &c[6], page_percent(m.one_minus_auc));
	page_add(page, "</tr>\n");
}

void page_groups(struct bench_page *page)
{
	static const struct page_column c[BENCH_GROUPINGS][7] = {
		{{"language", "言語", false},
		 {"wanted", "必要", true},
		 {"called spam", "誤って迷惑", true},
		 {"spam", "迷惑", true},
		 {"missed", "見逃し", true},
		 {"unsure", "保留", true},
		 {"1−AUC", "1−AUC", true}},
		{{"source", "出所", false},
		 {"wanted", "必要", true},
		 {"called spam", "誤って迷惑", true},
		 {"spam", "迷惑", true},
		 {"missed", "見逃し", true},
		 {"unsure", "保留", true},
		 {"1−AUC", "1−AUC", true}}};
	for (int by = 0; by < BENCH_GROUPINGS; by++) {
		struct bench_groups groups;
		bench_groups_make(page->report->mail, page->report->schedule,
				  (enum bench_grouping)by, &groups);
		if (groups.count && by == BENCH_BY_LANGUAGE)
			page_section(page, "By language (furui)",
				     "言語ごとの結果 (furui)");
		else if (groups.count)
			page_section(page, "By source (furui)",
				     "出所ごとの結果 (furui)");
		if (groups.count)
			page_table(page, c[by], 7);
		for (size_t g = 0; g < groups.count; g++)
			add_group(page, c[by], &groups, g,
				  (enum bench_grouping)by);
		if (groups.count)
			page_table_end(page);
		bench_groups_free(&groups);
	}
}
