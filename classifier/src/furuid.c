/* furuid: the resident scorer. Judges what furui hands it, in worker processes
 * that may die. */
#include <errno.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "furui/processors.h"
#include "listen.h"
#include "remote.h"
#include "worker.h"

enum {
	MOST_WORKERS = 64
};

struct daemon {
	struct furui_options options;
	struct furui_listener listener;
	pid_t workers[MOST_WORKERS];
	int count;
};

static const char help[] =
	"Usage: furuid [options]\n"
	"Judges the messages that furui hands it through a socket.\n"
	"  --socket PATH  where to listen, else $XDG_RUNTIME_DIR/furui.sock\n"
	"  --workers N  processes that judge, else one for each processor\n"
	"  -d DIR  the store, else $FURUI_DIR, else ~/.local/share/furui\n"
	"  -c FILE  the configuration;  -C  none\n"
	"  -V  the version;  -h  this\n"
	"SIGTERM ends it when what is in hand is answered; SIGHUP starts the\n"
	"workers anew. See furuid(8).\n";

static void say(const char *text)
{
	(void)fprintf(stderr, "furuid: %s\n", text);
}

/* -1 to go on, else the exit code. */
static int parse(struct daemon *daemon, int argc, char **argv)
{
	static const struct option names[] = {
		{"socket", required_argument, NULL, 's'},
		{"workers", required_argument, NULL, 'w'},
		{"store", required_argument, NULL, 'd'},
		{"config-file", required_argument, NULL, 'c'},
		{"no-config-file", no_argument, NULL, 'C'},
		{"version", no_argument, NULL, 'V'},
		{"help", no_argument, NULL, 'h'},
		{NULL, 0, NULL, 0},
	};
	struct furui_options *options = &daemon->options;
	int letter;
	while ((letter = getopt_long(argc, argv, "d:c:CVh", names, NULL)) >=
	       0) {
		if (letter == 's')
			options->socket = optarg;
		else if (letter == 'w')
			daemon->count = (int)strtol(optarg, NULL, 10);
		else if (letter == 'd')
			options->store = optarg;
		else if (letter == 'c')
			options->config = optarg;
		else if (letter == 'C')
			options->no_config = true;
		else if (letter == 'V')
			return puts("furuid " FURUI_VERSION) < 0;
		else if (letter == 'h')
			return fputs(help, stdout) < 0;
		else
			return FURUI_EXIT_USAGE;
	}
	if (optind == argc && daemon->count > 0 &&
	    daemon->count <= MOST_WORKERS)
		return -1;
	say("wrong usage; furuid -h explains");
	return FURUI_EXIT_USAGE;
}

/* In the child: does not return. */
static _Noreturn void work(struct daemon *daemon)
{
	sigset_t set;
	(void)sigprocmask(SIG_SETMASK, NULL, &set);
	(void)sigdelset(&set, SIGCHLD);
	(void)sigdelset(&set, SIGHUP);
	(void)signal(SIGHUP, SIG_IGN);
	(void)sigprocmask(SIG_SETMASK, &set, NULL);
	_exit(furui_worker(daemon->listener.fd, &daemon->options));
}

static void start(struct daemon *daemon, int at)
{
	pid_t pid = fork();
	if (pid == 0)
		work(daemon);
	daemon->workers[at] = pid; /* -1: tried again with the next signal */
}

static void signal_all(const struct daemon *daemon)
{
	for (int i = 0; i < daemon->count; i++)
		if (daemon->workers[i] > 0)
			(void)kill(daemon->workers[i], SIGTERM);
}

/* Takes note of the workers that ended; how many are left. *died is set when
 * one did not mean to. */
static int reap(struct daemon *daemon, bool *died)
{
	pid_t pid;
	int status, left = 0;
	*died = false;
	while ((pid = waitpid(-1, &status, WNOHANG)) > 0)
		for (int i = 0; i < daemon->count; i++) {
			if (daemon->workers[i] != pid)
				continue;
			daemon->workers[i] = 0;
			*died = *died || status != 0;
			if (WIFSIGNALED(status))
				(void)fprintf(stderr,
					      "furuid: worker %d: %s; its "
					      "clients judge by themselves\n",
					      (int)pid,
					      strsignal(WTERMSIG(status)));
		}
	for (int i = 0; i < daemon->count; i++)
		left += daemon->workers[i] > 0;
	return left;
}

static int run(struct daemon *daemon, const sigset_t *signals)
{
	/* A worker that dies at once must not become a storm. */
	const struct timespec pause = {.tv_nsec = 20000000}, second = {1, 0};
	bool ending = false, died;
	while (!ending || reap(daemon, &died)) {
		for (int i = 0; !ending && i < daemon->count; i++)
			if (daemon->workers[i] <= 0)
				start(daemon, i);
		int number = sigtimedwait(signals, NULL, &second);
		if (number == SIGTERM || number == SIGINT) {
			ending = true;
			signal_all(daemon);
		} else if (number == SIGHUP) {
			signal_all(daemon);
		}
		(void)reap(daemon, &died);
		if (died && !ending)
			(void)nanosleep(&pause, NULL);
	}
	return 0;
}

int main(int argc, char **argv)
{
	struct daemon daemon = {
		.options = {.cutoffs = furui_default_cutoffs,
			    .judge = furui_judge},
		.count = (int)furui_processors(MOST_WORKERS),
	};
	struct furui_error err = {0};
	int code = parse(&daemon, argc, argv);
	if (code >= 0)
		return code;
	sigset_t signals;
	(void)sigemptyset(&signals);
	(void)sigaddset(&signals, SIGTERM);
	(void)sigaddset(&signals, SIGINT);
	(void)sigaddset(&signals, SIGHUP);
	(void)sigaddset(&signals, SIGCHLD);
	(void)sigprocmask(SIG_BLOCK, &signals, NULL);
	(void)signal(SIGPIPE, SIG_IGN);
	char *path = furui_socket_path(daemon.options.socket);
	if (!path && !getenv("LISTEN_FDS")) {
		say("there is no $XDG_RUNTIME_DIR: give --socket PATH");
		return FURUI_EXIT_USAGE;
	}
	if (furui_listen(&daemon.listener, path ? path : "", &err)) {
		say(err.text);
		free(path);
		return FURUI_EXIT_TROUBLE;
	}
	code = run(&daemon, &signals);
	furui_listen_end(&daemon.listener);
	free(path);
	return code;
}
