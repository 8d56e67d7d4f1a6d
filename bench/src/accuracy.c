/* Runs furui and its peers through a protocol, on the same messages in the
 * same order. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "accuracy.h"
#include "command.h"
#include "furui/path.h"
#include "keep.h"

struct session {
	const struct bench_accuracy_options *options;
	struct bench_mail mail;
	struct bench_schedule schedule;
	struct bench_report report;
	char *protocol;
	char *scratch; /* made for the first peer */
};

static int read_mail(struct session *s, struct bench_plan *plan,
		     struct furui_error *err)
{
	const struct bench_accuracy_options *o = s->options;
	s->mail.core_headers = o->core_headers;
	if (bench_mail_read_index(&s->mail, o->index, err) < 0)
		return -1;
	if (o->test) {
		plan->test_begins = s->mail.count;
		if (bench_mail_read_index(&s->mail, o->test, err) < 0)
			return -1;
	}
	return bench_schedule_make(plan, &s->mail, &s->schedule, err);
}

static void set_up_report(struct session *s, const struct bench_plan *plan)
{
	struct bench_report *r = &s->report;
	s->protocol = bench_plan_name(plan);
	r->index = s->options->index;
	r->test = s->options->test;
	r->protocol = s->protocol;
	r->headers = s->options->core_headers ? "core" : "all";
	r->mail = &s->mail;
	r->schedule = &s->schedule;
	r->results = furui_xmalloc((s->options->peer_count + 1) *
				   sizeof *r->results);
	r->learned = s->schedule.train_count;
	if (s->schedule.delay)
		r->learned -= s->schedule.delay < r->learned ? s->schedule.delay
							     : r->learned;
	for (size_t i = 0; i < s->schedule.round_count; i++) {
		const struct bench_round *round = &s->schedule.rounds[i];
		size_t size = round->train_ends - round->train_begins;
		if (i == 0 || size > r->learned)
			r->learned = size;
	}
}

static int write_scores(const struct session *s,
			const struct bench_result *result,
			struct furui_error *err)
{
	struct furui_buffer name = {0}, text = {0};
	furui_buffer_add_text(&name, s->options->scores);
	if (result->kind != &bench_furui)
		furui_buffer_printf(&name, ".%s", result->kind->name);
	furui_buffer_terminate(&name);
	bench_report_scores(&s->report, result, &text);
	int done = bench_write_file(name.data, &text, err);
	furui_buffer_free(&name);
	furui_buffer_free(&text);
	return done;
}

/* The folder a peer works in. */
static char *make_peer_folder(struct session *s, const char *name,
			      struct furui_error *err)
{
	if (!s->scratch) {
		s->scratch = bench_make_folder(err);
		if (!s->scratch)
			return NULL;
	}
	if (bench_mail_for_peers(&s->mail, s->scratch, err) < 0)
		return NULL;
	char *folder = furui_path_join(s->scratch, name);
	if (furui_make_folder(folder, err) == 0)
		return folder;
	free(folder);
	return NULL;
}

/* Asks the filter, or takes what it answered before. */
static int get_verdicts(struct session *s, void *filter,
			struct bench_result *result, struct furui_error *err)
{
	const struct bench_accuracy_options *o = s->options;
	size_t count = s->schedule.judged_count;
	bool keeps = o->keep && result->kind->program;
	char *path = NULL;
	int done = 0;
	if (keeps) {
		if (furui_make_folder(o->keep, err) < 0)
			return -1;
		path = bench_keep_path(o->keep, result->kind, result->version,
				       &s->mail, &s->schedule);
		done = bench_keep_load(path, result->verdicts, count,
				       &result->seconds, err);
		for (size_t i = 0; i < count; i++)
			result->verdicts[i].label =
				s->mail.items[s->schedule.judged[i]].label;
	}
	if (done == 0) {
		done = bench_run(result->kind, filter, &s->mail, &s->schedule,
				 &o->watch, result->verdicts, &result->errors,
				 &result->seconds, err);
		if (done == 0 && keeps)
			done = bench_keep_save(path, result->verdicts, count,
					       &result->seconds, err);
	}
	free(path);
	return done < 0 ? -1 : 0;
}

/* Learns ever longer beginnings of the training part and judges the same
 * messages after each. */
static int run_curve(const struct session *s,
		     const struct bench_filter_kind *kind, void *filter,
		     struct bench_result *result, struct furui_error *err)
{
	struct bench_schedule part = s->schedule;
	struct bench_round round = part.rounds[0];
	size_t all = round.train_ends, judged = part.judged_count;
	struct bench_verdict *verdicts =
		furui_xmalloc(judged * sizeof *verdicts);
	int done = 0;
	part.rounds = &round;
	for (size_t size = 0;
	     done == 0 && (size = bench_curve_next(size, all)) < all;) {
		struct bench_seconds seconds;
		round.train_ends = part.train_count = size;
		done = bench_run(kind, filter, &s->mail, &part,
				 &s->options->watch, verdicts, NULL, &seconds,
				 err);
		if (done == 0)
			bench_curve_add(&result->curve, size, verdicts, judged);
	}
	if (done == 0)
		bench_curve_add(&result->curve, all, result->verdicts, judged);
	free(verdicts);
	return done;
}

/* The same run again without each part. */
static int run_ablation(const struct session *s,
			const struct bench_filter_kind *kind, void *filter,
			struct bench_result *result, struct furui_error *err)
{
	size_t count = s->schedule.judged_count;
	struct bench_verdict *verdicts =
		furui_xmalloc(count * sizeof *verdicts);
	int done = 0;
	for (const struct bench_part *part = bench_parts;
	     done == 0 && part->name; part++) {
		struct bench_seconds seconds;
		kind->leave_out(filter, part);
		done = bench_run(kind, filter, &s->mail, &s->schedule,
				 &s->options->watch, verdicts, NULL, &seconds,
				 err);
		if (done == 0)
			bench_ablation_add(&result->ablation, part,
					   result->verdicts, verdicts, count);
	}
	free(verdicts);
	kind->leave_out(filter, NULL);
	return done;
}

static int run_protocol(struct session *s, const struct bench_filter_kind *kind,
			void *filter, struct bench_result *result,
			struct furui_error *err)
{
	const struct bench_schedule *schedule = &s->schedule;
	result->verdicts = furui_xmalloc(schedule->judged_count *
					 sizeof *result->verdicts);
	memset(result->verdicts, 0,
	       schedule->judged_count * sizeof *result->verdicts);
	/* Errors are of use with their reasons only. */
	if (kind->explain)
		result->errors.limit = s->options->details.errors;
	if (kind->explain && s->options->page && !result->errors.limit)
		result->errors.limit = BENCH_PAGE_ERRORS;
	if (get_verdicts(s, filter, result, err) < 0 ||
	    (s->options->details.ablate && kind->leave_out &&
	     run_ablation(s, kind, filter, result, err) < 0))
		return -1;
	if (!schedule->round_count)
		/* The last of a batch knows least. */
		bench_curve_of_run(result->verdicts, schedule->judged_count,
				   schedule->delay + schedule->batch - 1,
				   &result->curve);
	else if (s->options->details.curve)
		return run_curve(s, kind, filter, result, err);
	return 0;
}

static void free_result(struct bench_result *result)
{
	free(result->version);
	free(result->verdicts);
	bench_errors_free(&result->errors);
	bench_curve_free(&result->curve);
	bench_ablation_free(&result->ablation);
}

static int run_filter(struct session *s, const struct bench_filter_kind *kind,
		      struct furui_error *err)
{
	struct bench_result *result = &s->report.results[s->report.count];
	char *folder = NULL;
	void *filter;
	*result = (struct bench_result){.kind = kind};
	if (kind->program && !(folder = make_peer_folder(s, kind->name, err)))
		return -1;
	int done = kind->open(&filter, &s->mail, folder, err);
	free(folder);
	if (done < 0)
		return -1;
	result->version = kind->version(filter);
	done = run_protocol(s, kind, filter, result, err);
	kind->close(filter);
	if (done == 0 && s->options->scores)
		done = write_scores(s, result, err);
	if (done < 0) {
		free_result(result);
		return -1;
	}
	s->report.count++;
	return 0;
}

/* What keeps a peer out of this run; false when nothing does. */
static bool is_out(const struct session *s,
		   const struct bench_filter_kind *kind,
		   struct furui_buffer *why)
{
	if (kind->program && !bench_have_program(kind->program))
		furui_buffer_printf(why, "%s is not installed; skipped",
				    kind->name);
	else if (kind->fits_only && !s->schedule.round_count)
		furui_buffer_printf(why,
				    "%s is too slow to learn message by "
				    "message; skipped (it runs with frozen "
				    "and folds)",
				    kind->name);
	return why->size > 0;
}

static int run_peer(struct session *s, const struct bench_filter_kind *kind)
{
	const struct bench_accuracy_options *o = s->options;
	struct furui_buffer sentence = {0};
	struct furui_error err;
	int result = 0;
	if (!is_out(s, kind, &sentence)) {
		o->begin(o->context, kind->name);
		result = run_filter(s, kind, &err);
		o->end(o->context);
		if (result < 0)
			furui_buffer_printf(&sentence, "%s failed: %s",
					    kind->name, err.text);
	}
	if (sentence.size)
		o->trouble(o->context, furui_buffer_terminate(&sentence));
	furui_buffer_free(&sentence);
	return result;
}

static void end_session(struct session *s)
{
	for (size_t f = 0; f < s->report.count; f++)
		free_result(&s->report.results[f]);
	free(s->report.results);
	free(s->protocol);
	if (s->scratch)
		bench_remove_folder(s->scratch);
	free(s->scratch);
	bench_schedule_free(&s->schedule);
	bench_mail_free(&s->mail);
}

int bench_accuracy(const struct bench_accuracy_options *options,
		   struct bench_outputs *out, struct furui_error *err)
{
	struct session s = {.options = options};
	struct bench_plan plan = options->plan;
	int result = read_mail(&s, &plan, err);
	if (result == 0) {
		set_up_report(&s, &plan);
		options->begin(options->context, bench_furui.name);
		result = run_filter(&s, &bench_furui, err);
		options->end(options->context);
	}
	for (size_t i = 0; i < options->peer_count && result >= 0; i++)
		if (run_peer(&s, options->peers[i]) < 0)
			result = 1;
	if (result >= 0) {
		bench_report_measure(&s.report);
		bench_report_table(&s.report, &out->table);
		bench_details_table(&s.report, &options->details, &out->table);
		bench_report_json(&s.report, &out->json);
		bench_details_json(&s.report, &options->details, &out->json);
		if (options->page)
			bench_page(&s.report, options->japanese,
				   (int64_t)time(NULL), &out->page);
	}
	end_session(&s);
	return result;
}
