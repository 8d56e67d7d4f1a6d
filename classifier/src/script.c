/* A mailbox in which two wanted messages were Japanese must not take every
 * Japanese word for wanted: all of a language's particles come at once, so
 * that one message speaks with a hundred voices. Until a script is known from
 * KNOWN messages its words meet more doubt. On SpamAssassin's corpus (two
 * Japanese ham among 3,023 training messages, Japanese spam in the test) this
 * takes 1-AUC from 1.16 to 0.90 %; any KNOWN from 10 to 40 measures the
 * same. */
#include "script.h"

#include <string.h>

#include "fisher.h"
#include "normalise.h"
#include "notes.h"
#include "utf8.h"

enum {
	KNOWN = 20
};
static const double MOST_DOUBT = 1;

static uint64_t note_id(const char *note)
{
	return furui_token_id(FURUI_TAG_META, note, strlen(note));
}

uint64_t furui_script_note(const struct furui_features *features)
{
	return note_id(
		furui_features_have(features, FURUI_TAG_META, FURUI_NOTE_KANA)
			? FURUI_NOTE_KANA
			: FURUI_NOTE_UNSPACED);
}

double furui_script_doubt(struct furui_counts known)
{
	double share = ((double)known.spam + known.ham) / KNOWN;
	if (share >= 1)
		return furui_fisher_doubt;
	return furui_fisher_doubt + (1 - share) * MOST_DOUBT;
}

bool furui_script_is_unspaced(const struct furui_token *token)
{
	size_t at = 0;
	return token->size &&
	       furui_is_unspaced(furui_utf8_get(token->text, token->size, &at));
}

bool furui_script_is_pair(const struct furui_token *token)
{
	return furui_script_is_unspaced(token) &&
	       memchr(token->text, '*', token->size);
}
