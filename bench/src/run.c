/* Runs a filter through a schedule. */
#include <time.h>

#include "furui/subject.h"
#include "plan.h"

enum {
	/* Messages judged between two looks at the progress bar. */
	CHUNK = 500
};

struct run {
	const struct bench_filter_kind *kind;
	void *filter;
	const struct bench_mail *mail;
	const struct bench_schedule *schedule;
	const struct bench_watch *watch;
	struct bench_verdict *verdicts;
	struct bench_errors *errors;
	struct bench_seconds *seconds;
	size_t done, all;
};

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int advance(struct run *run, size_t messages, struct furui_error *err)
{
	run->done += messages;
	if (!run->watch || !run->watch->step)
		return 0;
	return run->watch->step(run->watch->context, run->done, run->all, err);
}

/* Fills in what is to be known of a message that was judged wrongly. */
static int explain_one(const struct run *run, uint32_t item,
		       struct bench_error *error, struct furui_error *err)
{
	struct furui_buffer bytes = {0};
	int result = bench_mail_load(run->mail, item, &bytes, err);
	if (result == 0)
		(void)furui_subject(bytes.data, bytes.size, &error->subject);
	furui_buffer_free(&bytes);
	if (result < 0 || !run->kind->explain)
		return result;
	return run->kind->explain(run->filter, item, error, err);
}

static int explain(struct run *run, size_t begin, size_t count,
		   struct furui_error *err)
{
	for (size_t i = begin; run->errors && i < begin + count; i++) {
		struct bench_error *error =
			bench_errors_offer(run->errors, &run->verdicts[i], i);
		if (error &&
		    explain_one(run, run->schedule->judged[i], error, err) < 0)
			return -1;
	}
	return 0;
}

static int judge(struct run *run, size_t begin, size_t count,
		 struct furui_error *err)
{
	double start = now();
	int result =
		run->kind->judge(run->filter, run->schedule->judged + begin,
				 count, run->verdicts + begin, err);
	run->seconds->judging += now() - start;
	if (result < 0 || explain(run, begin, count, err) < 0)
		return -1;
	return advance(run, count, err);
}

static int learn(struct run *run, size_t begin, size_t count,
		 struct furui_error *err)
{
	const struct bench_filter_kind *kind = run->kind;
	const uint32_t *items = run->schedule->train + begin;
	double start = now();
	int result = 0;
	if (count > 1 && kind->learn_batch)
		result = kind->learn_batch(run->filter, items, count, err);
	else
		for (size_t i = 0; i < count && result >= 0; i++)
			result = kind->learn(run->filter, items[i], err);
	run->seconds->training += now() - start;
	return result < 0 ? -1 : advance(run, count, err);
}

static int run_round(struct run *run, const struct bench_round *round,
		     struct furui_error *err)
{
	size_t size = round->train_ends - round->train_begins;
	double start = now();
	if (run->kind->reset(run->filter, err) < 0 ||
	    run->kind->fit(run->filter,
			   run->schedule->train + round->train_begins, size,
			   err) < 0)
		return -1;
	run->seconds->training += now() - start;
	if (advance(run, size, err) < 0)
		return -1;
	for (size_t at = round->test_begins; at < round->test_ends;) {
		size_t count = round->test_ends - at;
		if (count > CHUNK)
			count = CHUNK;
		if (judge(run, at, count, err) < 0)
			return -1;
		at += count;
	}
	return 0;
}

static int run_online(struct run *run, struct furui_error *err)
{
	const struct bench_schedule *s = run->schedule;
	size_t judged = 0, learned = 0;
	while (judged < s->judged_count) {
		size_t count = s->judged_count - judged;
		if (count > s->batch)
			count = s->batch;
		if (judge(run, judged, count, err) < 0)
			return -1;
		judged += count;
		size_t due = judged > s->delay ? judged - s->delay : 0;
		if (due > learned &&
		    learn(run, learned, due - learned, err) < 0)
			return -1;
		learned = due > learned ? due : learned;
	}
	return 0;
}

int bench_run(const struct bench_filter_kind *kind, void *filter,
	      const struct bench_mail *mail,
	      const struct bench_schedule *schedule,
	      const struct bench_watch *watch, struct bench_verdict *verdicts,
	      struct bench_errors *errors, struct bench_seconds *seconds,
	      struct furui_error *err)
{
	struct run run = {.kind = kind,
			  .filter = filter,
			  .mail = mail,
			  .schedule = schedule,
			  .watch = watch,
			  .verdicts = verdicts,
			  .errors = errors,
			  .seconds = seconds,
			  .all = schedule->judged_count +
				 schedule->train_count};
	*seconds = (struct bench_seconds){0};
	for (size_t i = 0; i < schedule->judged_count; i++)
		verdicts[i] = (struct bench_verdict){
			.label = mail->items[schedule->judged[i]].label};
	if (!schedule->round_count)
		return kind->reset(filter, err) < 0 ? -1
						    : run_online(&run, err);
	for (size_t i = 0; i < schedule->round_count; i++)
		if (run_round(&run, &schedule->rounds[i], err) < 0)
			return -1;
	return 0;
}
