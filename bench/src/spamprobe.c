/* SpamProbe as a peer: learns with its commands spam and good, every file one
 * message (-M), prints scores in 7 decimals. */
#include <string.h>

#include "peer.h"

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const spam[] = {"spamprobe", "-M",   "-c", "-d",
				    peer->store, "spam", NULL};
	const char *const ham[] = {"spamprobe", "-M",   "-c", "-d",
				   peer->store, "good", NULL};
	return bench_peer_fit(peer, spam, ham, items, count, 1, err);
}

/* "SPAM 0.9876543 0123456789abcdef…"; the file is not named. */
static int read_line(const struct bench_peer *peer, char *line,
		     const char *file, struct bench_verdict *out)
{
	(void)peer;
	(void)file;
	char *score = line + 5;
	if (strncmp(line, "SPAM ", 5) == 0)
		out->class = FURUI_CLASS_SPAM;
	else if (strncmp(line, "GOOD ", 5) == 0)
		out->class = FURUI_CLASS_HAM;
	else
		return -1;
	score[strcspn(score, " ")] = '\0';
	return bench_parse_probability(score, &out->score);
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const argv[] = {"spamprobe", "-M",    "-d",
				    peer->store, "score", NULL};
	struct furui_buffer answer = {0};
	int result = bench_peer_run_on(peer, argv, items, count, -1, 1, &answer,
				       err);
	if (result == 0)
		result = bench_peer_read(peer, &answer, items, count, verdicts,
					 read_line, err);
	furui_buffer_free(&answer);
	return result;
}

static char *version(void *peer)
{
	static const char *const argv[] = {"spamprobe", "-V", NULL};
	return bench_peer_first_line(peer, argv);
}

const struct bench_filter_kind bench_spamprobe = {
	.name = "spamprobe",
	.program = "spamprobe",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.judge = judge,
};
