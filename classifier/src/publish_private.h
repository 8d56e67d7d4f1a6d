/* What publishing needs of the store besides its public functions. */
#ifndef FURUI_PUBLISH_PRIVATE_H
#define FURUI_PUBLISH_PRIVATE_H

#include "furui/store.h"

/* The store's folder; borrowed from it. */
const char *store_folder(const struct furui_store *store);

/* True while something is not committed. */
bool store_is_changing(const struct furui_store *store);

/* Notes that the model agrees with what is committed now. */
int store_mark_published(struct furui_store *store, struct furui_error *err);

#endif
