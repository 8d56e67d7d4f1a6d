/* One worker process of furuid. */
#ifndef FURUI_WORKER_H
#define FURUI_WORKER_H

#include "session.h"

/* Answers on the connections that come in on `listener` (not blocking) until
 * SIGTERM, which must be blocked, or until it has judged so many messages that
 * a fresh process is better; what is in hand then is answered first. Once it
 * has opened the store's files it can open no others (confine.h): when they are
 * replaced it ends. A message
 * that kills it costs only the answers in hand: their clients judge by
 * themselves. Returns the exit code. */
int furui_worker(int listener, struct furui_options *options);

#endif
