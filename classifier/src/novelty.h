/* The novelty guard: the share of a message's words that were never met in
 * training draws its score towards "not known". */
#ifndef FURUI_NOVELTY_H
#define FURUI_NOVELTY_H

#include <stdbool.h>

#include "fisher.h"
#include "furui/features.h"

/* The score under the guard: score, `novel` (0 to 1) and the power as in
 * struct furui_line. A message of nothing but new words gets FURUI_NOTHING. */
#define FURUI_NOTHING (-.25)
double furui_novelty_guard(double score, double novel, double power);

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
