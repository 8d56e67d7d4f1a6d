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
	struct furui_buffer views; /* of the message being learned */
};

/* Where to draw the line before anything was fitted, and while mail is only
 * learned one by one. */
extern const struct furui_line furui_online_line;

/* Copies the slots of tokens that are in some message into an empty table. */
void furui_copy_slots(const struct furui_model *from, struct furui_slot *to,
		      uint64_t capacity);

/* Counts the message without touching the weights. */
void furui_learner_count(struct furui_learner *learner,
			 const struct furui_features *features,
			 enum furui_label label);

#endif
