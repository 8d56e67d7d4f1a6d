/* What the folder readers share: one level of the walk, the backends, the
 * mbox reader, From_ lines, header fields, display names. */
#ifndef FURUI_FOLDER_PRIVATE_H
#define FURUI_FOLDER_PRIVATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/folder.h"

enum {
	FURUI_FOLDER_LIMIT = 8 << 20, /* bytes kept of a message by default */
	/* And of the end of a longer one: the reader looks at 64 KiB, and
	 * nearly a seventh of what an mbox has can be the '>' of ">From ". */
	FURUI_FOLDER_END = 80 << 10,
	FURUI_FOLDER_DEPTH = 32,     /* folders within folders */
	FURUI_FOLDER_RESCANS = 64,   /* looks for renamed mail, a folder */
	FURUI_MBOX_WINDOW = 1 << 20, /* bytes of an mbox read at a time */
	FURUI_MBOX_AHEAD = 64 << 10, /* and seen ahead of a message */
	FURUI_FROM_LINE = 1024,      /* the longest From_ line believed */
	FURUI_SNIFF = 8 << 10,       /* bytes that tell what a file is */
};

/* --- dates and From_ lines: from_line.c --- */

/* Unix time of a date as in RFC 5322 or asctime(3), with or without a zone
 * (UTC then); 0 when the text holds none. */
int64_t furui_date_parse(const char *text, size_t size);

struct furui_from_line {
	size_t size;  /* bytes, line end included */
	bool sender;  /* it names an envelope sender */
	bool mozilla; /* "From - ", or nothing behind "From " */
	int64_t date; /* Unix time, 0 unknown */
};

/* True when the bytes begin with a From_ line that a message follows.
 * `bytes` should reach FURUI_FROM_LINE bytes and a little further, or to the
 * end of the file. */
bool furui_from_line_parse(const char *bytes, size_t size,
			   struct furui_from_line *line);

/* --- header fields: field.c --- */

/* Bytes from the first header line to the body, blank line included; `size`
 * when there is no blank line. */
size_t furui_header_size(const char *bytes, size_t size);

/* True when the bytes begin with "Name:", Name being a field's name. */
bool furui_is_field(const char *bytes, size_t size);

/* These look at the header that the bytes begin with, up to its blank line. */

/* The value of the first field of that name, folded lines and all, without the
 * blanks around it; NULL when absent. `name` is given in lower case without
 * the colon. */
const char *furui_field(const char *bytes, size_t size, const char *name,
			size_t *value_size);

/* Whether there are at least `wanted` of the names, 64 at most. */
bool furui_has_fields(const char *bytes, size_t size, const char *const *names,
		      size_t count, size_t wanted);

/* Seen, replied, … from Status and X-Status. */
unsigned furui_status_flags(const char *bytes, size_t size);

/* X-Mozilla-Status as a number, or -1 when the header has none. */
long furui_mozilla_status(const char *bytes, size_t size);

enum {
	FURUI_MOZILLA_EXPUNGED = 0x0008
};

/* Seen, replied and flagged from X-Mozilla-Status. */
unsigned furui_mozilla_flags(long status);

/* --- what a file is: sniff.c --- */

enum furui_sniff {
	FURUI_SNIFF_EMPTY,
	FURUI_SNIFF_OTHER, /* no mail */
	FURUI_SNIFF_MAIL,  /* begins with header fields */
	FURUI_SNIFF_MBOX,  /* begins with a From_ line */
	FURUI_SNIFF_MOZILLA_MBOX,
};

enum furui_sniff furui_sniff(const char *bytes, size_t size);

/* True for names of files beside mail that are none: indexes, caches, … */
bool furui_passed_over(const char *name);

bool furui_ends_with(const char *text, const char *end);

/* --- names for people: utf7.c --- */

/* Appends a folder's name in UTF-8: modified UTF-7 (RFC 3501, 5.1.3) decoded
 * where it is valid; what is not UTF-8 or a control character becomes
 * U+FFFD. */
void furui_display_name(const char *name, size_t size,
			struct furui_buffer *out);

/* --- one folder of the walk: level.c --- */

enum furui_entry_type {
	FURUI_ENTRY_FILE,
	FURUI_ENTRY_FOLDER,
	FURUI_ENTRY_LINK,
	FURUI_ENTRY_ODD, /* FIFO, socket, device */
};

enum furui_action {
	FURUI_ACTION_NONE,    /* as listed; dropped unless a plan sets more */
	FURUI_ACTION_MESSAGE, /* one message, whatever it looks like */
	FURUI_ACTION_SNIFF,   /* a message or an mbox, if it looks like mail */
	FURUI_ACTION_FOLDER,
	FURUI_ACTION_REFUSE, /* a link or an odd file: named, not read */
};

enum furui_place {
	FURUI_PLACE_HERE,
	FURUI_PLACE_NEW,
	FURUI_PLACE_CUR,
	FURUI_PLACES
};

struct furui_entry {
	const char *name;
	const char *display; /* of a folder, when not decoded from name */
	unsigned char type, action, place;
	bool mozilla; /* lies in Thunderbird's mbox store */
};

struct furui_backend;

struct furui_level {
	const struct furui_backend *backend;
	int fds[FURUI_PLACES];    /* -1: not there */
	int failed[FURUI_PLACES]; /* errno of one that cannot be read */
	char *path;
	char *name;               /* display name; "" at the top */
	struct furui_arena arena; /* the entries' names */
	struct furui_entry *entries;
	size_t count, capacity, next;
	unsigned rescans;
	bool entered; /* options->enter was told */
	void *state;  /* the backend's own */
};

/* One kind of folder. */
struct furui_backend {
	enum furui_folder_kind kind;
	/* Whether the folder, already listed, is of this kind. `beside` says
	 * that a NAME.msf lies beside it. */
	bool (*detect)(const struct furui_level *level, bool beside);
	/* Gives each entry its action, lists subfolders such as cur. */
	void (*plan)(struct furui_level *level);
	/* Flags of one message; -1: to be skipped (expunged). */
	int (*flags)(const struct furui_level *level,
		     const struct furui_entry *entry, const char *bytes,
		     size_t size);
	void (*close)(struct furui_level *level); /* frees state; may be NULL */
};

extern const struct furui_backend furui_maildir_backend;
extern const struct furui_backend furui_mh_backend;
extern const struct furui_backend furui_eml_backend;
extern const struct furui_backend furui_mozilla_mbox_backend;
extern const struct furui_backend furui_mozilla_maildir_backend;

/* Lists the folder `fd` (taken over, also on failure), finds its kind and
 * plans it. NULL when it cannot be read. */
struct furui_level *furui_level_open(int fd, const char *path, const char *name,
				     bool beside, struct furui_error *err);
void furui_level_free(struct furui_level **level);

/* Adds the entries of a subfolder (FURUI_PLACE_NEW or _CUR), opened through
 * fds[place]; one that is missing, or cannot be read (failed[place]), adds
 * none. */
void furui_level_list(struct furui_level *level, enum furui_place place,
		      const char *subfolder);

/* The entry of that name in the folder itself, or NULL. */
const struct furui_entry *furui_level_find(const struct furui_level *level,
					   const char *name);

/* Whether the subfolder is a Maildir. */
bool furui_level_holds_maildir(const struct furui_level *level,
			       const char *name);

/* The path of an entry; appended to out and terminated. */
void furui_level_entry_path(const struct furui_level *level,
			    const struct furui_entry *entry,
			    struct furui_buffer *out);

/* What plans do with entries that are no message of their kind: folders are
 * entered, links and odd files named. */
void furui_plan_rest(struct furui_entry *entry);

/* Flags of a Maildir name ("…:2,FS"), 0 when it has none. */
unsigned furui_maildir_flags(const char *name);

/* Opens a message of a Maildir that was renamed since it was listed (read,
 * flagged, moved from new to cur) and corrects the entry; -1. */
int furui_maildir_reopen(struct furui_level *level, struct furui_entry *entry);

/* --- what is kept of a long message: cut.c --- */

/* Appends to what is kept of a message: its first `limit` bytes, and its last
 * `end`. True when something was left out between these. `kept` has what
 * earlier calls with the same limits made of it. */
bool furui_cut_add(struct furui_buffer *kept, size_t limit, size_t end,
		   const char *bytes, size_t size);

/* --- mbox: mbox.c --- */

struct furui_mbox {
	int fd;
	bool seekable, at_end, cut;
	char *window;            /* FURUI_MBOX_WINDOW bytes, or the whole */
	size_t start, scan, end; /* not kept yet, not searched yet, filled */
	uint64_t read_to;        /* file offset of window[end] */
	uint64_t base;           /* file offset where reading began */
	size_t limit, limit_end; /* as the folder's options have them */
	struct furui_buffer message;
	size_t body;          /* where the body begins in message */
	uint64_t whole;       /* bytes of the message, kept or not */
	unsigned long number; /* of the message returned last */
	int64_t date;         /* from its From_ line */
	bool last;            /* nothing follows it */
	int error;            /* errno of a failed read, which ends the mbox */
};

/* What was read of a file already. */
struct furui_begun {
	const char *bytes; /* from its beginning, FURUI_MBOX_WINDOW at most */
	size_t size;
	bool whole; /* there are no more */
};

/* `begun` (NULL: nothing) is copied; of the options, the limits. */
void furui_mbox_open(struct furui_mbox *mbox, int fd,
		     const struct furui_begun *begun,
		     const struct furui_folder_options *options);

/* 1 and the next message in mbox->message; 0 at the end. */
int furui_mbox_next(struct furui_mbox *mbox);

/* Undoes From_ quoting in mbox->message; `measured` says that its end was
 * told by Content-Length. */
void furui_mbox_unquote(struct furui_mbox *mbox, bool measured);

/* Bytes of the file behind us. */
uint64_t furui_mbox_done(const struct furui_mbox *mbox);

/* Frees all but the descriptor, which is the caller's. */
void furui_mbox_close(struct furui_mbox *mbox);

/* --- the stream: folder.c, walk.c --- */

struct furui_folder {
	struct furui_folder_options options;
	struct furui_level *levels[FURUI_FOLDER_DEPTH];
	size_t depth;
	struct furui_mbox mbox;
	bool mbox_open, mbox_entered, mbox_owned;
	bool mbox_always; /* path:N also when it holds one message */
	enum furui_folder_kind mbox_kind;
	int named_fd;               /* of a file the user named; else -1 */
	struct stat named;          /* what is known of it */
	struct furui_buffer path;   /* of the file being read */
	struct furui_buffer name;   /* its display name */
	struct furui_buffer source; /* path:N */
	struct furui_buffer message;
	uint64_t done; /* bytes of files finished */
};

void furui_set_text(struct furui_buffer *buffer, const char *text);
const char *furui_base_name(const char *path);

/* Sets folder->name to the display name of something below a level, or at
 * the top (NULL): "Folder/Sub". `display` may be NULL: decoded from raw. */
void furui_folder_set_name(struct furui_folder *folder,
			   const struct furui_level *above, const char *raw,
			   const char *display);

/* Whether NAME.msf lies beside the file or folder NAME. */
bool furui_msf_beside(int folder_fd, const char *name);

/* Begins an mbox, whose path and name are set; takes over fd. */
void furui_folder_start_mbox(struct furui_folder *folder, int fd,
			     const struct furui_begun *begun,
			     enum furui_folder_kind kind);

/* --- what the walk tells: tell.c --- */

void furui_folder_trouble(const struct furui_folder *folder, const char *path,
			  const char *reason);
void furui_folder_trouble_errno(const struct furui_folder *folder,
				const char *path, int number);
void furui_folder_enter(const struct furui_folder *folder, const char *path,
			enum furui_folder_kind kind);

/* The folder at hand; NULL when the user named a file. */
struct furui_level *furui_folder_top(struct furui_folder *folder);

/* Tells once that messages of a folder begin. */
void furui_folder_enter_level(struct furui_folder *folder,
			      struct furui_level *level,
			      enum furui_folder_kind kind);

/* Sets folder->name to that of the level itself. */
void furui_folder_name_level(struct furui_folder *folder,
			     const struct furui_level *level);

/* --- files: read_file.c, mbox_mail.c --- */

/* These take over fd; 1 and a message, or 0: trouble told, or an mbox begun,
 * or no mail. folder->path is the file's. */
int furui_folder_read_entry(struct furui_folder *folder,
			    struct furui_level *level,
			    const struct furui_entry *entry, int fd,
			    struct furui_mail *mail);
int furui_folder_read_unknown(struct furui_folder *folder,
			      struct furui_level *level,
			      const struct furui_entry *entry, int fd,
			      struct furui_mail *mail);

/* A file that the user named (folder->named_fd) is read whatever it looks
 * like. */
int furui_folder_read_named(struct furui_folder *folder,
			    struct furui_mail *mail);

/* 1 and a message; 0 when one is to be skipped or the mbox has ended. */
int furui_folder_next_in_mbox(struct furui_folder *folder,
			      struct furui_mail *mail);

#endif
