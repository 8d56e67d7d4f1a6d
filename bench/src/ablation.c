/* Leaves parts out, one at a time, and says what that changed. */
#include "ablation.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "furui/learner.h"
#include "furui/text.h"

#define TAG(name) (1U << FURUI_TAG_##name)

const struct bench_part bench_parts[] = {
	{.name = "core n-grams", .learner = FURUI_PART_CORE},
	{.name = "raw n-grams", .learner = FURUI_PART_RAW},
	{.name = "words", .learner = FURUI_PART_WORDS},
	{.name = "AROW", .learner = FURUI_PART_AROW},
	{.name = "token counts", .learner = FURUI_PART_VOICE},
	{.name = "novelty guard", .learner = FURUI_PART_GUARD},
	{.name = "url", .tags = TAG(URL)},
	{.name = "meta", .tags = TAG(META)},
	{.name = "rcvd", .tags = TAG(RCVD)},
	{.name = "head", .tags = TAG(HEAD)},
	{.name = "mime", .tags = TAG(MIME)},
	{.name = "hide", .tags = TAG(HIDE)},
	{.name = "from, to, rtrn", .tags = TAG(FROM) | TAG(TO) | TAG(RTRN)},
	{.name = "subj", .tags = TAG(SUBJ)},
	{.name = "body", .tags = TAG(BODY)},
	{.name = "word pairs", .pairs = true},
	{.name = "number shapes", .shapes = true},
	{.name = NULL},
};

/* Kana, Han, Hangul and Thai begin with such a byte in UTF-8; a mark in a word
 * of another script joins no pair. */
static bool is_pair(const struct furui_token *token)
{
	return token->size && (unsigned char)token->text[0] >= 0xe0 &&
	       memchr(token->text, '*', token->size);
}

static bool is_shape(const struct furui_token *token)
{
	return token->size && token->text[0] == '#';
}

static bool takes(const struct bench_part *part,
		  const struct furui_token *token)
{
	return part->tags & 1U << token->tag ||
	       (part->pairs && is_pair(token)) ||
	       (part->shapes && is_shape(token));
}

void bench_part_mask(const struct bench_part *part,
		     const struct furui_features *features,
		     struct furui_buffer *tokens, struct furui_features *out)
{
	*out = *features;
	tokens->size = 0;
	for (size_t i = 0; i < features->token_count; i++)
		if (!takes(part, &features->tokens[i]))
			furui_buffer_add(tokens, &features->tokens[i],
					 sizeof features->tokens[i]);
	/* malloc'd, so aligned for any type. */
	out->tokens = (const void *)tokens->data;
	out->token_count = tokens->size / sizeof *out->tokens;
}

static void resample(const struct bench_verdict *verdicts, size_t count,
		     double *values)
{
	struct bench_ranking *ranking = bench_ranking_new(verdicts, count);
	bench_bootstrap(&ranking, 1, verdicts, count, BENCH_RESAMPLES, values);
	bench_ranking_free(&ranking);
}

void bench_ablation_add(struct bench_ablation *ablation,
			const struct bench_part *part,
			const struct bench_verdict *whole,
			const struct bench_verdict *verdicts, size_t count)
{
	double *values = furui_xmalloc(BENCH_RESAMPLES * sizeof *values);
	if (!ablation->whole) {
		ablation->whole =
			furui_xmalloc(BENCH_RESAMPLES * sizeof(double));
		resample(whole, count, ablation->whole);
	}
	ablation->rows = furui_xrealloc(
		ablation->rows, (ablation->count + 1) * sizeof *ablation->rows);
	struct bench_ablation_row *row = &ablation->rows[ablation->count++];
	struct bench_metrics all;
	bench_measure(whole, count, &all);
	row->part = part;
	bench_measure(verdicts, count, &row->metrics);
	row->difference = row->metrics.one_minus_auc - all.one_minus_auc;
	/* The draws are the same at every call: so these are pairs. */
	resample(verdicts, count, values);
	for (size_t i = 0; i < BENCH_RESAMPLES; i++)
		values[i] -= ablation->whole[i];
	row->interval = bench_percentiles(values, BENCH_RESAMPLES);
	free(values);
}

void bench_ablation_free(struct bench_ablation *ablation)
{
	free(ablation->rows);
	free(ablation->whole);
	*ablation = (struct bench_ablation){0};
}

static const char *number(char text[32], const char *format, double value)
{
	if (!isfinite(value))
		return "-";
	(void)snprintf(text, 32, format, value);
	return text;
}

static void add_row(const char *name, const struct bench_metrics *m,
		    const struct bench_ablation_row *row,
		    struct furui_buffer *out)
{
	char t[5][32], range[80] = "";
	if (row && isfinite(row->interval.low))
		(void)snprintf(range, sizeof range, "(%+.3f to %+.3f)",
			       100 * row->interval.low,
			       100 * row->interval.high);
	furui_buffer_printf(out, "%-18s %8s %8s %-20s %6s %6s %6s\n", name,
			    number(t[0], "%.3f", 100 * m->one_minus_auc),
			    row ? number(t[1], "%+.3f", 100 * row->difference)
				: "",
			    range, number(t[2], "%.2f", 100 * m->hm),
			    number(t[3], "%.2f", 100 * m->sm),
			    number(t[4], "%.2f", 100 * m->unsure_share));
}

void bench_ablation_table(const struct bench_ablation *ablation,
			  const struct bench_metrics *whole,
			  struct furui_buffer *out)
{
	if (!ablation->count)
		return;
	furui_buffer_printf(out, "\n%-18s %8s %8s %-20s %6s %6s %6s\n",
			    "left out", "1-AUC %", "more", "(95 %)", "hm %",
			    "sm %", "uns %");
	add_row("nothing", whole, NULL, out);
	for (size_t i = 0; i < ablation->count; i++) {
		const struct bench_ablation_row *row = &ablation->rows[i];
		add_row(row->part->name, &row->metrics, row, out);
	}
}

static void add_number(struct furui_buffer *out, const char *lead, double value)
{
	furui_buffer_add_text(out, lead);
	furui_json_add_number(out, value);
}

void bench_ablation_json(const struct bench_ablation *ablation,
			 const char *filter, struct furui_buffer *out)
{
	for (size_t i = 0; i < ablation->count; i++) {
		const struct bench_ablation_row *row = &ablation->rows[i];
		const struct bench_metrics *m = &row->metrics;
		furui_buffer_printf(out,
				    "{\"filter\":\"%s\",\"left_out\":", filter);
		furui_json_add_string(out, row->part->name);
		furui_buffer_printf(out,
				    ",\"ham_lost\":%zu,\"spam_missed\":%zu",
				    m->ham_lost, m->spam_missed);
		add_number(out,
			   ",\"one_minus_auc_pct\":", 100 * m->one_minus_auc);
		add_number(out, ",\"more_pct\":", 100 * row->difference);
		add_number(out, ",\"more_ci_pct\":[", 100 * row->interval.low);
		add_number(out, ",", 100 * row->interval.high);
		add_number(out, "],\"hm_pct\":", 100 * m->hm);
		add_number(out, ",\"sm_pct\":", 100 * m->sm);
		add_number(out, ",\"unsure_pct\":", 100 * m->unsure_share);
		furui_buffer_add_text(out, "}\n");
	}
}
