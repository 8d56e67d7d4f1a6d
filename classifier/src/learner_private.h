/* The learner's insides: learner.c counts and learns, fit.c fits,
 * model_write.c publishes and reads back. */
#ifndef FURUI_LEARNER_PRIVATE_H
#define FURUI_LEARNER_PRIVATE_H

#include "furui/learner.h"
#include "model_private.h"

struct furui_learner {
	struct furui_model model; /* its pointers are to the ones below */
	struct furui_slot *slots;
	struct furui_weights *weights;
	struct furui_spread *spread;
	unsigned left_out;         /* bits of enum furui_part */
	struct furui_buffer views; /* of the message being learned */
};

/* Where to draw the line before anything was fitted, and while mail is only
 * learned one by one. */
extern const struct furui_line furui_online_line;

/* The experts that learn, as furui_experts_learn() has them. */
unsigned furui_learner_experts(const struct furui_learner *learner);

/* Copies the slots of tokens that are in some message into an empty table. */
void furui_copy_slots(const struct furui_model *from, struct furui_slot *to,
		      uint64_t capacity);

/* Takes over all tokens of another model, into a table that has room for them
 * from the start: they come in the order of their places, and a table that
 * grew meanwhile would be filled from one end (189,000 took 0.8 s). */
void furui_learner_take_slots(struct furui_learner *learner,
			      const struct furui_model *from);

/* Counts the message without touching the weights. */
void furui_learner_count(struct furui_learner *learner,
			 const struct furui_features *features,
			 enum furui_label label);

#endif
