/* usage: furuid_load SOCKET STORE CLIENTS COUNT FILE...: so many clients at
 * once ask furuid for the verdicts on the files in turn, COUNT in all, and
 * compare each answer with the verdict come to here. Prints how many answers
 * were refused or wrong, and how long they took; exit 1 when there were such.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "furui/buffer.h"
#include "furui/config.h"
#include "remote.h"

enum {
	MOST_CLIENTS = 256
};

struct message {
	struct furui_buffer bytes;
	struct furui_verdict verdict;
};

static struct furui_session session;
static struct message *messages;
static double *took; /* ms */
static size_t message_count, question_count;
static atomic_size_t next_question, refused, wrong;

static double now(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static bool is_same(const struct furui_verdict *a,
		    const struct furui_verdict *b)
{
	return a->class == b->class &&
	       memcmp(&a->probability, &b->probability, sizeof(double)) == 0 &&
	       memcmp(&a->log_odds, &b->log_odds, sizeof(double)) == 0;
}

static void *ask(void *unused)
{
	size_t i;
	while ((i = next_question++) < question_count) {
		const struct message *message = &messages[i % message_count];
		struct furui_verdict answer = {0};
		double began = now();
		if (!furui_remote_judge(&session, message->bytes.data,
					message->bytes.size, &answer))
			refused++;
		else if (!is_same(&answer, &message->verdict))
			wrong++;
		took[i] = now() - began;
	}
	return unused;
}

static int read_file(const char *path, struct furui_buffer *out)
{
	FILE *file = fopen(path, "rb");
	size_t got;
	if (!file)
		return -1;
	while ((got = fread(furui_buffer_room(out, 1 << 16), 1, 1 << 16,
			    file)) > 0)
		out->size += got;
	return fclose(file);
}

static int prepare(struct furui_options *options, int count, char **paths)
{
	const char *word;
	struct furui_error err = {0};
	if (furui_session_open(&session, options, &word, &err) ||
	    furui_session_map(&session, &word, &err)) {
		(void)fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	for (int i = 0; i < count; i++) {
		struct message *message = &messages[message_count++];
		struct furui_result result = {0};
		if (read_file(paths[i], &message->bytes) ||
		    furui_session_judge(&session, message->bytes.data,
					message->bytes.size, &result, &err))
			return -1;
		message->verdict = result.verdict;
	}
	return 0;
}

static int compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;
	return (x > y) - (x < y);
}

static void report(void)
{
	qsort(took, question_count, sizeof *took, compare);
	(void)printf("%zu asked, %zu refused, %zu wrong; ms: median %.2f, "
		     "p99 %.2f, longest %.2f\n",
		     question_count, refused, wrong, took[question_count / 2],
		     took[question_count * 99 / 100], took[question_count - 1]);
}

static void run(long clients)
{
	pthread_t threads[MOST_CLIENTS];
	long started = 0;
	while (started < clients &&
	       pthread_create(&threads[started], NULL, ask, NULL) == 0)
		started++;
	for (long i = 0; i < started; i++)
		(void)pthread_join(threads[i], NULL);
}

int main(int argc, char **argv)
{
	if (argc < 6)
		return 64;
	long clients = strtol(argv[3], NULL, 10);
	question_count = strtoul(argv[4], NULL, 10);
	if (clients < 1 || clients > MOST_CLIENTS || question_count < 1)
		return 64;
	struct furui_options options = {
		.socket = argv[1],
		.store = argv[2],
		.no_config = true,
		.cutoffs = furui_default_cutoffs,
		.judge = furui_judge,
	};
	messages = calloc((size_t)argc, sizeof *messages);
	took = calloc(question_count, sizeof *took);
	if (!messages || !took || prepare(&options, argc - 5, argv + 5))
		return 2;
	run(clients);
	report();
	for (size_t i = 0; i < message_count; i++)
		furui_buffer_free(&messages[i].bytes);
	free(messages);
	free(took);
	furui_session_close(&session);
	return refused || wrong;
}
