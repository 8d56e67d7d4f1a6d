/* bogofilter as a peer: no configuration file (-C), a store of its own (-d),
 * scores in 16 decimals (-TT) and its own default cut-offs, asked for (-Q). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"

/* A line such as "spam_cutoff = 0.990000  # (9.90e-01)". */
static int find_setting(const char *settings, const char *name, double *out)
{
	for (const char *line = settings; line;
	     line = (line = strchr(line, '\n')) ? line + 1 : NULL) {
		size_t length = strlen(name);
		if (strncmp(line, name, length) != 0)
			continue;
		const char *equals = line + length;
		equals += strspn(equals, " ");
		if (*equals != '=')
			continue;
		*out = strtod(equals + 1, NULL);
		return 0;
	}
	return -1;
}

static int open_bogofilter(void **out, struct bench_mail *mail,
			   const char *folder, struct furui_error *err)
{
	void *context;
	if (bench_peer_open(&context, mail, folder, err) < 0)
		return -1;
	struct bench_peer *peer = context;
	struct furui_buffer settings = {0};
	const char *const argv[] = {"bogofilter", "-C", "-Q", NULL};
	int result =
		bench_run_command(argv, peer->home, NULL, &settings, 3, err);
	const char *text = furui_buffer_terminate(&settings);
	if (result >= 0 &&
	    (find_setting(text, "spam_cutoff", &peer->spam_cutoff) < 0 ||
	     find_setting(text, "ham_cutoff", &peer->ham_cutoff) < 0 ||
	     find_setting(text, "robx", &peer->unknown) < 0))
		result = furui_fail(err, FURUI_ERROR_INPUT,
				    "bogofilter -Q tells no cut-offs");
	furui_buffer_free(&settings);
	if (result < 0) {
		bench_peer_close(peer);
		return -1;
	}
	*out = peer;
	return 0;
}

static char *version(void *peer)
{
	static const char *const argv[] = {"bogofilter", "-V", NULL};
	return bench_peer_first_line(peer, argv);
}

static int register_files(struct bench_peer *peer, const char *option,
			  const uint32_t *items, size_t count, int label,
			  struct furui_error *err)
{
	const char *const argv[] = {"bogofilter", "-C", "-d", peer->store,
				    option,       "-b", NULL};
	struct furui_buffer names = {0};
	int result = 0;
	bench_peer_list(peer, items, count, label, &names);
	if (names.size) {
		result = bench_run_command(argv, peer->home, &names, NULL, 3,
					   err);
		peer->trained = true;
	}
	furui_buffer_free(&names);
	return result < 0 ? -1 : 0;
}

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	if (register_files(context, "-s", items, count, FURUI_SPAM, err) < 0)
		return -1;
	return register_files(context, "-n", items, count, FURUI_HAM, err);
}

static int learn(void *context, uint32_t item, struct furui_error *err)
{
	struct bench_peer *peer = context;
	bool spam = peer->mail->items[item].label == FURUI_SPAM;
	return register_files(peer, spam ? "-s" : "-n", &item, 1, -1, err);
}

static void classify(const struct bench_peer *peer, double p,
		     struct bench_verdict *out)
{
	/* As its manual has it: spam from its cut-off upwards, ham up to the
	 * other. */
	out->score = p;
	out->class = p >= peer->spam_cutoff  ? FURUI_CLASS_SPAM
		     : p <= peer->ham_cutoff ? FURUI_CLASS_HAM
					     : FURUI_CLASS_UNSURE;
}

/* "FILE 0.9876543210987654" */
static int read_line(const struct bench_peer *peer, char *line,
		     const char *file, struct bench_verdict *out)
{
	double p;
	const char *score = bench_after_name(line, file, " ");
	if (!score || bench_parse_probability(score, &p) < 0)
		return -1;
	classify(peer, p, out);
	return 0;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	const char *const argv[] = {"bogofilter", "-C", "-d", peer->store,
				    "-TT",        "-b", NULL};
	/* Without a word list it refuses; what it says with one when it knows
	 * no token of a message is robx. */
	if (!peer->trained) {
		for (size_t i = 0; i < count; i++)
			classify(peer, peer->unknown, &verdicts[i]);
		return 0;
	}
	struct furui_buffer names = {0}, answer = {0};
	bench_peer_list(peer, items, count, -1, &names);
	int result =
		bench_run_command(argv, peer->home, &names, &answer, 3, err);
	if (result >= 0)
		result = bench_peer_read(peer, &answer, items, count, verdicts,
					 read_line, err);
	furui_buffer_free(&names);
	furui_buffer_free(&answer);
	return result < 0 ? -1 : 0;
}

const struct bench_filter_kind bench_bogofilter = {
	.name = "bogofilter",
	.program = "bogofilter",
	.open = open_bogofilter,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.learn = learn,
	.learn_batch = fit, /* it forgets nothing */
	.judge = judge,
};
