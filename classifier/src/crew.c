/* The crew's own side: fills batches, hands them out, minds who dies. */
#include "crew.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "crew_private.h"
#include "guard.h"

enum {
	QUEUE = 2,   /* batches given to a process: it never waits */
	BATCHES = 3, /* for each process; more would only take memory */
	/* Seconds for a message: a process ends itself before (crew_work.c),
	 * unless the message has taken it over. */
	PATIENCE = FURUI_GUARD_WALL_SECONDS + 5,
	LOOK = 1000, /* ms: how often that is looked at */
};

/* What is known of a batch here, whatever its process writes into it. */
struct slot {
	struct furui_buffer names; /* of the messages, each with its NUL */
	bool files;
	uint32_t count;
	uint32_t done;   /* entries that stand, whoever dies: it only grows */
	unsigned deaths; /* at the message that is next */
	struct crew_place places[CREW_NAMES];
	bool ready;
};

struct member {
	pid_t pid;
	int fd; /* -1: there is none */
	uint32_t queue[QUEUE];
	int held;
	uint32_t at, done; /* where it was when it was looked at */
	time_t since;      /* when it came there */
};

/* [first, next) of the batches are on the way; `next` is being filled. The
 * numbers only grow; modulo `size` they are places. */
struct furui_crew {
	struct furui_session *session;
	furui_crew_sink *sink;
	void *context;
	struct crew_batch *batches[FURUI_CREW_MOST * BATCHES];
	struct slot slots[FURUI_CREW_MOST * BATCHES];
	uint32_t size, first, next;
	struct member members[FURUI_CREW_MOST];
	unsigned count;
};

static uint32_t place(const struct furui_crew *crew, uint32_t number)
{
	return number % crew->size;
}

static int start(struct furui_crew *crew, struct member *member,
		 struct furui_error *err)
{
	int ends[2];
	member->fd = -1;
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends))
		return furui_fail_errno(err, "cannot make a socket");
	pid_t pid = fork();
	if (pid < 0) {
		(void)close(ends[0]);
		(void)close(ends[1]);
		return furui_fail_errno(err, "cannot start a process");
	}
	if (pid == 0) {
		for (unsigned i = 0; i < crew->count; i++)
			if (crew->members[i].fd >= 0)
				(void)close(crew->members[i].fd);
		(void)close(ends[0]);
		furui_crew_work(crew->session, ends[1], crew->batches);
	}
	(void)close(ends[1]);
	member->pid = pid;
	member->fd = ends[0];
	return 0;
}

static bool give(struct member *member, uint32_t at)
{
	member->queue[member->held++] = at;
	return send(member->fd, &at, sizeof at, MSG_NOSIGNAL) ==
	       (ssize_t)sizeof at;
}

/* How many entries are filled, as far as a process is believed. */
static uint32_t done_of(const struct crew_batch *batch, const struct slot *slot)
{
	uint32_t done = batch->done;
	return done > slot->done && done <= slot->count ? done : slot->done;
}

/* A message that killed a process is lost, it alone. Where that is not sure,
 * since someone from outside may have done it, it is lost the second time. Of
 * a file, which may hold others, its messages are tried one by one. */
static void note_death(struct crew_batch *batch, struct slot *slot, int status,
		       bool late)
{
	uint32_t done = done_of(batch, slot);
	int number = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	late = late || number == SIGALRM;
	if (done > slot->done)
		slot->deaths = 0;
	bool lost = late || slot->deaths++ > 0 ||
		    (batch->begun > done && number != SIGKILL);
	if (lost && done < slot->count) {
		furui_crew_lose(batch, done, late);
		if (slot->files && !late)
			batch->entries[done].outcome = CREW_LEFT;
		done++;
		slot->deaths = 0;
	}
	batch->begun = done;
	batch->done = done;
	slot->done = done;
}

/* Judged here, when no process can be started; files by whoever named
 * them. */
static void judge_here(struct furui_crew *crew, uint32_t at)
{
	struct crew_batch *batch = crew->batches[at];
	struct slot *slot = &crew->slots[at];
	for (uint32_t i = slot->done; i < slot->count; i++)
		if (slot->files)
			batch->entries[i] =
				(struct crew_entry){.outcome = CREW_LEFT};
		else
			furui_crew_judge(crew->session,
					 batch->bytes + slot->places[i].at,
					 slot->places[i].size, batch, i);
	slot->ready = true;
}

/* A new process goes on where this one died. */
static void replace(struct furui_crew *crew, struct member *member, bool late)
{
	int status = 0;
	(void)kill(member->pid, SIGKILL);
	(void)close(member->fd);
	member->fd = -1;
	while (waitpid(member->pid, &status, 0) < 0 && errno == EINTR)
		;
	struct member dead = *member;
	member->held = 0;
	member->since = 0;
	if (dead.held)
		note_death(crew->batches[dead.queue[0]],
			   &crew->slots[dead.queue[0]], status, late);
	bool lives = start(crew, member, NULL) == 0;
	for (int i = 0; i < dead.held; i++) {
		struct slot *slot = &crew->slots[dead.queue[i]];
		if (slot->done == slot->count)
			slot->ready = true;
		else if (lives)
			(void)give(member, dead.queue[i]);
		else
			judge_here(crew, dead.queue[i]);
	}
}

/* One that does not come from one message to the next is ended. */
static void watch(struct furui_crew *crew, struct member *member)
{
	struct timespec now;
	if (member->fd < 0 || !member->held)
		return;
	uint32_t at = member->queue[0];
	uint32_t done = done_of(crew->batches[at], &crew->slots[at]);
	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	if (!member->since || member->at != at || done > member->done) {
		member->at = at;
		member->done = done;
		member->since = now.tv_sec;
	} else if (now.tv_sec - member->since > PATIENCE) {
		replace(crew, member, true);
	}
}

static void take_answer(struct furui_crew *crew, struct member *member)
{
	uint32_t at;
	ssize_t got = recv(member->fd, &at, sizeof at, 0);
	if (got < 0 && errno == EINTR)
		return;
	if (got != (ssize_t)sizeof at || !member->held ||
	    at != member->queue[0]) {
		replace(crew, member, false);
		return;
	}
	member->queue[0] = member->queue[--member->held];
	member->since = 0;
	crew->slots[at].ready = true;
}

static int deliver_batch(struct furui_crew *crew, uint32_t at,
			 struct furui_error *err)
{
	struct crew_batch *batch = crew->batches[at];
	struct slot *slot = &crew->slots[at];
	const char *name = slot->names.data;
	int result = 0;
	for (uint32_t i = 0; !result && i < slot->count; i++) {
		struct crew_finding finding;
		furui_crew_check(batch, i, slot->files, &finding);
		const struct crew_entry *entry = &finding.entry;
		bool failed = entry->outcome == CREW_FAILED;
		struct furui_crew_answer answer = {
			.result = {.name = name,
				   .error = failed ? entry->error : NULL,
				   .remote = true,
				   .verdict = entry->verdict},
			.why = failed ? finding.why.text : NULL,
			.left = entry->outcome == CREW_LEFT,
			.more = i + 1 < slot->count,
		};
		result = crew->sink(crew->context, &answer, err);
		name += strlen(name) + 1;
	}
	/* A large message must not hold its memory to the end. */
	const struct crew_place *last = &slot->places[slot->count - 1];
	if (last->at + last->size > (size_t)2 * CREW_BYTES)
		(void)madvise(batch, sizeof *batch, MADV_REMOVE);
	furui_crew_reset(batch);
	slot->count = slot->done = slot->deaths = 0;
	slot->names.size = 0;
	slot->ready = false;
	return result;
}

static int deliver(struct furui_crew *crew, struct furui_error *err)
{
	int result = 0;
	while (!result && crew->first != crew->next &&
	       crew->slots[place(crew, crew->first)].ready)
		result = deliver_batch(crew, place(crew, crew->first++), err);
	return result;
}

/* Waits until something comes, also on `fd`, and returns 1 when it is there;
 * gives the sink what is ready. */
static int step(struct furui_crew *crew, int fd, struct furui_error *err)
{
	struct pollfd polled[FURUI_CREW_MOST + 1];
	for (unsigned i = 0; i < crew->count; i++)
		polled[i] = (struct pollfd){
			.fd = crew->members[i].held ? crew->members[i].fd : -1,
			.events = POLLIN};
	polled[crew->count] = (struct pollfd){.fd = fd, .events = POLLIN};
	if (poll(polled, crew->count + 1, LOOK) < 0)
		return 0;
	for (unsigned i = 0; i < crew->count; i++)
		if (polled[i].revents)
			take_answer(crew, &crew->members[i]);
		else
			watch(crew, &crew->members[i]);
	if (deliver(crew, err))
		return -1;
	return polled[crew->count].revents != 0;
}

/* The one that has least to do and room for more; NULL when there is none. */
static struct member *idlest(struct furui_crew *crew, bool *any)
{
	struct member *best = NULL;
	*any = false;
	for (unsigned i = 0; i < crew->count; i++) {
		struct member *member = &crew->members[i];
		*any = *any || member->fd >= 0;
		if (member->fd >= 0 && member->held < QUEUE &&
		    (!best || member->held < best->held))
			best = member;
	}
	return best;
}

/* Hands out the batch that was filled, and makes room for the next one. */
static int hand_out(struct furui_crew *crew, struct furui_error *err)
{
	uint32_t at = place(crew, crew->next);
	struct member *member;
	bool any;
	while (!(member = idlest(crew, &any)) && any)
		if (step(crew, -1, err) < 0)
			return -1;
	crew->next++;
	if (!member)
		judge_here(crew, at);
	else
		(void)give(member, at); /* a death shows in step() */
	if (deliver(crew, err))
		return -1;
	while (crew->next - crew->first == crew->size)
		if (step(crew, -1, err) < 0)
			return -1;
	return 0;
}

/* Room for so many bytes in the batch that is being filled, and its name;
 * with other things in it, it is handed out before. */
static char *make_place(struct furui_crew *crew, bool files, const char *name,
			size_t size, struct furui_error *err)
{
	struct slot *slot = &crew->slots[place(crew, crew->next)];
	if (slot->count && slot->files != files) {
		if (hand_out(crew, err))
			return NULL;
		slot = &crew->slots[place(crew, crew->next)];
	}
	struct crew_batch *batch = crew->batches[place(crew, crew->next)];
	struct crew_place *place_of = &slot->places[slot->count];
	*place_of = (struct crew_place){
		slot->count ? place_of[-1].at + place_of[-1].size : 0, size};
	slot->files = batch->files = files;
	batch->places[slot->count] = *place_of;
	furui_buffer_add(&slot->names, name, strlen(name) + 1);
	batch->count = ++slot->count;
	return batch->bytes + place_of->at;
}

int furui_crew_add(struct furui_crew *crew, const char *bytes, size_t size,
		   const char *name, struct furui_error *err)
{
	struct furui_seen seen = furui_seen_of(size);
	char *to = make_place(crew, false, name, seen.head + seen.tail, err);
	if (!to)
		return -1;
	memcpy(to, bytes, seen.head);
	memcpy(to + seen.head, bytes + size - seen.tail, seen.tail);
	const struct slot *slot = &crew->slots[place(crew, crew->next)];
	const struct crew_place *last = &slot->places[slot->count - 1];
	return slot->count < CREW_MESSAGES && last->at + last->size < CREW_BYTES
		       ? 0
		       : hand_out(crew, err);
}

/* Names in a batch: a part of what each process has still to get. */
static uint32_t names_at_once(const struct furui_crew *crew, size_t more)
{
	enum {
		PARTS = 4,
		LEAST = 4
	};
	size_t part = more / ((size_t)crew->count * PARTS);
	if (part < LEAST)
		part = LEAST;
	return part < CREW_NAMES ? (uint32_t)part : CREW_NAMES;
}

int furui_crew_add_file(struct furui_crew *crew, const char *name, size_t more,
			struct furui_error *err)
{
	size_t size = strlen(name) + 1;
	char *to = make_place(crew, true, name, size, err);
	if (!to)
		return -1;
	memcpy(to, name, size);
	const struct slot *slot = &crew->slots[place(crew, crew->next)];
	return slot->count < names_at_once(crew, more) ? 0
						       : hand_out(crew, err);
}

int furui_crew_wait(struct furui_crew *crew, int fd, struct furui_error *err)
{
	int result = 0;
	if (crew->slots[place(crew, crew->next)].count)
		result = hand_out(crew, err);
	while (!result && crew->first != crew->next)
		result = step(crew, fd, err);
	return result < 0 ? -1 : 0;
}

static int map_batches(struct furui_crew *crew, struct furui_error *err)
{
	for (uint32_t i = 0; i < crew->size; i++) {
		void *batch = mmap(
			NULL, sizeof **crew->batches, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (batch == MAP_FAILED)
			return furui_fail_errno(err, "cannot share memory");
		crew->batches[i] = batch;
		furui_crew_reset(batch);
	}
	return 0;
}

int furui_crew_new(struct furui_crew **out, struct furui_session *session,
		   unsigned jobs, furui_crew_sink *sink, void *context,
		   struct furui_error *err)
{
	/* Once, and before the processes give up most system calls. */
	furui_session_make_reader(session);
	struct furui_crew *crew = furui_xmalloc(sizeof *crew);
	memset(crew, 0, sizeof *crew);
	crew->session = session;
	crew->sink = sink;
	crew->context = context;
	jobs = jobs < FURUI_CREW_MOST ? jobs : FURUI_CREW_MOST;
	crew->size = jobs * BATCHES;
	if (map_batches(crew, err) == 0)
		while (crew->count < jobs &&
		       start(crew, &crew->members[crew->count], err) == 0)
			crew->count++;
	*out = crew;
	if (!crew->count)
		furui_crew_free(out);
	return *out ? 0 : -1;
}

void furui_crew_free(struct furui_crew **crew_at)
{
	struct furui_crew *crew = *crew_at;
	if (!crew)
		return;
	/* They end side by side. */
	for (unsigned i = 0; i < crew->count; i++)
		if (crew->members[i].fd >= 0)
			(void)kill(crew->members[i].pid, SIGKILL);
	for (unsigned i = 0; i < crew->count; i++)
		if (crew->members[i].fd >= 0) {
			(void)close(crew->members[i].fd);
			(void)waitpid(crew->members[i].pid, NULL, 0);
		}
	for (uint32_t i = 0; i < crew->size; i++) {
		if (crew->batches[i])
			(void)munmap(crew->batches[i],
				     sizeof *crew->batches[i]);
		furui_buffer_free(&crew->slots[i].names);
	}
	free(crew);
	*crew_at = NULL;
}
