/* A process of the crew: judges the batches that it is given. */
#include <math.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "confine.h"
#include "crew_private.h"
#include "guard.h"
#include "inject.h"

void furui_crew_judge(struct furui_session *session, const char *bytes,
		      size_t size, struct crew_entry *entry)
{
	struct furui_result result = {0};
	entry->failed = furui_session_judge(session, bytes, size, &result,
					    &entry->why) != 0;
	entry->verdict = result.verdict;
	if (entry->failed && result.error)
		strncpy(entry->error, result.error, sizeof entry->error - 1);
}

/* Leaves no mail in a core, does not outlive its parent, and can do nothing
 * but judge. */
static void limit(void)
{
	const struct rlimit none = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &none);
	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	furui_confine_worker();
}

/* What a message that took the process over might write; for tests. */
static void lie(struct crew_batch *batch)
{
	if (furui_injected("crew-numbers"))
		for (size_t i = 0; i < CREW_MESSAGES; i++)
			batch->entries[i].verdict = (struct furui_verdict){
				.probability = (double)NAN};
	if (furui_injected("crew-rewinds")) {
		batch->done = 0;
		batch->begun = 1;
		_exit(1);
	}
	if (!furui_injected("crew-lies"))
		return;
	batch->count = UINT32_MAX;
	batch->begun = UINT32_MAX;
	batch->done = UINT32_MAX - 1;
	memset(batch->places, 0xff, sizeof batch->places);
	memset(batch->entries, 0xff, sizeof batch->entries);
}

_Noreturn void furui_crew_work(struct furui_session *session, int fd,
			       struct crew_batch *const *batches)
{
	uint32_t number;
	limit();
	while (recv(fd, &number, sizeof number, 0) == (ssize_t)sizeof number) {
		struct crew_batch *batch = batches[number];
		for (uint32_t i = batch->done; i < batch->count; i++) {
			/* Without a handler SIGALRM is the end. */
			(void)alarm(FURUI_GUARD_WALL_SECONDS);
			batch->begun = i + 1;
			furui_crew_judge(
				session, batch->bytes + batch->places[i].at,
				batch->places[i].size, &batch->entries[i]);
			batch->done = i + 1;
		}
		lie(batch);
		(void)alarm(0);
		if (send(fd, &number, sizeof number, MSG_NOSIGNAL) < 0)
			break;
	}
	_exit(0);
}
