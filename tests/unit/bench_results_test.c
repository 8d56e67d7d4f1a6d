/* bench: the paired ratio, the table and the JSON lines. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "results.h"
#include "unit.h"

enum {
	COUNT = 600
};

static const struct bench_filter_kind first = {.name = "first"};
static const struct bench_filter_kind second = {.name = "second"};

static struct bench_item items[COUNT];
static uint32_t judged[COUNT];
static struct bench_mail mail = {.items = items, .count = COUNT};
static struct bench_schedule schedule = {.judged = judged,
					 .judged_count = COUNT};

static void set_names(char *name)
{
	for (uint32_t i = 0; i < COUNT; i++) {
		judged[i] = COUNT - 1 - i;
		items[i].name = name;
	}
}

/* Ham uniform on 0 to 1, spam on `shift` to 1 + shift: a ham stands above a
 * spam with probability (1 - shift)^2 / 2. */
static void fill(struct bench_verdict *verdicts, double shift)
{
	uint32_t seed = 1;
	for (size_t i = 0; i < COUNT; i++) {
		struct bench_verdict *v = &verdicts[i];
		seed = seed * 1664525 + 1013904223;
		v->label = i % 3 ? FURUI_HAM : FURUI_SPAM;
		v->class = FURUI_CLASS_HAM;
		v->score = (double)seed / UINT32_MAX + (i % 3 ? 0 : shift);
	}
}

static void test_ratio(void)
{
	static struct bench_verdict near[COUNT], far[COUNT];
	struct bench_result results[2] = {{.kind = &first, .verdicts = near},
					  {.kind = &second, .verdicts = far}};
	struct bench_report report = {.index = "a \"b\"\\\n",
				      .protocol = "online",
				      .headers = "all",
				      .mail = &mail,
				      .schedule = &schedule,
				      .learned = 7,
				      .results = results,
				      .count = 2};
	fill(near, .2); /* 1-AUC about .32 */
	fill(far, .6);  /* about .08 */
	bench_report_measure(&report);
	const struct bench_result *r = &results[1];
	CHECK_NEAR(results[0].metrics.one_minus_auc, .32, .05);
	CHECK_NEAR(r->metrics.one_minus_auc, .08, .03);
	CHECK_NEAR(r->ratio, 4, 1);
	CHECK(r->ratio_interval.low > 2 && r->ratio_interval.low < r->ratio);
	CHECK(r->ratio_interval.high < 8 && r->ratio_interval.high > r->ratio);
	CHECK(r->interval.low < r->metrics.one_minus_auc &&
	      r->interval.high > r->metrics.one_minus_auc);
	/* The same messages: a filter against itself never varies. */
	CHECK_NEAR(results[0].ratio_interval.low, 1, 0);
	CHECK_NEAR(results[0].ratio_interval.high, 1, 0);

	struct furui_buffer out = {0};
	bench_report_json(&report, &out);
	const char *text = furui_buffer_terminate(&out);
	static const char begins[] =
		"{\"filter\":\"first\",\"version\":null,"
		"\"index\":\"a \\\"b\\\"\\\\\\u000a\",\"test\":null,"
		"\"protocol\":\"online\",\"headers\":\"all\",\"learned\":7,"
		"\"n\":600,\"ham\":400,\"spam\":200,\"one_minus_auc_pct\":3";
	CHECK(strncmp(text, begins, strlen(begins)) == 0);
	CHECK(strstr(text, "\"hm_pct\":0,\"sm_pct\":100,") != NULL);
	furui_buffer_free(&out);
}

static void test_scores(void)
{
	struct bench_verdict v[2] = {
		{.label = FURUI_HAM, .class = FURUI_CLASS_HAM, .score = .1},
		{.label = FURUI_HAM,
		 .class = FURUI_CLASS_HAM,
		 .score = -INFINITY}};
	struct bench_result result = {.kind = &first, .verdicts = v};
	struct bench_schedule two = {.judged = judged, .judged_count = 2};
	struct bench_report report = {.mail = &mail, .schedule = &two};
	struct furui_buffer out = {0};
	items[COUNT - 1].label = FURUI_SPAM;
	bench_report_scores(&report, &result, &out);
	CHECK_TEXT(furui_buffer_terminate(&out),
		   "spam m x 0.10000000000000001\nham m x -inf\n");
	furui_buffer_free(&out);
}

/* Nothing is defined of one class: null, and no column moves. */
static void test_one_class(void)
{
	struct bench_verdict v[2] = {
		{.label = FURUI_HAM, .class = FURUI_CLASS_HAM, .score = 1},
		{.label = FURUI_HAM, .class = FURUI_CLASS_SPAM, .score = 2}};
	struct bench_result result = {.kind = &first, .verdicts = v};
	struct bench_schedule two = {.judged = judged, .judged_count = 2};
	struct bench_report report = {.index = "i",
				      .protocol = "online",
				      .headers = "core",
				      .mail = &mail,
				      .schedule = &two,
				      .results = &result,
				      .count = 1};
	struct furui_buffer out = {0};
	bench_report_measure(&report);
	bench_report_json(&report, &out);
	furui_buffer_terminate(&out);
	CHECK(strstr(out.data, "\"one_minus_auc_pct\":null,"
			       "\"ci_pct\":[null,null],") != NULL);
	CHECK(strstr(out.data, "\"hm_pct\":50,\"sm_pct\":null,") != NULL);
	out.size = 0;
	bench_report_table(&report, &out);
	furui_buffer_terminate(&out);
	const char *head = strchr(out.data, '\n') + 1;
	const char *row = strchr(head, '\n') + 1;
	CHECK_INT(strcspn(head, "\n"), strcspn(row, "\n"));
	CHECK(strncmp(row, "first            - ", 19) == 0);
	furui_buffer_free(&out);
}

int main(void)
{
	char name[] = "m x";
	set_names(name);
	test_ratio();
	test_scores();
	test_one_class();
	return unit_end();
}
