/* furui-train --sent PATH...: who the user is. */
#ifndef FURUI_TRAIN_SENT_H
#define FURUI_TRAIN_SENT_H

#include "furui/own.h"
#include "train.h"

/* What messages are read with. All zero: not known yet. */
struct sent {
	struct furui_own_facts facts;
	struct furui_buffer bytes; /* of which `own` is */
	struct furui_own *own;
};

/* Takes what the store (NULL: none yet) knows and what the options configure,
 * after learning the folders of --sent, if any: durably, and published, unless
 * it is a dry run. `failed` grows by the paths that gave nothing. */
int sent_open(struct sent *sent, struct furui_store *store,
	      const struct train_options *options, unsigned *failed,
	      struct furui_error *err);
void sent_free(struct sent *sent);

#endif
