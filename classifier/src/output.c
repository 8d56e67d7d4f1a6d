/* Words a verdict: header fields, terse lines, histogram, tokens. */
#include "output.h"

#include <string.h>

enum {
	BINS = 10, /* of the histogram, from 0 to 1 */
	LONGEST_BAR = 48 /* columns, as bogofilter has it */,
	NAME_COLUMNS = 40,
};

static const char bogofilter_version[] = "1.2.5";

void furui_put_field(const struct furui_result *result,
		     struct furui_buffer *out)
{
	const struct furui_verdict *verdict = &result->verdict;
	if (result->error)
		furui_buffer_printf(out, "X-Furui: Unsure; error=%s",
				    result->error);
	else
		furui_buffer_printf(out,
				    "X-Furui: %s; probability=%.6f; "
				    "reasons=%u; version=%s",
				    furui_class_name(verdict->class),
				    verdict->probability, verdict->reasons,
				    FURUI_VERSION);
}

void furui_put_fields(const struct furui_result *result, bool bogosity,
		      const char *eol, struct furui_buffer *out)
{
	furui_put_field(result, out);
	furui_buffer_add_text(out, eol);
	if (bogosity && !result->error)
		furui_buffer_printf(out,
				    "X-Bogosity: %s, tests=bogofilter, "
				    "spamicity=%.6f, version=%s%s",
				    furui_class_name(result->verdict.class),
				    result->verdict.probability,
				    bogofilter_version, eol);
}

static void put_line(const struct furui_options *options,
		     const struct furui_result *result,
		     struct furui_buffer *out)
{
	const struct furui_verdict *verdict = &result->verdict;
	char letter = furui_class_name(verdict->class)[0];
	if (result->name)
		furui_buffer_printf(out, "%s ", result->name);
	if (options->fixed >= 3)
		furui_buffer_printf(out, "%.6f", verdict->log_odds);
	else if (options->fixed == 2)
		furui_buffer_printf(out, "%.16f", verdict->probability);
	else if (options->fixed == 1)
		furui_buffer_printf(out, "%c %g", letter, verdict->probability);
	else if (options->terse)
		furui_buffer_printf(out, "%c %.6f", letter,
				    verdict->probability);
	else
		furui_put_field(result, out);
	furui_buffer_add_char(out, '\n');
}

static void put_histogram(const struct furui_reason *reasons, size_t count,
			  struct furui_buffer *out)
{
	unsigned bins[BINS] = {0}, most = 1;
	double sums[BINS] = {0};
	for (size_t i = 0; i < count; i++) {
		if (!reasons[i].used)
			continue;
		int bin = (int)(reasons[i].spamicity * BINS);
		bin = bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
		sums[bin] += reasons[i].spamicity;
		if (++bins[bin] > most)
			most = bins[bin];
	}
	furui_buffer_add_text(out, "   int   cnt   prob  histogram\n");
	for (int i = 0; i < BINS; i++) {
		unsigned bar =
			most > LONGEST_BAR
				? (bins[i] * LONGEST_BAR + most - 1) / most
				: bins[i];
		furui_buffer_printf(out, "  %.2f %5u %.6f ", i / (double)BINS,
				    bins[i], bins[i] ? sums[i] / bins[i] : 0);
		while (bar--)
			furui_buffer_add_char(out, '#');
		furui_buffer_add_char(out, '\n');
	}
}

/* Columns on a terminal, roughly: what UTF-8 writes in three bytes or more
 * is mostly two wide. */
static int columns(const char *text, size_t size)
{
	int sum = 0;
	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)text[i];
		if (c >= 0xe0)
			sum += 2;
		else if (c < 0x80 || c >= 0xc0)
			sum++;
	}
	return sum;
}

static void put_token(const struct furui_reason *reason,
		      struct furui_buffer *out)
{
	const struct furui_token *token = &reason->token;
	size_t begin = out->size;
	furui_buffer_add_text(out, "  \"");
	if (token->tag != FURUI_TAG_BODY)
		furui_buffer_printf(out, "%s:", furui_tag_name(token->tag));
	furui_buffer_add(out, token->text, token->size);
	furui_buffer_add_char(out, '"');
	int fill = NAME_COLUMNS - columns(out->data + begin, out->size - begin);
	furui_buffer_printf(out, "%*s %7u %7u  %.6f %c\n", fill > 0 ? fill : 0,
			    "", reason->counts.spam, reason->counts.ham,
			    reason->spamicity, reason->used ? '+' : '-');
}

static void put_tokens_with_counts(const struct furui_reason *reasons,
				   size_t count,
				   const struct furui_model *model,
				   struct furui_buffer *out)
{
	struct furui_counts totals = furui_model_totals(model);
	furui_buffer_printf(out, "%*s %7s %7s  %-8s %s\n", NAME_COLUMNS, "",
			    "spam", "ham", "weight", "U");
	for (size_t i = 0; i < count; i++)
		put_token(&reasons[i], out);
	furui_buffer_printf(out, "  %-*s %7u %7u\n", NAME_COLUMNS - 2,
			    "messages learned", totals.spam, totals.ham);
}

static void put_details(unsigned verbose, const struct furui_result *result,
			struct furui_buffer *out)
{
	struct furui_buffer list = {0};
	furui_reasons(result->model, result->features, &list);
	/* malloc'd, so aligned for any type. */
	const struct furui_reason *reasons = (const void *)list.data;
	size_t count = list.size / sizeof *reasons;
	if (verbose == 2)
		put_histogram(reasons, count, out);
	else
		put_tokens_with_counts(reasons, count, result->model, out);
	furui_buffer_free(&list);
}

static void put_tokens(const struct furui_features *features,
		       struct furui_buffer *out)
{
	for (size_t i = 0; i < features->token_count; i++) {
		const struct furui_token *token = &features->tokens[i];
		furui_buffer_printf(out, "%s\t", furui_tag_name(token->tag));
		furui_buffer_add(out, token->text, token->size);
		furui_buffer_add_char(out, '\n');
	}
}

void furui_put_result(const struct furui_options *options,
		      const struct furui_result *result,
		      struct furui_buffer *out)
{
	if (options->tokens) {
		if (result->features)
			put_tokens(result->features, out);
		return;
	}
	if (options->json) {
		furui_put_json(result, out);
		return;
	}
	if (result->error)
		return;
	/* With -p the verdict stands in the message itself. */
	if (!options->pass &&
	    (options->verbose || options->terse || options->fixed ||
	     (result->name && !options->quiet)))
		put_line(options, result, out);
	if (options->verbose >= 2)
		put_details(options->verbose, result, out);
}
