/* Writes the untouched message when judging it crashes or takes too long. */
#include "guard.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "furui/buffer.h"

enum state {
	JUDGING,
	WRITING,
	WRITTEN,
};

static struct furui_guard guarded;
static volatile sig_atomic_t state;
static volatile sig_atomic_t written_code;
static struct rlimit cpu_before;

/* A stack overflow leaves nothing of the usual stack: the handler needs its
 * own, large enough for the registers that a kernel saves (AVX-512, AMX). */
static char handler_stack[1 << 16];

static const struct {
	int number;
	const char *word;
	const char *said;
} fatal[] = {
	{SIGSEGV, "crash", "furui: crashed on this message"},
	{SIGBUS, "crash", "furui: crashed on this message"},
	{SIGILL, "crash", "furui: crashed on this message"},
	{SIGFPE, "crash", "furui: crashed on this message"},
	{SIGTRAP, "crash", "furui: crashed on this message"},
	{SIGSYS, "confined", "furui: this message broke out and was stopped"},
	{SIGABRT, "crash", "furui: gave up on this message"},
	{SIGXCPU, "timeout", "furui: this message took too long"},
	{SIGALRM, "timeout", "furui: this message took too long"},
	{SIGTERM, "killed", "furui: told to stop"},
};

/* As furui_write_all(), but only what POSIX lets a handler call. */
static bool put(int fd, const char *bytes, size_t size)
{
	while (size) {
		ssize_t done = write(fd, bytes, size);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes += done;
		size -= (size_t)done;
	}
	return true;
}

static bool put_text(int fd, const char *text)
{
	return put(fd, text, strlen(text));
}

static bool put_message(const struct furui_passthrough *pass, int fd,
			const char *word)
{
	return put(fd, pass->head, pass->head_size) &&
	       (!pass->open_line || put(fd, "\n", 1)) &&
	       put_text(fd, "X-Furui: Unsure; error=") && put_text(fd, word) &&
	       put_text(fd, pass->eol) &&
	       put(fd, pass->head + pass->head_size, pass->rest_size);
}

/* abort() and raise() may not send a signal any more (confine.h): what comes
 * then means the same. */
static bool is_abort(int number, const siginfo_t *info)
{
	return number == SIGABRT ||
	       (number == SIGSYS && info->si_syscall == SYS_tgkill);
}

static void on_fatal(int number, siginfo_t *info, void *context)
{
	(void)context;
	enum state before = (enum state)state;
	state = WRITING;
	if (before == WRITTEN)
		_exit(written_code);
	size_t i = 0;
	if (is_abort(number, info))
		number = SIGABRT;
	while (fatal[i].number != number)
		i++;
	const char *word = fatal[i].word, *said = fatal[i].said;
	if (furui_out_of_memory) {
		word = "no-memory";
		said = "furui: out of memory";
	}
	bool passed = guarded.pass && before != WRITING &&
		      put_message(guarded.pass, guarded.out, word);
	(void)put_text(STDERR_FILENO, said);
	(void)put_text(STDERR_FILENO,
		       passed ? "; passed on as it came\n" : "\n");
	_exit(passed ? guarded.passed_code : guarded.trouble_code);
}

/* The limit counts what the process has used so far, too. */
static void limit_cpu(void)
{
	struct timespec used = {0};
	struct rlimit limit;
	if (getrlimit(RLIMIT_CPU, &cpu_before) ||
	    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used))
		return;
	limit = cpu_before;
	rlim_t want = (rlim_t)used.tv_sec + FURUI_GUARD_CPU_SECONDS;
	if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > want)
		limit.rlim_cur = want;
	(void)setrlimit(RLIMIT_CPU, &limit);
}

void furui_guard_arm(const struct furui_guard *guard)
{
	guarded = *guard;
	state = JUDGING;
	const struct rlimit no_core = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &no_core);
	limit_cpu();

	const stack_t stack = {.ss_sp = handler_stack,
			       .ss_size = sizeof handler_stack};
	struct sigaction action = {.sa_sigaction = on_fatal};
	/* One at a time; and a second crash, in the handler, must kill, not
	 * begin the message anew. */
	(void)sigfillset(&action.sa_mask);
	action.sa_flags = (int)(SA_RESETHAND | SA_SIGINFO);
	if (sigaltstack(&stack, NULL) == 0)
		action.sa_flags |= SA_ONSTACK;
	sigset_t ours;
	(void)sigemptyset(&ours);
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++) {
		(void)sigaction(fatal[i].number, &action, NULL);
		(void)sigaddset(&ours, fatal[i].number);
	}
	/* The caller may have blocked some: then they would only kill. */
	(void)sigprocmask(SIG_UNBLOCK, &ours, NULL);
	(void)alarm(FURUI_GUARD_WALL_SECONDS);
}

static void lift_limits(void)
{
	(void)alarm(0);
	(void)setrlimit(RLIMIT_CPU, &cpu_before);
}

void furui_guard_writing(void)
{
	lift_limits();
	state = WRITING;
}

void furui_guard_written(int code)
{
	written_code = code;
	state = WRITTEN;
}
