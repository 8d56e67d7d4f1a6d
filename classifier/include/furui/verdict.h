/* The verdict on one message, and the reasons for it. */
#ifndef FURUI_VERDICT_H
#define FURUI_VERDICT_H

#include <stdbool.h>

#include "furui/model.h"

enum furui_class {
	FURUI_CLASS_SPAM = 0, /* the filter's exit codes */
	FURUI_CLASS_HAM = 1,
	FURUI_CLASS_UNSURE = 2,
};

/* Probabilities: spam from `spam` upwards, ham up to `ham`, unsure between;
 * a ham cut-off of 0 or one above `spam` means there is no unsure. */
struct furui_cutoffs {
	double spam;
	double ham;
};
extern const struct furui_cutoffs furui_default_cutoffs;

struct furui_verdict {
	enum furui_class class;
	double probability; /* that it is spam, 0 to 1, guarded: new words
			       take from what speaks for it, and the token
			       counts are heard louder than in log_odds */
	double log_odds;    /* of the evidence without that guard, natural
			       log, never saturated: what ranks messages */
	unsigned reasons;   /* tokens that spoke clearly for one side */
};

/* All experts together. Unsure, 0.52 and no reasons when nothing of the
 * message is known, or when the model has seen but one class. */
void furui_judge(const struct furui_model *model,
		 const struct furui_features *features,
		 const struct furui_cutoffs *cutoffs,
		 struct furui_verdict *verdict);

/* The token counts alone: Robinson-Fisher as bogofilter has it. Probability
 * and log-odds say the same. */
void furui_judge_fisher(const struct furui_model *model,
			const struct furui_features *features,
			const struct furui_cutoffs *cutoffs,
			struct furui_verdict *verdict);

/* Either of the two by its name, "all" or "fisher"; NULL for another. */
void (*furui_judge_by_name(const char *name))(
	const struct furui_model *model, const struct furui_features *features,
	const struct furui_cutoffs *cutoffs, struct furui_verdict *verdict);

/* The class of a probability under other cut-offs. */
enum furui_class furui_classify(double probability,
				const struct furui_cutoffs *cutoffs);

/* "Spam", "Ham", "Unsure". */
const char *furui_class_name(enum furui_class class);

/* How one token spoke. */
struct furui_reason {
	struct furui_token token;
	struct furui_counts counts;
	double spamicity; /* 0 to 1, Robinson's f(w) */
	bool used;        /* far enough from 0.5 to count */
};

/* Appends one struct furui_reason for every token, strongest first. The
 * tokens' texts are borrowed from features. */
void furui_reasons(const struct furui_model *model,
		   const struct furui_features *features,
		   struct furui_buffer *out);

#endif
