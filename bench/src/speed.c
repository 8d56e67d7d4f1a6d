/* Runs furui and its peers as programs, in rounds, side by side. */
#include "speed.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "furui/path.h"
#include "speed_run.h"

static void free_filter(struct speed_filter *f)
{
	if (f->context)
		f->kind->close(f->context);
}

static int add_filter(struct speed_run *run,
		      const struct bench_filter_kind *kind,
		      struct furui_error *err)
{
	struct speed_filter *f = &run->filters[run->report.count];
	struct bench_speed_result *result =
		&run->report.results[run->report.count];
	char *folder = furui_path_join(run->scratch, kind->name);
	*f = (struct speed_filter){.kind = kind};
	int done = furui_make_folder(folder, err) < 0 ||
				   kind->open(&f->context, &run->mail.mail,
					      folder, err) < 0
			   ? -1
			   : 0;
	free(folder);
	if (done < 0)
		return -1;
	result->name = kind->name;
	result->version = kind->version(f->context);
	for (size_t row = 0; row < SPEED_ROWS; row++) {
		result->values[row] =
			furui_xmalloc(run->report.rounds * sizeof(double));
		for (size_t i = 0; i < run->report.rounds; i++)
			result->values[row][i] = NAN;
	}
	run->report.count++;
	return 0;
}

static void tell(const struct speed_run *run, const char *name,
		 const char *sentence)
{
	struct furui_buffer text = {0};
	furui_buffer_printf(&text, "%s%s", name, sentence);
	run->options->trouble(run->options->context,
			      furui_buffer_terminate(&text));
	furui_buffer_free(&text);
}

/* 1 when one could not be set up. */
static int add_peers(struct speed_run *run)
{
	const struct bench_speed_options *o = run->options;
	int result = 0;
	for (size_t i = 0; i < o->peer_count; i++) {
		const struct bench_filter_kind *kind = o->peers[i];
		struct furui_error err;
		if (!bench_have_program(kind->program)) {
			tell(run, kind->name, " is not installed; skipped");
		} else if (add_filter(run, kind, &err) < 0) {
			tell(run, kind->name, " failed: ");
			tell(run, "", err.text);
			result = 1;
		}
	}
	return result;
}

static void tell_missing(const struct speed_run *run)
{
	if (!run->mail.english.count)
		tell(run, "",
		     "no message of the second half is in Latin letters; "
		     "English is left out");
	if (!run->mail.japanese.count)
		tell(run, "",
		     "no message of the second half is Japanese; Japanese is "
		     "left out (see --japanese)");
}

static int run_rounds(struct speed_run *run, struct furui_error *err)
{
	const struct bench_speed_options *o = run->options;
	int result = 0;
	for (size_t i = 0; i < o->rounds && result >= 0; i++)
		for (size_t step = 0; speed_steps[step] && result >= 0;
		     step++) {
			run->round = i;
			if (o->watch.step(o->watch.context,
					  i * SPEED_STEPS + step,
					  o->rounds * SPEED_STEPS, err) < 0)
				return -1;
			result = speed_steps[step](run, err);
		}
	return result;
}

static int set_up(struct speed_run *run, struct furui_error *err)
{
	const struct bench_speed_options *o = run->options;
	run->scratch = bench_make_folder(err);
	if (!run->scratch || speed_mail_open(&run->mail, o->index, o->japanese,
					     run->scratch, err) < 0)
		return -1;
	run->report.index = o->index;
	run->report.learned = run->mail.half;
	run->report.english = run->mail.english.count;
	run->report.japanese = run->mail.japanese.count;
	run->report.bulk = run->mail.bulk.count;
	run->report.rounds = o->rounds;
	run->report.processors = speed_processors();
	return add_filter(run, &speed_furui, err);
}

static void clean_up(struct speed_run *run)
{
	for (size_t i = 0; i < run->report.count; i++) {
		struct bench_speed_result *result = &run->report.results[i];
		free_filter(&run->filters[i]);
		free(result->version);
		for (size_t row = 0; row < SPEED_ROWS; row++)
			free(result->values[row]);
	}
	speed_mail_close(&run->mail);
	if (run->scratch)
		bench_remove_folder(run->scratch);
	free(run->scratch);
}

int bench_speed(const struct bench_speed_options *options,
		struct bench_outputs *out, struct furui_error *err)
{
	struct speed_run run = {.options = options};
	int result = set_up(&run, err), failed = 0;
	if (result == 0) {
		failed = add_peers(&run);
		tell_missing(&run);
		options->begin(options->context, "furui-bench speed");
		result = run_rounds(&run, err);
		options->end(options->context);
	}
	if (result == 0) {
		bench_speed_table(&run.report, &out->table);
		bench_speed_json(&run.report, &out->json);
		if (options->html)
			bench_speed_page(&run.report, options->page_japanese,
					 (int64_t)time(NULL), &out->page);
	}
	clean_up(&run);
	return result < 0 ? -1 : failed;
}
