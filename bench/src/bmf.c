/* bmf as a peer: a process a message, which learns with -s and -n and tests
 * with -t, whose exit status is the verdict; probabilities in 6 decimals. */
#include <stdlib.h>
#include <string.h>

#include "peer.h"

static int learn(void *context, uint32_t item, struct furui_error *err)
{
	struct bench_peer *peer = context;
	const struct bench_item *i = &peer->mail->items[item];
	const char *const argv[] = {
		"bmf",       "-d",
		peer->store, i->label == FURUI_SPAM ? "-s" : "-n",
		"-i",        i->file,
		NULL};
	peer->trained = true;
	return bench_run_command(argv, peer->home, NULL, NULL, 2, err) < 0 ? -1
									   : 0;
}

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	for (size_t i = 0; i < count; i++)
		if (learn(context, items[i], err) < 0)
			return -1;
	return 0;
}

/* "# Spamicity: 0.987654", one for each message that it sees in the file; the
 * first is the one with the header. Status 0 is spam, 1 is not. */
static int judge_one(const struct bench_peer *peer, const char *file,
		     struct bench_verdict *out, struct furui_error *err)
{
	const char *const argv[] = {"bmf", "-t", "-d", peer->store,
				    "-i",  file, NULL};
	struct furui_buffer answer = {0};
	int status = bench_run_command(argv, peer->home, NULL, &answer, 2, err);
	furui_buffer_terminate(&answer);
	char *score = bench_after_name(answer.data, "# Spamicity: ", "");
	if (status >= 0 && score)
		score[strcspn(score, "\n")] = '\0';
	if (status >= 0 &&
	    (!score || bench_parse_probability(score, &out->score) < 0))
		status = furui_fail(err, FURUI_ERROR_INPUT,
				    "it said no spamicity of %s", file);
	furui_buffer_free(&answer);
	if (status < 0)
		return -1;
	out->class = status == 0 ? FURUI_CLASS_SPAM : FURUI_CLASS_HAM;
	return 0;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	for (size_t i = 0; i < count; i++)
		if (judge_one(peer, peer->mail->items[items[i]].file,
			      &verdicts[i], err) < 0)
			return -1;
	return 0;
}

static char *version(void *context)
{
	const struct bench_peer *peer = context;
	const char *const argv[] = {"bmf", "-V", NULL};
	struct furui_buffer said = {0};
	char *line = NULL;
	/* Its first line is empty. */
	if (bench_run_command(argv, peer->home, NULL, &said, 256, NULL) >= 0 &&
	    said.size) {
		furui_buffer_terminate(&said);
		line = said.data + strspn(said.data, "\n");
		line = strndup(line, strcspn(line, "\n"));
	}
	furui_buffer_free(&said);
	return line;
}

const struct bench_filter_kind bench_bmf = {
	.name = "bmf",
	.program = "bmf",
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.learn = learn,
	.judge = judge,
};
