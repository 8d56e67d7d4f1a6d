/* Trouble at will, for the tests of failing open; never in the product. */
#include "inject.h"

#include <dirent.h>
#include <fcntl.h>
#include <linux/futex.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "furui/buffer.h"

bool furui_injected(const char *what)
{
	const char *wanted = getenv("FURUI_INJECT");
	return wanted && strcmp(wanted, what) == 0;
}

static void bad_access(void)
{
	volatile char *page =
		mmap(NULL, 1, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	*page = 1;
}

static volatile int deepest = 1 << 30;

static int descend(int depth)
{
	volatile char page[4096];
	page[0] = (char)depth;
	return depth < deepest ? descend(depth + 1) + page[0] : 0;
}

static void overflow_stack(void)
{
	(void)descend(0);
}

static void divide(void)
{
	static volatile int one = 1, zero;
	one = one / zero;
}

static void illegal(void)
{
	__builtin_trap();
}

static void take_memory(void)
{
	for (;;)
		memset(furui_xmalloc(1 << 20), 1, 1 << 20);
}

static void spin(void)
{
	for (volatile unsigned long turns = 0;; turns++)
		;
}

static void wait_for_ever(void)
{
	static int word;
	for (;;)
		(void)syscall(SYS_futex, &word, FUTEX_WAIT_PRIVATE, 0, NULL);
}

static void run_program(void)
{
	(void)execl("/bin/true", "true", (char *)NULL);
}

static void send_mail(void)
{
	(void)syscall(SYS_connect, socket(AF_INET, SOCK_STREAM, 0), "", 0);
}

/* Refused, not fatal: GMime's iconv tries it. */
static void open_file(void)
{
	if (open("/etc/passwd", O_RDONLY | O_CLOEXEC) < 0)
		abort();
}

/* Refused, not fatal either: the C library looks for iconv's modules so. */
static void list_folder(void)
{
	if (opendir("/"))
		abort();
}

/* As mail is opened, but to be written. */
static void make_file(void)
{
	int fd = open("made",
		      O_WRONLY | O_CREAT | O_NONBLOCK | O_CLOEXEC | O_NOCTTY,
		      0600);
	if (fd < 0)
		abort();
}

/* Where verdicts go to. */
static void print(void)
{
	(void)!write(STDOUT_FILENO, "printed\n", 8);
	(void)!write(STDERR_FILENO, "printed\n", 8);
}

static void make_code(void)
{
	(void)mmap(NULL, 1, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		   -1, 0);
}

void furui_inject(void)
{
	static const struct {
		const char *name;
		void (*make)(void);
	} troubles[] = {
		{"access", bad_access}, {"stack", overflow_stack},
		{"division", divide},   {"illegal", illegal},
		{"abort", abort},       {"memory", take_memory},
		{"cpu", spin},          {"wall", wait_for_ever},
		{"exec", run_program},  {"connect", send_mail},
		{"open", open_file},    {"code", make_code},
		{"make", make_file},    {"print", print},
		{"list", list_folder},
	};
	for (size_t i = 0; i < sizeof troubles / sizeof *troubles; i++)
		if (furui_injected(troubles[i].name))
			troubles[i].make();
}
