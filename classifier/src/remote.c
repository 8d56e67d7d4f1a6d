/* Asks furuid; gives up quickly, since judging here costs milliseconds. */
#include "remote.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#include "frame.h"
#include "furui/path.h"

enum {
	PATIENCE = 5000, /* ms, for all of it: the guard's alarm is at 20 s */
};

char *furui_socket_path(const char *given)
{
	if (given)
		return furui_xstrdup(given);
	const char *folder = getenv("XDG_RUNTIME_DIR");
	if (!folder || folder[0] != '/')
		return NULL;
	return furui_path_join(folder, "furui.sock");
}

static int64_t now(void)
{
	struct timespec time;
	(void)clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* The mail goes to none but a process of the same user. */
static bool is_mine(int fd)
{
	struct ucred peer;
	socklen_t size = sizeof peer;
	return getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
	       peer.uid == geteuid();
}

static int connect_to(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path)
		return -1;
	memcpy(address.sun_path, path, strlen(path) + 1);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return -1;
	/* A full queue fails at once, which is what is wanted. */
	if (connect(fd, (const void *)&address, sizeof address) == 0 &&
	    is_mine(fd))
		return fd;
	(void)close(fd);
	return -1;
}

static bool wait_for(int fd, short what, int64_t until)
{
	struct pollfd poll_fd = {.fd = fd, .events = what};
	for (;;) {
		int64_t left = until - now();
		if (left <= 0)
			return false;
		int ready = poll(&poll_fd, 1, (int)left);
		if (ready > 0)
			return true;
		if (ready == 0 || errno != EINTR)
			return false;
	}
}

/* After a call that failed: whether it is worth another try. */
static bool may_go_on(int fd, short what, int64_t until)
{
	return errno == EINTR || (errno == EAGAIN && wait_for(fd, what, until));
}

static bool send_all(int fd, const struct furui_question *question,
		     const char *bytes, int64_t until)
{
	size_t head = sizeof *question, size = head + question->size, at = 0;
	while (at < size) {
		/* sendmsg() only reads, though the type does not say so. */
		struct iovec pieces[2];
		size_t skip = at < head ? at : head;
		const char *first = (const char *)question + skip;
		const char *second = bytes + (at - skip);
		memcpy(&pieces[0].iov_base, &first, sizeof first);
		memcpy(&pieces[1].iov_base, &second, sizeof second);
		pieces[0].iov_len = head - skip;
		pieces[1].iov_len = question->size - (at - skip);
		const struct msghdr message = {.msg_iov = pieces,
					       .msg_iovlen = 2};
		ssize_t put = sendmsg(fd, &message, MSG_NOSIGNAL);
		if (put >= 0)
			at += (size_t)put;
		else if (!may_go_on(fd, POLLOUT, until))
			return false;
	}
	return true;
}

/* The answer, and then the end: whatever else comes is odd. */
static size_t receive(int fd, char *bytes, size_t size, int64_t until)
{
	size_t at = 0;
	while (at < size) {
		ssize_t got = recv(fd, bytes + at, size - at, 0);
		if (got == 0)
			break;
		if (got > 0)
			at += (size_t)got;
		else if (!may_go_on(fd, POLLIN, until))
			break;
	}
	return at;
}

bool furui_remote_judge(const struct furui_session *session, const void *bytes,
			size_t size, struct furui_verdict *out)
{
	struct furui_grounds grounds;
	char *path = furui_socket_path(session->options->socket);
	int fd = path && *path && furui_grounds_of(session->folder, &grounds)
			 ? connect_to(path)
			 : -1;
	free(path);
	if (fd < 0)
		return false;
	int64_t until = now() + PATIENCE;
	struct furui_seen seen = furui_seen_of(size);
	struct furui_buffer cut = {0};
	if (seen.tail) {
		furui_buffer_add(&cut, bytes, seen.head);
		furui_buffer_add(&cut, (const char *)bytes + size - seen.tail,
				 seen.tail);
		bytes = cut.data;
	}
	grounds.user = furui_own_fingerprint(session->own);
	const struct furui_question question = furui_question_make(
		&grounds, &session->options->cutoffs,
		session->options->judge == furui_judge_fisher,
		seen.head + seen.tail);
	char answer[sizeof(struct furui_answer)];
	bool judged =
		send_all(fd, &question, bytes, until) &&
		furui_answer_parse(
			answer, receive(fd, answer, sizeof answer, until), out);
	(void)close(fd);
	furui_buffer_free(&cut);
	return judged;
}
