/* How far to believe words of a script that is little known. */
#ifndef FURUI_SCRIPT_H
#define FURUI_SCRIPT_H

#include <stdbool.h>

#include "furui/model.h"

/* The id of the note that a message of this script has: the model's counts of
 * it say how much such mail is known. */
uint64_t furui_script_note(const struct furui_features *features);

/* The doubt (see fisher.h) for words of scripts written without spaces, when
 * the note of the script has these counts. */
double furui_script_doubt(struct furui_counts known);

/* How much further up than the model's line (struct furui_line) a message's
 * score must be to call it spam, as too little wanted mail is known in its
 * language: 0 when enough is; INFINITY when no score will do. */
double furui_script_distance(const struct furui_model *model,
			     const struct furui_features *features);

/* True for a word of such a script, or a pair of them. */
bool furui_script_is_unspaced(const struct furui_token *token);

/* True for a pair of such words. */
bool furui_script_is_pair(const struct furui_token *token);

#endif
