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

/* True for a word of such a script, or a pair of them. */
bool furui_script_is_unspaced(const struct furui_token *token);

/* True for a pair of such words. */
bool furui_script_is_pair(const struct furui_token *token);

#endif
