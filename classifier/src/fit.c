/* Fits the experts to a collection: several passes in date order, and five
 * fits that each leave a block out, for the line that no wanted mail among
 * them crossed. */
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "blocks.h"
#include "learner_private.h"

enum {
	/* Passes: more of AROW's do harm. */
	PASSES = 6,
	PASSES_AROW = 3,
	FEW = 200, /* messages, up to which more passes help */
	PASSES_FEW = 10,
	PASSES_AROW_FEW = 5,
	/* The experts learn from the newest so many: at 12 KB a message the
	 * memory of a fit stays under 250 MB. */
	NEWEST = 20000,
};

/* What the expert of raw bytes weighs after a fit. It knows what relays and
 * mail programs add, best while it learns on from each message, but which
 * later mail does not share: measured against 1, SpamAssassin's second half
 * falls from .22 to .17 % 1-AUC, ja-dev's test from .22 to .19, after 20 + 20
 * from 5.3 to 4.5; trec06p's second half stays at .17. */
static const double RAW = .5;

/* One message of the collection. */
struct example {
	char *views; /* furui_views_pack(), owned */
	char *words; /* furui_blocks_pack(), owned */
	size_t words_size;
	uint8_t is_spam;
	uint8_t block;
	double guarded; /* score of a fit without this message's block */
};

struct fit {
	struct example *examples; /* a ring of NEWEST */
	size_t count;             /* of examples seen, also those dropped */
	struct furui_blocks blocks;
	struct furui_learner *learner;
	double power;
	double voice;
	int next_job;
	pthread_mutex_t lock;
};

static size_t example_count(const struct fit *fit)
{
	return fit->count < NEWEST ? fit->count : NEWEST;
}

/* The i-th, oldest first. */
static struct example *example(const struct fit *fit, size_t i)
{
	size_t oldest = fit->count - example_count(fit);
	return &fit->examples[(oldest + i) % NEWEST];
}

static void add_example(struct fit *fit, const struct furui_features *features,
			enum furui_label label)
{
	struct example *e = &fit->examples[fit->count++ % NEWEST];
	struct furui_buffer views = {0}, words = {0};
	free(e->views);
	free(e->words);
	furui_views_pack(features, &views);
	furui_blocks_pack(features, &words);
	e->views = furui_xrealloc(views.data, views.size);
	e->words = furui_xrealloc(words.data, words.size);
	e->words_size = words.size;
	e->is_spam = label == FURUI_SPAM;
}

static void free_examples(struct fit *fit)
{
	for (size_t i = 0; i < example_count(fit); i++) {
		free(example(fit, i)->views);
		free(example(fit, i)->words);
	}
	free(fit->examples);
}

static int collect(struct fit *fit, const struct furui_training *training,
		   struct furui_error *err)
{
	const struct furui_features *features;
	enum furui_label label;
	int found;
	if (training->rewind(training->context, err) < 0)
		return -1;
	while ((found = training->next(training->context, &features, &label,
				       err)) > 0) {
		furui_learner_count(fit->learner, features, label);
		add_example(fit, features, label);
	}
	return found;
}

/* Blocks by time: what is left out is always mail of another time. */
static void divide(struct fit *fit)
{
	size_t count = example_count(fit);
	for (size_t i = 0; i < count; i++) {
		struct example *e = example(fit, i);
		e->block = (uint8_t)(i * FURUI_BLOCKS / count);
		furui_blocks_add(&fit->blocks, e->words, e->words_size,
				 e->block, e->is_spam ? FURUI_SPAM : FURUI_HAM);
	}
}

static void train(const struct fit *fit, struct furui_weights *weights,
		  struct furui_spread *spread, int without_block)
{
	size_t count = example_count(fit);
	int passes = count > FEW ? PASSES : PASSES_FEW;
	int arow = count > FEW ? PASSES_AROW : PASSES_AROW_FEW;
	furui_experts_reset(weights, spread);
	for (int pass = 0; pass < passes; pass++) {
		unsigned which = furui_learner_experts(fit->learner);
		if (pass >= arow)
			which &= ~(1U << FURUI_EXPERT_AROW);
		for (size_t i = 0; i < count; i++) {
			const struct example *e = example(fit, i);
			struct furui_views views;
			if (e->block == without_block)
				continue;
			furui_views_map(e->views, &views);
			furui_experts_learn(weights, spread, &views, e->is_spam,
					    which);
		}
	}
}

static void score_block(struct fit *fit, const struct furui_weights *weights,
			int block)
{
	size_t count = example_count(fit);
	for (size_t i = 0; i < count; i++) {
		struct example *e = example(fit, i);
		struct furui_views views;
		if (e->block != block)
			continue;
		furui_views_map(e->views, &views);
		struct furui_hearing hearing;
		furui_blocks_hear(&fit->blocks, e->words, e->words_size,
				  e->block, &hearing);
		double score = furui_experts_score(weights, &views, RAW) +
			       fit->voice * furui_fisher_score(&hearing.fisher);
		e->guarded = furui_novelty_guard(score, furui_novelty(&hearing),
						 fit->power);
	}
}

/* The whole fit is the last job: it is the longest. */
static void *work(void *context)
{
	struct fit *fit = context;
	struct furui_weights *weights = furui_table_new(sizeof *weights);
	struct furui_spread *spread = furui_table_new(sizeof *spread);
	for (;;) {
		pthread_mutex_lock(&fit->lock);
		int job = fit->next_job++;
		pthread_mutex_unlock(&fit->lock);
		if (job > FURUI_BLOCKS)
			break;
		if (job == 0) {
			train(fit, fit->learner->weights, fit->learner->spread,
			      -1);
		} else {
			train(fit, weights, spread, job - 1);
			score_block(fit, weights, job - 1);
		}
	}
	free(weights);
	free(spread);
	return NULL;
}

static void run_jobs(struct fit *fit)
{
	enum {
		MOST = FURUI_BLOCKS
	};
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	pthread_t threads[MOST];
	int started = 0;
	pthread_mutex_init(&fit->lock, NULL);
	while (started < MOST && started + 1 < processors &&
	       pthread_create(&threads[started], NULL, work, fit) == 0)
		started++;
	(void)work(fit);
	for (int i = 0; i < started; i++)
		(void)pthread_join(threads[i], NULL);
	pthread_mutex_destroy(&fit->lock);
}

/* The highest guarded score of ham that the fit had not seen. Among few ham
 * the highest says little, so the line is not drawn lower than this: measured
 * on the first 20 to 400 of each class of SpamAssassin's and trec06p's
 * corpora, where the plain maximum loses up to half of later ham. Where the
 * token counts weigh more, scores are larger, and so is the lowest line. */
static double threshold(const struct fit *fit, uint32_t ham)
{
	double lowest = .1 - .25 * (double)ham / 1000 + fit->voice;
	double line = lowest > -.15 ? lowest : -.15;
	size_t count = example_count(fit);
	for (size_t i = 0; i < count; i++) {
		const struct example *e = example(fit, i);
		if (!e->is_spam && e->guarded > line)
			line = e->guarded;
	}
	return line;
}

/* What the token counts weigh beside the experts: they speak well from few
 * messages already, the experts better from many. Measured on 27 fits to the
 * first 20 to 3,000 of each class of the three development corpora: 1-AUC falls
 * by a seventh on average, on trec06p's first 20 + 20 from 1.88 to 1.15 %; a
 * constant weight, or twice this, is worse. */
static double voice(const struct furui_counts *totals)
{
	uint32_t least =
		totals->spam < totals->ham ? totals->spam : totals->ham;
	return .01 + .12 / (1 + least / 100.);
}

int furui_learner_fit(struct furui_learner *learner,
		      const struct furui_training *training,
		      struct furui_error *err)
{
	struct fit fit = {.learner = learner};
	fit.examples = calloc(NEWEST, sizeof *fit.examples);
	if (!fit.examples)
		abort();
	int result = collect(&fit, training, err);
	struct furui_model *model = &learner->model;
	if (result == 0 && example_count(&fit)) {
		double many = model->totals.ham / 200.0;
		fit.power = 2 + 2 * (many < 1 ? many : 1);
		fit.voice = voice(&model->totals);
		if (learner->left_out & FURUI_PART_GUARD)
			fit.power = 0;
		if (learner->left_out & FURUI_PART_VOICE)
			fit.voice = 0;
		divide(&fit);
		run_jobs(&fit);
		model->fitted = fit.count;
		model->line.power = fit.power;
		model->line.voice = fit.voice;
		model->line.raw = RAW;
		model->line.threshold = threshold(&fit, model->totals.ham);
	}
	furui_blocks_free(&fit.blocks);
	free_examples(&fit);
	return result;
}
