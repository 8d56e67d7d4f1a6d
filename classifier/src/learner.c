/* The model in memory that learns: a hash table of token counts that grows,
 * and its publication. */
#include "furui/learner.h"

#include <stdlib.h>
#include <string.h>

#include "furui/path.h"
#include "model_private.h"

enum {
	SMALLEST = 1024
};

struct furui_learner {
	struct furui_model model; /* its slots are ours */
	struct furui_slot *slots;
};

int furui_learner_new(struct furui_learner **out, struct furui_error *err)
{
	(void)err;
	struct furui_learner *learner = calloc(1, sizeof *learner);
	if (!learner)
		abort();
	*out = learner;
	return 0;
}

void furui_learner_free(struct furui_learner **learner)
{
	if (*learner)
		free((*learner)->slots);
	free(*learner);
	*learner = NULL;
}

static struct furui_slot *new_table(uint64_t capacity)
{
	struct furui_slot *slots = calloc(capacity, sizeof *slots);
	if (!slots)
		abort();
	return slots;
}

static void copy_slots(const struct furui_model *from, struct furui_slot *to,
		       uint64_t capacity)
{
	for (uint64_t i = 0; i < from->capacity; i++) {
		const struct furui_slot *slot = &from->slots[i];
		if (slot->spam || slot->ham)
			to[furui_slot_find(to, capacity, slot->id)] = *slot;
	}
}

/* The token's slot, made if need be; the table is kept under 0.7 full. */
static struct furui_slot *slot_of(struct furui_learner *learner, uint64_t id)
{
	struct furui_model *model = &learner->model;
	if ((model->tokens + 1) * 10 > model->capacity * 7) {
		uint64_t capacity =
			model->capacity ? model->capacity * 2 : SMALLEST;
		struct furui_slot *slots = new_table(capacity);
		copy_slots(model, slots, capacity);
		free(learner->slots);
		learner->slots = slots;
		model->slots = slots;
		model->capacity = capacity;
		/* Tokens whose counts went back to 0 were left behind. */
		model->tokens = 0;
		for (uint64_t i = 0; i < capacity; i++)
			model->tokens += slots[i].id != 0;
	}
	struct furui_slot *slot = &learner->slots[furui_slot_find(
		model->slots, model->capacity, id)];
	if (slot->id == 0) {
		slot->id = id;
		model->tokens++;
	}
	return slot;
}

static uint32_t *count_of(struct furui_counts *counts, enum furui_label label)
{
	return label == FURUI_SPAM ? &counts->spam : &counts->ham;
}

void furui_learner_learn(struct furui_learner *learner,
			 const struct furui_features *features,
			 enum furui_label label)
{
	(*count_of(&learner->model.totals, label))++;
	for (size_t i = 0; i < features->token_count; i++) {
		struct furui_slot *slot =
			slot_of(learner, features->tokens[i].id);
		if (label == FURUI_SPAM)
			slot->spam++;
		else
			slot->ham++;
	}
}

void furui_learner_unlearn(struct furui_learner *learner,
			   const struct furui_features *features,
			   enum furui_label label)
{
	uint32_t *total = count_of(&learner->model.totals, label);
	*total -= *total > 0;
	for (size_t i = 0; i < features->token_count; i++) {
		struct furui_slot *slot =
			slot_of(learner, features->tokens[i].id);
		uint32_t *count =
			label == FURUI_SPAM ? &slot->spam : &slot->ham;
		*count -= *count > 0;
	}
}

int furui_learner_fit(struct furui_learner *learner,
		      const struct furui_training *training,
		      struct furui_error *err)
{
	const struct furui_features *features;
	enum furui_label label;
	int found;
	if (training->rewind(training->context, err) < 0)
		return -1;
	while ((found = training->next(training->context, &features, &label,
				       err)) > 0)
		furui_learner_learn(learner, features, label);
	return found;
}

void furui_learner_set_totals(struct furui_learner *learner,
			      struct furui_counts totals)
{
	learner->model.totals = totals;
}

void furui_learner_set_token(struct furui_learner *learner, uint64_t id,
			     struct furui_counts counts)
{
	struct furui_slot *slot = slot_of(learner, id);
	slot->spam = counts.spam;
	slot->ham = counts.ham;
}

const struct furui_model *
furui_learner_model(const struct furui_learner *learner)
{
	return &learner->model;
}

int furui_learner_publish(const struct furui_learner *learner,
			  const char *folder, struct furui_error *err)
{
	const struct furui_model *model = &learner->model;
	uint64_t tokens = 0;
	for (uint64_t i = 0; i < model->capacity; i++)
		tokens += model->slots[i].spam || model->slots[i].ham;
	uint64_t capacity = tokens + tokens / 4 + 1; /* load 0.8 */
	size_t size = sizeof(struct furui_model_header) +
		      capacity * sizeof(struct furui_slot);
	char *bytes = calloc(1, size);
	if (!bytes)
		abort();
	struct furui_model_header header = {
		.version = FURUI_MODEL_VERSION,
		.header_size = sizeof header,
		.file_size = size,
		.tokens = tokens,
		.capacity = capacity,
		.totals = model->totals,
	};
	memcpy(header.magic, FURUI_MODEL_MAGIC, sizeof header.magic);
	header.checksum = furui_model_header_checksum(&header);
	memcpy(bytes, &header, sizeof header);
	copy_slots(model, (struct furui_slot *)(void *)(bytes + sizeof header),
		   capacity);
	int result =
		furui_replace_file(folder, FURUI_MODEL_FILE, bytes, size, err);
	free(bytes);
	return result;
}
