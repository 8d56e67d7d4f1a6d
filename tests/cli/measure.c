/* Runs a command under a limit: measure SECONDS MEGABYTES COMMAND... exits as
 * the command does, or says what it cost and exits 99 when that was more
 * processor time or memory, and 98 when a signal ended it. Built with
 * sanitizers it allows as much more as they cost. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
enum {
	SLOWER = 5,
	LARGER = 5
};
#else
enum {
	SLOWER = 1,
	LARGER = 1
};
#endif

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static void run(char **command, double most_seconds)
{
	/* So that what loops for ever ends too. */
	rlim_t most = (rlim_t)most_seconds * 4 + 1;
	const struct rlimit limit = {most, most};
	(void)setrlimit(RLIMIT_CPU, &limit);
	(void)execvp(command[0], command);
	perror(command[0]);
	_exit(97);
}

int main(int argc, char **argv)
{
	enum {
		KILLED = 98,
		TOO_MUCH = 99
	};
	if (argc < 4)
		return TOO_MUCH;
	double most_seconds = strtod(argv[1], NULL) * SLOWER;
	double most_megabytes = strtod(argv[2], NULL) * LARGER;
	pid_t child = fork();
	if (child == 0)
		run(argv + 3, most_seconds);
	int status;
	struct rusage usage;
	if (child < 0 || wait4(child, &status, 0, &usage) < 0) {
		perror("measure");
		return TOO_MUCH;
	}
	double used = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	double megabytes = (double)usage.ru_maxrss / 1024;
	if (used > most_seconds || megabytes > most_megabytes) {
		(void)fprintf(stderr, "%.2f s, %.0f MB: more than %g, %g\n",
			      used, megabytes, most_seconds, most_megabytes);
		return TOO_MUCH;
	}
	return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED;
}
