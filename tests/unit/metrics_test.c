/* bench: the metrics against tables worked out by hand, the intervals against
 * theory. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "metrics.h"
#include "unit.h"

enum {
	MAX = 2000
};

/* "s" spam or "h" ham, the class it was called (S, H, U), its score. */
static size_t parse(const char *text, struct bench_verdict *out)
{
	size_t count = 0;
	while (*text) {
		struct bench_verdict *v = &out[count++];
		v->label = *text == 's' ? FURUI_SPAM : FURUI_HAM;
		v->class = text[1] == 'S'   ? FURUI_CLASS_SPAM
			   : text[1] == 'H' ? FURUI_CLASS_HAM
					    : FURUI_CLASS_UNSURE;
		char *end;
		v->score = strtod(text + 2, &end);
		text = end + strspn(end, " ");
	}
	return count;
}

static const struct {
	const char *name, *verdicts;
	double auc, tied, sm_at_hm, hm, sm, unsure;
} tables[] = {
	{"perfect", "sS3 sS2 hH1 hH0", 0, 0, 0, 0, 0, 0},
	{"reversed", "sH0 hS1", 1, 0, 1, 1, 1, 0},
	/* Of (4,3) (4,1) (2,3) (2,1) one pair is lost. */
	{"one pair lost", "sS4 hU3 sU2 hH1", .25, 0, .5, 0, .5, .5},
	/* The tie of (2,2) counts half of four pairs, and stands above any
	 * cut-off that would catch its spam. */
	{"tie across", "sS3 hS2 sS2 hH1", .125, .25, .5, .5, 0, 0},
	{"all tied", "sU5 sU5 hU5 hU5 hU5", .5, 1, 1, 0, 1, 1},
	{"tie within", "sS3 sS3 hH1 hH1", 0, 0, 0, 0, 0, 0},
	{"order of lines", "hH1 hH0 sS2 sS3", 0, 0, 0, 0, 0, 0},
	/* inf ties with inf: (inf,inf) half, (inf,-inf) won. */
	{"infinite", "sSinf hSinf hH-inf", .25, .5, 1, .5, 0, 0},
	{"signs of zero tie", "sS0 hS-0", .5, 1, 1, 1, 0, 0},
	/* Differences in the last digit of a double are not ties. */
	{"close", "sS0.99999999999999989 hS0.99999999999999978", 0, 0, 0, 1, 0,
	 0},
	{"one ham", "hU0", NAN, NAN, NAN, 0, NAN, 1},
	{"one spam", "sU0", NAN, NAN, NAN, NAN, 1, 1},
	{"nothing", "", NAN, NAN, NAN, NAN, NAN, NAN},
};

static void check_share(double got, double want, const char *what)
{
	unit_check(isnan(want) ? isnan(got) : fabs(got - want) < 1e-12, what,
		   __FILE__, __LINE__);
}

static void test_tables(void)
{
	struct bench_verdict v[8];
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		struct bench_metrics m;
		unit_row(tables[i].name);
		bench_measure(v, parse(tables[i].verdicts, v), &m);
		check_share(m.one_minus_auc, tables[i].auc, "1-AUC");
		check_share(m.tied, tables[i].tied, "tied");
		check_share(m.sm_at_hm, tables[i].sm_at_hm, "sm at hm");
		check_share(m.hm, tables[i].hm, "hm");
		check_share(m.sm, tables[i].sm, "sm");
		check_share(m.unsure_share, tables[i].unsure, "unsure");
	}
	unit_row(NULL);
}

/* One ham above all spam is allowed from 1,000 ham on, two from 2,000 on. */
static void test_allowed_ham(void)
{
	static const struct {
		size_t ham, above;
		double want;
	} rows[] = {{999, 1, 1}, {1000, 1, 0}, {1000, 2, 1}, {1998, 2, 1}};
	static struct bench_verdict v[MAX];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_metrics m;
		memset(v, 0, sizeof v);
		for (size_t j = 0; j < rows[i].ham; j++)
			v[j].score = j < rows[i].above ? 2 : 0;
		v[rows[i].ham].label = FURUI_SPAM;
		v[rows[i].ham].score = 1;
		bench_measure(v, rows[i].ham + 1, &m);
		check_share(m.sm_at_hm, rows[i].want, "sm at hm");
	}
}

static void test_lam(void)
{
	/* (1 + .5) / (9 + 1) on both sides. */
	CHECK_NEAR(bench_lam(1, 9, 1, 9), .15, 1e-12);
	/* .1 and .9: the logits cancel. */
	CHECK_NEAR(bench_lam(0, 4, 4, 4), .5, 1e-12);
	/* .005/.995 and .125/.875: the odds' geometric mean is
	 * sqrt(.005 * .125 / (.995 * .875)). */
	double odds = sqrt(.005 * .125 / (.995 * .875));
	CHECK_NEAR(bench_lam(0, 99, 0, 3), odds / (1 + odds), 1e-12);
	CHECK(isnan(bench_lam(0, 0, 0, 3)));
	CHECK(isnan(bench_lam(0, 3, 0, 0)));
}

/* Ham and spam normal with means 0 and `distance`, by twelve uniforms. */
static void make_normal(struct bench_verdict *v, size_t each, double distance,
			uint32_t seed)
{
	memset(v, 0, 2 * each * sizeof *v);
	for (size_t i = 0; i < 2 * each; i++) {
		v[i].label = i % 2 ? FURUI_SPAM : FURUI_HAM;
		v[i].score = i % 2 ? distance - 6 : -6;
		for (int j = 0; j < 12; j++) {
			seed = seed * 1664525 + 1013904223;
			v[i].score += (double)(seed >> 8) / (1 << 24);
		}
	}
}

static void test_interval(void)
{
	static struct bench_verdict v[400];
	static double values[2 * BENCH_RESAMPLES], again[BENCH_RESAMPLES];
	make_normal(v, 200, 2, 1);
	struct bench_metrics m;
	bench_measure(v, 400, &m);
	struct bench_ranking *one = bench_ranking_new(v, 400);
	struct bench_ranking *pair[2] = {one, one};
	bench_bootstrap(pair, 2, v, 400, BENCH_RESAMPLES, values);
	bench_bootstrap(&one, 1, v, 400, BENCH_RESAMPLES, again);
	size_t differ = 0;
	for (size_t r = 0; r < BENCH_RESAMPLES; r++)
		differ += values[r] != again[r] ||
			  values[BENCH_RESAMPLES + r] != again[r];
	CHECK_INT(differ, 0);

	/* Hanley and McNeil (1982): the standard error of an AUC. */
	double a = 1 - m.one_minus_auc, n = 200;
	double q1 = a / (2 - a), q2 = 2 * a * a / (1 + a);
	double se =
		sqrt((a * (1 - a) + (n - 1) * (q1 + q2 - 2 * a * a)) / (n * n));
	struct bench_interval i = bench_percentiles(values, BENCH_RESAMPLES);
	CHECK(i.low < m.one_minus_auc && m.one_minus_auc < i.high);
	CHECK_NEAR((i.high - i.low) / (2 * 1.96 * se), 1, .15);
	bench_ranking_free(&one);
	CHECK(one == NULL);
	bench_ranking_free(&one);
}

static void test_percentiles(void)
{
	double values[41];
	for (int i = 0; i < 41; i++)
		values[i] = 40 - i;
	struct bench_interval i = bench_percentiles(values, 41);
	CHECK_NEAR(i.low, 1, 1e-12);
	CHECK_NEAR(i.high, 39, 1e-12);
	double two[] = {8, 0};
	i = bench_percentiles(two, 2);
	CHECK_NEAR(i.low, .2, 1e-12);
	CHECK_NEAR(i.high, 7.8, 1e-12);
	double ends[] = {1, INFINITY, INFINITY};
	i = bench_percentiles(ends, 3);
	CHECK(isinf(i.low) && isinf(i.high));
	double hole[] = {1, NAN};
	CHECK(isnan(bench_percentiles(hole, 2).low));
}

static void test_empty_class(void)
{
	struct bench_verdict v[2] = {
		{.label = FURUI_HAM, .class = FURUI_CLASS_HAM, .score = 1},
		{.label = FURUI_HAM, .class = FURUI_CLASS_HAM, .score = 2}};
	double values[10];
	struct bench_ranking *ranking = bench_ranking_new(v, 2);
	bench_bootstrap(&ranking, 1, v, 2, 10, values);
	CHECK(isnan(values[0]) && isnan(values[9]));
	bench_ranking_free(&ranking);
}

int main(void)
{
	test_tables();
	test_allowed_ham();
	test_lam();
	test_interval();
	test_percentiles();
	test_empty_class();
	return unit_end();
}
