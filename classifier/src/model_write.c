/* Publishes a learner's model, and goes on from a published one. */
#include <stdlib.h>
#include <string.h>

#include "furui/hash.h"
#include "furui/heap.h"
#include "furui/path.h"
#include "learner_private.h"

static uint64_t count_used(const struct furui_model *model)
{
	uint64_t tokens = 0;
	for (uint64_t i = 0; i < model->capacity; i++)
		tokens += model->slots[i].spam || model->slots[i].ham;
	return tokens;
}

static void fill_header(struct furui_model_header *header,
			const struct furui_model *model, uint64_t tokens,
			uint64_t capacity)
{
	memcpy(header->magic, FURUI_MODEL_MAGIC, sizeof header->magic);
	header->version = FURUI_MODEL_VERSION;
	header->header_size = sizeof *header;
	header->tokens = tokens;
	header->capacity = capacity;
	header->file_size = furui_model_file_size(header->capacity);
	header->totals = model->totals;
	header->line = model->line;
	header->fitted = model->fitted;
	header->weights = furui_sum(model->weights, sizeof *model->weights);
	header->checksum = furui_model_header_checksum(header);
}

static int write_parts(const struct furui_learner *learner, const char *folder,
		       struct furui_model_header *header,
		       struct furui_slot *slots, struct furui_error *err)
{
	struct furui_weights *weights = learner->weights;
	struct furui_tables *tables;
	float(*core)[2] = furui_xmalloc(sizeof tables->core);
	furui_weights_pair(weights, core);
	const struct iovec parts[] = {
		{header, sizeof *header},
		{slots, header->capacity * sizeof *slots},
		{core, sizeof tables->core},
		{weights->of[FURUI_EXPERT_RAW], sizeof tables->raw},
		{weights->of[FURUI_EXPERT_WORDS], sizeof tables->words},
	};
	int result =
		furui_replace_file_parts(folder, FURUI_MODEL_FILE, parts,
					 sizeof parts / sizeof *parts, err);
	free(core);
	return result;
}

int furui_learner_publish_of(const struct furui_learner *learner,
			     const char *folder, uint64_t made_from,
			     struct furui_error *err)
{
	const struct furui_model *model = &learner->model;
	struct furui_model_header header = {.version = 0};
	struct furui_slot *slots = NULL;
	if (learner->goes_on) {
		/* Few tokens are new: as it stands. */
		fill_header(&header, model, model->tokens, model->capacity);
	} else {
		uint64_t tokens = count_used(model);
		uint64_t capacity = tokens + tokens / 4 + 1; /* load 0.8 */
		fill_header(&header, model, tokens, capacity);
		slots = furui_xcalloc(capacity, sizeof *slots);
		furui_copy_slots(model, slots, capacity);
	}
	/* Before the model that it belongs to: between the two neither
	 * goes with the other, and the next who learns fits anew. */
	int result = furui_spread_write(learner->spread, folder,
					header.checksum, made_from, err);
	if (result == 0)
		result = write_parts(learner, folder, &header,
				     slots ? slots : learner->slots, err);
	free(slots);
	return result;
}

int furui_learner_publish(const struct furui_learner *learner,
			  const char *folder, struct furui_error *err)
{
	return furui_learner_publish_of(learner, folder, 0, err);
}

/* Copies, since the file stays as it is, and takes over what it has. */
static int take_over(struct furui_learner *learner,
		     const struct furui_model *from, const char *folder,
		     struct furui_error *err)
{
	const struct furui_model_header *header = from->map;
	size_t size = from->capacity * sizeof *from->slots;
	learner->model = *from;
	learner->model.map = NULL;
	learner->slots = furui_huge_new(size);
	learner->weights = furui_huge_new(sizeof *learner->weights);
	learner->spread = furui_huge_new(sizeof *learner->spread);
	memcpy(learner->slots, from->slots, size);
	furui_weights_take(learner->weights, from->tables);
	learner->model.tables = NULL;
	learner->model.slots = learner->slots;
	learner->model.weights = learner->weights;
	if (furui_sum(learner->weights, sizeof *learner->weights) !=
	    header->weights)
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "the model in %s is damaged. "
				  "Run: furui-train refit",
				  folder);
	return furui_spread_read(learner->spread, folder, header->checksum,
				 err);
}

int furui_learner_open(struct furui_learner **out, const char *folder,
		       struct furui_error *err)
{
	struct furui_model *model;
	if (furui_model_open(&model, folder, err) < 0)
		return -1;
	struct furui_learner *learner = furui_xmalloc(sizeof *learner);
	*learner = (struct furui_learner){.goes_on = true};
	int result = take_over(learner, model, folder, err);
	furui_model_free(&model);
	if (result < 0)
		furui_learner_free(&learner);
	else
		*out = learner;
	return result;
}
