/* The learner's insides: learner.c counts and learns, fit.c fits,
 * model_write.c publishes and reads back. */
#ifndef FURUI_LEARNER_PRIVATE_H
#define FURUI_LEARNER_PRIVATE_H

#include "excerpt.h"
#include "furui/learner.h"
#include "model_private.h"

struct furui_learner {
	struct furui_model model; /* its pointers are to the ones below */
	bool goes_on; /* from a published model, whose table it has */
	struct furui_slot *slots;
	struct furui_weights *weights;
	struct furui_spread *spread;
	unsigned left_out;         /* bits of enum furui_part */
	struct furui_buffer views; /* of the message being learned */
};

/* Where to draw the line before anything was fitted, and while mail is only
 * learned one by one. */
extern const struct furui_line furui_online_line;

/* Silences in the model's line what is left out. */
void furui_learner_leave_out_line(struct furui_learner *learner);

/* The experts that learn: bits, 1 << expert. */
unsigned furui_learner_experts(const struct furui_learner *learner);

/* Copies the slots of tokens that are in some message into an empty table. */
void furui_copy_slots(const struct furui_model *from, struct furui_slot *to,
		      uint64_t capacity);

/* Makes room for about so many tokens in a learner that knows none: a table
 * that doubles takes three times the memory, and each token is moved thrice. */
void furui_learner_reserve(struct furui_learner *learner, uint64_t tokens);

/* Counts the message without touching the weights. */
void furui_learner_count(struct furui_learner *learner,
			 const struct furui_excerpt *excerpt,
			 enum furui_label label);

/* As furui_learner_publish(); notes what the model was made from, for
 * furui_learner_published(). */
int furui_learner_publish_of(const struct furui_learner *learner,
			     const char *folder, uint64_t made_from,
			     struct furui_error *err);

/* spread.c: what learning goes on from, in the file `spread` beside the model
 * whose header has that checksum. Reading fails unless the file is whole and
 * belongs to the model. */
int furui_spread_write(const struct furui_spread *spread, const char *folder,
		       uint64_t model, uint64_t made_from,
		       struct furui_error *err);
int furui_spread_read(struct furui_spread *spread, const char *folder,
		      uint64_t model, struct furui_error *err);

#endif
