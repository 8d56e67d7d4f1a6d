/* How far to believe words of a script that is little known. */
#ifndef FURUI_SCRIPT_H
#define FURUI_SCRIPT_H

#include <stdbool.h>

#include "furui/model.h"

/* The doubt (see fisher.h) for words of scripts written without spaces in
 * this message. */
double furui_script_doubt(const struct furui_model *model,
			  const struct furui_features *features);

/* True for a word of such a script, or a pair of them. */
bool furui_script_is_unspaced(const struct furui_token *token);

/* True for a pair of such words. */
bool furui_script_is_pair(const struct furui_token *token);

#endif
