/* What a message's header and structure give away besides their words: meta
 * tokens of the form `name` or `name:value`. */
#ifndef FURUI_EVIDENCE_H
#define FURUI_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "field.h"
#include "message.h"

enum {
	FURUI_EVIDENCE_RECIPIENTS = 8, /* addresses remembered of To and Cc */
	FURUI_EVIDENCE_STRUCTURE = 48, /* bytes */
};

enum furui_script_count {
	FURUI_SCRIPT_ASCII,
	FURUI_SCRIPT_LATIN, /* é and the like */
	FURUI_SCRIPT_KANA,
	FURUI_SCRIPT_HAN,
	FURUI_SCRIPT_HANGUL,
	FURUI_SCRIPT_CYRILLIC,
	FURUI_SCRIPT_GREEK,
	FURUI_SCRIPT_ARABIC,
	FURUI_SCRIPT_HEBREW,
	FURUI_SCRIPT_THAI,
	FURUI_SCRIPT_COUNT
};

/* What was seen of the present message. Texts are of the reader's arena; NULL
 * where there was none. */
struct furui_evidence {
	const char *from; /* the address, lower case */
	const char *from_domain;
	const char *reply_to_domain;
	const char *return_path_domain;
	const char *sender_domain;
	const char *message_id_domain;
	const char *to[FURUI_EVIDENCE_RECIPIENTS];
	unsigned froms;
	unsigned recipients;
	unsigned hops;
	bool has_to; /* a To or Cc field */
	bool has_subject;
	bool is_reply; /* by its subject */
	bool has_reference;
	bool has_date;
	bool has_message_id;
	bool has_list;
	bool has_authentication;
	bool has_spf;
	bool has_mailer;
	bool has_relay;
	bool is_beyond;   /* what follows was written before the relay's hop */
	int64_t received; /* the newest Received date, Unix time; 0: none */
	unsigned scripts[FURUI_SCRIPT_COUNT]; /* characters of the body */
	size_t visible;                       /* and all that are no space */
	size_t scanned;                       /* bytes looked at */
	char structure[FURUI_EVIDENCE_STRUCTURE + 1];
	size_t structure_size;
	unsigned depth;
};

struct furui_reader;

/* Adds `name:value`, lower case, blanks as '-', cut; nothing for an empty
 * value. */
void furui_evidence_add(struct furui_reader *reader, const char *name,
			const char *value, size_t size);

/* One field of the message's own header, in order. */
void furui_evidence_field(struct furui_reader *reader,
			  const struct furui_field *field);

/* Of these: evidence_received.c, evidence_field.c. */
void furui_evidence_received(struct furui_reader *reader, const char *value,
			     size_t size);
void furui_evidence_other(struct furui_reader *reader,
			  const struct furui_field *field);

/* The decoded, normalised subject. */
void furui_evidence_subject(struct furui_reader *reader, const char *text,
			    size_t size);

/* When the header is read: what is missing, what disagrees. */
void furui_evidence_header(struct furui_reader *reader);

/* Normalised text that a person sees. */
void furui_evidence_text(struct furui_reader *reader, const char *text,
			 size_t size);

/* The tree of parts: a multipart or message begins, ends; a leaf. */
void furui_evidence_enter(struct furui_reader *reader, const char *type);
void furui_evidence_leave(struct furui_reader *reader);
void furui_evidence_part(struct furui_reader *reader,
			 const struct furui_part *part);

/* When the body is read. */
void furui_evidence_body(struct furui_reader *reader);

#endif
