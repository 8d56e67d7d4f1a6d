/* What is measured in a round, filter beside filter. */
#include <math.h>
#include <stdlib.h>

#include "speed_run.h"

enum {
	STARTS = 20, /* of programs that do nothing */
	WATCHED = 10,
	LEARNED = 10, /* messages one by one */
	WARMING = 3,  /* messages before furuid is measured */
};

static void note(struct speed_run *run, size_t filter, enum bench_speed_row row,
		 double value)
{
	run->report.results[filter].values[row][run->round] = value;
}

/* Who begins takes turns, as the second may find warmer caches. */
static size_t turn(const struct speed_run *run, size_t at, size_t i)
{
	return (run->round + at + i) % run->report.count;
}

static int train(struct speed_run *run, struct furui_error *err)
{
	size_t count = run->mail.half;
	uint32_t *items = furui_xmalloc(count * sizeof *items);
	int result = 0;
	for (size_t i = 0; i < count; i++)
		items[i] = (uint32_t)i;
	for (size_t i = 0; i < run->report.count && result == 0; i++) {
		size_t at = turn(run, 0, i);
		struct speed_filter *f = &run->filters[at];
		struct speed_meter meter;
		if ((result = f->kind->reset(f->context, err)) < 0)
			break;
		speed_begin(&meter);
		result = f->kind->fit(f->context, items, count, err);
		speed_end(&meter);
		note(run, at, SPEED_TRAIN, meter.cpu);
		note(run, at, SPEED_TRAIN_WALL, meter.wall);
	}
	free(items);
	return result;
}

static int fit_anew(struct speed_run *run, struct furui_error *err)
{
	struct speed_meter meter;
	speed_begin(&meter);
	int result = speed_furui_refit(run->filters[0].context, err);
	speed_end(&meter);
	note(run, 0, SPEED_FIT, meter.cpu);
	return result;
}

static int size(struct speed_run *run, struct furui_error *err)
{
	for (size_t i = 0; i < run->report.count; i++) {
		struct speed_sizes sizes;
		if (speed_sizes(run->filters[i].kind, run->filters[i].context,
				&sizes, err) < 0)
			return -1;
		note(run, i, SPEED_STORE, sizes.store);
		note(run, i, SPEED_COUNTS, sizes.counts);
		note(run, i, SPEED_MODEL, sizes.model);
	}
	return 0;
}

static int nothing(struct speed_run *run, struct furui_error *err)
{
	double sums[BENCH_MAX_PEERS + 1] = {0};
	for (size_t start = 0; start < STARTS; start++)
		for (size_t i = 0; i < run->report.count; i++) {
			size_t at = turn(run, start, i);
			const struct bench_filter_kind *kind =
				run->filters[at].kind;
			const char *argv[SPEED_ARGUMENTS];
			struct speed_meter meter;
			int bad = speed_nothing_command(kind, argv);
			sums[at] = bad < 0 ? NAN : sums[at];
			if (bad < 0)
				continue;
			speed_begin(&meter);
			if (bench_run_command(argv, run->scratch, NULL, NULL,
					      bad, err) < 0)
				return -1;
			speed_end(&meter);
			sums[at] += meter.cpu;
		}
	for (size_t i = 0; i < run->report.count; i++)
		note(run, i, SPEED_NOTHING, 1e3 * sums[i] / STARTS);
	return 0;
}

/* Adds what marking one message costs to the sum, which becomes NAN when the
 * filter has no command for that. */
static int mark(const struct speed_run *run, size_t filter, const char *socket,
		const struct furui_buffer *bytes, double *sum,
		struct furui_error *err)
{
	const struct speed_filter *f = &run->filters[filter];
	const char *argv[SPEED_ARGUMENTS];
	struct speed_meter meter;
	int bad = speed_cold_command(f->kind, f->context, socket, argv);
	if (bad < 0) {
		*sum = NAN;
		return 0;
	}
	speed_begin(&meter);
	int status =
		bench_run_command(argv, run->scratch, bytes, NULL, bad, err);
	speed_end(&meter);
	*sum += meter.cpu;
	return status < 0 ? -1 : 0;
}

/* All filters on all messages of the list, message by message. */
static int mark_all(const struct speed_run *run, const struct speed_list *list,
		    const char *socket, double *sums, struct furui_error *err)
{
	struct furui_buffer bytes = {0};
	int result = 0;
	for (size_t m = 0; m < list->count && result == 0; m++) {
		result = bench_mail_load(&run->mail.mail, list->items[m],
					 &bytes, err);
		for (size_t i = 0; i < run->report.count && result == 0; i++) {
			size_t at = turn(run, m, i);
			result = mark(run, at, socket, &bytes, &sums[at], err);
		}
	}
	furui_buffer_free(&bytes);
	return result;
}

static int mark_row(struct speed_run *run, const struct speed_list *list,
		    enum bench_speed_row row, struct furui_error *err)
{
	double sums[BENCH_MAX_PEERS + 1] = {0};
	if (!list->count)
		return 0;
	if (mark_all(run, list, "", sums, err) < 0)
		return -1;
	for (size_t i = 0; i < run->report.count; i++)
		note(run, i, row, 1e3 * sums[i] / (double)list->count);
	return 0;
}

static int cold(struct speed_run *run, struct furui_error *err)
{
	const struct speed_mail *m = &run->mail;
	if (mark_row(run, &m->english, SPEED_COLD_ENGLISH, err) < 0 ||
	    mark_row(run, &m->japanese, SPEED_COLD_JAPANESE, err) < 0 ||
	    mark_row(run, &m->html, SPEED_COLD_HTML, err) < 0)
		return -1;
	return mark_row(run, &m->attachment, SPEED_COLD_ATTACHMENT, err);
}

/* The messages of the rows that need just some mail. */
static const struct speed_list *usual(const struct speed_run *run)
{
	return run->mail.english.count    ? &run->mail.english
	       : run->mail.japanese.count ? &run->mail.japanese
					  : &run->mail.bulk;
}

static int through_furuid(struct speed_run *run, long furuid,
			  const char *socket, struct furui_error *err)
{
	const struct speed_list *list = usual(run);
	struct speed_list warming = *list;
	double before, after, sums[BENCH_MAX_PEERS + 1] = {0};
	if (warming.count > WARMING)
		warming.count = WARMING;
	if (mark_all(run, &warming, socket, sums, err) < 0 ||
	    speed_cpu_of(furuid, &before, err) < 0)
		return -1;
	for (size_t i = 0; i < run->report.count; i++)
		sums[i] = 0;
	if (mark_all(run, list, socket, sums, err) < 0 ||
	    speed_cpu_of(furuid, &after, err) < 0)
		return -1;
	sums[0] += after - before;
	for (size_t i = 0; i < run->report.count; i++)
		note(run, i, SPEED_RESIDENT,
		     1e3 * sums[i] / (double)list->count);
	return 0;
}

/* furui with what furuid does for it; peers have a process a message. */
static int resident(struct speed_run *run, struct furui_error *err)
{
	char *socket;
	long furuid = speed_furuid_start(run->filters[0].context, &socket, err);
	if (furuid < 0)
		return -1;
	int result = through_furuid(run, furuid, socket, err);
	speed_furuid_stop(furuid);
	free(socket);
	return result;
}

static int judge_all(struct speed_run *run, bool one, struct furui_error *err)
{
	const struct speed_list *list = &run->mail.bulk;
	struct bench_verdict *verdicts =
		furui_xmalloc(list->count * sizeof *verdicts);
	int result = speed_use_one(one, err);
	for (size_t i = 0; i < run->report.count && result == 0; i++) {
		size_t at = turn(run, !one, i);
		struct speed_filter *f = &run->filters[at];
		struct speed_meter meter;
		speed_begin(&meter);
		result = f->kind->judge(f->context, list->items, list->count,
					verdicts, err);
		speed_end(&meter);
		note(run, at, one ? SPEED_BULK : SPEED_BULK_ALL,
		     1e3 * (one ? meter.cpu : meter.wall) /
			     (double)list->count);
	}
	free(verdicts);
	if (one && speed_use_one(false, err) < 0)
		return -1;
	return result;
}

static int bulk(struct speed_run *run, struct furui_error *err)
{
	if (judge_all(run, true, err) < 0)
		return -1;
	return judge_all(run, false, err);
}

static int memory(struct speed_run *run, struct furui_error *err)
{
	const struct speed_list *list = usual(run);
	for (size_t i = 0; i < run->report.count; i++) {
		const struct speed_filter *f = &run->filters[i];
		const char *argv[SPEED_ARGUMENTS];
		double most = 0;
		if (speed_cold_command(f->kind, f->context, "", argv) < 0)
			continue;
		for (size_t m = 0; m < WATCHED && m < list->count; m++) {
			double bytes;
			uint32_t item = list->items[m];
			if (speed_memory(argv, run->scratch,
					 run->mail.mail.items[item].file,
					 &bytes, err) < 0)
				return -1;
			most = fmax(most, bytes);
		}
		note(run, i, SPEED_MEMORY, most / (1 << 20));
	}
	return 0;
}

/* Last, as the store is another then. */
static int learn(struct speed_run *run, struct furui_error *err)
{
	const struct speed_list *list = &run->mail.bulk;
	double sums[BENCH_MAX_PEERS + 1] = {0};
	size_t count = list->count < LEARNED ? list->count : LEARNED;
	for (size_t m = 0; m < count; m++)
		for (size_t i = 0; i < run->report.count; i++) {
			size_t at = turn(run, m, i);
			struct speed_filter *f = &run->filters[at];
			uint32_t item = list->items[m * list->count / count];
			struct speed_meter meter;
			if (!f->kind->learn) {
				sums[at] = NAN;
				continue;
			}
			speed_begin(&meter);
			if (f->kind->learn(f->context, item, err) < 0)
				return -1;
			speed_end(&meter);
			sums[at] += meter.cpu;
		}
	for (size_t i = 0; i < run->report.count; i++)
		note(run, i, SPEED_LEARN, 1e3 * sums[i] / (double)count);
	return 0;
}

int (*const speed_steps[SPEED_STEPS + 1])(struct speed_run *run,
					  struct furui_error *err) = {
	train, size,   nothing, cold,     resident,
	bulk,  memory, learn,   fit_anew, NULL};
