/* SpamAssassin's Bayes alone as a peer: sa-learn learns, local tests only; as
 * its programs tell a band and no probability, a few lines of Perl ask the
 * Bayes plugin for it, in all digits. */
#include <stdlib.h>
#include <string.h>

#include "furui/path.h"
#include "peer.h"

/* The bands that its rules score: BAYES_99 begins at .99 and is its strongest
 * word for spam, BAYES_40 ends at .4, and no band below has a score above
 * 0. */
static const double spam_from = .99, ham_below = .4;

/* Reads file names, prints "FILE PROBABILITY"; "-" for the latter where the
 * plugin says nothing: fewer than 200 messages known of a class, or too few
 * words. */
static const char script[] =
	"use strict; use Mail::SpamAssassin;"
	"use Mail::SpamAssassin::PerMsgStatus;"
	"my $sa = Mail::SpamAssassin->new({dont_copy_prefs => 1,"
	" local_tests_only => 1, userprefs_filename => $ARGV[0],"
	" userstate_dir => $ARGV[1]});"
	"$sa->init(0);"
	"my ($bayes) = grep { $_->isa('Mail::SpamAssassin::Plugin::Bayes') }"
	" @{$sa->{plugins}->{plugins}};"
	"die \"no Bayes plugin is loaded\\n\" unless $bayes;"
	"while (my $file = <STDIN>) { chomp $file;"
	" open my $in, '<:raw', $file or die \"$file: $!\\n\";"
	" my $text = do { local $/; <$in> };"
	" my $mail = $sa->parse($text);"
	" my $state = Mail::SpamAssassin::PerMsgStatus->new($sa, $mail);"
	" my $p = $bayes->scan($state, $mail);"
	" printf \"%s %s\\n\", $file, defined $p ? sprintf('%.17g', $p) : '-';"
	" $state->finish; $mail->finish; }";

/* What sa-learn and the script shall both go by. Nothing expires: the dates of
 * a corpus are not today's. */
static char *write_preferences(const struct bench_peer *peer,
			       struct furui_error *err)
{
	struct furui_buffer text = {0};
	char *path = furui_path_join(peer->store, "user_prefs");
	furui_buffer_printf(&text,
			    "use_bayes 1\nbayes_path %s/bayes\n"
			    "bayes_auto_learn 0\nbayes_auto_expire 0\n",
			    peer->store);
	int result = bench_write_file(path, &text, err);
	furui_buffer_free(&text);
	if (result == 0)
		return path;
	free(path);
	return NULL;
}

static int learn_class(const struct bench_peer *peer, const char *preferences,
		       const uint32_t *items, size_t count,
		       enum furui_label label, struct furui_error *err)
{
	struct furui_buffer names = {0};
	bench_peer_list(peer, items, count, label, &names);
	const char *const argv[] = {
		"sa-learn",  label == FURUI_SPAM ? "--spam" : "--ham",
		"-L",        "-p",
		preferences, "--no-sync",
		"-f",        "-",
		NULL};
	int result = names.size ? bench_run_command(argv, peer->home, &names,
						    NULL, 1, err)
				: 0;
	furui_buffer_free(&names);
	return result < 0 ? -1 : 0;
}

static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *preferences = write_preferences(peer, err);
	if (!preferences)
		return -1;
	const char *const sync[] = {"sa-learn",  "-L",     "-p",
				    preferences, "--sync", NULL};
	int result =
		learn_class(peer, preferences, items, count, FURUI_SPAM, err);
	if (result == 0)
		result = learn_class(peer, preferences, items, count, FURUI_HAM,
				     err);
	if (result == 0)
		result =
			bench_run_command(sync, peer->home, NULL, NULL, 1, err);
	free(preferences);
	return result < 0 ? -1 : 0;
}

static int read_line(const struct bench_peer *peer, char *line,
		     const char *file, struct bench_verdict *out)
{
	char *p = bench_after_name(line, file, " ");
	(void)peer;
	if (!p)
		return -1;
	if (strcmp(p, "-") == 0) {
		out->score = .5;
		out->class = FURUI_CLASS_UNSURE;
		return 0;
	}
	if (bench_parse_probability(p, &out->score) < 0)
		return -1;
	out->class = out->score >= spam_from  ? FURUI_CLASS_SPAM
		     : out->score < ham_below ? FURUI_CLASS_HAM
					      : FURUI_CLASS_UNSURE;
	return 0;
}

static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	struct bench_peer *peer = context;
	char *preferences = furui_path_join(peer->store, "user_prefs");
	const char *const argv[] = {"perl",      "-e",        script,
				    preferences, peer->store, NULL};
	struct furui_buffer names = {0}, answer = {0};
	bench_peer_list(peer, items, count, -1, &names);
	int result =
		bench_run_command(argv, peer->home, &names, &answer, 1, err);
	if (result >= 0)
		result = bench_peer_read(peer, &answer, items, count, verdicts,
					 read_line, err);
	furui_buffer_free(&names);
	furui_buffer_free(&answer);
	free(preferences);
	return result < 0 ? -1 : 0;
}

static char *version(void *peer)
{
	static const char *const argv[] = {"sa-learn", "--version", NULL};
	return bench_peer_first_line(peer, argv);
}

const struct bench_filter_kind bench_spamassassin = {
	.name = "sa-learn",
	.program = "sa-learn",
	.fits_only = true,
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.judge = judge,
};
