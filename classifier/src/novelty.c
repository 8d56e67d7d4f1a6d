/* Novelty, and what the tokens say beside it. */
#include "novelty.h"

#include <math.h>

#include "script.h"

double furui_novelty_guard(double score, double novel, double power)
{
	return (score - FURUI_NOTHING) * pow(1 - novel, power) + FURUI_NOTHING;
}

/* What the sender wrote counts: not what furui observed, nor hosts, which are
 * new in much wanted mail, nor word pairs, whose words count already. */
bool furui_novelty_counts(const struct furui_token *token)
{
	return token->tag != FURUI_TAG_META && token->tag != FURUI_TAG_URL &&
	       !furui_script_is_pair(token);
}

double furui_hear(struct furui_hearing *hearing, struct furui_counts token,
		  struct furui_counts totals, double doubt,
		  bool counts_for_novelty)
{
	double f = furui_fisher_spamicity(token, totals, doubt);
	if (counts_for_novelty) {
		hearing->words++;
		hearing->known += token.spam || token.ham;
	}
	if (furui_fisher_counts(f))
		furui_fisher_add(&hearing->fisher, f);
	return f;
}

double furui_novelty(const struct furui_hearing *hearing)
{
	return hearing->words
		       ? 1 - (double)hearing->known / (double)hearing->words
		       : 1;
}
