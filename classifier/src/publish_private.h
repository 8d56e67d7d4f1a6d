/* What publishing needs of the store besides its public functions. */
#ifndef FURUI_PUBLISH_PRIVATE_H
#define FURUI_PUBLISH_PRIVATE_H

#include "furui/store.h"

/* The store's folder; borrowed from it. */
const char *store_folder(const struct furui_store *store);

/* Fails: what is in the store is not what this program writes. -1. */
int store_damaged(const struct furui_store *store, const char *what,
		  struct furui_error *err);

/* True while something is not committed. */
bool store_is_changing(const struct furui_store *store);

/* What tells this state of the store from all others: what the model was made
 * from. */
uint64_t store_stamp(const struct furui_store *store);

/* How many distinct tokens the store has at most, with what is not committed.
 */
uint64_t store_tokens_most(const struct furui_store *store);

/* store_sync.c: brings all that is committed from the log into the databases'
 * files, so that the next opening has nothing to recover. -1: it is safe in
 * the log all the same, but only closing is left. */
int store_checkpoint(struct furui_store *store);

#endif
