/* Makes furuid's socket, or takes over systemd's. */
#include "listen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/path.h"

enum {
	QUEUE = 128, /* connections that wait for a worker */
	FIRST_FD = 3 /* sd_listen_fds(3) */
};

/* sd_listen_fds(3), of which this is all that is needed. */
static bool is_activated(void)
{
	const char *count = getenv("LISTEN_FDS"), *pid = getenv("LISTEN_PID");
	return count && pid && strcmp(count, "1") == 0 &&
	       strtol(pid, NULL, 10) == getpid();
}

static int check_place(const char *path, struct furui_error *err)
{
	char *folder = furui_xstrdup(path);
	char *slash = strrchr(folder, '/');
	int result = -1;
	if (!slash || slash == folder) {
		(void)furui_fail(err, FURUI_ERROR_INPUT,
				 "%s: give the socket with its folder, and one "
				 "that is yours",
				 path);
	} else {
		*slash = '\0';
		if (!furui_make_folder(folder, err) &&
		    !furui_check_folder(folder, err))
			result = 0;
	}
	free(folder);
	return result;
}

/* -1 when somebody listens there, or it is no socket of ours. */
static int remove_stale(const char *path, const struct sockaddr_un *address,
			struct furui_error *err)
{
	struct stat st;
	if (lstat(path, &st))
		return errno == ENOENT ? 0 : furui_fail_errno(err, "%s", path);
	if (!S_ISSOCK(st.st_mode))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is there and is no socket", path);
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool alive = fd >= 0 && (connect(fd, (const void *)address,
					 sizeof *address) == 0 ||
				 errno == EAGAIN);
	if (fd >= 0)
		(void)close(fd);
	if (alive)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "a furuid listens on %s already", path);
	return unlink(path) ? furui_fail_errno(err, "cannot remove %s", path)
			    : 0;
}

int furui_listen(struct furui_listener *out, const char *path,
		 struct furui_error *err)
{
	*out = (struct furui_listener){.fd = FIRST_FD};
	if (is_activated()) {
		int flags = fcntl(FIRST_FD, F_GETFL), listens = 0;
		socklen_t size = sizeof listens;
		if (getsockopt(FIRST_FD, SOL_SOCKET, SO_ACCEPTCONN, &listens,
			       &size) == 0 &&
		    !listens)
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "systemd's socket does not listen: "
					  "it takes ListenStream= and no "
					  "Accept=");
		if (flags < 0 ||
		    fcntl(FIRST_FD, F_SETFL, flags | O_NONBLOCK) < 0)
			return furui_fail_errno(err, "systemd's socket");
		return 0;
	}
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	if (strlen(path) >= sizeof address.sun_path)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is too long for a socket", path);
	memcpy(address.sun_path, path, strlen(path) + 1);
	if (check_place(path, err) || remove_stale(path, &address, err))
		return -1;
	out->fd =
		socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (out->fd < 0)
		return furui_fail_errno(err, "no socket");
	mode_t before = umask(0177);
	int bound = bind(out->fd, (const void *)&address, sizeof address);
	(void)umask(before);
	if (bound || listen(out->fd, QUEUE)) {
		(void)furui_fail_errno(err, "cannot listen on %s", path);
		(void)close(out->fd);
		return -1;
	}
	out->path = path;
	return 0;
}

void furui_listen_end(struct furui_listener *listener)
{
	(void)close(listener->fd);
	if (listener->path)
		(void)unlink(listener->path);
}
