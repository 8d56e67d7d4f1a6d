/* furui: a personal spam filter. Reads a message, says whether it is spam. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "bulk.h"
#include "furui/config.h"
#include "one.h"
#include "session.h"

/* When standard input, output or error is closed, the next file opened would
 * take its place. Something stands in for it, that fails when used. */
static void fill_descriptors(void)
{
	for (int fd = 0; fd <= STDERR_FILENO; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
		    open("/dev/null",
			 fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) != fd)
			_exit(FURUI_EXIT_TROUBLE);
}

static int print(const char *text)
{
	return fputs(text, stdout) < 0 || fflush(stdout) ? FURUI_EXIT_TROUBLE
							 : 0;
}

/* -Q: what would be used. */
static int show_query(struct furui_options *options)
{
	struct furui_session session;
	struct furui_error err = {0};
	const char *word;
	if (furui_session_open(&session, options, &word, &err)) {
		furui_say(err.text);
		furui_session_close(&session);
		return furui_trouble_code(options);
	}
	char *config = options->no_config
			       ? NULL
			       : furui_config_file(options->config, NULL);
	(void)printf("version         = %s\n"
		     "store           = %s\n"
		     "config_file     = %s\n"
		     "spam_cutoff     = %g\n"
		     "ham_cutoff      = %g\n"
		     "tempfail        = %s\n"
		     "bogosity_header = %s\n",
		     FURUI_VERSION, session.folder, config ? config : "",
		     options->cutoffs.spam, options->cutoffs.ham,
		     options->tempfail ? "yes" : "no",
		     options->bogosity ? "yes" : "no");
	free(config);
	furui_session_close(&session);
	return fflush(stdout) ? FURUI_EXIT_TROUBLE : 0;
}

static int run(struct furui_options *options)
{
	if (options->action == FURUI_SHOW_HELP)
		return print(furui_options_help);
	if (options->action == FURUI_SHOW_VERSION)
		return print("furui " FURUI_VERSION "\n");
	if (options->action == FURUI_SHOW_QUERY)
		return show_query(options);
	if (options->source == FURUI_ONE_MESSAGE)
		return furui_one(options, NULL);
	return furui_bulk(options);
}

int main(int argc, char **argv)
{
	fill_descriptors();
	/* A reader that went away, or a file grown too large, is an error
	 * like any other, not the end. */
	(void)signal(SIGPIPE, SIG_IGN);
	(void)signal(SIGXFSZ, SIG_IGN);

	struct furui_options options;
	struct furui_error err = {0};
	int code;
	if (furui_options_parse(&options, argc, argv, &err)) {
		furui_say(err.text);
		if (options.pass && options.source <= FURUI_ONE_MBOX)
			(void)furui_one(&options, "usage");
		code = FURUI_EXIT_USAGE;
	} else {
		code = run(&options);
	}
	furui_options_free(&options);
	return code;
}
