/* Publishes a learner's model, and goes on from a published one. */
#include <stdlib.h>
#include <string.h>

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
			const struct furui_model *model, uint64_t tokens)
{
	memcpy(header->magic, FURUI_MODEL_MAGIC, sizeof header->magic);
	header->version = FURUI_MODEL_VERSION;
	header->header_size = sizeof *header;
	header->tokens = tokens;
	header->capacity = tokens + tokens / 4 + 1; /* load 0.8 */
	header->file_size = furui_model_file_size(header->capacity);
	header->totals = model->totals;
	header->line = model->line;
	header->fitted = model->fitted;
	header->checksum = furui_model_header_checksum(header);
}

int furui_learner_publish(const struct furui_learner *learner,
			  const char *folder, struct furui_error *err)
{
	const struct furui_model *model = &learner->model;
	struct furui_model_header header = {.version = 0};
	fill_header(&header, model, count_used(model));
	struct furui_slot *slots = calloc(header.capacity, sizeof *slots);
	if (!slots)
		abort();
	furui_copy_slots(model, slots, header.capacity);
	const struct iovec parts[] = {
		{&header, sizeof header},
		{slots, header.capacity * sizeof *slots},
		{learner->weights, sizeof *learner->weights},
		{learner->spread, sizeof *learner->spread},
	};
	int result =
		furui_replace_file_parts(folder, FURUI_MODEL_FILE, parts,
					 sizeof parts / sizeof *parts, err);
	free(slots);
	return result;
}

int furui_learner_open(struct furui_learner **out, const char *folder,
		       struct furui_error *err)
{
	struct furui_model *model;
	struct furui_learner *learner;
	if (furui_model_open(&model, folder, err) < 0)
		return -1;
	if (furui_learner_new(&learner, err) < 0) {
		furui_model_free(&model);
		return -1;
	}
	furui_learner_take_slots(learner, model);
	furui_learner_set_totals(learner, model->totals);
	learner->model.line = model->line;
	learner->model.fitted = model->fitted;
	*learner->weights = *model->weights;
	*learner->spread = *model->spread;
	furui_model_free(&model);
	*out = learner;
	return 0;
}
