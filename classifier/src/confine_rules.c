/* Run by the build: prints, as C, the filter program that confine.c installs,
 * for one message or, given "worker", for a worker of furuid or, given "crew",
 * for a process that judges one file after another. libseccomp is slow to
 * assemble one (1 ms, with its own start), so it is done once, here. */
#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "furui/folder.h"

static scmp_filter_ctx rules;
static int failed;

static void add(int rule)
{
	failed |= rule != 0;
}

/* Call numbers below 0 do not exist on this machine. */
static void allow(int call)
{
	if (call >= 0)
		add(seccomp_rule_add(rules, SCMP_ACT_ALLOW, call, 0));
}

static void refuse(int call, unsigned why)
{
	if (call >= 0)
		add(seccomp_rule_add(rules, SCMP_ACT_ERRNO(why), call, 0));
}

/* Memory, but nothing that could be run. */
static void allow_memory(void)
{
	static const int calls[] = {SCMP_SYS(munmap), SCMP_SYS(mremap),
				    SCMP_SYS(brk), SCMP_SYS(madvise)};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(calls[i]);
	const struct scmp_arg_cmp no_exec =
		SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0);
	const struct scmp_arg_cmp anonymous =
		SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS);
	add(seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
			     no_exec));
	add(seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 2, no_exec,
			     anonymous));
}

static void allow_output(void)
{
	static const int calls[] = {
		SCMP_SYS(write),     SCMP_SYS(writev),     SCMP_SYS(dup),
		SCMP_SYS(close),     SCMP_SYS(fstat),      SCMP_SYS(newfstatat),
		SCMP_SYS(lseek),     SCMP_SYS(exit),       SCMP_SYS(exit_group),
		SCMP_SYS(getpid),    SCMP_SYS(gettid),     SCMP_SYS(getrandom),
		SCMP_SYS(sysinfo),   SCMP_SYS(futex),      SCMP_SYS(alarm),
		SCMP_SYS(setitimer), SCMP_SYS(sched_yield)};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(calls[i]);
	/* Of this process alone. */
	add(seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 1,
			     SCMP_A0(SCMP_CMP_EQ, 0)));
	/* -l: along the connection that there is. */
	add(seccomp_rule_add(rules, SCMP_ACT_ALLOW, SCMP_SYS(sendto), 1,
			     SCMP_A4(SCMP_CMP_EQ, 0)));
}

static void allow_signals_and_time(void)
{
	static const int calls[] = {
		SCMP_SYS(rt_sigaction),   SCMP_SYS(rt_sigprocmask),
		SCMP_SYS(rt_sigreturn),   SCMP_SYS(sigaltstack),
		SCMP_SYS(clock_gettime),  SCMP_SYS(clock_gettime64),
		SCMP_SYS(gettimeofday),   SCMP_SYS(time),
		SCMP_SYS(restart_syscall)};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(calls[i]);
}

/* What the libraries try and can do without: iconv's modules (GMime converts
 * header fields of which furui reads the raw value), whether the output is a
 * terminal, another connection to the log. */
static void refuse_what_is_tried(void)
{
	static const int calls[] = {SCMP_SYS(open), SCMP_SYS(stat),
				    SCMP_SYS(access), SCMP_SYS(readlink),
				    SCMP_SYS(socket)};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		refuse(calls[i], EACCES);
	refuse(SCMP_SYS(ioctl), ENOTTY);
}

/* Mail can be opened to be read, in the way that furui_folder_open() has and
 * the libraries have not: what they try stays refused. */
static void allow_mail(void)
{
	static const int calls[] = {SCMP_SYS(recvfrom), SCMP_SYS(read),
				    SCMP_SYS(pread64), SCMP_SYS(faccessat),
				    SCMP_SYS(faccessat2)};
	/* Some C libraries add this one to all. */
	const uint32_t flags = UINT32_MAX & ~(uint32_t)O_LARGEFILE;
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(calls[i]);
	add(seccomp_rule_add(
		rules, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
		SCMP_A2(SCMP_CMP_MASKED_EQ, flags, FURUI_FOLDER_OPEN_FLAGS)));
	static const uint32_t libraries_lack[] = {O_NONBLOCK, O_NOCTTY};
	for (size_t i = 0; i < 2; i++)
		add(seccomp_rule_add(
			rules, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, libraries_lack[i], 0)));
}

/* Questions come in on connections that others began. */
static void allow_connections(void)
{
	static const int calls[] = {SCMP_SYS(accept4),     SCMP_SYS(recvfrom),
				    SCMP_SYS(getsockopt),  SCMP_SYS(geteuid),
				    SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_ctl)};
	for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
		allow(calls[i]);
}

int main(int argc, char **argv)
{
	enum {
		MOST = 4096 /* instructions, the kernel's BPF_MAXINSNS */
	};
	static struct {
		uint16_t code;
		uint8_t jt, jf;
		uint32_t k;
	} program[MOST];
	rules = seccomp_init(SCMP_ACT_TRAP);
	FILE *file = tmpfile();
	if (!rules || !file)
		return 1;
	allow_memory();
	allow_output();
	allow_signals_and_time();
	refuse_what_is_tried();
	const char *whose = argc > 1 ? argv[1] : "";
	if (strcmp(whose, "crew") == 0)
		allow_mail();
	else
		refuse(SCMP_SYS(openat), EACCES);
	if (strcmp(whose, "worker") == 0)
		allow_connections();
	/* Sorted into a tree: fewer instructions a call. */
	add(seccomp_attr_set(rules, SCMP_FLTATR_CTL_OPTIMIZE, 2));
	if (failed || seccomp_export_bpf(rules, fileno(file))) {
		(void)fputs("libseccomp does not take the rules\n", stderr);
		return 1;
	}
	seccomp_release(rules);
	rewind(file);
	size_t count = fread(program, sizeof *program, MOST, file);
	(void)fclose(file);
	for (size_t i = 0; i < count; i++)
		(void)printf("{0x%02x, %u, %u, 0x%08xu},\n", program[i].code,
			     program[i].jt, program[i].jf, program[i].k);
	return count && !fflush(stdout) ? 0 : 1;
}
