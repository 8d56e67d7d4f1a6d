/* Learns and unlearns single messages, through the store. */
#include "register.h"

#include <inttypes.h>
#include <stdio.h>
#include <syslog.h>
#include <time.h>

enum {
	/* Messages in one transaction of bulk learning. */
	COMMIT_EVERY = 1000
};

struct furui_lesson furui_lesson_of(const struct furui_options *options,
				    const struct furui_verdict *verdict)
{
	struct furui_lesson lesson = {
		.learn = options->learn_spam || options->learn_ham,
		.forget = options->forget_spam || options->forget_ham,
		.label = options->learn_spam ? FURUI_SPAM : FURUI_HAM,
		.forgotten = options->forget_spam ? FURUI_SPAM : FURUI_HAM,
	};
	if (options->update && verdict) {
		lesson.learn = verdict->class != FURUI_CLASS_UNSURE;
		lesson.label = verdict->class == FURUI_CLASS_SPAM ? FURUI_SPAM
								  : FURUI_HAM;
	}
	return lesson;
}

static void say_waiting(void *context)
{
	(void)context;
	furui_say("another program is learning; waiting for it to end");
}

static int open_store(struct furui_register *reg,
		      const struct furui_session *session,
		      const struct furui_lesson *lesson,
		      struct furui_error *err)
{
	const struct furui_store_options options = {
		.folder = session->folder,
		.create = lesson->learn,
		.waiting = say_waiting,
	};
	reg->folder = session->folder;
	if (furui_store_open(&reg->store, &options, err) < 0)
		return -1;
	struct furui_store_summary summary;
	if (furui_store_summary(reg->store, &summary, err) < 0)
		return -1;
	/* Without a current model, or with one of another version, all is
	 * fitted anew. */
	if (summary.published)
		(void)furui_learner_open(&reg->learner, reg->folder, NULL);
	return 0;
}

/* Brings the model up to date with a change of the store: from the label that
 * the message had (-1: none) to the one it has now. What is only forgotten
 * must be fitted anew. */
static void teach(struct furui_register *reg,
		  const struct furui_features *features, int before, int now)
{
	if (!reg->learner)
		return;
	if (before >= 0)
		furui_learner_unlearn(reg->learner, features,
				      (enum furui_label)before);
	if (now >= 0)
		furui_learner_learn(reg->learner, features,
				    (enum furui_label)now);
	if (now < 0 || furui_learner_wants_fit(reg->learner))
		furui_learner_free(&reg->learner);
}

static int learn(struct furui_register *reg, const struct furui_lesson *lesson,
		 const struct furui_digest *digest,
		 const struct furui_features *features, const char *source,
		 struct furui_error *err)
{
	reg->packed.size = 0;
	furui_features_pack(features, &reg->packed);
	const struct furui_record record = {
		.digest = *digest,
		.label = lesson->label,
		.date = features->date,
		.learned = (int64_t)time(NULL),
		.reader = FURUI_READER_VERSION,
		.source = source,
		.packed = reg->packed.data,
		.packed_size = reg->packed.size,
	};
	return furui_store_learn(reg->store, &record, features, err);
}

static int register_message(struct furui_register *reg,
			    const struct furui_session *session,
			    const struct furui_lesson *lesson,
			    const void *bytes, size_t size,
			    const struct furui_features *features,
			    const char *source, struct furui_error *err)
{
	if (!reg->store && open_store(reg, session, lesson, err) < 0) {
		/* Nothing was ever learned: nothing to unlearn. */
		if (!lesson->learn && err->code == FURUI_ERROR_ABSENT) {
			reg->known++;
			return 0;
		}
		return -1;
	}
	struct furui_digest digest;
	struct furui_record record;
	furui_digest(bytes, size, &digest);
	int forgot = 0, learned = 0;
	int known = furui_store_find(reg->store, &digest, &record, err);
	if (known < 0)
		return -1;
	int before = known ? (int)record.label : -1;
	if (lesson->forget)
		forgot = furui_store_forget(reg->store, &digest,
					    lesson->forgotten, err);
	if (forgot >= 0 && lesson->learn)
		learned = learn(reg, lesson, &digest, features, source, err);
	if (forgot < 0 || learned < 0)
		return -1;
	if (!forgot && !learned) {
		reg->known++;
		return 0;
	}
	teach(reg, features, before, learned ? (int)lesson->label : -1);
	reg->changed = true;
	reg->messages++;
	reg->words += features->token_count;
	if (++reg->uncommitted < COMMIT_EVERY)
		return 0;
	reg->uncommitted = 0;
	return furui_store_commit(reg->store, err);
}

int furui_register_message(struct furui_register *reg,
			   const struct furui_session *session,
			   const struct furui_lesson *lesson, const void *bytes,
			   size_t size, const struct furui_features *features,
			   const char *source, struct furui_error *err)
{
	int result = register_message(reg, session, lesson, bytes, size,
				      features, source, err);
	reg->failed = reg->failed || result < 0;
	return result;
}

/* The last learning may have been cut off before it published. */
static bool lacks_model(const struct furui_register *reg)
{
	struct furui_model *model = NULL;
	bool lacks = furui_model_open(&model, reg->folder, NULL) < 0;
	furui_model_free(&model);
	return lacks;
}

static void tell(const struct furui_register *reg,
		 const struct furui_options *options)
{
	const char *plural = reg->messages == 1 ? "" : "s";
	if (options->verbose && !options->quiet) {
		(void)fprintf(stderr,
			      "# %" PRIu64 " words, %" PRIu64 " message%s",
			      reg->words, reg->messages, plural);
		if (reg->known)
			(void)fprintf(stderr, " (%" PRIu64 " unchanged)",
				      reg->known);
		(void)fputc('\n', stderr);
	}
	if (options->log) {
		openlog("furui", LOG_PID, LOG_MAIL);
		syslog(LOG_INFO,
		       "register%s%s%s%s%s, %" PRIu64 " words, %" PRIu64
		       " messages",
		       options->update ? "-u" : "",
		       options->forget_spam ? "-S" : "",
		       options->forget_ham ? "-N" : "",
		       options->learn_spam ? "-s" : "",
		       options->learn_ham ? "-n" : "", reg->words,
		       reg->messages);
	}
}

int furui_register_end(struct furui_register *reg,
		       const struct furui_options *options,
		       struct furui_error *err)
{
	int result = 0;
	if (reg->store && !reg->failed) {
		result = furui_store_commit(reg->store, err);
		if (!result && reg->changed && reg->learner)
			result = furui_store_publish_learner(reg->store,
							     reg->learner, err);
		else if (!result && (reg->changed || lacks_model(reg)))
			result = furui_store_publish(reg->store, err);
	}
	furui_learner_free(&reg->learner);
	furui_store_close(&reg->store);
	if (!result && !reg->failed && (reg->messages || reg->known))
		tell(reg, options);
	furui_buffer_free(&reg->packed);
	return result;
}
