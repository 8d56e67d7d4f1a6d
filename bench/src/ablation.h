/* What each part of furui is worth: the same run again without it. */
#ifndef BENCH_ABLATION_H
#define BENCH_ABLATION_H

#include "furui/features.h"
#include "metrics.h"

/* Something that can be left out: of the learner, or of the features. */
struct bench_part {
	const char *name;
	unsigned learner; /* bits of enum furui_part */
	unsigned tags;    /* bits: 1 << enum furui_tag */
	bool pairs;       /* pairs of words in scripts without spaces */
	bool shapes;      /* shapes of numbers */
};

/* Every part; one without a name ends them. */
extern const struct bench_part bench_parts[];

/* Fills in the features without what the part takes: `tokens` holds them and
 * must stay as long as `out` is used; all else is borrowed. */
void bench_part_mask(const struct bench_part *part,
		     const struct furui_features *features,
		     struct furui_buffer *tokens, struct furui_features *out);

struct bench_ablation_row {
	const struct bench_part *part;
	struct bench_metrics metrics;
	double difference; /* 1-AUC without it less that of the whole */
	struct bench_interval interval; /* of the difference */
};

/* All zero is an empty one. */
struct bench_ablation {
	struct bench_ablation_row *rows;
	size_t count;
	double *whole; /* 1-AUC of the whole's resamples */
};

/* Adds what was judged without the part, beside what the whole judged: the
 * same messages in the same order. */
void bench_ablation_add(struct bench_ablation *ablation,
			const struct bench_part *part,
			const struct bench_verdict *whole,
			const struct bench_verdict *verdicts, size_t count);
void bench_ablation_free(struct bench_ablation *ablation);

/* Append a row a part, below one of the whole. */
void bench_ablation_table(const struct bench_ablation *ablation,
			  const struct bench_metrics *whole,
			  struct furui_buffer *out);
void bench_ablation_json(const struct bench_ablation *ablation,
			 const char *filter, struct furui_buffer *out);

#endif
