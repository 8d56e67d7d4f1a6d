/* The novelty guard: the share of a message's words that were never met in
 * training takes from what speaks for spam, and draws what speaks for ham
 * towards "not known". */
#ifndef FURUI_NOVELTY_H
#define FURUI_NOVELTY_H

#include <stdbool.h>

#include "fisher.h"
#include "furui/features.h"
#include "model_private.h"

/* The score of a message of which nothing is known. */
#define FURUI_NOTHING (-.25)

/* What was said of a message. */
struct furui_said {
	double score;  /* by experts and token counts, as messages are ranked */
	double counts; /* by the token counts: furui_fisher_score() */
	double novel;  /* the share of new words, 0 to 1 */
	double foreign; /* struct furui_foreign's share, 0 to 1 */
};

/* The score under the guard: the token counts are heard louder, and what then
 * speaks for spam loses up to the line's guard for new words, down to
 * FURUI_NOTHING. What speaks for ham is drawn up towards that, and reaches it
 * where all words are new. In a foreign language the counts, which speak for
 * spam there, are not heard louder, and new words count twice. */
double furui_novelty_guard(const struct furui_line *line,
			   const struct furui_said *said);

/* False for tokens that are new in most messages, wanted or not. */
bool furui_novelty_counts(const struct furui_token *token);

/* What a message's tokens say together. All zero to begin. */
struct furui_hearing {
	struct furui_fisher fisher;
	unsigned words; /* that count for novelty */
	unsigned known; /* of these, met before */
};

/* Hears one token: its counts, those of all messages, the doubt that it is
 * met with (see fisher.h). Returns its spamicity. */
double furui_hear(struct furui_hearing *hearing, struct furui_counts token,
		  struct furui_counts totals, double doubt,
		  bool counts_for_novelty);

/* The share of words never met, 0 to 1; 1 when there are no words. */
double furui_novelty(const struct furui_hearing *hearing);

#endif
