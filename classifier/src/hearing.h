/* What a message's tokens say, by the counts of a model. */
#ifndef FURUI_HEARING_H
#define FURUI_HEARING_H

#include "excerpt.h"
#include "model_private.h"
#include "novelty.h"

/* Who says what is known of one message's tokens. */
struct furui_witness {
	const struct furui_model *model;
	struct furui_counts totals;
	double unspaced_doubt; /* about words of scripts without spaces */
};

struct furui_witness furui_witness_call(const struct furui_model *model,
					const struct furui_features *features);

/* Hears one token, and gives its counts. Returns its spamicity. */
double furui_witness_ask(const struct furui_witness *witness,
			 const struct furui_token *token,
			 struct furui_counts *counts,
			 struct furui_hearing *hearing);

/* Hears all tokens of a message. */
void furui_hear_all(const struct furui_model *model,
		    const struct furui_features *features,
		    struct furui_hearing *hearing);

/* The same of what was kept of one. */
void furui_hear_excerpt(const struct furui_model *model,
			const struct furui_excerpt *excerpt,
			struct furui_hearing *hearing);

#endif
