/* Takes from the process what reading a message does not need, with the
 * system call filter that the build made of confine_rules.c. */
#include "confine.h"

#ifdef FURUI_CONFINE

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static struct rlimit data_before, files_before;
static bool data_limited, files_limited;

static bool limit(int what, rlim_t most, struct rlimit *before)
{
	if (getrlimit(what, before) || before->rlim_cur <= most)
		return false;
	const struct rlimit now = {most, before->rlim_max};
	return setrlimit(what, &now) == 0;
}

static void forbid_calls(const struct sock_fprog *program)
{
	/* Without it only root may install a filter. */
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0)
		(void)prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, program, 0, 0);
}

void furui_confine(size_t held, bool for_good)
{
	/* RLIMIT_DATA, not RLIMIT_AS: it does not count what is mapped to be
	 * read, the model and the libraries' tables. */
	data_limited =
		limit(RLIMIT_DATA, held + FURUI_CONFINE_MEMORY, &data_before);
	files_limited = limit(RLIMIT_NOFILE, 0, &files_before);
	static struct sock_filter rules[] = {
#include "confine_rules.inc"
	};
	const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
	if (for_good)
		forbid_calls(&program);
}

void furui_confine_worker(void)
{
	static struct sock_filter rules[] = {
#include "confine_worker.inc"
	};
	const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
	(void)limit(RLIMIT_DATA, FURUI_CONFINE_WORKER_MEMORY, &data_before);
	forbid_calls(&program);
}

void furui_confine_crew(void)
{
	static struct sock_filter rules[] = {
#include "confine_crew.inc"
	};
	const struct sock_fprog program = {sizeof rules / sizeof *rules, rules};
	(void)limit(RLIMIT_DATA, FURUI_CONFINE_WORKER_MEMORY, &data_before);
	forbid_calls(&program);
}

void furui_confine_lift(void)
{
	if (data_limited)
		(void)setrlimit(RLIMIT_DATA, &data_before);
	if (files_limited)
		(void)setrlimit(RLIMIT_NOFILE, &files_before);
	data_limited = files_limited = false;
}

#else

void furui_confine(size_t held, bool for_good)
{
	(void)held;
	(void)for_good;
}

void furui_confine_worker(void)
{
}

void furui_confine_crew(void)
{
}

void furui_confine_lift(void)
{
}

#endif
