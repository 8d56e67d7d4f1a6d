/* Robinson-Fisher: fisher.c. */
#include "fisher.h"

#include <math.h>

#include "unit.h"

/* The log-odds were worked out with 60 digits by the incomplete gamma
 * function, ln((1 + Q - P) / (1 - Q + P)). */
static const struct {
	const char *name;
	struct {
		double f;
		unsigned times;
	} words[2];
	double want;
} rows[] = {
	{"one spam word", {{.99, 1}}, 4.5951198501345899269},
	{"one ham word", {{.01, 1}}, -4.5951198501345899269},
	{"two", {{.9, 2}}, 3.2401118761937389639},
	{"one each", {{.9, 1}, {.1, 1}}, 0},
	{"ten", {{.999, 10}}, 44.318266139766761793},
	{"ten and three", {{.999, 10}, {.02, 3}}, 1.4019300807839043848},
	{"a hundred", {{.9999, 100}}, 605.02361841189440613},
	{"a hundred of ham", {{.0001, 100}}, -605.02361841189440613},
	{"strong ones", {{.999999, 150}}, 1535.1269719394533725},
	{"a thousand", {{.9999, 1000}}, 5997.1851432780227079},
	{"five thousand", {{.9999, 5000}}, 29958.043948723902213},
	{"five thousand weak ones", {{.9, 5000}}, 2348.8985598020427148},
	{"half and half", {{.9999, 2500}, {.0001, 2500}}, 0},
	{"nearly even", {{.97, 30}, {.05, 29}}, .00093007661589846152163},
};

static double log_odds(const struct furui_fisher *sum)
{
	double odds = furui_fisher_log_odds(sum);
	CHECK(isfinite(odds));
	return odds;
}

static void test_values(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_fisher sum = {0}, mirrored = {0};
		for (int w = 0; w < 2; w++)
			for (unsigned k = 0; k < rows[i].words[w].times; k++) {
				double f = rows[i].words[w].f;
				furui_fisher_add(&sum, f);
				furui_fisher_add(&mirrored, 1 - f);
			}
		unit_row(rows[i].name);
		CHECK_NEAR(log_odds(&sum), rows[i].want,
			   1e-9 * (1 + fabs(rows[i].want)));
		CHECK_NEAR(log_odds(&mirrored), -rows[i].want,
			   1e-9 * (1 + fabs(rows[i].want)));
	}
	const struct furui_fisher none = {0};
	unit_row("nothing");
	CHECK_NEAR(log_odds(&none), log(.52 / .48), 1e-15);
}

/* More of the same says more, however much there is already. */
static void test_monotone(void)
{
	static const double spamicities[] = {.9, .99, .999, .9999, .999999};
	for (size_t i = 0; i < sizeof spamicities / sizeof *spamicities; i++) {
		struct furui_fisher spam = {0}, ham = {0};
		double last = 0;
		unit_row("monotone");
		for (int k = 0; k < 5000; k++) {
			furui_fisher_add(&spam, spamicities[i]);
			furui_fisher_add(&ham, 1 - spamicities[i]);
			double odds = log_odds(&spam);
			CHECK(odds > last);
			CHECK_NEAR(log_odds(&ham), -odds, 1e-8 * odds);
			last = odds;
		}
	}
}

static void test_spamicity(void)
{
	CHECK_NEAR(furui_fisher_doubt, .0178, 0);
	static const struct {
		const char *name;
		struct furui_counts token, totals;
		double doubt, want;
	} words[] = {
		{"never met", {0, 0}, {10, 10}, .0178, .52},
		{"one class known", {5, 0}, {10, 0}, .0178, .52},
		{"nothing known", {0, 0}, {0, 0}, .0178, .52},
		{"once in spam", {1, 0}, {10, 10}, .0178, 1.009256 / 1.0178},
		{"once in ham", {0, 1}, {10, 10}, .0178, .009256 / 1.0178},
		{"ten times", {10, 0}, {100, 300}, .0178, 10.009256 / 10.0178},
		/* 1/100 of spam and 3/300 of ham */
		{"by the classes' sizes",
		 {1, 3},
		 {100, 300},
		 .0178,
		 2.009256 / 4.0178},
		{"in doubt", {3, 0}, {10, 10}, 1, 3.52 / 4},
		{"large",
		 {4000000000U, 0},
		 {4000000000U, 4000000000U},
		 .0178,
		 1},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		struct furui_counts token = words[i].token;
		struct furui_counts totals = words[i].totals;
		unit_row(words[i].name);
		double f =
			furui_fisher_spamicity(token, totals, words[i].doubt);
		CHECK_NEAR(f, words[i].want, 1e-11);
		CHECK(f > 0 && f < 1);
		/* Swapped classes: the same, but for what Robinson's x adds. */
		struct furui_counts mirrored = {token.ham, token.spam};
		struct furui_counts other = {totals.ham, totals.spam};
		double n = (double)token.spam + token.ham;
		double x = totals.spam && totals.ham
				   ? .04 * words[i].doubt / (words[i].doubt + n)
				   : .04;
		CHECK_NEAR(
			furui_fisher_spamicity(mirrored, other, words[i].doubt),
			1 - f + x, 1e-11);
	}
}

static void test_counts(void)
{
	static const struct {
		double spamicity;
		int want;
	} words[] = {{.5, 0},   {.52, 0},   {.875, 0}, {.8751, 1},
		     {.125, 0}, {.1249, 1}, {0, 1},    {1, 1}};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		CHECK_INT(furui_fisher_counts(words[i].spamicity) != 0,
			  words[i].want);
}

int main(void)
{
	test_values();
	test_monotone();
	test_spamicity();
	test_counts();
	return unit_end();
}
