/* furui by its programs, as its users run it: furui-train, furui, furuid. */
#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "furui/path.h"
#include "speed_private.h"

extern char **environ;

const char *speed_program(const char *name)
{
	static struct program {
		const char *name;
		char path[4096];
	} programs[] = {{"furui", ""}, {"furui-train", ""}, {"furuid", ""}};
	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++) {
		struct program *p = &programs[i];
		if (strcmp(p->name, name) != 0)
			continue;
		ssize_t size = *p->path ? 0
					: readlink("/proc/self/exe", p->path,
						   sizeof p->path - 32);
		char *slash = size > 0 ? strrchr(p->path, '/') : NULL;
		if (slash)
			memcpy(slash + 1, p->name, strlen(p->name) + 1);
		return access(p->path, X_OK) == 0 ? p->path : p->name;
	}
	return name;
}

/* The learned messages lie in the folders spam and ham beside its own. */
static int fit(void *context, const uint32_t *items, size_t count,
	       struct furui_error *err)
{
	const struct bench_peer *peer = context;
	char *spam = furui_path_join(peer->home, "../../spam");
	char *ham = furui_path_join(peer->home, "../../ham");
	const char *const argv[] = {speed_program("furui-train"),
				    "-q",
				    "-d",
				    peer->store,
				    "--spam",
				    spam,
				    "--ham",
				    ham,
				    NULL};
	(void)items;
	(void)count;
	int status = bench_run_command(argv, peer->home, NULL, NULL, 1, err);
	free(spam);
	free(ham);
	return status < 0 ? -1 : 0;
}

int speed_furui_refit(const struct bench_peer *peer, struct furui_error *err)
{
	const char *const argv[] = {speed_program("furui-train"),
				    "-q",
				    "-d",
				    peer->store,
				    "refit",
				    NULL};
	return bench_run_command(argv, peer->home, NULL, NULL, 1, err) < 0 ? -1
									   : 0;
}

static int learn(void *context, uint32_t item, struct furui_error *err)
{
	const struct bench_peer *peer = context;
	const struct bench_item *i = &peer->mail->items[item];
	const char *const argv[] = {speed_program("furui"),
				    "-C",
				    "-d",
				    peer->store,
				    i->label == FURUI_SPAM ? "-s" : "-n",
				    "-I",
				    i->file,
				    NULL};
	return bench_run_command(argv, peer->home, NULL, NULL, 1, err) < 0 ? -1
									   : 0;
}

/* Only for its cost: a line for each message is all that is looked at. */
static int judge(void *context, const uint32_t *items, size_t count,
		 struct bench_verdict *verdicts, struct furui_error *err)
{
	const struct bench_peer *peer = context;
	const char *const argv[] = {speed_program("furui"),
				    "-C",
				    "-d",
				    peer->store,
				    "--socket",
				    "",
				    "-T",
				    "-b",
				    NULL};
	struct furui_buffer names = {0}, answer = {0};
	size_t lines = 0;
	(void)verdicts;
	bench_peer_list(peer, items, count, -1, &names);
	int status =
		bench_run_command(argv, peer->home, &names, &answer, 3, err);
	for (size_t i = 0; i < answer.size; i++)
		lines += answer.data[i] == '\n';
	if (status >= 0 && lines != count)
		status = furui_fail(err, FURUI_ERROR_INPUT,
				    "it judged %zu of %zu messages", lines,
				    count);
	furui_buffer_free(&names);
	furui_buffer_free(&answer);
	return status < 0 ? -1 : 0;
}

static char *version(void *peer)
{
	(void)peer;
	return furui_xstrdup("furui " FURUI_VERSION);
}

const struct bench_filter_kind speed_furui = {
	.name = "furui",
	.program = "furui",
	.open = bench_peer_open,
	.close = bench_peer_close,
	.version = version,
	.reset = bench_peer_reset,
	.fit = fit,
	.learn = learn,
	.judge = judge,
};

/* False when it has ended or takes longer than 10 seconds. */
static bool wait_for_socket(pid_t child, const char *socket)
{
	const struct timespec pause = {.tv_nsec = 10000000};
	for (int i = 0; i < 1000; i++) {
		struct stat st;
		if (stat(socket, &st) == 0 && S_ISSOCK(st.st_mode))
			return true;
		if (waitpid(child, NULL, WNOHANG) != 0)
			return false;
		(void)nanosleep(&pause, NULL);
	}
	speed_furuid_stop(child);
	return false;
}

long speed_furuid_start(const struct bench_peer *peer, char **socket,
			struct furui_error *err)
{
	pid_t child;
	*socket = furui_path_join(peer->home, "furuid.sock");
	const char *const argv[] = {speed_program("furuid"),
				    "-C",
				    "-d",
				    peer->store,
				    "--socket",
				    *socket,
				    NULL};
	/* posix_spawn keeps argv as it is. */
	errno = posix_spawnp(&child, argv[0], NULL, NULL, (char *const *)argv,
			     environ);
	if (errno)
		furui_fail_errno(err, "cannot run furuid");
	else if (!wait_for_socket(child, *socket))
		furui_fail(err, FURUI_ERROR_SYSTEM, "furuid does not listen");
	else
		return child;
	free(*socket);
	*socket = NULL;
	return -1;
}

void speed_furuid_stop(long process)
{
	if (kill((pid_t)process, SIGTERM) == 0)
		while (waitpid((pid_t)process, NULL, 0) < 0 && errno == EINTR)
			;
}
