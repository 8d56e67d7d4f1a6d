/* Keeps the worst errors of a run. */
#include <stdlib.h>
#include <string.h>

#include "errors.h"

static void free_error(struct bench_error *error)
{
	furui_buffer_free(&error->subject);
	for (size_t i = 0; i < error->reason_count; i++)
		free(error->reasons[i].token);
}

static bool is_wrong(const struct bench_verdict *verdict)
{
	return (verdict->class == FURUI_CLASS_SPAM) !=
	       (verdict->label == FURUI_SPAM);
}

static bool is_worse(const struct bench_verdict *a,
		     const struct bench_verdict *b)
{
	/* Spam called ham before spam called unsure. */
	if (a->class != b->class)
		return a->class == FURUI_CLASS_HAM;
	return a->label == FURUI_HAM ? a->score > b->score
				     : a->score < b->score;
}

struct bench_error *bench_errors_offer(struct bench_errors *errors,
				       const struct bench_verdict *verdict,
				       size_t at)
{
	struct bench_error **worst = &errors->worst[verdict->label];
	size_t *count = &errors->counts[verdict->label];
	if (!is_wrong(verdict) || !errors->limit)
		return NULL;
	size_t place = *count;
	while (place && is_worse(verdict, &(*worst)[place - 1].verdict))
		place--;
	if (place == errors->limit)
		return NULL;
	if (!*worst)
		*worst = furui_xmalloc(errors->limit * sizeof **worst);
	if (*count == errors->limit)
		free_error(&(*worst)[--*count]);
	struct bench_error *error = &(*worst)[place];
	memmove(error + 1, error, (*count - place) * sizeof *error);
	++*count;
	*error = (struct bench_error){.verdict = *verdict, .at = at};
	return error;
}

void bench_errors_free(struct bench_errors *errors)
{
	for (int label = 0; label < 2; label++) {
		for (size_t i = 0; i < errors->counts[label]; i++)
			free_error(&errors->worst[label][i]);
		free(errors->worst[label]);
		errors->worst[label] = NULL;
		errors->counts[label] = 0;
	}
}

static void add_reason(struct bench_error *error,
		       const struct furui_reason *reason)
{
	struct bench_reason *to = &error->reasons[error->reason_count++];
	struct furui_buffer token = {0};
	if (reason->token.tag != FURUI_TAG_BODY)
		furui_buffer_printf(&token,
				    "%s:", furui_tag_name(reason->token.tag));
	furui_buffer_add(&token, reason->token.text, reason->token.size);
	furui_buffer_terminate(&token);
	to->token = token.data;
	to->counts = reason->counts;
	to->spamicity = reason->spamicity;
}

void bench_error_set_reasons(struct bench_error *error,
			     const struct furui_reason *reasons, size_t count)
{
	bool called_spam = error->verdict.label == FURUI_HAM;
	for (int against = 0; against < 2; against++) {
		size_t room =
			against ? BENCH_REASONS_AGAINST : BENCH_REASONS_FOR;
		for (size_t i = 0; i < count && room; i++) {
			bool for_spam = reasons[i].spamicity > .5;
			if (!reasons[i].used ||
			    (for_spam == called_spam) == (against == 1))
				continue;
			add_reason(error, &reasons[i]);
			room--;
		}
	}
}
