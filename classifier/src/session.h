/* What one run of furui holds open: the store's place, the model, a reader. */
#ifndef FURUI_SESSION_H
#define FURUI_SESSION_H

#include "furui/features.h"
#include "furui/model.h"
#include "furui/own.h"
#include "options.h"
#include "output.h"

enum {
	FURUI_EXIT_TROUBLE = 3,
	FURUI_EXIT_USAGE = 64,    /* EX_USAGE */
	FURUI_EXIT_TEMPFAIL = 75, /* EX_TEMPFAIL */
};

struct furui_session {
	struct furui_options *options; /* borrowed */
	char *folder;
	struct furui_own *own; /* who the user is */
	bool own_given; /* on the command line too, which furuid has not seen */
	struct furui_reader *reader; /* NULL: not needed yet */
	struct furui_model *model;
};

/* Reads the configuration and finds the store's folder. On trouble *word is
 * what X-Furui calls it. */
int furui_session_open(struct furui_session *session,
		       struct furui_options *options, const char **word,
		       struct furui_error *err);

/* Maps the model; as above. */
int furui_session_map(struct furui_session *session, const char **word,
		      struct furui_error *err);
void furui_session_close(struct furui_session *session);

/* Makes the reader, unless it is there: for who wants it before the first
 * message. Whoever asks furuid needs none. */
void furui_session_make_reader(struct furui_session *session);

/* Reads a message and, when a model is mapped, judges it. What the result
 * points to is valid until the next message. -1 when the model turns out to
 * be damaged: the header's checksum does not cover weights and counts, which
 * would cost the filter more than reading the message. Then result->error is
 * set, and nothing should be learned by the verdict, which is unsure. */
int furui_session_judge(struct furui_session *session, const void *bytes,
			size_t size, struct furui_result *result,
			struct furui_error *err);

/* A sentence on standard error. */
void furui_say(const char *text);

/* Standard input or -I; standard output or -O. The descriptor, or -1. */
int furui_open_input(const struct furui_options *options,
		     struct furui_error *err);
int furui_open_output(const struct furui_options *options,
		      struct furui_error *err);

/* What to exit with when something went wrong: 3, or 75 with --tempfail. */
int furui_trouble_code(const struct furui_options *options);

/* With -l: a line in the system's log. */
void furui_log_result(const struct furui_options *options,
		      const struct furui_result *result);

#endif
