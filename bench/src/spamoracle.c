/* SpamOracle as a peer: learns with its command add, and its command test
 * prints probabilities in 2 decimals, so that many messages share one. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "furui/path.h"
#include "peer.h"

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *database = furui_path_join(peer->store, "db");
	const char *const spam[] = {"spamoracle", "-f",    database,
				    "add",        "-spam", NULL};
	const char *const ham[] = {"spamoracle", "-f",    database,
				   "add",        "-good", NULL};
	int result = bench_peer_fit(peer, spam, ham, items, count, 1, err);
	free(database);
	return result;
}

/* "0.98 -- 15": the probability, and how many words it rests on. Its manual:
 * "yes means that the score is >= 0.8 and at least 5 interesting words were
 * found; no means that the score is <= 0.2 and at least 5 interesting words
 * were found; unknown is returned otherwise." */
static int read_score(char *text, struct bench_verdict *out)
{
	char *words = strstr(text, " -- ");
	if (!words)
		return -1;
	*words = '\0';
	words += strlen(" -- ");
	if (bench_parse_probability(text, &out->score) < 0 || *words < '0' ||
	    *words > '9')
		return -1;
	bool enough = strtoul(words, NULL, 10) >= 5;
	out->class = enough && out->score >= .8   ? FURUI_CLASS_SPAM
		     : enough && out->score <= .2 ? FURUI_CLASS_HAM
						  : FURUI_CLASS_UNSURE;
	return 0;
}

/* Its answer is a block of lines, "Score: " and, at the end, "File: FILE"
 * among them, for each message that it sees in a file: it takes lines that
 * begin with "From " for the beginning of another. The first is the one with
 * the header. */
static int read_block(char **rest, const char *file, struct bench_verdict *out)
{
	char *line;
	bool scored = false;
	while ((line = strsep(rest, "\n"))) {
		char *score = bench_after_name(line, "Score: ", "");
		char *named = bench_after_name(line, "File: ", "");
		if (score)
			scored = read_score(score, out) == 0;
		else if (named && strcmp(named, file) == 0)
			return scored ? 0 : -1;
	}
	return -1;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *database = furui_path_join(peer->store, "db");
	const char *const argv[] = {"spamoracle", "-f", database, "test", NULL};
	struct furui_buffer answer = {0};
	int result = bench_peer_run_on(peer, argv, items, count, -1, 1, &answer,
				       err);
	furui_buffer_terminate(&answer);
	char *rest = answer.data;
	for (size_t i = 0; i < count && result == 0; i++) {
		const char *file = peer->mail->items[items[i]].file;
		if (read_block(&rest, file, &verdicts[i]) < 0)
			result = furui_fail(err, FURUI_ERROR_INPUT,
					    "it said no score of %s", file);
	}
	furui_buffer_free(&answer);
	free(database);
	return result;
}

static char *version(void *peer)
{
	(void)peer;
	return NULL; /* it does not tell */
}

const struct bench_filter_kind bench_spamoracle = {
	.name = "spamoracle",
	.program = "spamoracle",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.judge = judge,
};
