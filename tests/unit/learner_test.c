/* Learning, fitting, publishing and judging, on messages made here. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fisher.h"
#include "furui/learner.h"
#include "furui/path.h"
#include "furui/verdict.h"
#include "learner_private.h"
#include "unit.h"

enum {
	MESSAGES = 60
};

/* Every third is spam; each has words of its own besides its class's. */
static void write_message(struct furui_buffer *out, int i)
{
	bool spam = i % 3 == 0;
	out->size = 0;
	furui_buffer_printf(
		out,
		"From: %s%d@%s\nTo: hanako@mail.example.jp\nSubject: %s\n"
		"Date: Mon, 5 Jan 2026 10:%02d:00 +0900\n\n%s number%c%c\n",
		spam ? "win" : "taro", i % 7,
		spam ? "bulk.example" : "a.example",
		spam ? "Claim your casino bonus" : "Minutes of the meeting", i,
		spam ? "free casino bonus, click the winner page now"
		     : "the agenda and the minutes of our project meeting",
		'a' + i % 26, 'a' + i / 26);
}

struct source {
	struct furui_reader *reader;
	struct furui_buffer message;
	int next;
};

static int rewind_source(void *context, struct furui_error *err)
{
	(void)err;
	((struct source *)context)->next = 0;
	return 0;
}

static int next_message(void *context, const struct furui_features **features,
			enum furui_label *label, struct furui_error *err)
{
	(void)err;
	struct source *source = context;
	if (source->next == MESSAGES)
		return 0;
	write_message(&source->message, source->next);
	*label = source->next++ % 3 == 0 ? FURUI_SPAM : FURUI_HAM;
	*features = furui_read(source->reader, source->message.data,
			       source->message.size);
	return 1;
}

static struct furui_learner *fitted(struct source *source)
{
	const struct furui_training training = {rewind_source, next_message,
						source};
	struct furui_learner *learner;
	CHECK_INT(furui_learner_new(&learner, NULL), 0);
	CHECK_INT(furui_learner_fit(learner, &training, NULL), 0);
	return learner;
}

static struct furui_verdict judge(struct source *source,
				  const struct furui_model *model, int message)
{
	struct furui_verdict verdict;
	write_message(&source->message, message);
	furui_judge(model,
		    furui_read(source->reader, source->message.data,
			       source->message.size),
		    &furui_default_cutoffs, &verdict);
	return verdict;
}

static void test_fit(struct source *source)
{
	struct furui_learner *a = fitted(source), *b = fitted(source);
	CHECK(memcmp(a->weights, b->weights, sizeof *a->weights) == 0);
	CHECK(memcmp(a->spread, b->spread, sizeof *a->spread) == 0);
	CHECK(a->model.line.threshold == b->model.line.threshold);
	const struct furui_model *model = furui_learner_model(a);
	CHECK_INT(furui_model_totals(model).spam, MESSAGES / 3);
	CHECK_INT(furui_model_totals(model).ham, MESSAGES - MESSAGES / 3);
	CHECK(judge(source, model, 90).log_odds > 0);
	CHECK_INT(judge(source, model, 91).class, FURUI_CLASS_HAM);
	furui_learner_free(&a);
	furui_learner_free(&b);
}

static bool is_silent(const struct furui_learner *learner,
		      enum furui_expert expert)
{
	for (size_t i = 0; i < FURUI_TABLE_SIZE; i++)
		if (learner->weights->of[expert][i] != 0)
			return false;
	return true;
}

/* What is left out says nothing, all else speaks; learned one by one or
 * fitted. */
static void test_left_out(struct source *source)
{
	const struct furui_training training = {rewind_source, next_message,
						source};
	for (int row = 0; row < 12; row++) {
		unsigned part = 1U << row % 6;
		bool fits = row >= 6;
		const struct furui_features *features;
		enum furui_label label;
		struct furui_learner *learner;
		CHECK_INT(furui_learner_new(&learner, NULL), 0);
		furui_learner_leave_out(learner, part);
		if (fits)
			CHECK_INT(furui_learner_fit(learner, &training, NULL),
				  0);
		rewind_source(source, NULL);
		while (!fits && next_message(source, &features, &label, NULL))
			furui_learner_learn(learner, features, label);
		for (int e = 0; e < FURUI_EXPERTS; e++)
			CHECK_INT(is_silent(learner, (enum furui_expert)e),
				  part == 1U << e);
		CHECK_INT(learner->model.line.voice == 0,
			  part == FURUI_PART_VOICE);
		CHECK_INT(learner->model.line.louder == 0,
			  part == FURUI_PART_VOICE);
		CHECK_INT(learner->model.line.guard == 0,
			  part == FURUI_PART_GUARD);
		furui_learner_free(&learner);
	}
}

static size_t misplaced(const struct furui_learner *learner, uint64_t tokens)
{
	size_t wrong = 0, steps = 0;
	uint64_t capacity = learner->model.capacity;
	for (uint64_t i = 1; i <= tokens; i++) {
		uint64_t id = i * 0x9e3779b97f4a7c15ULL;
		uint64_t at = furui_slot_find(learner->slots, capacity, id);
		wrong += learner->slots[at].spam != i;
		steps += (at + capacity - (((id >> 32) * capacity) >> 32)) %
			 capacity;
	}
	CHECK(steps < 4 * tokens);
	return wrong;
}

/* A published table comes in the order of its places: one that grew from it
 * must not be filled from one end. What is learned is in the next model,
 * whether the table had room for it or had to grow. */
static void test_go_on(void)
{
	enum {
		TOKENS = 200000,
		MORE = 300000
	};
	static const uint64_t known[] = {TOKENS, TOKENS + 1, MORE};
	struct furui_learner *learner;
	const char *folder = unit_folder();
	CHECK_INT(furui_learner_new(&learner, NULL), 0);
	uint64_t i = 1;
	for (size_t step = 0; step < sizeof known / sizeof *known; step++) {
		for (; i <= known[step]; i++)
			furui_learner_set_token(
				learner, i * 0x9e3779b97f4a7c15ULL,
				(struct furui_counts){(uint32_t)i, 1});
		CHECK_INT(misplaced(learner, known[step]), 0);
		CHECK_INT(furui_learner_publish(learner, folder, NULL), 0);
		furui_learner_free(&learner);
		CHECK_INT(furui_learner_open(&learner, folder, NULL), 0);
		CHECK_INT(misplaced(learner, known[step]), 0);
		CHECK_INT(learner->model.tokens, known[step]);
	}
	furui_learner_free(&learner);
}

static void test_unlearn(struct source *source)
{
	struct furui_learner *learner = fitted(source);
	uint64_t subject = furui_token_id(FURUI_TAG_SUBJ, "casino", 6);
	struct furui_counts before =
		furui_model_find(furui_learner_model(learner), subject);
	CHECK_INT(before.spam, MESSAGES / 3);
	write_message(&source->message, 0);
	const struct furui_features *features = furui_read(
		source->reader, source->message.data, source->message.size);
	furui_learner_unlearn(learner, features, FURUI_SPAM);
	CHECK_INT(furui_model_find(furui_learner_model(learner), subject).spam,
		  before.spam - 1);
	furui_learner_learn(learner, features, FURUI_HAM);
	CHECK_INT(furui_model_find(furui_learner_model(learner), subject).ham,
		  1);
	CHECK(!furui_learner_wants_fit(learner));
	for (int i = 0; i < MESSAGES / 8; i++)
		furui_learner_learn(learner, features, FURUI_HAM);
	CHECK(furui_learner_wants_fit(learner));
	furui_learner_free(&learner);
}

static void test_publish(struct source *source)
{
	struct furui_learner *learner = fitted(source), *again;
	struct furui_model *model;
	struct furui_error err;
	const char *folder = unit_folder();
	CHECK_INT(furui_model_open(&model, folder, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	CHECK_INT(furui_learner_publish(learner, folder, &err), 0);
	CHECK_INT(furui_model_open(&model, folder, &err), 0);
	CHECK_INT(furui_model_token_count(model),
		  furui_model_token_count(furui_learner_model(learner)));
	for (int i = 90; i < 96; i++)
		CHECK(judge(source, model, i).log_odds ==
		      judge(source, furui_learner_model(learner), i).log_odds);
	furui_model_free(&model);
	CHECK_INT(furui_learner_open(&again, folder, &err), 0);
	CHECK(memcmp(learner->spread, again->spread, sizeof *again->spread) ==
	      0);
	CHECK(judge(source, furui_learner_model(again), 90).log_odds ==
	      judge(source, furui_learner_model(learner), 90).log_odds);
	furui_learner_free(&again);
	furui_learner_free(&learner);
}

static uint64_t some_id(uint64_t i)
{
	/* Some lie at the end, from where the search goes on at the start. */
	return i % 8 == 0 ? UINT64_MAX - i : (i + 1) * 0x9e3779b97f4a7c15;
}

/* The published table is the same in whatever order, and into whatever room,
 * its tokens came. */
static void test_order(void)
{
	enum {
		TOKENS = 3000,
		CAPACITY = TOKENS + TOKENS / 4 + 1
	};
	static struct furui_slot tables[3][CAPACITY];
	for (int way = 0; way < 3; way++) {
		struct furui_learner *learner;
		CHECK_INT(furui_learner_new(&learner, NULL), 0);
		if (way)
			furui_learner_reserve(learner,
					      TOKENS / 3 * (uint64_t)way);
		for (uint64_t i = 0; i < TOKENS; i++) {
			uint64_t k = way == 1 ? TOKENS - 1 - i : i;
			furui_learner_set_token(
				learner, some_id(k),
				(struct furui_counts){(uint32_t)k + 1, 0});
		}
		CHECK_INT(learner->model.tokens, TOKENS);
		furui_copy_slots(&learner->model, tables[way], CAPACITY);
		furui_learner_free(&learner);
	}
	for (uint64_t i = 0; i < TOKENS; i++) {
		uint64_t at = furui_slot_find(tables[0], CAPACITY, some_id(i));
		CHECK_INT(tables[0][at].spam, i + 1);
	}
	for (int way = 1; way < 3; way++)
		CHECK(memcmp(tables[0], tables[way], sizeof tables[0]) == 0);
}

/* A damaged header is refused, whichever byte it is. */
static void test_damage(void)
{
	struct furui_error err;
	struct furui_model *model = NULL;
	const char *folder = unit_folder();
	char *path = furui_path_join(folder, FURUI_MODEL_FILE);
	FILE *file = fopen(path, "r+");
	for (long i = 0; i < (long)sizeof(struct furui_model_header); i++) {
		(void)fseek(file, i, SEEK_SET);
		int byte = fgetc(file);
		(void)fseek(file, i, SEEK_SET);
		(void)fputc(byte ^ 0x10, file);
		(void)fflush(file);
		CHECK_INT(furui_model_open(&model, folder, &err), -1);
		(void)fseek(file, i, SEEK_SET);
		(void)fputc(byte, file);
		(void)fflush(file);
	}
	(void)fclose(file);
	CHECK_INT(furui_model_open(&model, folder, &err), 0);
	furui_model_free(&model);
	free(path);
}

/* One class alone, or a message of which nothing is known: unsure. */
static void test_unsure(struct source *source)
{
	struct furui_learner *learner;
	CHECK_INT(furui_learner_new(&learner, NULL), 0);
	CHECK_INT(judge(source, furui_learner_model(learner), 0).class,
		  FURUI_CLASS_UNSURE);
	for (int i = 0; i < 30; i += 3) {
		write_message(&source->message, i);
		furui_learner_learn(learner,
				    furui_read(source->reader,
					       source->message.data,
					       source->message.size),
				    FURUI_SPAM);
	}
	struct furui_verdict verdict =
		judge(source, furui_learner_model(learner), 0);
	CHECK_INT(verdict.class, FURUI_CLASS_UNSURE);
	CHECK_NEAR(verdict.probability, .52, 1e-12);
	furui_learner_free(&learner);
}

/* Against sums of the Poisson distribution worked out by hand. */
static void test_fisher(void)
{
	static const struct {
		const char *name;
		double f[3];
		unsigned count;
		double probability;
	} rows[] = {
		/* k = 1: P = 1 - f, Q = f: (1 + Q - P) / 2 = f. */
		{"one spam word", {.99}, 1, .99},
		{"one ham word", {.01}, 1, .01},
		/* k = 2, m = -2 ln f: Q = e^-m (1 + m). */
		{"two spam words", {.9, .9}, 2, .9623161667528988},
		{"they balance", {.9, .1}, 2, .5},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_fisher sum = {0};
		for (unsigned k = 0; k < rows[i].count; k++)
			furui_fisher_add(&sum, rows[i].f[k]);
		unit_row(rows[i].name);
		double odds = furui_fisher_log_odds(&sum);
		CHECK_NEAR(1 / (1 + exp(-odds)), rows[i].probability, 1e-9);
	}
	unit_row("never saturated");
	struct furui_fisher sum = {0};
	double last = 0;
	for (int k = 0; k < 5000; k++) {
		furui_fisher_add(&sum, .999);
		double odds = furui_fisher_log_odds(&sum);
		CHECK(isfinite(odds) && odds > last);
		last = odds;
	}
	unit_row("");
	struct furui_counts totals = {100, 300}, token = {10, 0};
	CHECK_NEAR(furui_fisher_spamicity(token, totals, furui_fisher_doubt),
		   (.0178 * .52 + 10) / 10.0178, 1e-12);
	token = (struct furui_counts){1, 3};
	CHECK_NEAR(furui_fisher_spamicity(token, totals, furui_fisher_doubt),
		   (.0178 * .52 + 4 * .5) / 4.0178, 1e-12);
}

int main(void)
{
	struct source source = {0};
	CHECK_INT(furui_reader_new(&source.reader, NULL), 0);
	test_fisher();
	test_fit(&source);
	test_left_out(&source);

	test_unlearn(&source);
	test_publish(&source);
	test_order();
	test_damage();
	test_go_on();
	test_unsure(&source);
	furui_reader_free(&source.reader);
	furui_buffer_free(&source.message);
	return unit_end();
}
