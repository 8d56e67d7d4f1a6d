/* bench: what the report shows: calibration, intervals of shares, ROC points,
 * the learning curve, the worst errors, groups. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "page.h"
#include "unit.h"

/* "s.9 h.2": label and probability, "-" for a filter that names none. */
static size_t parse(const char *text, struct bench_verdict *out)
{
	size_t count = 0;
	while (*text) {
		struct bench_verdict *v = &out[count++];
		*v = (struct bench_verdict){.label = *text == 's' ? FURUI_SPAM
								  : FURUI_HAM,
					    .has_probability = text[1] != '-'};
		char *end = (char *)text + 2;
		if (v->has_probability)
			v->probability = strtod(text + 1, &end);
		v->score = v->probability;
		text = end + strspn(end, " ");
	}
	return count;
}

static void check_share(double got, double want, const char *what)
{
	unit_check(isnan(want) ? isnan(got) : fabs(got - want) < 1e-12, what,
		   __FILE__, __LINE__);
}

static void test_calibration(void)
{
	static const struct {
		const char *name, *verdicts;
		double brier, ece;
	} rows[] = {
		{"perfect", "s1 s1 h0", 0, 0},
		{"reversed", "s0 h1", 1, 1},
		{"no idea", "s.5 h.5", .25, 0},
		/* (.01 + .01 + .81) / 3; all in the last bin: |.9 - 2/3|. */
		{"too sure", "s.9 s.9 h.9", .83 / 3, .9 - 2. / 3},
		/* Bins 2 and 7, each off by .25 and .25. */
		{"two bins", "h.25 s.75", .0625, .25},
		/* .09 and .1 lie in different bins, 1 in the last. */
		{"edges", "h.09 s.1 s1", (.0081 + .81) / 3, .99 / 3},
		{"one ham", "h.3", .09, .3},
		{"not all name one", "s- h.5 h-", .25, .5},
		{"none names one", "s- h-", NAN, NAN},
		{"nothing", "", NAN, NAN},
	};
	struct bench_verdict v[8];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_calibration c;
		unit_row(rows[i].name);
		bench_calibrate(v, parse(rows[i].verdicts, v), &c);
		check_share(c.brier, rows[i].brier, "Brier");
		check_share(c.ece, rows[i].ece, "ECE");
	}
	struct bench_calibration c;
	unit_row("counts");
	bench_calibrate(v, parse("h.09 s.1 s1 h.95", v), &c);
	CHECK_INT(c.bins[0].count, 1);
	CHECK_INT(c.bins[1].count, 1);
	CHECK_INT(c.bins[9].count, 2);
	CHECK_INT(c.bins[9].spam, 1);
	check_share(c.bins[9].mean, .975, "mean");
	check_share(c.bins[5].mean, NAN, "mean of none");
	unit_row(NULL);
}

static void test_share_interval(void)
{
	static const struct {
		size_t part, whole;
		double low, high;
	} rows[] = {
		/* Wilson (1927): 1 / (1 + 10 / z^2) with z^2 = 3.841459. */
		{0, 10, 0, .277533},
		{10, 10, .722467, 1},
		{5, 10, .236593, .763407},
		{1, 1000, .000177, .005642},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_interval got =
			bench_share_interval(rows[i].part, rows[i].whole);
		CHECK_NEAR(got.low, rows[i].low, 1e-6);
		CHECK_NEAR(got.high, rows[i].high, 1e-6);
	}
	CHECK(isnan(bench_share_interval(0, 0).low));
}

static void test_roc(void)
{
	/* Falling: s.9, then the tie of two, then h.1. */
	static const struct bench_roc_point want[] = {
		{0, 2}, {0, 1}, {1, 0}, {2, 0}};
	struct bench_verdict v[4];
	struct bench_roc_point *points;
	size_t count = bench_roc(v, parse("h.1 h.5 s.9 s.5", v), &points);
	CHECK_INT(count, 4);
	for (size_t i = 0; i < count && i < 4; i++) {
		CHECK_INT(points[i].ham_lost, want[i].ham_lost);
		CHECK_INT(points[i].spam_missed, want[i].spam_missed);
	}
	free(points);
	CHECK_INT(bench_roc(v, 0, &points), 1);
	free(points);
}

static void test_curve_sizes(void)
{
	static const struct {
		size_t all;
		const char *want;
	} rows[] = {
		{1, "1 "},
		{20, "20 "},
		{21, "20 21 "},
		{1234, "20 50 100 200 500 1000 1234 "},
		{5000, "20 50 100 200 500 1000 2000 5000 "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer got = {0};
		for (size_t size = 0;
		     (size = bench_curve_next(size, rows[i].all)) != 0;)
			furui_buffer_printf(&got, "%zu ", size);
		CHECK_TEXT(furui_buffer_terminate(&got), rows[i].want);
		furui_buffer_free(&got);
	}
}

static void test_curve(void)
{
	static struct bench_verdict v[70];
	memset(v, 0, sizeof v);
	for (size_t i = 0; i < 70; i++) {
		v[i].label = i % 2 ? FURUI_SPAM : FURUI_HAM;
		v[i].class = i % 2 ? FURUI_CLASS_HAM : FURUI_CLASS_SPAM;
	}
	/* All wrong up to the 30th, all right behind it; learned 10 later, so
	 * that 60 are learned at the end: 20 after 30, 50 after 60. */
	for (size_t i = 30; i < 70; i++)
		v[i].class = i % 2 ? FURUI_CLASS_SPAM : FURUI_CLASS_HAM;
	struct bench_curve curve = {0};
	bench_curve_of_run(v, 70, 10, &curve);
	static const struct {
		size_t learned, judged;
		double hm;
	} want[] = {{20, 30, 1}, {50, 30, 0}, {60, 10, 0}};
	CHECK_INT(curve.count, 3);
	for (size_t i = 0; i < curve.count && i < 3; i++) {
		const struct bench_metrics *m = &curve.points[i].metrics;
		CHECK_INT(curve.points[i].learned, want[i].learned);
		CHECK_INT(m->ham + m->spam, want[i].judged);
		check_share(m->hm, want[i].hm, "hm");
	}
	bench_curve_free(&curve);
	/* Nothing was learned. */
	bench_curve_of_run(v, 5, 10, &curve);
	CHECK_INT(curve.count, 0);
}

static void offer(struct bench_errors *errors, char label, char class,
		  double score, size_t at)
{
	struct bench_verdict v = {.label =
					  label == 's' ? FURUI_SPAM : FURUI_HAM,
				  .class = class == 'S'   ? FURUI_CLASS_SPAM
					   : class == 'H' ? FURUI_CLASS_HAM
							  : FURUI_CLASS_UNSURE,
				  .score = score};
	struct bench_error *error = bench_errors_offer(errors, &v, at);
	if (error)
		furui_buffer_printf(&error->subject, "%zu", at);
}

static void test_errors(void)
{
	static const struct {
		char label, class;
		double score;
	} rows[] = {{'h', 'S', 5},  {'h', 'H', -5}, {'h', 'U', 9},
		    {'s', 'S', 5},  {'s', 'U', -9}, {'s', 'H', -1},
		    {'h', 'S', 7},  {'h', 'S', 6},  {'h', 'S', 4},
		    {'s', 'H', -3}, {'h', 'S', 7},  {'s', 'U', -2}};
	struct bench_errors errors = {.limit = 3};
	struct furui_buffer got = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		offer(&errors, rows[i].label, rows[i].class, rows[i].score, i);
	for (int label = 0; label < 2; label++)
		for (size_t i = 0; i < errors.counts[label]; i++) {
			struct bench_error *error = &errors.worst[label][i];
			furui_buffer_add(&got, error->subject.data,
					 error->subject.size);
			furui_buffer_printf(&got, "/%zu ", error->at);
		}
	/* Ties as they came; spam called ham before spam called unsure. */
	CHECK_TEXT(furui_buffer_terminate(&got), "6/6 10/10 7/7 9/9 5/5 4/4 ");
	furui_buffer_free(&got);
	bench_errors_free(&errors);
	struct bench_errors none = {.limit = 0};
	offer(&none, 'h', 'S', 1, 0);
	CHECK_INT(none.counts[FURUI_HAM], 0);
}

static void test_groups(void)
{
	static const struct {
		const char *name, *paths[4], *want;
	} rows[] = {
		{"folders", {"x/a/1", "x/b/2", "x/b/3", "x/b/4"}, "b3 a1 "},
		{"beside", {"x/1", "x/b/2", "x/b/3", "x/b/4"}, "b3 1 "},
		{"one", {"x/1", "x/2", "x/3", "x/4"}, ""},
		{"above", {"../d/1", "../d/2", "../e/3", "../e/4"}, "d2 e2 "},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_item items[4] = {{0}};
		uint32_t judged[4] = {0, 1, 2, 3};
		struct bench_mail mail = {.items = items, .count = 4};
		struct bench_schedule schedule = {.judged = judged,
						  .judged_count = 4};
		struct bench_groups groups;
		struct furui_buffer got = {0};
		for (size_t j = 0; j < 4; j++)
			items[j].name = (char *)rows[i].paths[j];
		unit_row(rows[i].name);
		bench_groups_make(&mail, &schedule, BENCH_BY_SOURCE, &groups);
		for (size_t g = 0; g < groups.count; g++)
			furui_buffer_printf(&got, "%s%zu ",
					    groups.groups[g].name,
					    groups.groups[g].count);
		CHECK_TEXT(furui_buffer_terminate(&got), rows[i].want);
		furui_buffer_free(&got);
		bench_groups_free(&groups);
	}
	unit_row(NULL);
}

static void test_text(void)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"<script>alert('a' & \"b\")</script>",
		 "&lt;script&gt;alert(&#39;a&#39; &amp; &quot;b&quot;)"
		 "&lt;/script&gt;"},
		{"月\n\x1b[2J", "月\ufffd\ufffd[2J"},
		/* Closed, lest it confuse who reads this. */
		{"a\u202eb\u2066c\u200bd\ufeff\u2069\u202c",
		 "a\ufffdb\ufffdc\ufffdd\ufffd\ufffd\ufffd"},
		{"\xff\xe6\x9c", "\ufffd\ufffd\ufffd"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0}, want = {0};
		struct bench_page page = {.out = &out};
		page_text(&page, rows[i].text, strlen(rows[i].text));
		furui_buffer_printf(&want, "<bdi>%s</bdi>", rows[i].want);
		CHECK_TEXT(furui_buffer_terminate(&out),
			   furui_buffer_terminate(&want));
		furui_buffer_free(&out);
		furui_buffer_free(&want);
	}
}

static void test_numbers(void)
{
	struct bench_page ja = {.japanese = true}, en = {.japanese = false};
	CHECK_TEXT(page_percent(0), "0%");
	CHECK_TEXT(page_percent(1), "100%");
	CHECK_TEXT(page_percent(.99996), "99.996%");
	CHECK_TEXT(page_percent(.9999999), "99.999%");
	CHECK_TEXT(page_percent(.1234), "12.3%");
	CHECK_TEXT(page_percent(.01234), "1.23%");
	CHECK_TEXT(page_percent(.0001234), "0.012%");
	CHECK_TEXT(page_percent(NAN), "–");
	CHECK_TEXT(page_percents(&(struct bench_interval){.001, .02}),
		   "0.10–2.00%");
	CHECK_TEXT(page_day(&ja, 1700000000), "2023年11月14日");
	CHECK_TEXT(page_day(&en, 1700000000), "14 Nov 2023");
	CHECK_TEXT(page_day(&en, 0), "–");
}

int main(void)
{
	test_calibration();
	test_share_interval();
	test_roc();
	test_curve_sizes();
	test_curve();
	test_errors();
	test_groups();
	test_text();
	test_numbers();
	return unit_end();
}
