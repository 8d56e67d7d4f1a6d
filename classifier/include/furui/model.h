/* The model: what a verdict is computed from. The filter maps the published
 * file read-only; the trainer and the bench hold one in memory. */
#ifndef FURUI_MODEL_H
#define FURUI_MODEL_H

#include <stdint.h>

#include "furui/error.h"
#include "furui/features.h"

enum furui_label {
	FURUI_HAM = 0,
	FURUI_SPAM = 1,
};

/* In how many messages of each class: of all, or of those with a token. */
struct furui_counts {
	uint32_t spam;
	uint32_t ham;
};

struct furui_model;

/* Maps the file `model` in the store's folder. FURUI_ERROR_ABSENT when
 * nothing was learned yet; FURUI_ERROR_DAMAGED or FURUI_ERROR_VERSION when it
 * cannot be trusted. The old file stays valid while mapped, also when a new
 * one is published. */
int furui_model_open(struct furui_model **out, const char *folder,
		     struct furui_error *err);
void furui_model_free(struct furui_model **model);

/* Messages learned of each class. */
struct furui_counts furui_model_totals(const struct furui_model *model);

/* Distinct tokens. */
uint64_t furui_model_token_count(const struct furui_model *model);

/* Counts of a token; zeros when it was never met. */
struct furui_counts furui_model_find(const struct furui_model *model,
				     uint64_t id);

#endif
