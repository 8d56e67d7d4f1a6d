/* Lays a protocol out over the messages. */
#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "plan.h"

static int parse_count(const char *text, size_t least, size_t *out)
{
	char *end;
	errno = 0;
	unsigned long long n = strtoull(text, &end, 10);
	if (*text < '0' || *text > '9' || *end || errno || n < least ||
	    n > UINT32_MAX)
		return -1;
	*out = (size_t)n;
	return 0;
}

static int parse_fraction(const char *text, double *out)
{
	char *end;
	double f = strtod(text, &end);
	if ((*text != '.' && (*text < '0' || *text > '9')) || *end ||
	    !(f > 0 && f < 1))
		return -1;
	*out = f;
	return 0;
}

int bench_plan_parse(const char *text, struct bench_plan *plan,
		     struct furui_error *err)
{
	plan->delay = 0;
	plan->has_fraction = false;
	plan->fraction = .5;
	if (strcmp(text, "online") == 0) {
		plan->protocol = BENCH_ONLINE;
		return 0;
	}
	if (strncmp(text, "delayed:", 8) == 0) {
		plan->protocol = BENCH_ONLINE;
		if (parse_count(text + 8, 0, &plan->delay) == 0)
			return 0;
	}
	if (strcmp(text, "frozen") == 0) {
		plan->protocol = BENCH_FROZEN;
		return 0;
	}
	if (strncmp(text, "frozen:", 7) == 0) {
		plan->protocol = BENCH_FROZEN;
		plan->has_fraction = true;
		if (parse_fraction(text + 7, &plan->fraction) == 0)
			return 0;
	}
	if (strncmp(text, "folds:", 6) == 0) {
		plan->protocol = BENCH_FOLDS;
		if (parse_count(text + 6, 2, &plan->folds) == 0)
			return 0;
	}
	return furui_fail(err, FURUI_ERROR_INPUT,
			  "\"%s\" is no protocol; it must be online, "
			  "delayed:N, frozen, frozen:FRACTION (between 0 and "
			  "1) or folds:K (2 or more)",
			  text);
}

char *bench_plan_name(const struct bench_plan *plan)
{
	struct furui_buffer name = {0};
	if (plan->protocol == BENCH_FOLDS)
		furui_buffer_printf(&name, "folds:%zu", plan->folds);
	else if (plan->protocol == BENCH_ONLINE && plan->delay)
		furui_buffer_printf(&name, "delayed:%zu", plan->delay);
	else if (plan->protocol == BENCH_ONLINE)
		furui_buffer_add_text(&name, "online");
	else if (plan->test_begins ||
		 (plan->train_limit && !plan->has_fraction))
		furui_buffer_add_text(&name, "frozen");
	else
		furui_buffer_printf(&name, "frozen:%g", plan->fraction);
	if (plan->batch > 1)
		furui_buffer_printf(&name, ", batches of %zu", plan->batch);
	furui_buffer_terminate(&name);
	return name.data;
}

/* Adds an item to train unless its class is full. True when it was added. */
static bool add_train(const struct bench_plan *plan,
		      const struct bench_mail *mail, size_t item,
		      size_t *learned, struct bench_schedule *out)
{
	size_t *count = &learned[mail->items[item].label];
	if (plan->train_limit && *count == plan->train_limit)
		return false;
	++*count;
	out->train[out->train_count++] = (uint32_t)item;
	return true;
}

/* The first item that is not of the training part: at the fraction, at the
 * test index, or where both classes have reached the limit. */
static size_t training_ends(const struct bench_plan *plan,
			    const struct bench_mail *mail)
{
	if (plan->test_begins)
		return plan->test_begins;
	if (!plan->train_limit || plan->has_fraction)
		return (size_t)floor(plan->fraction * (double)mail->count);
	size_t seen[2] = {0, 0}, end = 0;
	while (end < mail->count &&
	       (seen[0] < plan->train_limit || seen[1] < plan->train_limit))
		seen[mail->items[end++].label]++;
	return end;
}

static void lay_frozen(const struct bench_plan *plan,
		       const struct bench_mail *mail,
		       struct bench_schedule *out)
{
	size_t end = training_ends(plan, mail), learned[2] = {0, 0};
	for (size_t i = 0; i < end; i++)
		add_train(plan, mail, i, learned, out);
	for (size_t i = end; i < mail->count; i++)
		out->judged[out->judged_count++] = (uint32_t)i;
	if (plan->test_limit && out->judged_count > plan->test_limit)
		out->judged_count = plan->test_limit;
	out->rounds[out->round_count++] =
		(struct bench_round){0, out->train_count, 0, out->judged_count};
}

static void lay_folds(const struct bench_plan *plan,
		      const struct bench_mail *mail, struct bench_schedule *out)
{
	for (size_t fold = 0; fold < plan->folds; fold++) {
		struct bench_round *round = &out->rounds[out->round_count++];
		size_t learned[2] = {0, 0};
		round->train_begins = out->train_count;
		round->test_begins = out->judged_count;
		for (size_t i = 0; i < mail->count; i++)
			if (i % plan->folds == fold)
				out->judged[out->judged_count++] = (uint32_t)i;
			else
				add_train(plan, mail, i, learned, out);
		round->train_ends = out->train_count;
		round->test_ends = out->judged_count;
	}
}

static void lay_online(const struct bench_plan *plan,
		       const struct bench_mail *mail,
		       struct bench_schedule *out)
{
	size_t end = mail->count;
	if (plan->test_limit && end > plan->test_limit)
		end = plan->test_limit;
	for (size_t i = 0; i < end; i++) {
		out->judged[out->judged_count++] = (uint32_t)i;
		out->train[out->train_count++] = (uint32_t)i;
	}
	out->delay = plan->delay;
	out->batch = plan->batch ? plan->batch : 1;
}

int bench_schedule_make(const struct bench_plan *plan,
			const struct bench_mail *mail,
			struct bench_schedule *out, struct furui_error *err)
{
	size_t folds = plan->protocol == BENCH_FOLDS ? plan->folds : 1;
	*out = (struct bench_schedule){0};
	if (folds > mail->count)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%zu folds are too many for %zu messages",
				  folds, mail->count);
	out->judged = furui_xmalloc((mail->count + 1) * sizeof(uint32_t));
	out->train =
		furui_xmalloc((mail->count + 1) * folds * sizeof(uint32_t));
	out->rounds = furui_xmalloc(folds * sizeof *out->rounds);
	if (plan->protocol == BENCH_FROZEN)
		lay_frozen(plan, mail, out);
	else if (plan->protocol == BENCH_FOLDS)
		lay_folds(plan, mail, out);
	else
		lay_online(plan, mail, out);
	if (!out->judged_count || !out->train_count)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "the protocol leaves no message to %s",
				  out->judged_count ? "learn" : "judge");
	return 0;
}

void bench_schedule_free(struct bench_schedule *schedule)
{
	free(schedule->judged);
	free(schedule->train);
	free(schedule->rounds);
	*schedule = (struct bench_schedule){0};
}
