/* Reads questions from many connections at once, so that a slow client keeps
 * nobody waiting, and judges them one after another. */
#include "worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "confine.h"
#include "frame.h"

enum {
	CONNECTIONS = 32, /* at once; more wait in the socket's queue */
	SECOND = 1000,    /* in ms: how often a late question is looked for */
	PATIENCE = 5,     /* seconds for a question to come in */
	JUDGING = 10,     /* seconds for a message, then the worker dies */
	MESSAGES = 10000, /* then a new process takes over */
};

struct connection {
	int fd;
	time_t until;
	bool waited_for; /* by the worker's epoll */
	struct furui_buffer in;
};

struct worker {
	int epoll;
	int listener;
	bool listening; /* the listener is in the epoll */
	struct furui_options *options;
	struct furui_session session;
	struct furui_grounds grounds; /* that the session has open */
	bool open;  /* and confined: other files are for another process */
	bool stale; /* the files are not the same any more */
	struct connection connections[CONNECTIONS];
	int count;
	int most; /* connections at once: fewer where descriptors are short */
	unsigned messages;
};

static volatile sig_atomic_t ending;

static void on_term(int number)
{
	(void)number;
	ending = 1;
}

static time_t now(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec;
}

static void limit(void)
{
	const struct rlimit none = {0, 0};
	(void)setrlimit(RLIMIT_CORE, &none);
	/* Does not outlive its parent. */
	(void)prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Opens what it judges by, then gives up all but judging. The files are looked
 * at before and after they are opened: a trainer may put new ones there. */
static bool open_session(struct worker *worker)
{
	struct furui_grounds before, after;
	struct furui_error err = {0};
	const char *word;
	worker->open = furui_session_open(&worker->session, worker->options,
					  &word, &err) == 0 &&
		       furui_grounds_of(worker->session.folder, &before) &&
		       furui_session_map(&worker->session, &word, &err) == 0 &&
		       furui_grounds_of(worker->session.folder, &after) &&
		       furui_grounds_same(&before, &after);
	if (!worker->open) {
		furui_session_close(&worker->session);
		return false;
	}
	worker->grounds = before;
	worker->grounds.user = furui_own_fingerprint(worker->session.own);
	furui_session_make_reader(&worker->session);
	furui_confine_worker();
	return true;
}

/* Whether a trainer has put other files there since they were opened. */
static bool is_outdated(const struct worker *worker)
{
	struct furui_grounds now;
	(void)furui_grounds_of(worker->session.folder, &now);
	now.user = worker->grounds.user;
	return !furui_grounds_same(&now, &worker->grounds);
}

/* Sees the same files as the client, or does not judge. */
static bool stand_on(struct worker *worker, const struct furui_grounds *grounds)
{
	if (!worker->open && !open_session(worker))
		return false;
	if (furui_grounds_same(&worker->grounds, grounds))
		return true;
	/* The same files, but another user: the configuration has changed. */
	struct furui_grounds asked = *grounds;
	asked.user = worker->grounds.user;
	worker->stale = furui_grounds_same(&worker->grounds, &asked) ||
			is_outdated(worker);
	return false;
}

static void answer(struct worker *worker, const struct connection *connection,
		   const struct furui_question *question)
{
	struct furui_result result = {0};
	bool judged = question && stand_on(worker, &question->grounds);
	if (judged) {
		worker->options->cutoffs = question->cutoffs;
		worker->options->judge =
			question->fisher ? furui_judge_fisher : furui_judge;
		/* Without a handler SIGALRM is the end of the process. */
		(void)alarm(JUDGING);
		judged = furui_session_judge(
				 &worker->session,
				 connection->in.data + sizeof *question,
				 question->size, &result, NULL) == 0;
		(void)alarm(0);
		worker->messages++;
	}
	const struct furui_answer out =
		furui_answer_make(judged ? &result.verdict : NULL);
	/* It fits into any socket's buffer; a client that left is no loss. */
	(void)send(connection->fd, &out, sizeof out, MSG_NOSIGNAL);
}

/* Reads what is there; true when the connection is done with. */
static bool take(struct worker *worker, struct connection *connection)
{
	enum {
		STEP = 64 << 10
	};
	struct furui_buffer *in = &connection->in;
	for (;;) {
		char *room = furui_buffer_room(in, STEP);
		ssize_t got = recv(connection->fd, room, STEP, 0);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return got == 0 || errno != EAGAIN;
		in->size += (size_t)got;
		struct furui_question question;
		int parsed =
			furui_question_parse(in->data, in->size, &question);
		if (parsed < 0) {
			answer(worker, connection, NULL);
			return true;
		}
		size_t wanted = sizeof question + question.size;
		if (parsed == 0 || in->size < wanted)
			continue;
		/* More than was announced: nothing that furui says. */
		answer(worker, connection,
		       in->size == wanted ? &question : NULL);
		return true;
	}
}

static void drop(struct worker *worker, int at)
{
	struct connection *connection = &worker->connections[at];
	(void)close(connection->fd);
	furui_buffer_free(&connection->in);
	*connection = worker->connections[--worker->count];
}

/* What has come in, and whether there may be more: a connection whose question
 * is whole, as nearly all are when they are accepted, is never waited for. */
static void serve(struct worker *worker, int at)
{
	struct connection *connection = &worker->connections[at];
	struct epoll_event event = {.events = EPOLLIN,
				    .data.fd = connection->fd};
	if (!take(worker, connection)) {
		if (connection->waited_for ||
		    epoll_ctl(worker->epoll, EPOLL_CTL_ADD, connection->fd,
			      &event) == 0) {
			connection->waited_for = true;
			return;
		}
	}
	drop(worker, at);
}

/* False when no connection will ever come this way. */
static bool accept_one(struct worker *worker)
{
	int fd = accept4(worker->listener, NULL, NULL,
			 SOCK_CLOEXEC | SOCK_NONBLOCK);
	if (fd < 0 && (errno == EMFILE || errno == ENFILE) && worker->count) {
		worker->most = worker->count;
		return true;
	}
	if (fd < 0) /* another worker was quicker, or the client left */
		return errno == EAGAIN || errno == EINTR ||
		       errno == ECONNABORTED;
	struct ucred peer;
	socklen_t size = sizeof peer;
	if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) ||
	    peer.uid != geteuid()) {
		(void)close(fd);
		return true;
	}
	worker->connections[worker->count] =
		(struct connection){.fd = fd, .until = now() + PATIENCE};
	serve(worker, worker->count++);
	return true;
}

/* Of the workers that sleep the kernel wakes one for a connection. False when
 * it cannot: this worker would never hear of one. */
static bool listen_if(struct worker *worker, bool accepting)
{
	struct epoll_event event = {.events = EPOLLIN | EPOLLEXCLUSIVE,
				    .data.fd = worker->listener};
	if (worker->listening == accepting)
		return true;
	if (epoll_ctl(worker->epoll, accepting ? EPOLL_CTL_ADD : EPOLL_CTL_DEL,
		      worker->listener, &event))
		return false;
	worker->listening = accepting;
	return true;
}

/* `time` is from before anything was judged: what came in meanwhile is not
 * late. */
static void drop_late(struct worker *worker, time_t time)
{
	/* From the last, since drop() fills the gap with the last. */
	for (int i = worker->count - 1; i >= 0; i--)
		if (time > worker->connections[i].until)
			drop(worker, i);
}

static void serve_fd(struct worker *worker, int fd)
{
	for (int i = 0; i < worker->count; i++)
		if (worker->connections[i].fd == fd) {
			serve(worker, i);
			return;
		}
}

/* A wait that ends at once lets no signal in: under load none ever would. */
static void let_in(const sigset_t *while_waiting)
{
	sigset_t before;
	(void)sigprocmask(SIG_SETMASK, while_waiting, &before);
	(void)sigprocmask(SIG_SETMASK, &before, NULL);
}

/* Waits until something can be done, and does it. False when it cannot go
 * on. */
static bool step(struct worker *worker, bool accepting,
		 const sigset_t *while_waiting)
{
	struct epoll_event events[CONNECTIONS + 1];
	if (!listen_if(worker, accepting && worker->count < worker->most))
		return false;
	int ready = epoll_pwait(worker->epoll, events, CONNECTIONS + 1,
				worker->count ? SECOND : -1, while_waiting);
	if (ready > 0)
		let_in(while_waiting);
	time_t time = now();
	bool asked = false;
	for (int i = 0; i < ready; i++) {
		if (events[i].data.fd == worker->listener)
			asked = true;
		else
			serve_fd(worker, events[i].data.fd);
	}
	if (worker->count)
		drop_late(worker, time);
	if (!asked)
		return true;
	/* A question that comes now is for a process that can open the new
	 * files: it waits in the socket's queue until that is there. */
	worker->stale = worker->stale || (worker->open && is_outdated(worker));
	return worker->stale || accept_one(worker);
}

int furui_worker(int listener, struct furui_options *options)
{
	struct worker *worker = furui_xmalloc(sizeof *worker);
	memset(worker, 0, sizeof *worker);
	worker->listener = listener;
	worker->most = CONNECTIONS;
	worker->options = options;
	limit();
	const struct sigaction action = {.sa_handler = on_term};
	(void)sigaction(SIGTERM, &action, NULL);
	sigset_t while_waiting;
	(void)sigprocmask(SIG_SETMASK, NULL, &while_waiting);
	(void)sigdelset(&while_waiting, SIGTERM);
	worker->epoll = epoll_create1(EPOLL_CLOEXEC);
	if (worker->epoll < 0) {
		free(worker);
		return FURUI_EXIT_TROUBLE;
	}
	bool able = true;
	while (able && !ending && !worker->stale && worker->messages < MESSAGES)
		able = step(worker, true, &while_waiting);
	/* What has half come in is judged by what was there when it began; but
	 * when that is gone, its clients had better judge by themselves. */
	while (able && worker->count && !worker->stale)
		able = step(worker, false, &while_waiting);
	if (worker->open)
		furui_session_close(&worker->session);
	free(worker);
	return able ? 0 : FURUI_EXIT_TROUBLE;
}
