/* Learns: turns labelled messages into a model, in memory. */
#ifndef FURUI_LEARNER_H
#define FURUI_LEARNER_H

#include <stdbool.h>

#include "furui/model.h"

struct furui_learner;

int furui_learner_new(struct furui_learner **out, struct furui_error *err);

/* Goes on from the model published in the store's folder. The errors are
 * those of furui_model_open(). */
int furui_learner_open(struct furui_learner **out, const char *folder,
		       struct furui_error *err);

void furui_learner_free(struct furui_learner **learner);

/* Parts of the whole, as bits. */
enum furui_part {
	FURUI_PART_CORE = 1 << 0,  /* core n-grams */
	FURUI_PART_RAW = 1 << 1,   /* raw n-grams */
	FURUI_PART_WORDS = 1 << 2, /* words */
	FURUI_PART_AROW = 1 << 3,  /* Gaussian weights */
	FURUI_PART_VOICE = 1 << 4, /* the token counts beside the experts */
	FURUI_PART_GUARD = 1 << 5, /* against words never met */
};

/* Goes without these parts from now on: an expert learns nothing, so that its
 * weights stay zero and nothing need be asked when a message is judged. For a
 * new learner, to measure what a part is worth; the model is not one to
 * publish. */
void furui_learner_leave_out(struct furui_learner *learner, unsigned parts);

/* Learns one message at once, as mail comes in: what the online protocol
 * measures and `furui -s` does. */
void furui_learner_learn(struct furui_learner *learner,
			 const struct furui_features *features,
			 enum furui_label label);

/* Takes back the token counts of furui_learner_learn(). The experts' weights
 * forget a message only when they are fitted anew. */
void furui_learner_unlearn(struct furui_learner *learner,
			   const struct furui_features *features,
			   enum furui_label label);

/* Messages in date order, read as often as a fit needs. */
struct furui_training {
	/* Starts again at the first message. */
	int (*rewind)(void *context, struct furui_error *err);
	/* 1 and the next message, borrowed until the next call, its excerpt,
	 * if it has one, to the end of the fit; 0 at the end; -1. */
	int (*next)(void *context, const struct furui_features **features,
		    enum furui_label *label, struct furui_error *err);
	void *context;
};

/* Learns all of a collection together: what training from folders does.
 * Counts its tokens, fits the experts to the newest 20,000 messages in several
 * passes, and sets the line
 * above which a verdict is "spam" by what the experts say of mail that they
 * have not seen. The result is the same on every run. The learner must be
 * new; it uses as many threads as there are processors. */
int furui_learner_fit(struct furui_learner *learner,
		      const struct furui_training *training,
		      struct furui_error *err);

/* True when 2 % more has been learned one by one than the last fit knew: time
 * for the next, so that verdicts stay those of a fit to all. A fit of 10,000
 * takes some 1 s, for 200 messages learned in 25 ms each. */
bool furui_learner_wants_fit(const struct furui_learner *learner);

/* Sets counts without messages: for tests of what a model says. */
void furui_learner_set_totals(struct furui_learner *learner,
			      struct furui_counts totals);
void furui_learner_set_token(struct furui_learner *learner, uint64_t id,
			     struct furui_counts counts);

/* The model as it stands: borrowed, valid until the learner changes. */
const struct furui_model *
furui_learner_model(const struct furui_learner *learner);

/* Writes it as the file `model` in the store's folder, in one step: readers
 * see the old one or the new one. */
int furui_learner_publish(const struct furui_learner *learner,
			  const char *folder, struct furui_error *err);

/* True when the folder holds a model published as made from this, and what
 * learning on needs. */
bool furui_learner_published(const char *folder, uint64_t made_from);

#endif
