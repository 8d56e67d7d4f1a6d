/* Scoring a text at once is scoring its packed views: experts_judge.c. */
#include "experts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "unit.h"

static struct furui_weights weights;
static struct furui_tables tables; /* the same */

/* Different for every slot and expert, so that no slot stands for another, and
 * so different in size that the order of additions shows. */
static void fill_weights(void)
{
	uint32_t state = 1;
	for (int e = 0; e < FURUI_EXPERTS; e++)
		for (size_t i = 0; i < FURUI_TABLE_SIZE; i++) {
			state = state * 1664525 + 1013904223;
			weights.of[e][i] = ldexpf((float)(int32_t)state / 1e9F,
						  -(int)(state % 41));
		}
	furui_weights_pair(&weights, tables.core);
	memcpy(tables.raw, weights.of[FURUI_EXPERT_RAW], sizeof tables.raw);
	memcpy(tables.words, weights.of[FURUI_EXPERT_WORDS],
	       sizeof tables.words);
}

/* `size` bytes of few different ones, so that n-grams come back. */
static char *text_of(size_t size, uint32_t state)
{
	char *text = furui_xmalloc(size + 1);
	for (size_t i = 0; i < size; i++) {
		state = state * 1664525 + 1013904223;
		text[i] = (char)('a' + (state >> 28));
	}
	text[size] = '\0';
	return text;
}

static void check(const char *row, const struct furui_features *features)
{
	struct furui_buffer record = {0};
	struct furui_views views;
	unit_row(row);
	furui_views_pack(features, &record);
	furui_views_map(record.data, &views);
	for (int raw = 0; raw < 2; raw++) {
		double packed = furui_experts_score(&weights, &views, raw);
		double at_once = furui_experts_judge(&weights, features, raw);
		CHECK(furui_tables_judge(&tables, features, raw) == at_once);
		/* Only the order of the additions differs. */
		CHECK(fabs(packed - at_once) < 1e-9);
		CHECK(raw == 0 || features->raw_size < 4 ||
		      fabs(packed) > 1e-6);
	}
	furui_buffer_free(&record);
}

static void test_texts(void)
{
	static const struct {
		const char *row;
		size_t core, raw;
	} rows[] = {
		{"nothing", 0, 0},      {"one byte", 1, 1},
		{"two", 2, 2},          {"four", 4, 4},
		{"six", 6, 5},          {"as many as at once", 517, 515},
		{"one more", 518, 516}, {"long", 3000, 3000},
		{"raw only", 0, 500},   {"core only", 500, 0},
	};
	const size_t count = sizeof rows / sizeof *rows, more = 100;
	for (size_t n = 0; n < count + more; n++) {
		size_t i = n < count ? n : count - 1; /* core only */
		char *core = text_of(rows[i].core, (uint32_t)n);
		char *raw = text_of(rows[i].raw, 2);
		const struct furui_features features = {
			.core = core,
			.core_size = rows[i].core,
			.raw = raw,
			.raw_size = rows[i].raw,
		};
		check(rows[i].row, &features);
		free(core);
		free(raw);
	}
}

static void test_words(void)
{
	enum {
		WORDS = 1500
	};
	char *text = text_of(WORDS + 8, 3);
	struct furui_token tokens[WORDS];
	for (size_t i = 0; i < WORDS; i++)
		tokens[i] = (struct furui_token){
			.text = text + i,
			.size = (uint16_t)(1 + i % 8),
			.tag = (uint8_t)(i % FURUI_TAG_COUNT)};
	struct furui_features features = {.tokens = tokens, .core = ""};
	for (size_t count = 0; count <= WORDS; count += 300) {
		features.token_count = count;
		check("words", &features);
	}
	free(text);
}

/* What is published is what is gone on from. */
static void test_forms(void)
{
	static struct furui_weights again;
	unit_row(NULL);
	furui_weights_take(&again, &tables);
	CHECK(memcmp(&again, &weights, sizeof again) == 0);
}

/* An expert that is sure of a message learns nothing from it any more, and it
 * is not sure as soon as that is so. */
static void test_sure(void)
{
	static struct furui_weights learned;
	static struct furui_spread spread;
	struct furui_buffer record = {0};
	struct furui_views views;
	char *text = text_of(300, 5);
	struct furui_token tokens[100];
	for (size_t i = 0; i < 100; i++)
		tokens[i] = (struct furui_token){.text = text + i, .size = 8};
	const struct furui_features features = {.core = text,
						.core_size = 300,
						.raw = text,
						.raw_size = 300,
						.tokens = tokens,
						.token_count = 100};
	furui_views_pack(&features, &record);
	furui_views_map(record.data, &views);
	for (int i = 0; i < 2 * FURUI_EXPERTS; i++) {
		enum furui_expert expert = (enum furui_expert)(i / 2);
		int is_spam = i % 2;
		double said = 0, line = 0, sign = is_spam ? 1 : -1;
		while (!furui_expert_is_sure(expert, sign * line, is_spam) &&
		       line < 3)
			line += .01;
		CHECK(line > .1 && line < 1);
		CHECK(!furui_expert_is_sure(expert, -sign * line, is_spam));
		furui_experts_reset(&learned, &spread);
		/* Learned by small steps until there is none: not sure yet. */
		double before;
		do {
			before = said;
			said = furui_expert_learn(&learned, &spread, &views,
						  expert, is_spam, .02);
			CHECK(!furui_expert_is_sure(expert, said, is_spam));
		} while (said != before || said == 0);
		/* ln 9,999 for ln 999; half again of the margin. */
		CHECK_NEAR(line / fabs(said),
			   expert == FURUI_EXPERT_AROW ? 1.5 : 4. / 3, .03);
	}
	free(text);
	furui_buffer_free(&record);
}

int main(void)
{
	fill_weights();
	test_forms();
	test_texts();
	test_words();
	test_sure();
	return unit_end();
}
