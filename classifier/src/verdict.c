/* Judges a message by a model, and says why. */
#include "furui/verdict.h"

#include <math.h>
#include <stdlib.h>

#include "fisher.h"
#include "script.h"

/* bogofilter's. */
const struct furui_cutoffs furui_default_cutoffs = {.spam = 0.99, .ham = 0.45};

enum furui_class furui_classify(double probability,
				const struct furui_cutoffs *cutoffs)
{
	if (probability >= cutoffs->spam)
		return FURUI_CLASS_SPAM;
	if (cutoffs->ham <= 0 || cutoffs->ham > cutoffs->spam ||
	    probability <= cutoffs->ham)
		return FURUI_CLASS_HAM;
	return FURUI_CLASS_UNSURE;
}

const char *furui_class_name(enum furui_class class)
{
	static const char *const names[] = {"Spam", "Ham", "Unsure"};
	return names[class];
}

/* How a message's tokens speak. */
struct witness {
	const struct furui_model *model;
	struct furui_counts totals;
	double unspaced_doubt;
};

static struct witness call_witness(const struct furui_model *model,
				   const struct furui_features *features)
{
	return (struct witness){model, furui_model_totals(model),
				furui_script_doubt(model, features)};
}

static double ask(const struct witness *witness,
		  const struct furui_token *token, struct furui_counts *counts)
{
	*counts = furui_model_find(witness->model, token->id);
	double doubt = furui_script_is_unspaced(token) ? witness->unspaced_doubt
						       : furui_fisher_doubt;
	return furui_fisher_spamicity(*counts, witness->totals, doubt);
}

void furui_judge(const struct furui_model *model,
		 const struct furui_features *features,
		 const struct furui_cutoffs *cutoffs,
		 struct furui_verdict *verdict)
{
	struct witness witness = call_witness(model, features);
	struct furui_fisher sum = {0};
	bool both = witness.totals.spam && witness.totals.ham;
	for (size_t i = 0; both && i < features->token_count; i++) {
		struct furui_counts counts;
		double f = ask(&witness, &features->tokens[i], &counts);
		if (furui_fisher_counts(f))
			furui_fisher_add(&sum, f);
	}
	verdict->log_odds = furui_fisher_log_odds(&sum);
	verdict->probability = 1 / (1 + exp(-verdict->log_odds));
	verdict->reasons = sum.used;
	verdict->class = sum.used
				 ? furui_classify(verdict->probability, cutoffs)
				 : FURUI_CLASS_UNSURE;
}

static int by_strength(const void *a, const void *b)
{
	const struct furui_reason *x = a, *y = b;
	double dx = fabs(x->spamicity - 0.5), dy = fabs(y->spamicity - 0.5);
	if (dx != dy)
		return dx < dy ? 1 : -1;
	return x->token.id < y->token.id ? -1 : x->token.id > y->token.id;
}

void furui_reasons(const struct furui_model *model,
		   const struct furui_features *features,
		   struct furui_buffer *out)
{
	struct witness witness = call_witness(model, features);
	size_t first = out->size;
	/* With one class there is nothing to compare: every f is the prior. */
	bool both = witness.totals.spam && witness.totals.ham;
	for (size_t i = 0; i < features->token_count; i++) {
		struct furui_reason reason = {.token = features->tokens[i]};
		reason.spamicity = ask(&witness, &reason.token, &reason.counts);
		if (!both)
			reason.spamicity = furui_fisher_spamicity(
				(struct furui_counts){0, 0}, witness.totals,
				furui_fisher_doubt);
		reason.used = furui_fisher_counts(reason.spamicity);
		furui_buffer_add(out, &reason, sizeof reason);
	}
	if (features->token_count)
		qsort(out->data + first, features->token_count,
		      sizeof(struct furui_reason), by_strength);
}
