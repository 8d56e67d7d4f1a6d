/* sylfilter as a peer: learns with -j and -c, prints probabilities in 6
 * decimals (-t) and calls some mail uncertain. */
#include <string.h>

#include "peer.h"

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const spam[] = {"sylfilter", "-p", peer->store, "-j", NULL};
	const char *const ham[] = {"sylfilter", "-p", peer->store, "-c", NULL};
	return bench_peer_fit(peer, spam, ham, items, count, 127, err);
}

/* "FILE: This is a junk mail (prob: 0.987654)" */
static int read_line(const struct bench_peer *peer, char *line,
		     const char *file, struct bench_verdict *out)
{
	static const struct {
		const char *text;
		enum furui_class class;
	} answers[] = {
		{"This is a junk mail (prob: ", FURUI_CLASS_SPAM},
		{"This is a clean mail (prob: ", FURUI_CLASS_HAM},
		{"This mail could not be classified (prob: ",
		 FURUI_CLASS_UNSURE},
	};
	(void)peer;
	char *said = bench_after_name(line, file, ": ");
	for (int i = 0; said && i < 3; i++) {
		char *score = bench_after_name(said, answers[i].text, "");
		if (!score)
			continue;
		score[strcspn(score, ")")] = '\0';
		out->class = answers[i].class;
		return bench_parse_probability(score, &out->score);
	}
	return -1;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const argv[] = {"sylfilter", "-p", peer->store, "-t", NULL};
	struct furui_buffer answer = {0};
	int result = bench_peer_run_on(peer, argv, items, count, -1, 127,
				       &answer, err);
	if (result == 0)
		result = bench_peer_read(peer, &answer, items, count, verdicts,
					 read_line, err);
	furui_buffer_free(&answer);
	return result;
}

static char *version(void *peer)
{
	static const char *const argv[] = {"sylfilter", "-V", NULL};
	return bench_peer_first_line(peer, argv);
}

const struct bench_filter_kind bench_sylfilter = {
	.name = "sylfilter",
	.program = "sylfilter",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.judge = judge,
};
