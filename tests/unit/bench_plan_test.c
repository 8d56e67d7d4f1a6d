/* bench: protocols, and the order in which a filter is asked. */
#include <stdlib.h>
#include <string.h>

#include "plan.h"
#include "unit.h"

static const struct {
	const char *text, *name; /* NULL: refused */
} texts[] = {
	{"online", "online"},
	{"delayed:1000", "delayed:1000"},
	{"delayed:0", "online"},
	{"frozen", "frozen:0.5"},
	{"frozen:0.25", "frozen:0.25"},
	{"frozen:.7", "frozen:0.7"},
	{"folds:10", "folds:10"},
	{"", NULL},
	{"frozen:0", NULL},
	{"frozen:1", NULL},
	{"frozen:", NULL},
	{"frozen:nan", NULL},
	{"frozen:-0.5", NULL},
	{"frozen:0.5x", NULL},
	{"folds:1", NULL},
	{"folds:", NULL},
	{"folds:2.5", NULL},
	{"folds", NULL},
	{"delayed", NULL},
	{"delayed:-1", NULL},
	{"delayed: 1", NULL},
	{"delayed:99999999999", NULL},
	{"Online", NULL},
	{"onlinee", NULL},
};

static void test_parse(void)
{
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct bench_plan plan = {0};
		struct furui_error err;
		int result = bench_plan_parse(texts[i].text, &plan, &err);
		unit_row(texts[i].text);
		CHECK_INT(result, texts[i].name ? 0 : -1);
		if (result == 0) {
			char *name = bench_plan_name(&plan);
			CHECK_TEXT(name, texts[i].name);
			free(name);
		}
	}
	unit_row(NULL);
}

/* A filter that writes down what it is asked: "r" reset, "f0,1" fit, "l0"
 * learn, "j0,1" judge. */
static struct furui_buffer said;
static char limit; /* what makes it fail */

static int note(char what, const uint32_t *items, size_t count,
		struct furui_error *err)
{
	if (said.size)
		furui_buffer_add_char(&said, ' ');
	furui_buffer_add_char(&said, what);
	for (size_t i = 0; i < count; i++)
		furui_buffer_printf(&said, "%s%u", i ? "," : "", items[i]);
	return what == limit ? furui_fail(err, FURUI_ERROR_INPUT, "full") : 0;
}

static int reset(void *filter, struct furui_error *err)
{
	(void)filter;
	return note('r', NULL, 0, err);
}

static int fit(void *filter, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	(void)filter;
	return note('f', items, count, err);
}

static int learn(void *filter, uint32_t item, struct furui_error *err)
{
	(void)filter;
	return note('l', &item, 1, err);
}

static int judge(void *filter, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	(void)filter;
	for (size_t i = 0; i < count; i++)
		verdicts[i].score = items[i];
	return note('j', items, count, err);
}

static const struct bench_filter_kind recorder = {
	.name = "recorder",
	.reset = reset,
	.fit = fit,
	.learn = learn,
	.judge = judge,
};

static const struct {
	const char *name, *protocol, *labels;
	size_t train_limit, test_limit, test_begins;
	const char *said; /* NULL: nothing to learn or to judge */
} runs[] = {
	{"online", "online", "shs", 0, 0, 0, "r j0 l0 j1 l1 j2 l2"},
	{"online, cut", "online", "shs", 0, 2, 0, "r j0 l0 j1 l1"},
	{"delayed", "delayed:2", "shsh", 0, 0, 0, "r j0 j1 j2 l0 j3 l1"},
	{"long delay", "delayed:9", "sh", 0, 0, 0, "r j0 j1"},
	{"halves", "frozen", "shshs", 0, 0, 0, "r f0,1 j2,3,4"},
	{"fraction", "frozen:0.8", "shshs", 0, 0, 0, "r f0,1,2,3 j4"},
	{"nothing learned", "frozen:0.1", "shshs", 0, 0, 0, NULL},
	{"test index", "frozen", "shshs", 0, 0, 4, "r f0,1,2,3 j4"},
	{"test index, few", "frozen", "ssshs", 1, 0, 4, "r f0,3 j4"},
	{"few of a fraction", "frozen:0.8", "ssshs", 2, 0, 0, "r f0,1,3 j4"},
	/* What comes before both classes are full is not judged. */
	{"few", "frozen", "sssshhs", 1, 0, 0, "r f0,4 j5,6"},
	{"few, cut", "frozen", "shshs", 1, 2, 0, "r f0,1 j2,3"},
	{"few, one class", "frozen", "sss", 1, 0, 0, NULL},
	{"folds", "folds:2", "shshs", 0, 0, 0, "r f1,3 j0,2,4 r f0,2,4 j1,3"},
	{"folds, few", "folds:2", "sshshs", 1, 0, 0,
	 "r f1 j0,2,4 r f0,2 j1,3,5"},
	{"too many folds", "folds:4", "shs", 0, 0, 0, NULL},
};

static void test_runs(void)
{
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
		struct bench_item items[8] = {0};
		struct bench_mail mail = {.items = items,
					  .count = strlen(runs[i].labels)};
		for (size_t j = 0; j < mail.count; j++)
			items[j].label = runs[i].labels[j] == 's' ? FURUI_SPAM
								  : FURUI_HAM;
		struct bench_plan plan = {.train_limit = runs[i].train_limit,
					  .test_limit = runs[i].test_limit,
					  .test_begins = runs[i].test_begins};
		struct bench_schedule schedule;
		struct bench_verdict verdicts[8];
		struct bench_seconds seconds;
		unit_row(runs[i].name);
		CHECK_INT(bench_plan_parse(runs[i].protocol, &plan, NULL), 0);
		int made = bench_schedule_make(&plan, &mail, &schedule, NULL);
		CHECK_INT(made, runs[i].said ? 0 : -1);
		said.size = 0;
		if (made == 0) {
			CHECK_INT(bench_run(&recorder, NULL, &mail, &schedule,
					    NULL, verdicts, NULL, &seconds,
					    NULL),
				  0);
			CHECK_TEXT(furui_buffer_terminate(&said), runs[i].said);
			for (size_t j = 0; j < schedule.judged_count; j++) {
				uint32_t item = schedule.judged[j];
				CHECK_INT(verdicts[j].score, item);
				CHECK_INT(verdicts[j].label, items[item].label);
			}
		}
		bench_schedule_free(&schedule);
	}
	unit_row(NULL);
}

static int stop_at_two(void *context, size_t done, size_t all,
		       struct furui_error *err)
{
	(void)context;
	CHECK_INT(all, 8);
	return done == 2 ? furui_fail(err, FURUI_ERROR_INPUT, "stopped") : 0;
}

static void test_stops(void)
{
	static const struct {
		char fails;
		const char *said, *why;
	} rows[] = {{'r', "r", "full"},
		    {'j', "r j0", "full"},
		    {'l', "r j0 l0", "full"},
		    {0, "r j0 l0", "stopped"}};
	struct bench_item items[4] = {0};
	struct bench_mail mail = {.items = items, .count = 4};
	struct bench_plan plan = {0};
	struct bench_schedule schedule;
	struct bench_verdict verdicts[4];
	struct bench_seconds seconds;
	struct bench_watch watch = {stop_at_two, NULL};
	CHECK_INT(bench_plan_parse("online", &plan, NULL), 0);
	CHECK_INT(bench_schedule_make(&plan, &mail, &schedule, NULL), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_error err = {0};
		limit = rows[i].fails;
		said.size = 0;
		CHECK_INT(bench_run(&recorder, NULL, &mail, &schedule, &watch,
				    verdicts, NULL, &seconds, &err),
			  -1);
		CHECK_TEXT(err.text, rows[i].why);
		CHECK_TEXT(furui_buffer_terminate(&said), rows[i].said);
	}
	limit = 0;
	bench_schedule_free(&schedule);
}

int main(void)
{
	test_parse();
	test_runs();
	test_stops();
	furui_buffer_free(&said);
	return unit_end();
}
