/* bsfilter as a peer: learns with --add-spam, --add-clean and --update, and
 * prints its combined probability in 6 decimals. */
#include <string.h>

#include "peer.h"

/* Its manual: "0.95 by default for Robinson-Fisher method", which is its
 * default method; its program compares with >. There is no unsure. */
static const double spam_cutoff = 0.95;

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const spam[] = {"bsfilter", "--homedir", peer->store,
				    "--add-spam", NULL};
	const char *const ham[] = {"bsfilter", "--homedir", peer->store,
				   "--add-clean", NULL};
	const char *const update[] = {"bsfilter", "--homedir", peer->store,
				      "--update", NULL};
	if (bench_peer_fit(peer, spam, ham, items, count, 1, err) < 0)
		return -1;
	return bench_run_command(update, peer->home, NULL, NULL, 1, err) < 0
		       ? -1
		       : 0;
}

/* "combined probability FILE 1 0.987654" */
static int read_line(const struct bench_peer *peer, char *line,
		     const char *file, struct bench_verdict *out)
{
	static const char lead[] = "combined probability ";
	(void)peer;
	if (strncmp(line, lead, strlen(lead)) != 0)
		return -1;
	const char *score = bench_after_name(line + strlen(lead), file, " 1 ");
	if (!score || bench_parse_probability(score, &out->score) < 0)
		return -1;
	out->class =
		out->score > spam_cutoff ? FURUI_CLASS_SPAM : FURUI_CLASS_HAM;
	return 0;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const argv[] = {"bsfilter", "--homedir", peer->store, NULL};
	struct furui_buffer answer = {0};
	int result = bench_peer_run_on(peer, argv, items, count, -1, 2, &answer,
				       err);
	if (result == 0)
		result = bench_peer_read(peer, &answer, items, count, verdicts,
					 read_line, err);
	furui_buffer_free(&answer);
	return result;
}

static char *version(void *peer)
{
	(void)peer;
	return NULL; /* it does not tell */
}

const struct bench_filter_kind bench_bsfilter = {
	.name = "bsfilter",
	.program = "bsfilter",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.judge = judge,
};
