/* furui's end of the connection to furuid. */
#ifndef FURUI_REMOTE_H
#define FURUI_REMOTE_H

#include <stdbool.h>
#include <stddef.h>

#include "session.h"

/* Where furuid listens: `given`, else $XDG_RUNTIME_DIR/furui.sock. malloc'd;
 * NULL when neither is there. */
char *furui_socket_path(const char *given);

/* Asks furuid to judge. False when there is none, when it belongs to another
 * user, sees another model, or does not answer within seconds: then the
 * caller judges by itself, and nothing has happened. */
bool furui_remote_judge(const struct furui_session *session, const void *bytes,
			size_t size, struct furui_verdict *out);

#endif
