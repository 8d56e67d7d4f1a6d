/* Judges a message by a model, and says why. */
#include "furui/verdict.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "foreign.h"
#include "hearing.h"
#include "model_private.h"
#include "notes.h"

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

static bool knows_both(const struct furui_model *model)
{
	return model->totals.spam && model->totals.ham;
}

static double probability(double log_odds)
{
	return 1 / (1 + exp(-log_odds));
}

static void nothing_known(struct furui_verdict *verdict)
{
	const struct furui_fisher none = {0};
	verdict->log_odds = furui_fisher_log_odds(&none);
	verdict->probability = probability(verdict->log_odds);
	verdict->class = FURUI_CLASS_UNSURE;
	verdict->reasons = 0;
}

void furui_judge_fisher(const struct furui_model *model,
			const struct furui_features *features,
			const struct furui_cutoffs *cutoffs,
			struct furui_verdict *verdict)
{
	struct furui_hearing hearing;
	nothing_known(verdict);
	furui_hear_all(model, features, &hearing);
	if (!hearing.fisher.used)
		return;
	verdict->log_odds = furui_fisher_log_odds(&hearing.fisher);
	verdict->probability = probability(verdict->log_odds);
	verdict->reasons = hearing.fisher.used;
	verdict->class = furui_classify(verdict->probability, cutoffs);
}

/* The logit of a score: 0.5 where nothing is known, the default spam cut-off
 * on the line. */
static double logit(double line, double score)
{
	double cutoff = furui_default_cutoffs.spam;
	double at_line = log(cutoff / (1 - cutoff));
	return at_line * (score - FURUI_NOTHING) / (line - FURUI_NOTHING);
}

/* So many messages of each class cannot tell what comes once in a thousand:
 * beyond the default spam cut-off and its counterpart the logit grows ever
 * less, up to 1 + a third of the smaller class times the odds there. 20 + 20
 * messages make .9987 at most, 1,000 + 1,000 .99997. Verdicts at the default
 * cut-offs and the order of messages stay. */
static double temper(const struct furui_model *model, double x)
{
	double cutoff = furui_default_cutoffs.spam;
	double from = log(cutoff / (1 - cutoff));
	uint32_t spam = model->totals.spam, ham = model->totals.ham;
	double room = log1p((spam < ham ? spam : ham) / 3.);
	double beyond = fabs(x) - from;
	if (beyond <= 0)
		return x;
	return copysign(from + room * beyond / (room + beyond), x);
}

/* A notice that one's own mail was lost must not be lost itself, and few are
 * ever there to learn from, while backscatter has the same words: so where
 * the mail was surely one's own, words alone make it no spam. The
 * host of its id and the sender can be guessed; not so the id itself, and
 * seldom the way that it took. */
static bool is_own_bounce(const struct furui_features *features)
{
	return furui_features_have(features, FURUI_TAG_META,
				   FURUI_NOTE_MINE_SENT) ||
	       (furui_features_have(features, FURUI_TAG_META,
				    FURUI_NOTE_MINE) &&
		furui_features_have(features, FURUI_TAG_META,
				    FURUI_NOTE_MINE_ROUTE));
}

void furui_judge(const struct furui_model *model,
		 const struct furui_features *features,
		 const struct furui_cutoffs *cutoffs,
		 struct furui_verdict *verdict)
{
	struct furui_hearing hearing;
	nothing_known(verdict);
	furui_hear_all(model, features, &hearing);
	if (!hearing.known)
		return;
	double raw = model->line.raw;
	double score =
		model->tables
			? furui_tables_judge(model->tables, features, raw)
			: furui_experts_judge(model->weights, features, raw);
	struct furui_foreign foreign = furui_foreign_of(model, features);
	struct furui_said said = {
		.counts = furui_fisher_score(&hearing.fisher),
		.novel = furui_novelty(&hearing),
		.foreign = foreign.share,
	};
	score += model->line.voice * said.counts;
	said.score = score;
	double guarded = furui_novelty_guard(&model->line, &said);
	double line = model->line.threshold;
	verdict->log_odds = logit(line, score);
	if (!knows_both(model))
		return; /* one class alone proves nothing */
	if (guarded > FURUI_NOTHING)
		line += is_own_bounce(features) ? INFINITY : foreign.distance;
	verdict->probability = probability(temper(model, logit(line, guarded)));
	verdict->reasons = hearing.fisher.used;
	verdict->class = furui_classify(verdict->probability, cutoffs);
}

void (*furui_judge_by_name(const char *name))(
	const struct furui_model *model, const struct furui_features *features,
	const struct furui_cutoffs *cutoffs, struct furui_verdict *verdict)
{
	if (strcmp(name, "all") == 0)
		return furui_judge;
	return strcmp(name, "fisher") == 0 ? furui_judge_fisher : NULL;
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
	struct furui_witness witness = furui_witness_call(model, features);
	struct furui_hearing unused = {{0}, 0, 0};
	size_t first = out->size;
	for (size_t i = 0; i < features->token_count; i++) {
		struct furui_reason reason = {.token = features->tokens[i]};
		reason.spamicity = furui_witness_ask(&witness, &reason.token,
						     &reason.counts, &unused);
		reason.used = furui_fisher_counts(reason.spamicity);
		furui_buffer_add(out, &reason, sizeof reason);
	}
	if (features->token_count)
		qsort(out->data + first, features->token_count,
		      sizeof(struct furui_reason), by_strength);
}
