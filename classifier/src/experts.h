/* The learned experts: tables of weights over a message's views. */
#ifndef FURUI_EXPERTS_H
#define FURUI_EXPERTS_H

#include <stdbool.h>

#include "views.h"

enum furui_expert {
	FURUI_EXPERT_CORE,
	FURUI_EXPERT_RAW,
	FURUI_EXPERT_WORDS,
	FURUI_EXPERT_AROW,
	FURUI_EXPERTS,
	FURUI_EXPERTS_ALL = (1 << FURUI_EXPERTS) - 1, /* a set of them */
};

/* A weight for every slot. */
struct furui_weights {
	float of[FURUI_EXPERTS][FURUI_TABLE_SIZE];
};

/* The same weights as they are published, to judge by: those of the experts of
 * the core text, which share its 4-grams, lie side by side. So both come with
 * one line of the processor's cache, and are added at once. The two that learn
 * side by side must not share lines. */
struct furui_tables {
	float core[FURUI_TABLE_SIZE][2]; /* CORE, AROW */
	float raw[FURUI_TABLE_SIZE], words[FURUI_TABLE_SIZE];
};

/* Makes the first table of the published form: FURUI_TABLE_SIZE pairs. */
void furui_weights_pair(const struct furui_weights *weights, float (*core)[2]);

/* Copies the weights of the published form. */
void furui_weights_take(struct furui_weights *weights,
			const struct furui_tables *tables);

/* What learning goes on from: AdaGrad's sums of squared gradients, AROW's
 * variances. */
struct furui_spread {
	float of[FURUI_EXPERTS][FURUI_TABLE_SIZE];
};

/* As before the first message. */
void furui_experts_reset(struct furui_weights *weights,
			 struct furui_spread *spread);

/* The sum of the experts' scaled scores, the expert of raw bytes taken `raw`
 * times: 0 says nothing, above says spam; mostly between -2 and 2. */
double furui_experts_score(const struct furui_weights *weights,
			   const struct furui_views *views, double raw);

/* The same of a message that was just read; but for the order in which the
 * weights are added. Both forms of the weights give the same, to the bit. */
double furui_experts_judge(const struct furui_weights *weights,
			   const struct furui_features *features, double raw);
double furui_tables_judge(const struct furui_tables *tables,
			  const struct furui_features *features, double raw);

/* One step of an expert towards the label, of `share` (0 to 1) of its length.
 * Returns its part of furui_experts_score() before that. */
double furui_expert_learn(struct furui_weights *weights,
			  struct furui_spread *spread,
			  const struct furui_views *views,
			  enum furui_expert expert, int is_spam, double share);

/* Whether an expert that said so, as furui_expert_learn() returns it, is as
 * good as certain of the label: it made no step, and was far from one. */
bool furui_expert_is_sure(enum furui_expert expert, double said, int is_spam);

#endif
