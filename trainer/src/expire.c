/* furui-train expire: unlearns what is old. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "expire.h"
#include "furui/progress.h"
#include "furui/text.h"
#include "text.h"

enum {
	COMMIT_EVERY = 5000, /* as learning does */
	DAY = 24 * 60 * 60,
};

/* A message that is known. */
struct known {
	struct furui_digest digest;
	enum furui_label label;
	int64_t when;
};

struct expiring {
	const struct train_options *options;
	struct furui_store *store;
	struct furui_buffer all; /* of struct known; the old ones come last */
	size_t old;              /* so many */
	int64_t before;          /* Unix time */
	uint64_t counts[2];      /* known, by enum furui_label */
	uint64_t forgotten[2];
	struct furui_store_summary first, last;
	struct expire_effect effect;
	struct furui_error err;
};

static const struct known *known_at(const struct expiring *e, size_t i)
{
	return (const struct known *)(const void *)e->all.data + i;
}

static size_t known_count(const struct expiring *e)
{
	return e->all.size / sizeof(struct known);
}

static int note(void *context, const struct furui_record *record,
		struct furui_error *err)
{
	(void)err;
	struct expiring *e = context;
	/* Without a date of its own it is as old as what is known of it. */
	const struct known known = {record->digest, record->label,
				    record->date > 0 ? record->date
						     : record->learned};
	furui_buffer_add(&e->all, &known, sizeof known);
	e->counts[record->label]++;
	return 0;
}

static int newest_first(const void *a, const void *b)
{
	const struct known *x = a, *y = b;
	if (x->when != y->when)
		return x->when < y->when ? 1 : -1;
	return memcmp(&x->digest, &y->digest, sizeof x->digest);
}

/* Brings the old ones, but for the newest of each side that are kept in any
 * case, behind the others. */
static void select_old(struct expiring *e)
{
	struct known *all = (void *)e->all.data;
	size_t count = known_count(e), stay = 0;
	uint64_t met[2] = {0, 0};
	uint64_t keep = e->options->keep > 0 ? (uint64_t)e->options->keep : 0;
	if (!count)
		return;
	qsort(all, count, sizeof *all, newest_first);
	struct known *old = furui_xmalloc(count * sizeof *old);
	for (size_t i = 0; i < count; i++) {
		if (met[all[i].label]++ < keep || all[i].when >= e->before)
			all[stay++] = all[i];
		else
			old[e->old++] = all[i];
	}
	memcpy(all + stay, old, e->old * sizeof *old);
	free(old);
}

/* Without --keep, one side alone is never left: a filter that knows only one
 * answers Unsure to all. */
static int check_sides(struct expiring *e)
{
	uint64_t left[2] = {e->counts[0], e->counts[1]};
	for (size_t i = known_count(e) - e->old; i < known_count(e); i++)
		left[known_at(e, i)->label]--;
	bool spam_gone = e->counts[FURUI_SPAM] && !left[FURUI_SPAM];
	bool ham_gone = e->counts[FURUI_HAM] && !left[FURUI_HAM];
	if (e->options->keep >= 0 || (!spam_gone && !ham_gone))
		return 0;
	return furui_fail(&e->err, FURUI_ERROR_INPUT,
			  "no %s would be left, and nothing could be judged: "
			  "nothing was forgotten. --keep=1000 keeps the newest "
			  "1,000 of spam and of wanted mail, --keep=0 none",
			  spam_gone && ham_gone ? "mail"
			  : spam_gone           ? "spam"
						: "wanted mail");
}

static int forget_old(struct expiring *e)
{
	bool bar = !e->options->quiet && !e->options->json;
	size_t count = known_count(e), first = count - e->old;
	furui_progress_begin();
	for (size_t i = first; i < count && !train_interrupted; i++) {
		const struct known *known = known_at(e, i);
		int forgot = 1;
		if (!e->options->dry_run)
			forgot = furui_store_forget(e->store, &known->digest,
						    known->label, &e->err);
		if (forgot < 0)
			return -1;
		uint64_t done = i - first + 1;
		e->forgotten[known->label] += (unsigned)forgot;
		if (!e->options->dry_run && done % COMMIT_EVERY == 0 &&
		    furui_store_commit(e->store, &e->err) < 0)
			return -1;
		if (bar)
			furui_progress_show("expire", NULL, done, done, e->old);
	}
	train_cut_short = train_interrupted;
	return e->options->dry_run ? 0 : furui_store_commit(e->store, &e->err);
}

static int measure(struct expiring *e)
{
	struct digests old = {0};
	for (size_t i = known_count(e) - e->old; i < known_count(e); i++)
		(void)digests_add(&old, &known_at(e, i)->digest);
	int result =
		expire_measure(&e->effect, e->store, e->options, &old, &e->err);
	digests_free(&old);
	return result;
}

static int work(struct expiring *e)
{
	struct furui_error *err = &e->err;
	if (train_open(&e->store, e->options, false, e->options->dry_run, err) <
		    0 ||
	    furui_store_summary(e->store, &e->first, err) < 0 ||
	    furui_store_each_message(e->store, note, e, err) < 0)
		return -1;
	select_old(e);
	if (check_sides(e) < 0 || forget_old(e) < 0)
		return -1;
	if (e->options->dry_run)
		return measure(e);
	if (furui_store_summary(e->store, &e->last, err) < 0)
		return -1;
	return train_publish(e->store, e->options, err);
}

static void tell_json(const struct expiring *e)
{
	(void)printf("{\"summary\":{\"forgotten\":{\"spam\":%" PRIu64
		     ",\"ham\":%" PRIu64 "},\"known\":{\"spam\":%" PRIu64
		     ",\"ham\":%" PRIu64 "},\"before\":%" PRId64,
		     e->forgotten[FURUI_SPAM], e->forgotten[FURUI_HAM],
		     e->counts[FURUI_SPAM] - e->forgotten[FURUI_SPAM],
		     e->counts[FURUI_HAM] - e->forgotten[FURUI_HAM], e->before);
	if (!e->options->dry_run)
		(void)printf(",\"tokens_before\":%" PRIu64
			     ",\"tokens\":%" PRIu64,
			     e->first.tokens, e->last.tokens);
	else
		(void)printf(",\"judged\":%" PRIu64
			     ",\"changed_verdicts\":%" PRIu64,
			     e->effect.judged, e->effect.changed);
	(void)printf(",\"dry_run\":%s,\"interrupted\":%s}}\n",
		     e->options->dry_run ? "true" : "false",
		     train_cut_short ? "true" : "false");
}

static void tell(const struct expiring *e)
{
	bool dry = e->options->dry_run;
	char date[32];
	if (e->options->json) {
		tell_json(e);
		return;
	}
	if (e->options->quiet)
		return;
	(void)printf("%s%s %s of %s spam and %s of %s wanted messages, from "
		     "before %s.\n",
		     train_cut_short ? "Interrupted. " : "",
		     dry ? "Would forget" : "Forgot",
		     furui_text_number(e->forgotten[FURUI_SPAM]),
		     furui_text_number(e->counts[FURUI_SPAM]),
		     furui_text_number(e->forgotten[FURUI_HAM]),
		     furui_text_number(e->counts[FURUI_HAM]),
		     train_date_text(e->before, date));
	if (!dry && e->old)
		(void)printf("%s words and marks are known now, %s before.\n",
			     furui_text_number(e->last.tokens),
			     furui_text_number(e->first.tokens));
	if (dry && e->effect.judged)
		(void)printf("Of the newest %s messages that stay, %s would "
			     "get another verdict.\n",
			     furui_text_number(e->effect.judged),
			     furui_text_number(e->effect.changed));
}

int train_expire(const struct train_options *options)
{
	struct expiring e = {.options = options,
			     .before = (int64_t)time(NULL) -
				       (int64_t)options->older * DAY};
	int result = work(&e);
	furui_progress_clear();
	if (result < 0)
		train_say("%s", e.err.text);
	else
		tell(&e);
	furui_store_close(&e.store);
	furui_buffer_free(&e.all);
	return result < 0 ? TRAIN_TROUBLE : TRAIN_DONE;
}
