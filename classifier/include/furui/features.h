/* What is learned from a message and what it is judged by. */
#ifndef FURUI_FEATURES_H
#define FURUI_FEATURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/error.h"

enum {
	/* Raised whenever a message is read into other tokens than before, so
	 * that a store can tell which messages to read again. 0: before there
	 * was this number. */
	FURUI_READER_VERSION = 6
};

/* Where in the message a token was found. The numbers are part of the
 * store's format: add at the end only. */
enum furui_tag {
	FURUI_TAG_BODY,
	FURUI_TAG_SUBJ,
	FURUI_TAG_FROM,
	FURUI_TAG_TO,   /* To and Cc */
	FURUI_TAG_RTRN, /* the envelope sender: Return-Path, mbox From_ line */
	FURUI_TAG_RCVD, /* Received */
	FURUI_TAG_HEAD, /* all other fields */
	FURUI_TAG_MIME, /* header fields of parts */
	FURUI_TAG_URL,  /* hosts and domains of links */
	FURUI_TAG_META, /* what furui observed: limits, damage, lies */
	FURUI_TAG_HIDE, /* text that nobody sees */
	FURUI_TAG_COUNT
};

/* "subj", "body", …: as furui --tokens and a dump print it. */
const char *furui_tag_name(enum furui_tag tag);

/* The tag of that name, or -1. */
int furui_tag_by_name(const char *name, size_t size);

struct furui_token {
	uint64_t id;      /* furui_token_id() */
	const char *text; /* UTF-8, no control characters, not terminated */
	uint16_t size;    /* bytes */
	uint8_t tag;      /* enum furui_tag */
};

uint64_t furui_token_id(enum furui_tag tag, const char *text, size_t size);

struct furui_excerpt;

struct furui_features {
	const struct furui_token *tokens; /* distinct, as first met */
	size_t token_count;
	const char *core; /* core header fields and normalised text, UTF-8 */
	size_t core_size; /* at most FURUI_LIMIT_CORE */
	const char *raw;  /* the first bytes as they came */
	size_t raw_size;  /* at most FURUI_LIMIT_RAW */
	int64_t date;     /* of the Date field, Unix time; 0 when unknown */
	/* What a fit needs of them, if it was made already: furui_learner_fit()
	 * then asks for nothing else. */
	const struct furui_excerpt *excerpt;
};

/* Whether a message has the token; `text` is a C string. */
bool furui_features_have(const struct furui_features *features,
			 enum furui_tag tag, const char *text);

/* How many of a message's first bytes furui_read() looks at, and of its last.
 * When there are others, these alone, put together, are read alike: of a short
 * message it is all, and `tail` is 0. */
struct furui_seen {
	size_t head, tail; /* at most FURUI_LIMIT_SEEN together */
};
struct furui_seen furui_seen_of(size_t size);

/* Reads one message after another. Not for two threads at once; each thread
 * has its own. */
struct furui_reader;

int furui_reader_new(struct furui_reader **out, struct furui_error *err);
void furui_reader_free(struct furui_reader **reader);

struct furui_own;

/* From now on reads with what is known of the user (furui/own.h), or with
 * nothing (NULL): tokens say whether a bounce is of the user's own mail, a
 * reply to it, and so on. Borrowed for the reader's life. */
void furui_reader_set_own(struct furui_reader *reader,
			  const struct furui_own *own);

/* The features of a raw message. Any bytes will do: what cannot be parsed is
 * tokenised raw. Borrowed: valid until the reader's next use. Other filters'
 * verdict headers and mailbox state (furui_is_foreign_field()) do not
 * count. */
const struct furui_features *furui_read(struct furui_reader *reader,
					const void *bytes, size_t size);

/* Tokens that outlast the reader's next message; all zero to begin. */
struct furui_kept_tokens {
	struct furui_arena arena;
	struct furui_buffer tokens;
};

/* The tokens of the features that the reader gave last: they stay where they
 * are until `kept` is given to this again or freed. The reader hands over its
 * room for them and takes what was kept before; where that room is large, for
 * tokens that were not selected, they are copied. */
const struct furui_token *
furui_reader_keep_tokens(struct furui_reader *reader,
			 struct furui_kept_tokens *kept);
void furui_kept_tokens_free(struct furui_kept_tokens *kept);

/* Where excerpts are made; all zero to begin. */
struct furui_excerpt_room {
	struct furui_buffer ids, kinds, views;
	size_t size; /* bytes of the last */
};

/* What a fit needs of a message, in the arena: to be had after the message. */
const struct furui_excerpt *
furui_excerpt_keep(const struct furui_features *features,
		   struct furui_arena *arena, struct furui_excerpt_room *room);
void furui_excerpt_room_free(struct furui_excerpt_room *room);

/* Appends a compact record from which the features can be had again, exactly:
 * what the ledger keeps of a message. */
void furui_features_pack(const struct furui_features *features,
			 struct furui_buffer *out);

/* Whether the records are of the same features, though they may be of different
 * versions; the second is of the present one. 1, 0, or -1 when the first is
 * damaged. The reader's features are lost. */
int furui_records_agree(struct furui_reader *reader, const void *record,
			size_t size, const void *present, size_t present_size,
			struct furui_error *err);

/* The features of such a record; NULL with FURUI_ERROR_DAMAGED. Borrowed, as
 * with furui_read(). */
const struct furui_features *furui_unpack(struct furui_reader *reader,
					  const void *record, size_t size,
					  struct furui_error *err);

#endif
