/* What the files of furui-train share. */
#ifndef FURUI_TRAIN_H
#define FURUI_TRAIN_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/folder.h"
#include "furui/store.h"

enum train_exit {
	TRAIN_DONE = 0,
	TRAIN_TROUBLE = 3,
	TRAIN_USAGE = 64,
};

enum train_command {
	TRAIN_LEARN,
	TRAIN_STATUS,
	TRAIN_DUMP,
	TRAIN_LOAD,
	TRAIN_REFIT,
	TRAIN_FORGET,
	TRAIN_FORGET_SENT,
	TRAIN_EXPIRE,
	TRAIN_HELP,
	TRAIN_VERSION,
};

struct train_paths {
	char **paths; /* borrowed from argv */
	size_t count;
};

struct train_options {
	enum train_command command;
	const char *folder; /* of the store, as given; may be NULL */
	const char *config; /* likewise */
	bool json, dry_run, quiet;
	unsigned threads; /* that read messages */
	int older, keep;  /* of expire: days, messages; -1: not given */
	struct train_paths sides[2];         /* by enum furui_label */
	struct train_paths sent;             /* mail that the user sent */
	struct train_paths addresses, hosts; /* configured; owned texts */
	struct train_paths words;            /* of a command */
};

/* options.c: 0, or TRAIN_USAGE after saying what is wrong. */
int train_options_read(struct train_options *options, int argc, char **argv);
void train_options_free(struct train_options *options);
extern const char train_help[];

/* Set by SIGINT, SIGTERM and SIGHUP: end soon, keep what is done. */
extern volatile sig_atomic_t train_interrupted;

/* Set when something was left undone because of it. */
extern bool train_cut_short;

/* "furui-train: …" on standard error, the bar out of the way. */
void train_say(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Opens the store that the options name; says when it must wait, and what is
 * wrong. */
int train_open(struct furui_store **out, const struct train_options *options,
	       bool create, bool read_only, struct furui_error *err);

/* Makes the store's model when it lacks one or something has changed since. */
int train_publish(struct furui_store *store,
		  const struct train_options *options, struct furui_error *err);

/* Opens the published model; as furui_model_open(). */
int train_open_model(struct furui_model **out,
		     const struct train_options *options,
		     struct furui_error *err);

/* The commands; each returns an enum train_exit. */
int train_learn(const struct train_options *options);
int train_forget_sent(const struct train_options *options);
int train_forget(const struct train_options *options);
int train_expire(const struct train_options *options);
int train_status(const struct train_options *options);
int train_dump(const struct train_options *options);
int train_load(const struct train_options *options);
int train_refit(const struct train_options *options);

/* walk.c: all mail below some paths. */
struct train_walk {
	const char *title; /* "spam", …: for the bar */
	bool bar;          /* show one */
	bool silent;       /* say nothing of what cannot be read: a second
			      walk will */
	/* Left out where they lie within a path that is walked: the side that
	 * names a folder has it. NULL: nothing. */
	const struct train_paths *except;
	uint64_t bytes_before, bytes_all; /* of all walks that it covers */
	/* One message; -1 ends the walk. `group` names the folder it belongs
	 * to: its own, or the path given when that holds loose files. */
	int (*each)(void *context, const struct furui_mail *mail,
		    const char *group, const char *name);
	void *context;
	/* Set by the walk: */
	uint64_t messages;
	unsigned troubles; /* what could not be read */
	unsigned failed;   /* of the paths given, those that gave nothing */
};

/* 0, also when some could not be read; -1 when `each` said so. */
int train_walk(struct train_walk *walk, const struct train_paths *paths);
uint64_t train_walk_bytes(const struct train_paths *paths);

/* True for mail that says nothing of what is wanted: drafts, and what was
 * thrown away for any reason. */
static inline bool train_skips(const struct furui_mail *mail)
{
	return (mail->flags & (FURUI_MAIL_DRAFT | FURUI_MAIL_TRASHED)) ||
	       mail->size == 0;
}

#endif
