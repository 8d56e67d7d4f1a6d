/* Mail folders of any kind as one stream of raw messages: Maildir, mbox, MH,
 * single files, Thunderbird's stores; recursively. */
#ifndef FURUI_FOLDER_H
#define FURUI_FOLDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/error.h"

enum furui_folder_kind {
	FURUI_FOLDER_FILE, /* one message, .eml or bare */
	FURUI_FOLDER_MBOX,
	FURUI_FOLDER_MAILDIR,
	FURUI_FOLDER_MH,
	FURUI_FOLDER_THUNDERBIRD_MBOX,
	FURUI_FOLDER_THUNDERBIRD_MAILDIR,
	FURUI_FOLDER_KINDS
};

/* "mbox", "Maildir", …: for people. */
const char *furui_folder_kind_name(enum furui_folder_kind kind);

enum furui_mail_flag {
	FURUI_MAIL_SEEN = 1,
	FURUI_MAIL_REPLIED = 2,
	FURUI_MAIL_FLAGGED = 4,
	FURUI_MAIL_DRAFT = 8,
	FURUI_MAIL_TRASHED = 16,
};

/* One message, borrowed until the next call. */
struct furui_mail {
	const char *bytes; /* as stored, mbox quoting undone; without the
			      From_ line of an mbox unless it names an
			      envelope sender, which stays */
	size_t size;
	size_t whole_size;  /* more than size when its middle, or with
			       options->end 0 its end, was left out */
	const char *folder; /* the mbox, Maildir or MH folder it lies in,
			       or the file itself */
	const char *name;   /* folder's display name, UTF-8 */
	const char *source; /* for people and the ledger: the file's path;
			       for an mbox path:N, N counting from 1. A file
			       with one message behind a From_ line is that
			       message (FURUI_FOLDER_FILE), unless it is
			       Thunderbird's */
	enum furui_folder_kind kind;
	unsigned flags;      /* enum furui_mail_flag */
	int64_t delivered;   /* mtime or From_ line, Unix time; 0 unknown */
	uint64_t done_bytes; /* of the whole stream, this one included */
};

struct furui_folder_options {
	/* Bytes kept of the beginning of one message, and of the end of a
	 * longer one behind them; both 0: 8 MiB and 80 KiB. */
	size_t limit, end;
	/* Told of each file or folder that cannot be read; it is skipped and
	 * the rest goes on. NULL: silent. */
	void (*trouble)(void *context, const char *path, const char *reason);
	/* Told when a folder begins. NULL is fine. */
	void (*enter)(void *context, const char *folder,
		      enum furui_folder_kind kind);
	void *context;
	/* A folder is an error: only a file is wanted. */
	bool file_only;
};

struct furui_folder;

/* How what is named is opened; nothing else in furui is opened so. Whoever may
 * open nothing but mail can be told by it. */
#define FURUI_FOLDER_OPEN_FLAGS (O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY)

/* -1 when path itself cannot be read. Links are followed in path, never below
 * it. What stands below and is clearly no mail is passed over; a file named by
 * path is read whatever it is. */
int furui_folder_open(struct furui_folder **out, const char *path,
		      const struct furui_folder_options *options,
		      struct furui_error *err);

/* The same for an mbox that arrives on a descriptor, which stays the
 * caller's: `furui -M` reads standard input so. Sources are name:N. */
int furui_folder_open_mbox(struct furui_folder **out, int fd, const char *name,
			   const struct furui_folder_options *options,
			   struct furui_error *err);

void furui_folder_free(struct furui_folder **owner);

/* 1 and the next message; 0 at the end. Trouble with one message or folder is
 * reported through options->trouble and does not end the stream. */
int furui_folder_next(struct furui_folder *folder, struct furui_mail *mail);

/* Bytes of all files below path, roughly: for a progress bar. */
uint64_t furui_folder_bytes(const char *path);

#endif
