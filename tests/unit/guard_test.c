/* guard: a judge that crashes, hangs or runs out of memory loses no mail. */
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "guard.h"
#include "unit.h"

/* AddressSanitizer would end the test where memory is out. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
	return "allocator_may_return_null=1";
}

static void by_access(void)
{
	volatile char *page =
		mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	*page = 1;
}

static volatile int depth_wanted = 1 << 30;

static int descend(int depth)
{
	volatile char page[4096];
	page[0] = (char)depth;
	return depth < depth_wanted ? descend(depth + 1) + page[0] : 0;
}

static void by_stack(void)
{
	(void)descend(0);
}

static void by_division(void)
{
	(void)raise(SIGFPE);
}

static void by_abort(void)
{
	abort();
}

static void by_memory(void)
{
	(void)furui_xmalloc((size_t)1 << 62);
}

/* The limits are there; to wait for their end would take too long. */
static void by_cpu(void)
{
	struct rlimit cpu, core;
	if (getrlimit(RLIMIT_CPU, &cpu) ||
	    cpu.rlim_cur > FURUI_GUARD_CPU_SECONDS + 1 ||
	    getrlimit(RLIMIT_CORE, &core) || core.rlim_cur)
		_exit(98);
	(void)raise(SIGXCPU);
}

static void by_alarm(void)
{
	if (alarm(1) < FURUI_GUARD_WALL_SECONDS / 2)
		_exit(98);
	for (;;)
		(void)pause();
}

static void by_term(void)
{
	(void)raise(SIGTERM);
}

static void blocked_alarm(void)
{
	(void)raise(SIGALRM);
}

static void while_writing(void)
{
	furui_guard_writing();
	by_access();
}

static void when_written(void)
{
	furui_guard_writing();
	furui_guard_written(2);
	by_access();
}

static const struct {
	const char *name;
	void (*crash)(void);
	const char *word; /* NULL: nothing comes out */
	int code;
} rows[] = {
	{"bad access", by_access, "crash", 0},
	{"stack overflow", by_stack, "crash", 0},
	{"division", by_division, "crash", 0},
	{"abort", by_abort, "crash", 0},
	{"memory", by_memory, "no-memory", 0},
	{"cpu", by_cpu, "timeout", 0},
	{"wall", by_alarm, "timeout", 0},
	{"blocked by the caller", blocked_alarm, "timeout", 0},
	{"terminated", by_term, "killed", 0},
	{"while writing", while_writing, NULL, 75},
	{"when written", when_written, NULL, 2},
};

/* The child: never returns. */
static void child(int out, const char *message, bool with_pass,
		  void (*crash)(void))
{
	char *bytes = furui_xstrdup(message);
	struct furui_passthrough pass;
	furui_passthrough_prepare(&pass, bytes, strlen(bytes));
	struct furui_guard guard = {.pass = with_pass ? &pass : NULL,
				    .out = out,
				    .passed_code = 0,
				    .trouble_code = 75};
	sigset_t block;
	(void)sigemptyset(&block);
	(void)sigaddset(&block, SIGALRM);
	(void)sigprocmask(SIG_BLOCK, &block, NULL);
	int quiet = open("/dev/null", O_WRONLY);
	(void)dup2(quiet, STDERR_FILENO);
	furui_guard_arm(&guard);
	crash();
	_exit(99);
}

static int run(const char *message, bool with_pass, void (*crash)(void),
	       struct furui_buffer *got)
{
	int fds[2], status = 0;
	CHECK_INT(pipe(fds), 0);
	pid_t pid = fork();
	if (pid == 0) {
		close(fds[0]);
		child(fds[1], message, with_pass, crash);
	}
	close(fds[1]);
	CHECK_INT(furui_buffer_read(got, fds[0], 1 << 24, NULL), 0);
	close(fds[0]);
	CHECK_INT(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		struct furui_buffer got = {0}, want = {0};
		CHECK_INT(run("A: b\nX-Furui: Ham\n\nbody\n", true,
			      rows[i].crash, &got),
			  rows[i].code);
		if (rows[i].word)
			furui_buffer_printf(&want,
					    "A: b\nX-Furui: Unsure; "
					    "error=%s\n\nbody\n",
					    rows[i].word);
		CHECK_TEXT(furui_buffer_terminate(&got),
			   furui_buffer_terminate(&want));
		furui_buffer_free(&got);
		furui_buffer_free(&want);
	}
	unit_row("without -p");
	struct furui_buffer got = {0};
	CHECK_INT(run("A: b\n\nbody\n", false, by_access, &got), 75);
	CHECK_INT(got.size, 0);
	unit_row("crlf, cut after From_");
	CHECK_INT(run("From a\r", true, by_access, &got), 0);
	CHECK_TEXT(furui_buffer_terminate(&got),
		   "From a\r\nX-Furui: Unsure; error=crash\n");
	furui_buffer_free(&got);
}

/* A pipe holds 64 KiB: the handler must go on after a short write. */
static void test_large(void)
{
	unit_row("large");
	struct furui_buffer message = {0}, got = {0};
	furui_buffer_add_text(&message, "A: b\r\n\r\n");
	for (int i = 0; i < 500000; i++)
		furui_buffer_printf(&message, "%d\r\n", i);
	CHECK_INT(run(furui_buffer_terminate(&message), true, by_access, &got),
		  0);
	static const char head[] = "A: b\r\nX-Furui: Unsure; error=crash\r\n";
	CHECK_INT(got.size, message.size + sizeof head - 1 - 6);
	CHECK(got.size == message.size + sizeof head - 1 - 6 &&
	      memcmp(got.data, head, sizeof head - 1) == 0 &&
	      memcmp(got.data + sizeof head - 1, message.data + 6,
		     message.size - 6) == 0);
	furui_buffer_free(&message);
	furui_buffer_free(&got);
}

int main(void)
{
	/* A reader that is gone must not kill the test itself. */
	(void)signal(SIGPIPE, SIG_IGN);
	test_rows();
	test_large();
	return unit_end();
}
