/* A language in which little wanted mail is known: what speaks for spam there
 * is to be believed less. */
#ifndef FURUI_FOREIGN_H
#define FURUI_FOREIGN_H

#include "furui/model.h"

struct furui_foreign {
	double share;    /* 0: its words speak no more for spam than others;
			  1: it is known from spam alone */
	double distance; /* how much further up than the model's line (struct
			  furui_line) its spam begins, 0 and up; INFINITY when
			  no score will do */
};

/* The note that tells the message's language; NULL when there is none. */
const struct furui_token *
furui_foreign_language(const struct furui_features *features);

/* Of that language; when it is NULL, no score will do until ten wanted messages
 * are known. */
struct furui_foreign furui_foreign_in(const struct furui_model *model,
				      const struct furui_token *language);

/* Of a message's language. */
struct furui_foreign furui_foreign_of(const struct furui_model *model,
				      const struct furui_features *features);

#endif
