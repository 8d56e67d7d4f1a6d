/* The whole way from a message's bytes to the verdict. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "charset.h"
#include "furui/learner.h"
#include "furui/limits.h"
#include "furui/verdict.h"
#include "fuzz.h"
#include "views.h"

static struct furui_reader *reader, *unpacker;
static struct furui_learner *learner;

static void learn(const char *message, enum furui_label label)
{
	furui_learner_learn(
		learner, furui_read(reader, message, strlen(message)), label);
}

static void prepare(void)
{
	struct furui_error err;
	MUST(furui_reader_new(&reader, &err) == 0);
	MUST(furui_reader_new(&unpacker, &err) == 0);
	MUST(furui_learner_new(&learner, &err) == 0);
	learn("Subject: 当選 casino\n\n賞金をお受け取りください claim now",
	      FURUI_SPAM);
	learn("Subject: 会議 agenda\n\n予定をお知らせします schedule budget",
	      FURUI_HAM);
}

static void check_features(const struct furui_features *features)
{
	MUST(features->token_count <= FURUI_LIMIT_TOKENS);
	MUST(features->core_size <= FURUI_LIMIT_CORE);
	MUST(features->raw_size <= FURUI_LIMIT_RAW);
	MUST(furui_is_utf8(features->core, features->core_size));
	for (size_t i = 0; i < features->token_count; i++) {
		const struct furui_token *token = &features->tokens[i];
		MUST(token->size > 0 && token->tag < FURUI_TAG_COUNT);
		MUST(fuzz_is_token_text(token->text, token->size));
		MUST(token->id == furui_token_id((enum furui_tag)token->tag,
						 token->text, token->size));
	}
}

static void check_equal(const struct furui_features *a,
			const struct furui_features *b)
{
	MUST(a->date == b->date && a->token_count == b->token_count);
	MUST(a->core_size == b->core_size && a->raw_size == b->raw_size);
	MUST(!a->core_size || memcmp(a->core, b->core, a->core_size) == 0);
	MUST(!a->raw_size || memcmp(a->raw, b->raw, a->raw_size) == 0);
	for (size_t i = 0; i < a->token_count; i++)
		MUST(a->tokens[i].id == b->tokens[i].id &&
		     a->tokens[i].size == b->tokens[i].size &&
		     a->tokens[i].tag == b->tokens[i].tag);
}

static void judge(const struct furui_features *features)
{
	const struct furui_model *model = furui_learner_model(learner);
	struct furui_verdict verdict;
	furui_judge(model, features, &furui_default_cutoffs, &verdict);
	MUST(isfinite(verdict.log_odds));
	MUST(verdict.probability >= 0 && verdict.probability <= 1);
	furui_judge_fisher(model, features, &furui_default_cutoffs, &verdict);
	MUST(isfinite(verdict.log_odds));
	struct furui_buffer reasons = {0};
	furui_reasons(model, features, &reasons);
	MUST(reasons.size ==
	     features->token_count * sizeof(struct furui_reason));
	furui_buffer_free(&reasons);
}

static void check_views(const struct furui_features *features)
{
	struct furui_buffer record = {0};
	struct furui_views views;
	furui_views_pack(features, &record);
	furui_views_map(record.data, &views);
	uint64_t slots = 0;
	for (int v = 0; v < FURUI_VIEWS; v++)
		slots += views.total[v];
	MUST(record.size == sizeof views.count + slots * sizeof(uint16_t));
	furui_buffer_free(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!reader)
		prepare();
	char *bytes = fuzz_copy(data, size);
	const struct furui_features *features = furui_read(reader, bytes, size);
	check_features(features);
	struct furui_buffer record = {0};
	struct furui_error err;
	furui_features_pack(features, &record);
	const struct furui_features *again =
		furui_unpack(unpacker, record.data, record.size, &err);
	MUST(again != NULL);
	check_equal(features, again);
	check_views(features);
	judge(features);
	furui_buffer_free(&record);
	free(bytes);
	return 0;
}
