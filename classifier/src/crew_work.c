/* A process of the crew: judges the batches that it is given. */
#include <limits.h>
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "confine.h"
#include "crew_private.h"
#include "furui/folder.h"
#include "furui/heap.h"
#include "guard.h"
#include "inject.h"

void furui_crew_judge(struct furui_session *session, const char *bytes,
		      size_t size, struct crew_batch *batch, uint32_t at)
{
	struct crew_entry *entry = &batch->entries[at];
	struct furui_result result = {0};
	bool failed = furui_session_judge(session, bytes, size, &result,
					  &batch->why[at]) != 0;
	entry->outcome = failed ? CREW_FAILED : CREW_JUDGED;
	entry->verdict = result.verdict;
	if (failed && result.error)
		strncpy(entry->error, result.error, sizeof entry->error - 1);
}

/* Without a handler SIGALRM is the end. A message, and reading its file, has
 * the time that it is given and up to two seconds more: to set an alarm for
 * each would be 1 % of the work. */
static void set_alarm(time_t *since)
{
	struct timespec now;
	(void)clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
	if (*since && now.tv_sec - *since <= 1)
		return;
	*since = now.tv_sec;
	(void)alarm(FURUI_GUARD_WALL_SECONDS + 2);
}

static void note_trouble(void *context, const char *path, const char *reason)
{
	(void)path;
	(void)reason;
	*(bool *)context = true;
}

/* What is not simply one message is left to the parent, who can name the
 * messages of an mbox and say what is wrong. */
static void judge_file(struct furui_session *session, const char *name,
		       struct crew_batch *batch, uint32_t at)
{
	bool trouble = false;
	const struct furui_folder_options options = {.trouble = note_trouble,
						     .context = &trouble,
						     .file_only = true};
	struct furui_folder *folder = NULL;
	struct furui_mail mail;
	batch->entries[at] = (struct crew_entry){.outcome = CREW_LEFT};
	if (furui_folder_open(&folder, name, &options, NULL))
		return;
	if (furui_folder_next(folder, &mail) == 1 && !trouble &&
	    mail.kind == FURUI_FOLDER_FILE && strcmp(mail.source, name) == 0)
		furui_crew_judge(session, mail.bytes, mail.size, batch, at);
	furui_folder_free(&folder);
}

static void close_range_of(int first, int last)
{
	struct rlimit limit;
	if (first > last ||
	    close_range((unsigned)first, (unsigned)last, 0) == 0)
		return;
	/* Kernels before 5.9, and filters that do not know the call. */
	if (getrlimit(RLIMIT_NOFILE, &limit) == 0 &&
	    (rlim_t)last >= limit.rlim_cur)
		last = (int)limit.rlim_cur - 1;
	for (int i = first; i <= last; i++)
		(void)close(i);
}

/* Closes all but `fd`: a message that takes this process over can have mail
 * opened, and shall not have where to put it. Sanitizers keep standard error,
 * where they say what they found. */
static void close_others(int fd)
{
#ifdef FURUI_CONFINE
	const int spared = -1;
#else
	const int spared = STDERR_FILENO;
#endif
	for (int i = STDIN_FILENO; i <= STDERR_FILENO; i++)
		if (i != fd && i != spared)
			(void)close(i);
	close_range_of(STDERR_FILENO + 1, fd - 1);
	close_range_of(fd > STDERR_FILENO ? fd + 1 : STDERR_FILENO + 1,
		       INT_MAX);
}

/* Leaves no mail in a core, does not outlive its parent, and can do nothing
 * but judge. */
static void limit(int fd)
{
	const struct rlimit none = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	close_others(fd);
	furui_confine_crew();
}

/* What a message that took the process over might write; for tests. */
static void lie(struct crew_batch *batch)
{
	if (furui_injected("crew-numbers"))
		for (size_t i = 0; i < CREW_NAMES; i++)
			batch->entries[i].verdict = (struct furui_verdict){
				.probability = (double)NAN};
	if (furui_injected("crew-rewinds")) {
		batch->done = 0;
		batch->begun = 1;
		_exit(1);
	}
	if (furui_injected("crew-never-begins")) {
		batch->done = batch->begun = 0;
		_exit(1);
	}
	if (furui_injected("crew-stays")) {
		(void)alarm(0);
		for (volatile unsigned long turns = 0;; turns++)
			;
	}
	if (furui_injected("crew-leaves"))
		for (size_t i = 0; i < CREW_NAMES; i++) {
			memset(&batch->entries[i], 'E',
			       sizeof batch->entries[i]);
			batch->entries[i].verdict =
				(struct furui_verdict){.probability = 1};
			batch->entries[i].outcome = CREW_LEFT;
		}
	if (!furui_injected("crew-lies"))
		return;
	batch->count = UINT32_MAX;
	batch->begun = UINT32_MAX;
	batch->done = UINT32_MAX - 1;
	memset(batch->places, 0xff, sizeof batch->places);
	for (size_t i = 0; i < CREW_NAMES; i++) {
		struct crew_entry *entry = &batch->entries[i];
		*entry = (struct crew_entry){.outcome = CREW_FAILED};
		memset(entry->error, 0xff, sizeof entry->error);
	}
	memset(batch->why, 0xff, sizeof batch->why);
}

_Noreturn void furui_crew_work(struct furui_session *session, int fd,
			       struct crew_batch *const *batches)
{
	uint32_t number;
	furui_heap_reserve(FURUI_CREW_HEAP);
	limit(fd);
	while (recv(fd, &number, sizeof number, 0) == (ssize_t)sizeof number) {
		struct crew_batch *batch = batches[number];
		time_t since = 0;
		for (uint32_t i = batch->done; i < batch->count; i++) {
			const char *bytes = batch->bytes + batch->places[i].at;
			set_alarm(&since);
			batch->begun = i + 1;
			if (batch->files)
				judge_file(session, bytes, batch, i);
			else
				furui_crew_judge(session, bytes,
						 batch->places[i].size, batch,
						 i);
			batch->done = i + 1;
		}
		lie(batch);
		(void)alarm(0);
		if (send(fd, &number, sizeof number, MSG_NOSIGNAL) < 0)
			break;
	}
	_exit(0);
}
