/* CRM114 as a peer: mailtrainer.crm learns two folders (on error, within its
 * thick threshold), mailreaver.crm --stats_only says a message's pR in 2
 * decimals. With the configuration that it brings, its HOWTO's way. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "peer.h"

/* The thresholds of its mailfilter.cf: unsure between. */
static const double good_from = 5, spam_to = -5;

/* Its programs look for these where they run. */
static int furnish(const struct bench_peer *peer, struct furui_error *err)
{
	static const char *const given[] = {"mailfilter.cf", "maillib.crm",
					    "mailtrainer.crm", "mailreaver.crm",
					    "shuffle.crm"};
	static const char *const empty[] = {"rewrites.mfp", "priolist.mfp",
					    "whitelist.mfp", "blacklist.mfp"};
	const struct furui_buffer nothing = {0};
	int result = 0;
	for (size_t i = 0; i < sizeof given / sizeof *given && !result; i++) {
		char *from = furui_path_join("/usr/share/crm114", given[i]);
		char *to = furui_path_join(peer->store, given[i]);
		if (symlink(from, to) < 0)
			result = furui_fail_errno(err, "cannot make %s", to);
		free(from);
		free(to);
	}
	for (size_t i = 0; i < sizeof empty / sizeof *empty && !result; i++) {
		char *file = furui_path_join(peer->store, empty[i]);
		result = bench_write_file(file, &nothing, err);
		free(file);
	}
	return result;
}

static int reset(void *context, struct furui_error *err)
{
	if (bench_peer_reset(context, err) < 0)
		return -1;
	return furnish(context, err);
}

/* A folder of links to the messages of one class, named in their order. */
static char *make_folder(const struct bench_peer *peer, const uint32_t *items,
			 size_t count, enum furui_label label,
			 struct furui_error *err)
{
	struct furui_buffer name = {0};
	char *folder = furui_path_join(
		peer->store, label == FURUI_SPAM ? "spam.dir/" : "good.dir/");
	int result = furui_make_folder(folder, err);
	for (size_t i = 0; i < count && result == 0; i++) {
		const struct bench_item *item = &peer->mail->items[items[i]];
		if (item->label != label)
			continue;
		name.size = 0;
		furui_buffer_printf(&name, "%s%06zu", folder, i);
		furui_buffer_terminate(&name);
		if (symlink(item->file, name.data) < 0)
			result = furui_fail_errno(err, "cannot make %s",
						  name.data);
	}
	furui_buffer_free(&name);
	if (result == 0)
		return folder;
	free(folder);
	return NULL;
}

/* The option and its value as one argument, malloc'd. */
static char *option(const char *name, const char *value)
{
	struct furui_buffer text = {0};
	furui_buffer_printf(&text, "--%s=%s", name, value);
	furui_buffer_terminate(&text);
	return text.data;
}

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *prefix = furui_path_join(peer->store, "");
	char *good = make_folder(peer, items, count, FURUI_HAM, err);
	char *spam =
		good ? make_folder(peer, items, count, FURUI_SPAM, err) : NULL;
	int result = -1;
	if (spam) {
		char *where = option("fileprefix", prefix);
		char *spams = option("spam", spam),
		     *goods = option("good", good);
		const char *const argv[] = {
			"crm", "-u",  peer->store, "mailtrainer.crm",
			where, spams, goods,       NULL};
		result =
			bench_run_command(argv, peer->home, NULL, NULL, 1, err);
		free(where);
		free(spams);
		free(goods);
	}
	free(prefix);
	free(good);
	free(spam);
	return result < 0 ? -1 : 0;
}

/* "-10.10  ": positive is good. */
static int read_pr(char *text, struct bench_verdict *out)
{
	char *end;
	double pr = strtod(text, &end);
	if (end == text || end[strspn(end, " \n")] || !(pr > -1e6 && pr < 1e6))
		return -1;
	out->score = -pr;
	out->class = pr >= good_from ? FURUI_CLASS_HAM
		     : pr <= spam_to ? FURUI_CLASS_SPAM
				     : FURUI_CLASS_UNSURE;
	return 0;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *prefix = furui_path_join(peer->store, "");
	char *where = option("fileprefix", prefix);
	const char *const argv[] = {
		"crm", "-u",           peer->store, "mailreaver.crm",
		where, "--stats_only", NULL};
	struct furui_buffer bytes = {0}, answer = {0};
	int result = 0;
	for (size_t i = 0; i < count && result >= 0; i++) {
		answer.size = 0;
		result = bench_mail_load(peer->mail, items[i], &bytes, err);
		if (result < 0)
			break;
		result = bench_run_command(argv, peer->home, &bytes, &answer, 1,
					   err);
		furui_buffer_terminate(&answer);
		if (result >= 0 && read_pr(answer.data, &verdicts[i]) < 0)
			result = furui_fail(
				err, FURUI_ERROR_INPUT,
				"of %s it said \"%.200s\", which is no pR",
				peer->mail->items[items[i]].file, answer.data);
	}
	furui_buffer_free(&bytes);
	furui_buffer_free(&answer);
	free(where);
	free(prefix);
	return result < 0 ? -1 : 0;
}

static char *version(void *peer)
{
	static const char *const argv[] = {"crm", "-v", NULL};
	return bench_peer_first_line(peer, argv);
}

const struct bench_filter_kind bench_crm114 = {
	.name = "crm114",
	.program = "crm",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = reset,
	.fit = fit,
	.judge = judge,
};
