/* Judges a message by a model, and says why. */
#include "furui/verdict.h"

#include <math.h>
#include <stdlib.h>

#include "fisher.h"

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

void furui_judge(const struct furui_model *model,
		 const struct furui_features *features,
		 const struct furui_cutoffs *cutoffs,
		 struct furui_verdict *verdict)
{
	struct furui_counts totals = furui_model_totals(model);
	struct furui_fisher sum = {0};
	if (totals.spam && totals.ham) {
		for (size_t i = 0; i < features->token_count; i++) {
			struct furui_counts counts =
				furui_model_find(model, features->tokens[i].id);
			double f = furui_fisher_spamicity(counts, totals);
			if (furui_fisher_counts(f))
				furui_fisher_add(&sum, f);
		}
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
	struct furui_counts totals = furui_model_totals(model);
	size_t first = out->size;
	bool both = totals.spam && totals.ham;
	for (size_t i = 0; i < features->token_count; i++) {
		struct furui_reason reason = {.token = features->tokens[i]};
		reason.counts = furui_model_find(model, reason.token.id);
		reason.spamicity = furui_fisher_spamicity(
			both ? reason.counts : (struct furui_counts){0, 0},
			totals);
		reason.used = furui_fisher_counts(reason.spamicity);
		furui_buffer_add(out, &reason, sizeof reason);
	}
	if (features->token_count)
		qsort(out->data + first, features->token_count,
		      sizeof(struct furui_reason), by_strength);
}
