/* furui-train --spam PATH... --ham PATH...: learns folders. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "learning.h"

static int collect(void *context, const struct furui_mail *mail,
		   const char *group, const char *name)
{
	replay_keep(context, mail, group, name);
	return 0;
}

static int on_mail(void *context, const struct furui_mail *mail,
		   const char *group, const char *name)
{
	struct learning *learning = context;
	struct report *report = &learning->report;
	if (strlen(group) != report->group.size ||
	    memcmp(group, report->group.data, report->group.size) != 0) {
		if (learning_drain(learning) < 0)
			return -1;
		report_end_folder(report);
		report_begin_folder(report, learning->label, group, name);
	}
	return learning_add(learning, mail);
}

/* How many bytes there are on each side: found out while the store opens. */
struct sizing {
	const struct train_paths *sides;
	uint64_t bytes[2];
	pthread_t thread;
	bool aside;
};

static void *size_up(void *context)
{
	struct sizing *sizing = context;
	for (int i = 0; i < 2; i++)
		sizing->bytes[i] = train_walk_bytes(&sizing->sides[i]);
	return NULL;
}

static void begin_sizing(struct sizing *sizing)
{
	sizing->aside =
		pthread_create(&sizing->thread, NULL, size_up, sizing) == 0;
}

static void end_sizing(struct sizing *sizing)
{
	if (sizing->aside)
		(void)pthread_join(sizing->thread, NULL);
	else
		(void)size_up(sizing);
}

/* Both sides, the larger first: the digests of the smaller tell what is on
 * both before anything is learned. */
static int learn_sides(struct learning *learning, const uint64_t *bytes,
		       unsigned *failed)
{
	const struct train_paths *sides = learning->options->sides;
	struct replay *replay = &learning->replay;
	enum furui_label last =
		bytes[FURUI_SPAM] <= bytes[FURUI_HAM] ? FURUI_SPAM : FURUI_HAM;
	bool bar = !learning->options->quiet && !learning->options->json;
	bool both = sides[FURUI_SPAM].count && sides[FURUI_HAM].count;
	struct train_walk first = {
		.bar = bar,
		.silent = true,
		.except = &sides[!last],
		.title = "comparing",
		.bytes_all = bytes[last],
		.each = collect,
		.context = replay,
	};
	replay->digests = &learning->last_side;
	replay->threads = learning->options->threads;
	if (both && train_walk(&first, &sides[last]) < 0)
		return -1;
	replay_note(replay);
	struct train_walk walk = {
		.bar = bar,
		.bytes_all = bytes[FURUI_SPAM] + bytes[FURUI_HAM],
		.each = on_mail,
		.context = learning,
	};
	for (int i = 0; i < 2; i++) {
		enum furui_label label = i ? last : (enum furui_label) !last;
		learning->label = label;
		learning->reading_last = i == 1;
		walk.except = &sides[!label];
		walk.title = label == FURUI_SPAM ? "spam" : "ham";
		int result = i && both ? replay_walk(replay, &first, &walk,
						     &sides[label])
				       : train_walk(&walk, &sides[label]);
		if (result < 0 || learning_drain(learning) < 0)
			return -1;
		report_end_folder(&learning->report);
	}
	replay_free(replay);
	*failed += walk.failed;
	return 0;
}

/* Who the user is comes first: all mail is read with it. */
static int open_sent(struct learning *learning, unsigned *failed)
{
	uint64_t before = 0;
	if (sent_open(&learning->sent, learning->store, learning->options,
		      failed, &learning->err) < 0)
		return -1;
	if (learning->store &&
	    furui_store_get_read_with(learning->store, &before,
				      &learning->err) < 0)
		return -1;
	learning->reread = before != furui_own_fingerprint(learning->sent.own);
	return 0;
}

static int open_store(struct learning *learning, unsigned *failed)
{
	const struct train_options *options = learning->options;
	struct furui_error *err = &learning->err;
	bool dry = options->dry_run;
	if (train_open(&learning->store, options, !dry, dry, err) < 0)
		/* A dry run before the first: all is new. */
		if (!dry || err->code != FURUI_ERROR_ABSENT)
			return -1;
	learning->committed = time(NULL);
	if (open_sent(learning, failed) < 0)
		return -1;
	if (dry)
		return 0;
	/* All that a store knows is at hand when it is new. */
	struct furui_counts known = furui_store_messages(learning->store);
	return pool_new(&learning->pool, options->threads,
			!known.spam && !known.ham, learning->sent.own, err);
}

/* Of a new store, from what is at hand. */
static int publish(struct learning *learning)
{
	struct furui_store *store = learning->store;
	struct furui_error *err = &learning->err;
	pool_end(learning->pool);
	if (learning->lessons.list.size &&
	    lessons_are_all(&learning->lessons, furui_store_messages(store))) {
		struct furui_training training =
			lessons_training(&learning->lessons);
		return furui_store_commit_and_publish(store, &training, err);
	}
	pool_free(&learning->pool); /* A fit needs the memory. */
	return learning_commit(learning) < 0
		       ? -1
		       : train_publish(store, learning->options, err);
}

static int finish(struct learning *learning)
{
	struct furui_store_summary known;
	struct furui_error *err = &learning->err;
	if (!learning->store) {
		report_summary(&learning->report, NULL);
		return 0;
	}
	const struct train_paths *sides = learning->options->sides;
	bool all = !train_cut_short &&
		   (sides[FURUI_SPAM].count || sides[FURUI_HAM].count);
	if (!learning->options->dry_run && all &&
	    furui_store_set_read_with(learning->store,
				      furui_own_fingerprint(learning->sent.own),
				      err) < 0)
		return -1;
	if (!learning->options->dry_run && publish(learning) < 0)
		return -1;
	if (furui_store_summary(learning->store, &known, err) < 0)
		return -1;
	report_summary(&learning->report, &known);
	return 0;
}

int train_learn(const struct train_options *options)
{
	struct learning learning = {.options = options,
				    .report = {.options = options}};
	unsigned failed = 0;
	char *here = getcwd(NULL, 0);
	learning.here = here ? here : furui_xstrdup("");
	struct sizing sizing = {.sides = options->sides};
	begin_sizing(&sizing);
	int result = open_store(&learning, &failed);
	bool opened = result == 0;
	if (!opened) /* before the folders are gone through */
		train_say("%s", learning.err.text);
	end_sizing(&sizing);
	if (opened)
		result = learn_sides(&learning, sizing.bytes, &failed);
	if (result == 0)
		result = finish(&learning);
	if (opened && result < 0)
		train_say("%s", learning.err.text);
	pool_free(&learning.pool);
	lessons_free(&learning.lessons);
	replay_free(&learning.replay);
	furui_store_close(&learning.store);
	digests_free(&learning.last_side);
	digests_free(&learning.met);
	furui_reader_free(&learning.reader);
	sent_free(&learning.sent);
	report_free(&learning.report);
	free(learning.here);
	return result < 0 || failed ? TRAIN_TROUBLE : TRAIN_DONE;
}
