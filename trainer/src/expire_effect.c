/* Judges mail with and without what would be forgotten. */
#include <string.h>

#include "expire.h"
#include "furui/learner.h"
#include "furui/verdict.h"

enum {
	MOST = 1000 /* messages judged */
};

struct trial {
	struct furui_store *store;
	struct furui_reader *reader;
	struct digests *old; /* left out */
	struct furui_learner *learner;
	struct furui_model *model; /* as published */
};

static int rewind_store(void *context, struct furui_error *err)
{
	return furui_store_rewind(((struct trial *)context)->store, err);
}

/* The next message that stays. */
static int next_kept(struct trial *trial, struct furui_record *record,
		     struct furui_error *err)
{
	int more;
	while ((more = furui_store_next(trial->store, record, err)) > 0 &&
	       digests_mark(trial->old, &record->digest))
		;
	return more;
}

static int next_lesson(void *context, const struct furui_features **features,
		       enum furui_label *label, struct furui_error *err)
{
	struct trial *trial = context;
	struct furui_record record;
	int more = next_kept(trial, &record, err);
	if (more <= 0)
		return more;
	*label = record.label;
	*features = furui_unpack(trial->reader, record.packed,
				 record.packed_size, err);
	return *features ? 1 : -1;
}

static enum furui_class class_of(const struct furui_model *model,
				 const struct furui_features *features)
{
	struct furui_verdict verdict;
	furui_judge(model, features, &furui_default_cutoffs, &verdict);
	return verdict.class;
}

/* Judges the last of `kept` messages. */
static int compare(struct trial *trial, uint64_t kept,
		   struct expire_effect *effect, struct furui_error *err)
{
	const struct furui_features *features;
	enum furui_label label;
	int more = rewind_store(trial, err);
	uint64_t skip = kept > MOST ? kept - MOST : 0;
	while (more == 0 && skip && train_interrupted == 0) {
		struct furui_record record;
		more = next_kept(trial, &record, err) > 0 ? 0 : -1;
		skip--;
	}
	if (more < 0)
		return -1;
	while (!train_interrupted &&
	       (more = next_lesson(trial, &features, &label, err)) > 0) {
		effect->judged++;
		effect->changed +=
			class_of(trial->model, features) !=
			class_of(furui_learner_model(trial->learner), features);
	}
	return more < 0 ? -1 : 0;
}

int expire_measure(struct expire_effect *effect, struct furui_store *store,
		   const struct train_options *options, struct digests *old,
		   struct furui_error *err)
{
	struct trial trial = {.store = store, .old = old};
	struct furui_training training = {rewind_store, next_lesson, &trial};
	if (!old->count || train_open_model(&trial.model, options, NULL) < 0)
		return 0;
	int result = furui_reader_new(&trial.reader, err);
	if (result == 0)
		result = furui_learner_new(&trial.learner, err);
	if (result == 0)
		result = furui_learner_fit(trial.learner, &training, err);
	if (result == 0) {
		struct furui_counts kept =
			furui_model_totals(furui_learner_model(trial.learner));
		result = compare(&trial, (uint64_t)kept.spam + kept.ham, effect,
				 err);
	}
	furui_learner_free(&trial.learner);
	furui_reader_free(&trial.reader);
	furui_model_free(&trial.model);
	return result;
}
