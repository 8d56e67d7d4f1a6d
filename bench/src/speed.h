/* furui-bench speed: what filters cost as programs, side by side. */
#ifndef BENCH_SPEED_H
#define BENCH_SPEED_H

#include "accuracy.h"

enum {
	/* One training beside another varies by a tenth on a shared machine.
	 * An even number: who begins a round takes turns. */
	BENCH_SPEED_ROUNDS = 10,
	BENCH_SPEED_MAX_ROUNDS = 1000,
};

struct bench_speed_options {
	const char *index;
	const char *japanese; /* an index or a folder; NULL: none */
	const char *json, *html;
	bool page_japanese;
	const struct bench_filter_kind *peers[BENCH_MAX_PEERS]; /* in order */
	size_t peer_count;
	size_t rounds;
	/* As in struct bench_accuracy_options. */
	void (*trouble)(void *context, const char *sentence);
	void (*begin)(void *context, const char *what);
	void (*end)(void *context);
	struct bench_watch watch;
	void *context;
};

/* 0; -1 for wrong usage, with a sentence in err, which is empty when getopt
 * has said it. */
int bench_speed_parse(int argc, char **argv,
		      struct bench_speed_options *options,
		      struct furui_error *err);

/* What is measured, in the order reported. */
enum bench_speed_row {
	SPEED_NOTHING,
	SPEED_COLD_ENGLISH,
	SPEED_COLD_JAPANESE,
	SPEED_COLD_HTML,
	SPEED_COLD_ATTACHMENT,
	SPEED_RESIDENT,
	SPEED_BULK,
	SPEED_BULK_ALL,
	SPEED_TRAIN,
	SPEED_TRAIN_WALL,
	SPEED_FIT,
	SPEED_LEARN,
	SPEED_MEMORY,
	SPEED_STORE,
	SPEED_COUNTS,
	SPEED_MODEL,
	SPEED_ROWS
};

struct bench_speed_row_text {
	const char *key; /* in JSON */
	const char *english, *japanese, *unit;
};
extern const struct bench_speed_row_text bench_speed_texts[SPEED_ROWS];

struct bench_speed_result {
	const char *name;
	char *version;
	/* rounds of each row; NAN: not measured. */
	double *values[SPEED_ROWS];
};

struct bench_speed_report {
	const char *index;
	size_t learned, english, japanese, bulk; /* messages of a round */
	size_t rounds, processors;
	struct bench_speed_result results[BENCH_MAX_PEERS + 1]; /* furui's
								   first */
	size_t count;
};

/* The median over the rounds with the quartiles; NAN when nothing was
 * measured. */
struct bench_speed_figure {
	double median;
	struct bench_interval quartiles;
};
struct bench_speed_figure
bench_speed_value(const struct bench_speed_report *report, size_t filter,
		  enum bench_speed_row row);
/* Of furui's to this filter's, paired by round. */
struct bench_speed_figure
bench_speed_ratio(const struct bench_speed_report *report, size_t filter,
		  enum bench_speed_row row);

void bench_speed_table(const struct bench_speed_report *report,
		       struct furui_buffer *out);
/* An object a line, a line for each row of each filter that could do it. */
void bench_speed_json(const struct bench_speed_report *report,
		      struct furui_buffer *out);
void bench_speed_page(const struct bench_speed_report *report, bool japanese,
		      int64_t now, struct furui_buffer *out);

/* Appends the table, the JSON lines and (with options->html) the page. 1 when
 * a peer could not be set up and is missing from them, -1 when nothing can be
 * reported: a command that fails ends the run. */
int bench_speed(const struct bench_speed_options *options,
		struct bench_outputs *out, struct furui_error *err);

#endif
