/* The socket that furuid listens on. */
#ifndef FURUI_LISTEN_H
#define FURUI_LISTEN_H

#include <stdbool.h>

#include "furui/error.h"

struct furui_listener {
	int fd;
	const char *path; /* borrowed; NULL when systemd made the socket */
};

/* Takes over systemd's socket ($LISTEN_FDS), or makes one at `path`: 0600, in
 * a folder of the user's own in which nobody else may write. A socket that
 * nobody listens on any more is replaced; with a furuid behind it, this
 * fails. */
int furui_listen(struct furui_listener *out, const char *path,
		 struct furui_error *err);

/* Closes it and removes what was made. */
void furui_listen_end(struct furui_listener *listener);

#endif
