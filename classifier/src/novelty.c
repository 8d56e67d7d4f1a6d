/* Novelty, and what the tokens say beside it. */
#include "novelty.h"

#include <math.h>

#include "script.h"

/* Where new words took a share of what spoke for spam, the same loss of wanted
 * mail left more spam: measured on 36 fits to 40 to 18,910 messages of the
 * development corpora, with the line that loses about one in 1,000 of each,
 * 14.6 % of later spam was missed (geometric mean of 13 with more than 600
 * ham), 8.3 % with this. Ham is drawn up by the power that varied least there,
 * 3.5 for a guard of 2. */
double furui_novelty_guard(const struct furui_line *line,
			   const struct furui_said *said)
{
	double known = 1 - said->foreign;
	double guard = line->guard * (2 - known);
	double score = said->score + line->louder * known * said->counts;
	double doubted = score - guard * said->novel;
	if (doubted > FURUI_NOTHING)
		return doubted;
	double drawn =
		(score - FURUI_NOTHING) * pow(1 - said->novel, 1.75 * guard);
	return fmin(drawn, 0) + FURUI_NOTHING;
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
