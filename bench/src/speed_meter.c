/* Measures processes: processor time, memory. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "speed_private.h"

static double children_seconds(void)
{
	struct rusage u;
	getrusage(RUSAGE_CHILDREN, &u);
	return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
	       1e-6 * (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

static double now(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void speed_begin(struct speed_meter *meter)
{
	meter->cpu = children_seconds();
	meter->wall = now();
}

void speed_end(struct speed_meter *meter)
{
	meter->wall = now() - meter->wall;
	meter->cpu = children_seconds() - meter->cpu;
}

/* The scheduler's own account, in nanoseconds: clock ticks are too coarse. */
static int add_seconds(long process, double *seconds)
{
	char path[64];
	double ns;
	(void)snprintf(path, sizeof path, "/proc/%ld/schedstat", process);
	FILE *file = fopen(path, "re");
	if (!file)
		return -1;
	char line[128], *end;
	bool read = fgets(line, sizeof line, file) != NULL;
	(void)fclose(file);
	if (!read)
		return -1;
	ns = strtod(line, &end);
	*seconds += 1e-9 * ns;
	return end == line ? -1 : 0;
}

int speed_cpu_of(long process, double *seconds, struct furui_error *err)
{
	char path[64], line[4096] = "";
	*seconds = 0;
	if (add_seconds(process, seconds) < 0)
		return furui_fail(err, FURUI_ERROR_SYSTEM,
				  "the kernel does not tell what process %ld "
				  "costs",
				  process);
	(void)snprintf(path, sizeof path, "/proc/%ld/task/%ld/children",
		       process, process);
	FILE *file = fopen(path, "re");
	if (!file)
		return furui_fail_errno(err, "cannot read %s", path);
	if (!fgets(line, sizeof line, file))
		*line = '\0';
	(void)fclose(file);
	for (char *at = line, *end;; at = end) {
		long child = strtol(at, &end, 10);
		if (end == at)
			return 0;
		/* One that has just ended has nothing more to add. */
		(void)add_seconds(child, seconds);
	}
}

static long field_of(const char *status, const char *name)
{
	const char *line = strstr(status, name);
	return line ? strtol(line + strlen(name), NULL, 10) : -1;
}

static int read_status(pid_t child, double *bytes, struct furui_error *err)
{
	char path[64];
	struct furui_buffer text = {0};
	(void)snprintf(path, sizeof path, "/proc/%d/status", (int)child);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || furui_buffer_read(&text, fd, 1 << 16, err) < 0) {
		if (fd >= 0)
			close(fd);
		return furui_fail_errno(err, "cannot read %s", path);
	}
	close(fd);
	const char *status = furui_buffer_terminate(&text);
	long peak = field_of(status, "VmHWM:"),
	     file = field_of(status, "RssFile:"),
	     shared = field_of(status, "RssShmem:");
	furui_buffer_free(&text);
	if (peak < 0 || file < 0 || shared < 0)
		return furui_fail(err, FURUI_ERROR_SYSTEM, "%s tells no memory",
				  path);
	*bytes = 1024. * (double)(peak - file - shared);
	return 0;
}

static void become(const char *const *argv, const char *home, const char *input)
{
	int in = open(input, O_RDONLY), out = open("/dev/null", O_WRONLY);
	if (in < 0 || out < 0 || dup2(in, 0) < 0 || dup2(out, 1) < 0 ||
	    dup2(out, 2) < 0 || setenv("HOME", home, 1) < 0 ||
	    ptrace(PTRACE_TRACEME, 0, NULL, NULL) < 0)
		_exit(127);
	/* execvp keeps argv as it is. */
	execvp(argv[0], (char *const *)argv);
	_exit(127);
}

/* The first stop is behind exec, the one asked for just before the end, when
 * the memory is still there. */
static int watch(pid_t child, double *bytes, struct furui_error *err)
{
	int status, result = -1;
	bool told = false;
	if (waitpid(child, &status, 0) < 0 || !WIFSTOPPED(status))
		return furui_fail(err, FURUI_ERROR_SYSTEM,
				  "cannot watch a process");
	const unsigned long exit_and_kill =
		PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL;
	if (ptrace(PTRACE_SETOPTIONS, child, NULL, exit_and_kill) < 0)
		return furui_fail_errno(err, "cannot watch a process");
	unsigned long deliver = 0;
	for (;;) {
		(void)ptrace(PTRACE_CONT, child, NULL, deliver);
		if (waitpid(child, &status, 0) < 0 || !WIFSTOPPED(status))
			break;
		bool ends = status >> 16 == PTRACE_EVENT_EXIT;
		if (ends) {
			told = true;
			result = read_status(child, bytes, err);
		}
		deliver = ends ? 0 : (unsigned long)WSTOPSIG(status);
	}
	if (!told)
		return furui_fail(err, FURUI_ERROR_SYSTEM,
				  "a watched process ended unseen");
	return result;
}

int speed_memory(const char *const *argv, const char *home, const char *input,
		 double *bytes, struct furui_error *err)
{
	pid_t child = fork();
	if (child < 0)
		return furui_fail_errno(err, "cannot start a process");
	if (child == 0)
		become(argv, home, input);
	int result = watch(child, bytes, err);
	if (result < 0) {
		(void)kill(child, SIGKILL);
		(void)waitpid(child, NULL, 0);
	}
	return result;
}

static cpu_set_t allowed;
static bool has_allowed;

size_t speed_processors(void)
{
	if (!has_allowed)
		has_allowed =
			sched_getaffinity(0, sizeof allowed, &allowed) == 0;
	return has_allowed ? (size_t)CPU_COUNT(&allowed) : 1;
}

int speed_use_one(bool one, struct furui_error *err)
{
	cpu_set_t set;
	(void)speed_processors();
	set = allowed;
	if (one && has_allowed) {
		size_t first = 0;
		while (first < CPU_SETSIZE - 1 && !CPU_ISSET(first, &allowed))
			first++;
		CPU_ZERO(&set);
		CPU_SET(first, &set);
	}
	return has_allowed && sched_setaffinity(0, sizeof set, &set) == 0
		       ? 0
		       : furui_fail_errno(err, "cannot choose a processor");
}
