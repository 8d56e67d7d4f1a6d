/* The verdict: verdict.c, script.c, foreign.c, novelty.c. */
#include "foreign.h"
#include "furui/verdict.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "fisher.h"
#include "furui/learner.h"
#include "notes.h"
#include "novelty.h"
#include "script.h"
#include "unit.h"

static struct furui_reader *reader;

static const struct furui_features *features_of(const char *text)
{
	return furui_read(reader, text, strlen(text));
}

static void test_classify(void)
{
	static const struct {
		struct furui_cutoffs cutoffs;
		double probability;
		enum furui_class want;
	} rows[] = {
		{{.99, .45}, 1, FURUI_CLASS_SPAM},
		{{.99, .45}, .99, FURUI_CLASS_SPAM},
		{{.99, .45}, .9899, FURUI_CLASS_UNSURE},
		{{.99, .45}, .4501, FURUI_CLASS_UNSURE},
		{{.99, .45}, .45, FURUI_CLASS_HAM},
		{{.99, .45}, 0, FURUI_CLASS_HAM},
		{{.5, .5}, .5, FURUI_CLASS_SPAM},
		{{.5, .5}, .4999, FURUI_CLASS_HAM},
		/* No unsure. */
		{{.5, 0}, .4999, FURUI_CLASS_HAM},
		{{.5, .6}, .4999, FURUI_CLASS_HAM},
		{{.5, .6}, .55, FURUI_CLASS_SPAM},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row("classify");
		CHECK_INT(furui_classify(rows[i].probability, &rows[i].cutoffs),
			  rows[i].want);
	}
	CHECK_TEXT(furui_class_name(FURUI_CLASS_SPAM), "Spam");
	CHECK_TEXT(furui_class_name(FURUI_CLASS_HAM), "Ham");
	CHECK_TEXT(furui_class_name(FURUI_CLASS_UNSURE), "Unsure");
}

static void learn(struct furui_learner *learner, const char *text,
		  enum furui_label label, int times)
{
	for (int i = 0; i < times; i++)
		furui_learner_learn(learner, features_of(text), label);
}

#define SPAM "Subject: casino\n\nclaim your jackpot now, lucky winner\n"
#define HAM "Subject: agenda\n\nminutes of our project meeting attached\n"

/* What is learned, what is judged: the class by both experts. */
static void test_known(void)
{
	static const struct {
		const char *name;
		int spam, ham;
		const char *message;
		enum furui_class want, fisher;
		unsigned reasons; /* at least */
	} rows[] = {
		{"nothing learned", 0, 0, SPAM, FURUI_CLASS_UNSURE,
		 FURUI_CLASS_UNSURE, 0},
		{"spam alone", 20, 0, SPAM, FURUI_CLASS_UNSURE,
		 FURUI_CLASS_UNSURE, 0},
		{"ham alone", 0, 20, HAM, FURUI_CLASS_UNSURE,
		 FURUI_CLASS_UNSURE, 0},
		{"nothing of it known", 20, 20, "\nzzyzx qwxk plmv\n",
		 FURUI_CLASS_UNSURE, FURUI_CLASS_UNSURE, 0},
		{"no message", 20, 20, "", FURUI_CLASS_UNSURE,
		 FURUI_CLASS_UNSURE, 0},
		{"spam", 20, 20, SPAM, FURUI_CLASS_SPAM, FURUI_CLASS_SPAM, 4},
		{"ham", 20, 20, HAM, FURUI_CLASS_HAM, FURUI_CLASS_HAM, 4},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_learner *learner;
		struct furui_verdict verdict;
		unit_row(rows[i].name);
		CHECK_INT(furui_learner_new(&learner, NULL), 0);
		learn(learner, SPAM, FURUI_SPAM, rows[i].spam);
		learn(learner, HAM, FURUI_HAM, rows[i].ham);
		const struct furui_model *model = furui_learner_model(learner);
		furui_judge(model, features_of(rows[i].message),
			    &furui_default_cutoffs, &verdict);
		CHECK_INT(verdict.class, rows[i].want);
		CHECK(verdict.reasons >= rows[i].reasons);
		CHECK(isfinite(verdict.log_odds));
		if (rows[i].want == FURUI_CLASS_UNSURE) {
			CHECK_NEAR(verdict.probability, .52, 1e-12);
			CHECK_INT(verdict.reasons, 0);
		}
		furui_judge_fisher(model, features_of(rows[i].message),
				   &furui_default_cutoffs, &verdict);
		CHECK_INT(verdict.class, rows[i].fisher);
		CHECK_NEAR(verdict.probability,
			   1 / (1 + exp(-verdict.log_odds)), 1e-12);
		furui_learner_free(&learner);
	}
}

/* Japanese words weigh little while little Japanese mail is known. */
static void test_script(void)
{
	static const struct {
		int japanese;
		double doubt;
	} rows[] = {
		{0, 1.0178}, {5, .7678}, {10, .5178}, {20, .0178}, {30, .0178}};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_learner *learner;
		struct furui_buffer reasons = {0};
		CHECK_INT(furui_learner_new(&learner, NULL), 0);
		learn(learner, SPAM, FURUI_SPAM, 20);
		learn(learner, "Subject: meeting\n\n会議の予定です\n",
		      FURUI_HAM, rows[i].japanese);
		learn(learner, HAM, FURUI_HAM, 40 - rows[i].japanese);
		const struct furui_model *model = furui_learner_model(learner);
		const struct furui_features *features =
			features_of("\n会議です claim\n");
		unit_row("script");
		double doubt = furui_script_doubt(
			furui_model_find(model, furui_script_note(features)));
		CHECK_NEAR(doubt, rows[i].doubt, 1e-12);
		furui_reasons(model, features, &reasons);
		const struct furui_reason *reason = (const void *)reasons.data;
		CHECK_INT(reasons.size / sizeof *reason, features->token_count);
		for (size_t k = 0; k < features->token_count; k++) {
			bool doubted =
				furui_script_is_unspaced(&reason[k].token);
			CHECK_NEAR(
				reason[k].spamicity,
				furui_fisher_spamicity(
					reason[k].counts,
					furui_model_totals(model),
					doubted ? doubt : furui_fisher_doubt),
				1e-15);
			/* Strongest first. */
			CHECK(!k || fabs(reason[k].spamicity - .5) <=
					    fabs(reason[k - 1].spamicity - .5));
		}
		furui_buffer_free(&reasons);
		furui_learner_free(&learner);
	}
}

static const char en[] = "\nPlease find the minutes attached\n";
static const char ja[] = "\n来週の会議の予定をお知らせします\n";
static const char ru[] = "\nПриглашаем вас на заседание\n";
static const struct {
	const char *text;
	const char *language;
	struct furui_counts known;
	uint32_t ham;
	double share, distance;
} languages[] = {
	{en, "en", {500, 0}, 5000, 1, INFINITY},
	{en, "en", {500, 9}, 5000, .905, INFINITY},
	{en, "en", {500, 10}, 5000, .903, .903 * .75},
	{en, "en", {600, 20}, 1000, .8826, .8826 * .67},
	{en, "en", {300, 20}, 1000, .787, .787 * .67},
	{en, "en", {300, 30}, 60, 0, 0}, /* as often among both */
	{en, "en", {0, 20}, 1000, 0, 0},
	{en, "en", {600, 400}, 4000, .2692, .2692 * .5574},
	{ja, "ja", {500, 0}, 999, 1, INFINITY},
	{ja, "ja", {500, 0}, 1000, 1, .85},
	{ja, "ja", {5, 0}, 1000, 1, .85},
	{ja, "ja", {0, 0}, 1000, 0, .85},
	{ja, "ja", {25, 0}, 1000, 1, .85},
	{ja, "ja", {500, 1}, 1999, .999, INFINITY},
	{ja, "ja", {500, 1}, 2000, .999, .85},
	{ja, "ja", {500, 2}, 2000, .999, INFINITY},
	{ja, "ja", {5, 3}, 2000, .0611, .25 * .82},
	{ja, "ja", {5, 9}, 2000, .0192, .25 * .46},
	{ja, "ja", {500, 3}, 40, .753, .753 * .85},
	{ja, "ja", {600, 10}, 2000, .913, .913 * .75},
	{ru, "ru", {19, 0}, 999, 1, INFINITY},
	{ru, "ru", {19, 0}, 1000, 1, .85},
	{ru, "ru", {20, 0}, 999, 0, 0}, /* nobody reads it */
	{ru, "ru", {600, 10}, 2000, .913, .913 * .75},
	{"\n1234\n", "ja", {500, 0}, 999, 0, 0},
	{"\n1234\n", "ja", {500, 0}, 10, 0, 0},
	{"\n1234\n", "ja", {500, 0}, 9, 0, INFINITY},
};

/* How a language is met of which little wanted mail is known. */
static void test_foreign(void)
{
	for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
		struct furui_learner *learner;
		char note[32];
		int size = snprintf(note, sizeof note, FURUI_NOTE_LANGUAGE "%s",
				    languages[i].language);
		CHECK_INT(furui_learner_new(&learner, NULL), 0);
		furui_learner_set_totals(
			learner, (struct furui_counts){600, languages[i].ham});
		furui_learner_set_token(
			learner,
			furui_token_id(FURUI_TAG_META, note, (size_t)size),
			languages[i].known);
		unit_row(note);
		struct furui_foreign foreign =
			furui_foreign_of(furui_learner_model(learner),
					 features_of(languages[i].text));
		CHECK_NEAR(foreign.share, languages[i].share, 1e-3);
		if (isinf(languages[i].distance))
			CHECK(isinf(foreign.distance));
		else
			CHECK_NEAR(foreign.distance, languages[i].distance,
				   1e-3);
		furui_learner_free(&learner);
	}
}

/* In a foreign language new words count twice: enough of them make unsure what
 * is spam in one that is known, which the distance alone does not. */
static void test_foreign_share(void)
{
	int unsure_in_foreign_only = 0;
	for (int new_words = 0; new_words < 80; new_words += 4) {
		double probability[2];
		for (int foreign = 0; foreign < 2; foreign++) {
			struct furui_learner *learner;
			struct furui_verdict verdict;
			struct furui_buffer text = {0};
			CHECK_INT(furui_learner_new(&learner, NULL), 0);
			learn(learner, SPAM, FURUI_SPAM, 40);
			learn(learner, HAM, FURUI_HAM, 40);
			furui_learner_set_token(
				learner,
				furui_token_id(
					FURUI_TAG_META,
					FURUI_NOTE_LANGUAGE "en",
					strlen(FURUI_NOTE_LANGUAGE "en")),
				(struct furui_counts){40, foreign ? 10 : 40});
			furui_buffer_add_text(&text, SPAM);
			for (int i = 0; i < new_words; i++)
				furui_buffer_printf(&text, "unheard%c%c\n",
						    'a' + i % 26, 'a' + i / 26);
			furui_judge(furui_learner_model(learner),
				    features_of(furui_buffer_terminate(&text)),
				    &furui_default_cutoffs, &verdict);
			probability[foreign] = verdict.probability;
			furui_buffer_free(&text);
			furui_learner_free(&learner);
		}
		unsure_in_foreign_only +=
			probability[0] > .5 && probability[1] == .5;
	}
	unit_row("share");
	CHECK(unsure_in_foreign_only > 0);
}

static void test_novelty(void)
{
	static const struct {
		struct furui_said said; /* score, counts, novel, foreign */
		double guard, louder, want;
	} rows[] = {
		{{.5, 0, 0, 0}, 2, .2, .5},
		{{.5, 0, 1, 0}, 2, .2, FURUI_NOTHING},
		{{-.9, 0, 1, 0}, 2, .2, FURUI_NOTHING},
		{{.5, 0, .25, 0}, 2, .2, 0},
		{{.5, 0, .25, 0}, 0, .2, .5},
		{{.5, 2, .25, 0}, 2, .2, .4},
		{{.5, 2, .25, 1}, 2, .2, FURUI_NOTHING},
		{{1, 2, .25, .5}, 2, .2, .45},
		{{FURUI_NOTHING, 0, .3, 0}, 2, .2, FURUI_NOTHING},
		{{-1.25, 0, 0, 0}, 2, .2, -1.25},
		/* (1 - .5)^3.5 */
		{{-1.25, 0, .5, 0}, 2, .2, -.33838834764831845},
		{{-1.25, 0, .5, 0}, 0, .2, -1.25},
		/* (1 - .5)^7 */
		{{-1.25, 0, .5, 1}, 2, .2, -.2578125},
		/* leans to spam, but by less than new words take */
		{{0, 0, .2, 0}, 2, .2, FURUI_NOTHING},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct furui_line line = {.guard = rows[i].guard,
						.louder = rows[i].louder};
		unit_row("guard");
		CHECK_NEAR(furui_novelty_guard(&line, &rows[i].said),
			   rows[i].want, 1e-12);
	}
	struct furui_hearing hearing = {.words = 4, .known = 3};
	CHECK_NEAR(furui_novelty(&hearing), .25, 0);
	hearing.words = hearing.known = 0;
	CHECK_NEAR(furui_novelty(&hearing), 1, 0);
}

int main(void)
{
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_classify();
	test_known();
	test_script();
	test_foreign();
	test_foreign_share();
	test_novelty();
	furui_reader_free(&reader);
	return unit_end();
}
