/* The report's page: head, styles, sections in order, the worst errors. */
#include <stdio.h>
#include <string.h>

#include "page.h"

/* One column of at most 72em; tables turn into lists of labelled values where
 * the window is narrow, so that nothing scrolls sideways. */
static const char style[] =
	":root{color-scheme:light dark;--bg:#fff;--fg:#1c2126;--dim:#5c6670;"
	"--line:#d9dee3;--card:#f4f6f8;--spam:#c2382f;--ham:#2667c4;"
	"--good:#1f7a45;--f0:#0b6bcb;--f1:#c2571a;--f2:#6b46b8;--f3:#1f7a45;"
	"--f4:#b0306f;--f5:#7a6a00;--f6:#00767f;--f7:#5c6670}"
	"@media(prefers-color-scheme:dark){:root{--bg:#14181c;--fg:#e6eaee;"
	"--dim:#9aa5b0;--line:#313a43;--card:#1d2329;--spam:#ff7b70;"
	"--ham:#6aa9ff;--good:#58c98a;--f0:#5fb0ff;--f1:#ffa05c;--f2:#b79bff;"
	"--f3:#58c98a;--f4:#ff8cc0;--f5:#dcc94a;--f6:#4fd0da;--f7:#9aa5b0}}"
	"*{box-sizing:border-box}"
	"body{margin:0;background:var(--bg);color:var(--fg);font:16px/1.6 "
	"system-ui,-apple-system,\"Hiragino Sans\",\"Noto Sans CJK JP\","
	"\"Noto Sans JP\",\"Yu Gothic\",Meiryo,sans-serif;"
	"font-variant-numeric:tabular-nums;overflow-wrap:anywhere}"
	"main{max-width:72em;margin:0 auto;padding:1rem 1rem 3rem}"
	"h1{font-size:1.5rem;line-height:1.3;margin:.5rem 0 1rem}"
	"h2{font-size:1.1rem;margin:0 0 .5rem}h3{font-size:.85rem;"
	"font-weight:600;color:var(--dim);margin:0}"
	"section{margin:2.2rem 0 0;min-width:0}"
	"small{font-size:.8em;color:var(--dim)}"
	".cards{display:grid;gap:.8rem;grid-template-columns:"
	"repeat(auto-fit,minmax(15rem,1fr))}"
	".card{background:var(--card);border-radius:.6rem;padding:.9rem 1rem;"
	"border-left:4px solid var(--f0)}.card.good{border-color:var(--good)}"
	".card.warn{border-color:var(--spam)}"
	".card b{font-size:1.9rem;line-height:1.3}.card b small{font-size:1rem;"
	"font-weight:400}.card p{margin:0;font-size:.85rem;color:var(--dim)}"
	".beside{margin:.8rem 0 0}"
	"dl{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1rem;"
	"margin:1.2rem 0 0;font-size:.9rem}dt{color:var(--dim)}dd{margin:0}"
	"table{border-collapse:collapse;width:100%;font-size:.9rem}"
	"th,td{text-align:left;padding:.35rem .6rem;vertical-align:baseline;"
	"border-bottom:1px solid var(--line)}th{font-weight:600;"
	"color:var(--dim);font-size:.8rem}.r{text-align:right}"
	"td small{white-space:nowrap}"
	".note{font-size:.82rem;color:var(--dim);margin:.4rem 0 0}"
	".grid{display:grid;gap:0 2rem;grid-template-columns:"
	"repeat(auto-fit,minmax(min(100%,25rem),1fr))}"
	"svg{display:block;width:100%;height:auto;max-width:40rem;"
	"overflow:visible}svg text{font-size:12px;fill:var(--dim)}"
	"svg .t{fill:var(--fg)}svg .e{text-anchor:end}svg .m{"
	"text-anchor:middle}svg path{fill:none}.g{stroke:var(--line);"
	"stroke-width:.7}.c{stroke:var(--dim);stroke-dasharray:4 3}"
	".l{stroke:currentColor;stroke-width:1.8;stroke-linejoin:round}"
	".dash{stroke-dasharray:5 3}.d{fill:currentColor;stroke:var(--bg);"
	"stroke-width:1.5}svg .s{fill:var(--spam)}svg .h{fill:var(--ham)}"
	".f0{color:var(--f0)}.f1{color:var(--f1)}.f2{color:var(--f2)}"
	".f3{color:var(--f3)}.f4{color:var(--f4)}.f5{color:var(--f5)}"
	".f6{color:var(--f6)}.f7{color:var(--f7)}"
	".legend{margin:.2rem 0 0;font-size:.85rem}.legend span{"
	"margin-right:1rem}span i{display:inline-block;width:.8em;height:.8em;"
	"border-radius:50%;background:currentColor;margin-right:.35em}"
	"details{margin:.5rem 0 0}summary{cursor:pointer;color:var(--dim);"
	"font-size:.85rem}"
	".err{border-top:1px solid var(--line);padding:.8rem 0}"
	".err h3{font-size:1rem;color:var(--fg)}.err p{margin:.1rem 0;"
	"font-size:.82rem;color:var(--dim)}"
	".why{list-style:none;display:flex;flex-wrap:wrap;gap:.35rem;"
	"margin:.5rem 0 0;padding:0;font-size:.82rem}"
	".why li{background:var(--card);border-radius:.4rem;padding:.1rem "
	".5rem;"
	"border-left:3px solid var(--ham)}.why .s{border-color:var(--spam)}"
	".tag{font-size:.78rem;font-weight:600;padding:.05rem .5rem;"
	"border-radius:1rem;border:1px solid currentColor;margin-right:.5em;"
	"white-space:nowrap}.tag.s{color:var(--spam)}.tag.h{color:var(--ham)}"
	"footer{margin-top:2.5rem;font-size:.8rem;color:var(--dim)}";

/* Narrow windows and paper. */
static const char narrow_style[] =
	"@media(max-width:44em){thead{display:none}table,tbody,tr{"
	"display:block}tr{border-bottom:1px solid var(--line);padding:.4rem 0}"
	"td{display:flex;justify-content:space-between;gap:1rem;border:0;"
	"padding:.12rem 0;text-align:right}td::before{content:"
	"attr(data-label);color:var(--dim);text-align:left}"
	"td:first-child{font-weight:600}td:first-child::before{content:none}dl{"
	"grid-template-columns:1fr;gap:0}"
	"dd{margin-bottom:.4rem}}"
	"@media print{:root{color-scheme:light;--bg:#fff;--fg:#000;--dim:#444;"
	"--line:#bbb;--card:#f4f6f8}body{font-size:11px}svg,.err,.card,tr{"
	"break-inside:avoid}h2{break-after:avoid}.grid{grid-template-columns:"
	"1fr 1fr}details>*{display:revert}}";

static const char *called(const struct bench_page *page,
			  const struct bench_error *error)
{
	switch (error->verdict.class) {
	case FURUI_CLASS_SPAM:
		return page_say(page, "wanted, called Spam",
				"必要なメールを Spam に");
	case FURUI_CLASS_HAM:
		return page_say(page, "spam, called Ham",
				"迷惑メールを Ham に");
	default:
		return page_say(page, "spam, called Unsure",
				"迷惑メールを Unsure に");
	}
}

static void add_reasons(struct bench_page *page,
			const struct bench_error *error)
{
	page_add(page, "<ul class=\"why\">");
	for (size_t i = 0; i < error->reason_count; i++) {
		const struct bench_reason *reason = &error->reasons[i];
		page_add(page, "<li class=\"%s\">",
			 reason->spamicity > .5 ? "s" : "h");
		page_text(page, reason->token, strlen(reason->token));
		page_add(page,
			 page_say(page,
				  " <small>%s in spam, %s in wanted</small>"
				  "</li>",
				  " <small>迷惑 %s・必要 %s</small></li>"),
			 page_count(reason->counts.spam),
			 page_count(reason->counts.ham));
	}
	page_add(page, "</ul>\n");
}

static void add_error(struct bench_page *page, const struct bench_error *error)
{
	const struct bench_report *report = page->report;
	const struct bench_item *item =
		&report->mail->items[report->schedule->judged[error->at]];
	const char *none = page_say(page, "(no subject)", "(件名なし)");
	bool ham = error->verdict.label == FURUI_HAM;
	page_add(page,
		 "<div class=\"err\"><h3><span class=\"tag %s\">%s</span>",
		 ham ? "h" : "s", called(page, error));
	if (error->subject.size)
		page_text(page, error->subject.data, error->subject.size);
	else
		page_add(page, "%s", none);
	page_add(page, "</h3><p>");
	if (error->verdict.has_probability)
		page_add(page, "%s %.6f · ",
			 page_say(page, "probability", "確率"),
			 error->verdict.probability);
	page_add(page, "%s · ", page_day(page, item->date));
	page_text(page, item->name, strlen(item->name));
	page_add(page, "</p>");
	add_reasons(page, error);
	page_add(page, "</div>\n");
}

void page_errors(struct bench_page *page)
{
	const struct bench_errors *errors = &page->report->results[0].errors;
	page_section(page, "furui's worst errors", "furui の大きな誤り");
	if (!errors->counts[FURUI_HAM] && !errors->counts[FURUI_SPAM])
		page_note(page, "There are none.", "ありませんでした。");
	else
		page_note(
			page,
			"With the words that weighed most in the token "
			"counts, and in how many learned messages each had "
			"been seen; red speaks for spam, blue against it. "
			"Other experts have their say in the verdict too. A "
			"label may be wrong as well.",
			"単語の統計で効き目の大きかった語と、それまでに学習した"
			"メールのうち何通にあったか "
			"(赤は迷惑、青は必要の証拠)。"
			"判定には他の判定器も加わります。ラベルの方が誤っている"
			"こともあります。");
	for (int label = 0; label < 2; label++)
		for (size_t i = 0; i < errors->counts[label]; i++)
			add_error(page, &errors->worst[label][i]);
}

void page_begin(struct bench_page *page, const char *english,
		const char *japanese)
{
	const char *title = page_say(page, english, japanese);
	/* Should mail ever find a way out of its place, it can load nothing. */
	page_add(page,
		 "<!DOCTYPE html>\n<html lang=\"%s\"><head>"
		 "<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" "
		 "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width, "
		 "initial-scale=1\">\n<meta name=\"referrer\" "
		 "content=\"no-referrer\">\n<title>%s</title>\n<style>",
		 page_say(page, "en", "ja"), title);
	furui_buffer_add_text(page->out, style);
	furui_buffer_add_text(page->out, narrow_style);
	page_add(page, "</style></head>\n<body><main>\n<h1>%s</h1>\n", title);
}

void page_end(struct bench_page *page)
{
	page_close(page);
	page_add(page, "<footer>furui-bench " FURUI_VERSION
		       "</footer>\n</main></body></html>\n");
}

void bench_page(const struct bench_report *report, bool japanese, int64_t now,
		struct furui_buffer *out)
{
	struct bench_page page = {
		.report = report, .out = out, .japanese = japanese};
	page_begin(&page, "furui: how accurate it is", "furui の精度");
	page_summary(&page, now);
	page_comparison(&page);
	page_close(&page);
	page_add(&page, "<div class=\"grid\">\n");
	page_roc(&page);
	page_histogram(&page);
	page_curve(&page);
	page_calibration(&page);
	page_close(&page);
	page_add(&page, "</div>\n");
	page_groups(&page);
	page_speed(&page);
	page_errors(&page);
	page_end(&page);
}
