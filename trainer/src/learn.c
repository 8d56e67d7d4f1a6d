/* furui-train --spam PATH... --ham PATH...: learns folders. */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "digests.h"
#include "furui/path.h"
#include "lessons.h"
#include "pool.h"
#include "replay.h"
#include "report.h"
#include "sent.h"
#include "train.h"

enum {
	/* What a kill may cost: messages and seconds between commits. Each
	 * commit writes every token that changed, so that fewer are faster. */
	COMMIT_MESSAGES = 5000,
	COMMIT_SECONDS = 10,
	DAY = 24 * 60 * 60,
};

struct learning {
	const struct train_options *options;
	struct furui_store *store; /* NULL in a dry run without one */
	struct pool *pool;
	struct lessons lessons; /* the pool has what they borrow */
	struct sent sent;
	/* Other addresses or hosts than when messages were last read: all
	 * that is known is read again. */
	bool reread;
	struct furui_reader *reader; /* in a dry run */
	char *here;                  /* the working folder */
	struct report report;
	enum furui_label label; /* of the side being read */
	/* The digests of the side that is read last; marked when the other
	 * side has them too. */
	struct digests last_side;
	struct replay replay; /* of that side */
	bool reading_last;
	struct digests met; /* in a dry run: what would have been learned */
	unsigned uncommitted;
	time_t committed; /* when */
	struct furui_error err;
};

static int collect(void *context, const struct furui_mail *mail,
		   const char *group, const char *name)
{
	struct learning *learning = context;
	struct furui_digest digest = {{0}};
	if (!train_skips(mail)) {
		furui_digest(mail->bytes, mail->size, &digest);
		(void)digests_add(&learning->last_side, &digest);
	}
	replay_keep(&learning->replay, mail, group, name, &digest);
	return 0;
}

/* Which time stands for the message: its own Date, unless that is missing or
 * lies in the future; else when it arrived. */
static int64_t date_of(const struct pool_job *job, int64_t now)
{
	int64_t date = job->features.date;
	if (date <= 0 || date > now + DAY)
		date = job->delivered;
	return date <= 0 || date > now + DAY ? 0 : date;
}

static int commit(struct learning *learning)
{
	learning->uncommitted = 0;
	learning->committed = time(NULL);
	return furui_store_commit(learning->store, &learning->err);
}

/* Takes the oldest message, if any, out of the pool and into the store. */
static int store_one(struct learning *learning)
{
	struct pool_job *job = pool_take(learning->pool);
	if (!job)
		return 0;
	int64_t now = (int64_t)time(NULL);
	const struct furui_record record = {
		.digest = job->digest,
		.label = learning->label,
		.date = date_of(job, now),
		.learned = now,
		.reader = FURUI_READER_VERSION,
		.source = furui_buffer_terminate(&job->source),
		.packed = job->packed.data,
		.packed_size = job->packed.size,
	};
	int learned = (job->again ? furui_store_relearn : furui_store_learn)(
		learning->store, &record, &job->features, &learning->err);
	struct report_counts *counts = &learning->report.folder;
	if (learned > 0 && job->again)
		counts->anew++;
	else if (learned == 0)
		counts->known++;
	else if (learned > 0 && job->was_known)
		counts->moved++;
	else if (learned > 0)
		counts->fresh++;
	if (learned > 0 && job->excerpt)
		lessons_add(&learning->lessons, &record, job->excerpt);
	pool_done(learning->pool);
	if (learned < 0)
		return -1;
	learning->uncommitted += (unsigned)learned;
	if (learning->uncommitted >= COMMIT_MESSAGES ||
	    (learning->uncommitted &&
	     now - (int64_t)learning->committed >= COMMIT_SECONDS))
		return commit(learning);
	return 1;
}

static int drain(struct learning *learning)
{
	int result = 0;
	while (result >= 0 && learning->pool && pool_take(learning->pool))
		result = store_one(learning);
	return result < 0 ? -1 : 0;
}

static int submit(struct learning *learning, const struct furui_mail *mail,
		  const struct furui_digest *digest, int was_known, bool again)
{
	struct pool_job *job;
	while (!(job = pool_room(learning->pool)))
		if (store_one(learning) < 0)
			return -1;
	furui_buffer_add(&job->bytes, mail->bytes, mail->size);
	/* Whole, so that it means the same later, from elsewhere. */
	char *source = furui_path_join(learning->here, mail->source);
	furui_buffer_add_text(&job->source, source);
	free(source);
	job->digest = *digest;
	job->delivered = mail->delivered;
	job->was_known = was_known;
	job->again = again;
	pool_submit(learning->pool);
	return 0;
}

/* Given on both sides: neither is to be believed. */
static bool is_on_both(struct learning *learning,
		       const struct furui_digest *digest)
{
	return learning->reading_last
		       ? digests_is_marked(&learning->last_side, digest)
		       : digests_mark(&learning->last_side, digest);
}

/* A message that is known so already: what it was read with then, and what
 * reads it, may have changed. 1 when it is to be read again. */
static int wants_rereading(struct learning *learning,
			   const struct furui_record *known)
{
	return learning->reread || known->reader != FURUI_READER_VERSION
		       ? 1
		       : furui_store_is_bounce(learning->store, &known->digest,
					       &learning->err);
}

/* In a dry run: 1 when it would be learned anew. */
static int reads_otherwise(struct learning *learning,
			   const struct furui_mail *mail,
			   const struct furui_digest *digest)
{
	struct furui_error *err = &learning->err;
	struct furui_record record;
	struct furui_buffer packed = {0};
	if (!learning->reader && furui_reader_new(&learning->reader, err) < 0)
		return -1;
	furui_reader_set_own(learning->reader, learning->sent.own);
	furui_features_pack(
		furui_read(learning->reader, mail->bytes, mail->size), &packed);
	int known = furui_store_find(learning->store, digest, &record, err);
	int differs = known < 0 ? -1
		      : !known  ? 0
				: packed.size != record.packed_size ||
					 memcmp(packed.data, record.packed,
						packed.size) != 0;
	furui_buffer_free(&packed);
	return differs;
}

static int learn_known(struct learning *learning, const struct furui_mail *mail,
		       const struct furui_record *record)
{
	struct report_counts *counts = &learning->report.folder;
	const struct furui_digest *digest = &record->digest;
	int again = wants_rereading(learning, record);
	if (again > 0 && !learning->options->dry_run)
		return submit(learning, mail, digest, 0, true);
	if (again > 0)
		again = reads_otherwise(learning, mail, digest);
	if (again < 0)
		return -1;
	if (again && digests_add(&learning->met, digest))
		counts->anew++;
	else
		counts->known++;
	return 0;
}

static int learn_mail(struct learning *learning, const struct furui_mail *mail)
{
	struct report_counts *counts = &learning->report.folder;
	if (train_skips(mail)) {
		counts->skipped++;
		return 0;
	}
	struct furui_digest digest;
	if (learning->replay.digest)
		digest = *learning->replay.digest;
	else
		furui_digest(mail->bytes, mail->size, &digest);
	if (is_on_both(learning, &digest)) {
		counts->both++;
		train_say("%s is given as spam and as wanted mail; not "
			  "learned",
			  mail->source);
		return 0;
	}
	struct furui_record record;
	int known = 0;
	if (learning->store)
		known = furui_store_find(learning->store, &digest, &record,
					 &learning->err);
	if (known < 0)
		return -1;
	if (known && record.label == learning->label)
		return learn_known(learning, mail, &record);
	if (!learning->options->dry_run)
		return submit(learning, mail, &digest, known, false);
	if (!digests_add(&learning->met, &digest))
		counts->known++;
	else if (known)
		counts->moved++;
	else
		counts->fresh++;
	return 0;
}

static int on_mail(void *context, const struct furui_mail *mail,
		   const char *group, const char *name)
{
	struct learning *learning = context;
	struct report *report = &learning->report;
	if (strlen(group) != report->group.size ||
	    memcmp(group, report->group.data, report->group.size) != 0) {
		if (drain(learning) < 0)
			return -1;
		report_end_folder(report);
		report_begin_folder(report, learning->label, group, name);
	}
	return learn_mail(learning, mail);
}

/* Both sides, the larger first: the digests of the smaller tell what is on
 * both before anything is learned. */
static int learn_sides(struct learning *learning, unsigned *failed)
{
	const struct train_paths *sides = learning->options->sides;
	uint64_t bytes[2] = {train_walk_bytes(&sides[FURUI_HAM]),
			     train_walk_bytes(&sides[FURUI_SPAM])};
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
		.context = learning,
	};
	if (both && train_walk(&first, &sides[last]) < 0)
		return -1;
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
		int result = i && both ? replay_walk(&learning->replay, &first,
						     &walk, &sides[label])
				       : train_walk(&walk, &sides[label]);
		if (result < 0 || drain(learning) < 0)
			return -1;
		report_end_folder(&learning->report);
	}
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
	return dry ? 0
		   : pool_new(&learning->pool, options->threads,
			      learning->sent.own, err);
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
	return commit(learning) < 0
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
	int result = open_store(&learning, &failed);
	if (result == 0)
		result = learn_sides(&learning, &failed);
	if (result == 0)
		result = finish(&learning);
	if (result < 0)
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
