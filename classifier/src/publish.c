/* Makes the model from the store and puts it where filters find it. */
#include <pthread.h>
#include <string.h>

#include "furui/path.h"
#include "learner_private.h"
#include "own_private.h"
#include "publish_private.h"

/* The ledger in the order of the messages' dates. */
struct chronicle {
	struct furui_store *store;
	struct furui_reader *reader;
	uint64_t messages;
};

static int rewind_chronicle(void *context, struct furui_error *err)
{
	struct chronicle *chronicle = context;
	chronicle->messages = 0;
	return furui_store_rewind(chronicle->store, err);
}

static int next_lesson(void *context, const struct furui_features **features,
		       enum furui_label *label, struct furui_error *err)
{
	struct chronicle *chronicle = context;
	struct furui_record record;
	int more = furui_store_next(chronicle->store, &record, err);
	if (more <= 0)
		return more;
	chronicle->messages++;
	*label = record.label;
	*features = furui_unpack(chronicle->reader, record.packed,
				 record.packed_size, err);
	return *features ? 1 : -1;
}

static int fit(struct furui_store *store, struct furui_learner *learner,
	       struct furui_error *err)
{
	struct chronicle chronicle = {.store = store};
	const struct furui_training training = {rewind_chronicle, next_lesson,
						&chronicle};
	if (furui_reader_new(&chronicle.reader, err) < 0)
		return -1;
	int result = furui_learner_fit(learner, &training, err);
	furui_reader_free(&chronicle.reader);
	struct furui_counts known = furui_store_messages(store);
	if (result == 0 &&
	    chronicle.messages != (uint64_t)known.spam + known.ham)
		result = store_damaged(store, "dates are missing", err);
	return result;
}

/* The model is written while the store brings its files up to date: both wait
 * for the disk. */
struct publication {
	const struct furui_learner *learner;
	const char *folder;
	uint64_t made_from;
	int result;
	struct furui_error err;
};

static void *publish(void *context)
{
	struct publication *p = context;
	p->result = furui_learner_publish_of(p->learner, p->folder,
					     p->made_from, &p->err);
	return NULL;
}

int furui_store_publish_learner(struct furui_store *store,
				const struct furui_learner *learner,
				struct furui_error *err)
{
	if (store_is_changing(store))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "the store in %s has changes that are not "
				  "committed",
				  store_folder(store));
	struct publication publication = {.learner = learner,
					  .folder = store_folder(store),
					  .made_from = store_stamp(store)};
	pthread_t thread;
	/* Who has the store open is alone. */
	furui_remove_temporaries(store_folder(store), FURUI_MODEL_FILE);
	bool aside = pthread_create(&thread, NULL, publish, &publication) == 0;
	/* Closing would do it anyhow, and say what there is to say. */
	(void)store_checkpoint(store);
	if (aside)
		(void)pthread_join(thread, NULL);
	else
		(void)publish(&publication);
	return publication.result < 0 ? furui_fail(err, publication.err.code,
						   "%s", publication.err.text)
				      : 0;
}

int furui_store_publish_own(struct furui_store *store, struct furui_error *err)
{
	struct furui_own_facts facts = {0};
	int result = furui_store_get_own(store, &facts, err);
	furui_remove_temporaries(store_folder(store), FURUI_OWN_FILE);
	if (result == 0)
		result = furui_own_publish(&facts, store_folder(store), err);
	furui_own_facts_free(&facts);
	return result;
}

int furui_store_publish(struct furui_store *store, struct furui_error *err)
{
	struct furui_learner *learner;
	if (furui_store_publish_own(store, err) < 0 ||
	    furui_learner_new(&learner, err) < 0)
		return -1;
	furui_learner_reserve(learner, store_tokens_most(store));
	int result = fit(store, learner, err);
	if (result == 0)
		result = furui_store_publish_learner(store, learner, err);
	furui_learner_free(&learner);
	return result;
}

struct fitting {
	struct furui_learner *learner; /* made aside, too */
	uint64_t tokens;               /* about so many */
	const struct furui_training *training;
	int result;
	struct furui_error err;
};

static void *fit_aside(void *context)
{
	struct fitting *f = context;
	f->result = furui_learner_new(&f->learner, &f->err);
	if (f->result == 0) {
		furui_learner_reserve(f->learner, f->tokens);
		f->result = furui_learner_fit(f->learner, f->training, &f->err);
	}
	return NULL;
}

/* The commit waits for the disk while the fit computes. */
static int commit_and_fit(struct furui_store *store, struct fitting *fitting,
			  struct furui_error *err)
{
	pthread_t thread;
	bool aside = pthread_create(&thread, NULL, fit_aside, fitting) == 0;
	int result = furui_store_commit(store, err);
	if (aside)
		(void)pthread_join(thread, NULL);
	else if (result == 0)
		(void)fit_aside(fitting);
	if (result == 0 && fitting->result < 0)
		result = furui_fail(err, fitting->err.code, "%s",
				    fitting->err.text);
	return result;
}

int furui_store_commit_and_publish(struct furui_store *store,
				   const struct furui_training *training,
				   struct furui_error *err)
{
	struct fitting fitting = {.tokens = store_tokens_most(store),
				  .training = training};
	int result = commit_and_fit(store, &fitting, err);
	if (result == 0)
		result = furui_store_publish_own(store, err);
	if (result == 0)
		result = furui_store_publish_learner(store, fitting.learner,
						     err);
	furui_learner_free(&fitting.learner);
	return result;
}
