/* furui itself, in this process: no folder, no store, a model in memory. */
#include <math.h>
#include <stdlib.h>

#include "filter.h"
#include "furui/language.h"
#include "furui/learner.h"

struct furui_bench {
	struct bench_mail *mail;
	void (*judge)(const struct furui_model *model,
		      const struct furui_features *features,
		      const struct furui_cutoffs *cutoffs,
		      struct furui_verdict *verdict);
	struct furui_reader *reader;
	struct furui_learner *learner;
	struct furui_buffer *packed; /* one a message, empty until kept */
	struct furui_buffer bytes;
	/* What the reader holds now: online, a message is judged and then
	 * learned. */
	const struct furui_features *features;
	uint32_t held;
	/* What to leave out, NULL for nothing, and the features without. */
	const struct bench_part *part;
	struct furui_buffer tokens;
	struct furui_features masked;
	bool keeps; /* all messages' records: they are read many times */
	/* The messages of a fit. */
	const uint32_t *items;
	size_t count, at;
};

static int reset(void *context, struct furui_error *err)
{
	struct furui_bench *f = context;
	furui_learner_free(&f->learner);
	if (furui_learner_new(&f->learner, err) < 0)
		return -1;
	if (f->part)
		furui_learner_leave_out(f->learner, f->part->learner);
	return 0;
}

static void close_furui(void *context)
{
	struct furui_bench *f = context;
	for (size_t i = 0; i < f->mail->count; i++)
		furui_buffer_free(&f->packed[i]);
	free(f->packed);
	furui_buffer_free(&f->bytes);
	furui_buffer_free(&f->tokens);
	furui_learner_free(&f->learner);
	furui_reader_free(&f->reader);
	free(f);
}

static int open_judge(void **out, struct bench_mail *mail, const char *judge,
		      struct furui_error *err)
{
	struct furui_bench *f = furui_xmalloc(sizeof *f);
	*f = (struct furui_bench){.mail = mail,
				  .judge = furui_judge_by_name(judge)};
	f->packed = furui_xmalloc((mail->count + 1) * sizeof *f->packed);
	for (size_t i = 0; i < mail->count; i++)
		f->packed[i] = (struct furui_buffer){0};
	if (furui_reader_new(&f->reader, err) < 0) {
		close_furui(f);
		return -1;
	}
	*out = f;
	return 0;
}

static int open_furui(void **out, struct bench_mail *mail, const char *folder,
		      struct furui_error *err)
{
	(void)folder;
	return open_judge(out, mail, "all", err);
}

static int open_fisher(void **out, struct bench_mail *mail, const char *folder,
		       struct furui_error *err)
{
	(void)folder;
	return open_judge(out, mail, "fisher", err);
}

static char *version(void *context)
{
	(void)context;
	return furui_xstrdup("furui " FURUI_VERSION);
}

/* For the whole run, so without spare room. */
static void keep_features(const struct furui_features *features,
			  struct furui_buffer *packed)
{
	furui_features_pack(features, packed);
	packed->data = furui_xrealloc(packed->data, packed->size + 1);
	packed->capacity = packed->size + 1;
}

/* With `keep`, the message is read once and then had from its record, which
 * costs time and memory that pay when it is needed again. NULL when it cannot
 * be read. */
static const struct furui_features *get_whole(struct furui_bench *f,
					      uint32_t item, bool keep,
					      struct furui_error *err)
{
	struct furui_buffer *packed = &f->packed[item];
	if (f->features && f->held == item)
		return f->features;
	f->features = NULL;
	if (packed->size) {
		f->features = furui_unpack(f->reader, packed->data,
					   packed->size, err);
	} else {
		if (bench_mail_load(f->mail, item, &f->bytes, err) < 0)
			return NULL;
		f->features =
			furui_read(f->reader, f->bytes.data, f->bytes.size);
		if (keep || f->keeps)
			keep_features(f->features, packed);
	}
	f->held = item;
	return f->features;
}

static const struct furui_features *get_features(struct furui_bench *f,
						 uint32_t item, bool keep,
						 struct furui_error *err)
{
	const struct furui_features *whole = get_whole(f, item, keep, err);
	if (!whole || !f->part)
		return whole;
	bench_part_mask(f->part, whole, &f->tokens, &f->masked);
	return &f->masked;
}

static void leave_out(void *context, const struct bench_part *part)
{
	struct furui_bench *f = context;
	f->part = part;
	f->keeps = true;
}

static int rewind_items(void *context, struct furui_error *err)
{
	(void)err;
	((struct furui_bench *)context)->at = 0;
	return 0;
}

static int next_item(void *context, const struct furui_features **features,
		     enum furui_label *label, struct furui_error *err)
{
	struct furui_bench *f = context;
	if (f->at == f->count)
		return 0;
	uint32_t item = f->items[f->at++];
	*features = get_features(f, item, true, err);
	*label = f->mail->items[item].label;
	return *features ? 1 : -1;
}

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct furui_bench *f = context;
	struct furui_training training = {rewind_items, next_item, f};
	f->items = items;
	f->count = count;
	f->at = 0;
	return furui_learner_fit(f->learner, &training, err);
}

static int learn(void *context, uint32_t item, struct furui_error *err)
{
	struct furui_bench *f = context;
	const struct furui_features *features =
		get_features(f, item, false, err);
	if (!features)
		return -1;
	furui_learner_learn(f->learner, features, f->mail->items[item].label);
	return 0;
}

/* What the results are told apart by. */
static void note(struct bench_item *item, const struct furui_features *features)
{
	item->language =
		furui_text_language(features->core, features->core_size);
	item->date = features->date;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct furui_bench *f = context;
	for (size_t i = 0; i < count; i++) {
		const struct furui_features *features =
			get_features(f, items[i], false, err);
		if (!features)
			return -1;
		note(&f->mail->items[items[i]], features);
		struct furui_verdict verdict;
		f->judge(furui_learner_model(f->learner), features,
			 &furui_default_cutoffs, &verdict);
		if (isnan(verdict.log_odds))
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "furui's score for %s is not a "
					  "number",
					  f->mail->items[items[i]].name);
		verdicts[i].class = verdict.class;
		verdicts[i].score = verdict.log_odds;
		verdicts[i].has_probability = true;
		verdicts[i].probability = verdict.probability;
	}
	return 0;
}

static int explain(void *context, uint32_t item, struct bench_error *error,
		   struct furui_error *err)
{
	struct furui_bench *f = context;
	const struct furui_features *features =
		get_features(f, item, false, err);
	if (!features)
		return -1;
	const struct furui_model *model = furui_learner_model(f->learner);
	struct furui_buffer list = {0};
	furui_reasons(model, features, &list);
	/* malloc'd, so aligned for any type. */
	bench_error_set_reasons(error, (const void *)list.data,
				list.size / sizeof(struct furui_reason));
	error->known = furui_model_totals(model);
	furui_buffer_free(&list);
	return 0;
}

const struct bench_filter_kind bench_furui = {
	.name = "furui",
	.open = open_furui,
	.close = close_furui,
	.version = version,
	.reset = reset,
	.fit = fit,
	.learn = learn,
	.judge = judge,
	.leave_out = leave_out,
	.explain = explain,
};

/* furui's token counts alone, beside which to see what the experts add. */
const struct bench_filter_kind bench_fisher = {
	.name = "fisher",
	.open = open_fisher,
	.close = close_furui,
	.version = version,
	.reset = reset,
	.fit = fit,
	.learn = learn,
	.judge = judge,
	.explain = explain,
};
