/* Learns one message after the other. */
#include <stdlib.h>
#include <string.h>

#include "furui/path.h"
#include "learning.h"

enum {
	/* What a kill may cost: messages and seconds between commits. Each
	 * commit writes every token that changed, so that fewer are faster. */
	COMMIT_MESSAGES = 5000,
	COMMIT_SECONDS = 10,
	DAY = 24 * 60 * 60,
};

/* Which time stands for the message: its own Date, unless that is missing or
 * lies in the future; else when it arrived. */
static int64_t date_of(const struct pool_job *job, int64_t now)
{
	int64_t date = job->features.date;
	if (date <= 0 || date > now + DAY)
		date = job->delivered;
	return date <= 0 || date > now + DAY ? 0 : date;
}

int learning_commit(struct learning *learning)
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
		return learning_commit(learning);
	return 1;
}

int learning_drain(struct learning *learning)
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
	int agree =
		known <= 0
			? known
			: furui_records_agree(learning->reader, record.packed,
					      record.packed_size, packed.data,
					      packed.size, err);
	int differs = agree < 0 ? -1 : known && !agree;
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

int learning_add(struct learning *learning, const struct furui_mail *mail)
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
