/* A fit is the same whatever machine it runs on: fit.c. */
#include <sched.h>
#include <string.h>

#include "furui/hash.h"
#include "furui/learner.h"
#include "learner_private.h"
#include "unit.h"

enum {
	MESSAGES = 40
};

static int processors;
static int asked; /* how often */

/* In place of the C library's. */
int sched_getaffinity(pid_t pid, size_t size, cpu_set_t *set)
{
	(void)pid;
	asked++;
	CPU_ZERO_S(size, set);
	for (int i = 0; i < processors; i++)
		CPU_SET_S((size_t)i, size, set);
	return 0;
}

struct source {
	struct furui_reader *reader;
	struct furui_buffer message;
	int next;
	int stop;      /* the message at which reading fails; 0: none */
	int wrong;     /* so many wanted messages look like spam: the last, */
	bool early;    /* or the first */
	bool japanese; /* what looks like spam is */
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
	struct source *source = context;
	int i = source->next++;
	if (i == MESSAGES)
		return 0;
	if (source->stop && i == source->stop)
		return furui_fail(err, FURUI_ERROR_INPUT, "as asked");
	/* Every fourth of the last, every second of the first. */
	bool is_wrong =
		source->early
			? i % 2 == 0 && i < 2 * source->wrong
			: i % 4 == 2 && i > MESSAGES - 2 - 4 * source->wrong;
	bool like_ham = i % 3 && !is_wrong;
	source->message.size = 0;
	furui_buffer_printf(
		&source->message, "Subject: %s %c\n\n%s number%c%c and so on\n",
		like_ham ? "minutes" : "casino", 'a' + i % 5,
		like_ham ? "agenda of the meeting"
		: source->japanese ? "今すぐ無料の特典をお受け取りください"
				   : "free bonus now",
		'a' + i % 26, 'a' + i % 7);
	*label = i % 3 ? FURUI_HAM : FURUI_SPAM;
	*features = furui_read(source->reader, source->message.data,
			       source->message.size);
	return 1;
}

static struct furui_learner *fit(struct source *source, int want)
{
	const struct furui_training training = {rewind_source, next_message,
						source};
	struct furui_learner *learner;
	CHECK_INT(furui_learner_new(&learner, NULL), 0);
	CHECK_INT(furui_learner_fit(learner, &training, NULL), want);
	return learner;
}

/* Of every bit that was learned. */
static uint64_t digest(const struct furui_learner *learner)
{
	return furui_hash(
		learner->weights, sizeof *learner->weights,
		furui_hash(learner->spread, sizeof *learner->spread, 0));
}

static void test_processors(struct source *source)
{
	static const int counts[] = {1, 2, 3, 6, 64, 0};
	processors = 1;
	source->wrong = 9; /* so that the line moves */
	struct furui_learner *one = fit(source, 0);
	source->wrong = 0;
	struct furui_learner *still = fit(source, 0);
	CHECK(one->model.line.threshold > still->model.line.threshold + .1);
	furui_learner_free(&still);
	source->wrong = 9;
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		processors = counts[i];
		asked = 0;
		struct furui_learner *other = fit(source, 0);
		CHECK(asked > 0);
		CHECK(digest(one) == digest(other));
		CHECK_NEAR(one->model.line.threshold,
			   other->model.line.threshold, 0);
		CHECK_INT(one->model.tokens, other->model.tokens);
		furui_learner_free(&other);
	}
	furui_learner_free(&one);
	source->wrong = 0;
}

/* One message of a wrong label does not move the line; more than a tenth
 * do, unless they came before anything was known, or are the first in a
 * language, which none of the known mail is lost to. */
static void test_line(struct source *source)
{
	double line[6];
	static const int wrong[] = {0, 1, 9, 9, 3, 3};
	for (int i = 0; i < 6; i++) {
		source->wrong = wrong[i];
		source->early = i == 3;
		source->japanese = i == 5;
		struct furui_learner *learner = fit(source, 0);
		line[i] = learner->model.line.threshold;
		furui_learner_free(&learner);
	}
	source->wrong = 0;
	source->early = source->japanese = false;
	CHECK_NEAR(line[0], line[1], .01);
	CHECK(line[2] > line[0] + .1);
	CHECK_NEAR(line[0], line[3], .01);
	CHECK(line[4] > line[0] + .05);
	CHECK_NEAR(line[0], line[5], .01);
}

/* Learning on after a fit: AROW waits for the next. */
static void test_learning_on(struct source *source)
{
	struct furui_learner *learner = fit(source, 0);
	const struct furui_features *features;
	enum furui_label label;
	uint64_t before[2], after[2];
	enum furui_expert e[2] = {FURUI_EXPERT_AROW, FURUI_EXPERT_CORE};
	size_t size = sizeof learner->weights->of[0];
	source->next = 0;
	CHECK_INT(next_message(source, &features, &label, NULL), 1);
	label = label == FURUI_SPAM ? FURUI_HAM : FURUI_SPAM;
	for (int i = 0; i < 2; i++)
		before[i] = furui_hash(learner->weights->of[e[i]], size, 0);
	furui_learner_learn(learner, features, label);
	for (int i = 0; i < 2; i++)
		after[i] = furui_hash(learner->weights->of[e[i]], size, 0);
	CHECK(before[0] == after[0]);
	CHECK(before[1] != after[1]);
	furui_learner_free(&learner);
}

/* One expert's passes, as fit.c describes them; returns how often a message
 * was spared. */
static int fit_plainly(struct furui_learner *learner, enum furui_expert expert,
		       const struct furui_views *views,
		       const enum furui_label *labels)
{
	int spared = 0;
	bool sure[MESSAGES] = {false};
	/* For 40 messages there are more: see FEW. */
	int passes = expert == FURUI_EXPERT_AROW ? 2 + 2 : 4 + 4;
	for (int turn = 0; turn < passes * MESSAGES; turn++) {
		int i = turn % MESSAGES, is_spam = labels[i] == FURUI_SPAM;
		spared += sure[i];
		if (sure[i])
			continue;
		double said =
			furui_expert_learn(learner->weights, learner->spread,
					   &views[i], expert, is_spam, 1);
		sure[i] = furui_expert_is_sure(expert, said, is_spam);
	}
	return spared;
}

/* Only messages that an expert is sure of are left out of later passes. */
static void test_passes(struct source *source)
{
	struct furui_learner *fitted, *plain;
	struct furui_buffer records[MESSAGES] = {{0}};
	struct furui_views views[MESSAGES];
	enum furui_label labels[MESSAGES];
	const struct furui_features *features;
	int spared = 0;
	source->wrong = 9; /* against which the others' weights grow large */
	source->next = 0;
	for (int i = 0; i < MESSAGES; i++) {
		CHECK_INT(next_message(source, &features, &labels[i], NULL), 1);
		furui_views_pack(features, &records[i]);
		furui_views_map(records[i].data, &views[i]);
	}
	fitted = fit(source, 0);
	CHECK_INT(furui_learner_new(&plain, NULL), 0);
	for (enum furui_expert e = 0; e < FURUI_EXPERTS; e++)
		spared += fit_plainly(plain, e, views, labels);
	CHECK(spared > 0);
	CHECK(digest(plain) == digest(fitted));
	for (int i = 0; i < MESSAGES; i++)
		furui_buffer_free(&records[i]);
	furui_learner_free(&plain);
	furui_learner_free(&fitted);
	source->wrong = 0;
}

static void test_trouble(struct source *source)
{
	source->stop = 7;
	struct furui_learner *learner = fit(source, -1);
	furui_learner_free(&learner);
	source->stop = 0;
}

int main(void)
{
	struct source source = {0};
	CHECK_INT(furui_reader_new(&source.reader, NULL), 0);
	test_processors(&source);
	test_line(&source);
	test_learning_on(&source);
	test_passes(&source);
	test_trouble(&source);
	furui_reader_free(&source.reader);
	furui_buffer_free(&source.message);
	return unit_end();
}
