/* Made-up messages for the tests of the store, and the check that a store
 * agrees with itself. */
#ifndef STORE_FIXTURE_H
#define STORE_FIXTURE_H

#include <sys/resource.h>

#include "furui/store.h"

#define FIXTURE_WORD "subj:shared" /* in every message */

enum {
	FIXTURE_NOW = 1700000000, /* when all are learned */
	FIXTURE_OWN_WORDS = 100,  /* that no other message has */
};

/* The path of a new store; the caller frees. */
char *fixture_folder(const char *name);

/* Creates or opens it; ends the test when that fails. */
struct furui_store *fixture_open(const char *folder);

/* Message n of any: always the same. Number 0 has no date. */
void fixture_digest(unsigned n, struct furui_digest *digest);
int64_t fixture_date(unsigned n);
int fixture_learn(struct furui_store *store, unsigned n, enum furui_label label,
		  struct furui_error *err);
int fixture_forget(struct furui_store *store, unsigned n,
		   enum furui_label label, struct furui_error *err);

/* Checks that totals, dates and every token's counts are what the ledger adds
 * up to. */
void fixture_verify(struct furui_store *store);

/* No file may grow beyond `bytes`; 0 takes the limit away. */
void fixture_limit_files(rlim_t bytes);

/* That the files of a store are there, and its owner's alone. */
void fixture_check_modes(const char *folder);

#endif
