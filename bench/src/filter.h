/* A spam filter under test: furui itself, or a peer driven as its manual
 * says. One file each. */
#ifndef BENCH_FILTER_H
#define BENCH_FILTER_H

#include "ablation.h"
#include "errors.h"
#include "mail.h"
#include "metrics.h"

struct bench_filter_kind {
	const char *name;    /* as --against and the results have it */
	const char *program; /* needed on $PATH; NULL: none */
	/* It takes so long to start or to learn that learning message by
	 * message is out of the question. */
	bool fits_only;

	/* A filter that knows nothing, with a folder of its own to work in.
	 * Items are indices into mail, which outlives it. */
	int (*open)(void **out, struct bench_mail *mail, const char *folder,
		    struct furui_error *err);
	void (*close)(void *filter);
	/* Its name and version for people, malloc'd; NULL when unknown. */
	char *(*version)(void *filter);
	/* Forgets everything. */
	int (*reset)(void *filter, struct furui_error *err);
	/* Learns all of a collection together; what it knew is forgotten or
	 * nothing. */
	int (*fit)(void *filter, const uint32_t *items, size_t count,
		   struct furui_error *err);
	/* Learns one message more. NULL if fits_only. */
	int (*learn)(void *filter, uint32_t item, struct furui_error *err);
	/* Learns several more at once. NULL: learn() does. */
	int (*learn_batch)(void *filter, const uint32_t *items, size_t count,
			   struct furui_error *err);
	/* Sets class and score of each verdict at the filter's default
	 * cut-offs; nothing is learned. */
	int (*judge)(void *filter, const uint32_t *items, size_t count,
		     struct bench_verdict *verdicts, struct furui_error *err);
	/* From the next reset() on goes without the part, or (NULL) with all.
	 * NULL when it has no such parts. */
	void (*leave_out)(void *filter, const struct bench_part *part);
	/* Fills in why it judges a message as it does. NULL when it cannot
	 * say. */
	int (*explain)(void *filter, uint32_t item, struct bench_error *error,
		       struct furui_error *err);
};

extern const struct bench_filter_kind bench_furui, bench_fisher;

/* Every peer that --against knows, NULL at the end. */
extern const struct bench_filter_kind *const bench_peers[];

/* NULL when there is none of this name. */
const struct bench_filter_kind *bench_peer_by_name(const char *name);

extern const struct bench_filter_kind bench_bmf, bench_bogofilter,
	bench_bsfilter, bench_crm114, bench_spamassassin, bench_spamoracle,
	bench_spamprobe, bench_sylfilter;

#endif
