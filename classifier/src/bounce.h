/* Bounces: is a message the notice that another one could not be delivered,
 * and what does it say of that one? Fed while the message is read. */
#ifndef FURUI_BOUNCE_H
#define FURUI_BOUNCE_H

#include <stdbool.h>
#include <stdint.h>

#include "address.h"
#include "field.h"

/* Why a message may be a bounce. */
enum furui_bounce_sign {
	FURUI_BOUNCE_REPORT = 1,   /* RFC 3464's delivery status */
	FURUI_BOUNCE_FAILED = 2,   /* exim's X-Failed-Recipients */
	FURUI_BOUNCE_DAEMON = 4,   /* from a mail system, not from a person */
	FURUI_BOUNCE_NULL = 8,     /* a null envelope sender */
	FURUI_BOUNCE_SUBJECT = 16, /* its subject says so */
	FURUI_BOUNCE_TEXT = 32,    /* its text says so */
	FURUI_BOUNCE_RETURNS = 64, /* a message is returned in it */
};

/* What is known of the message that comes back. */
struct furui_returned {
	struct furui_buffer id;     /* Message-ID without its brackets */
	struct furui_buffer from;   /* address, small letters */
	struct furui_buffer routes; /* small; hosts that received it, each
				       with a newline behind it */
};

/* All zero is ready for furui_bounce_begin(). */
struct furui_bounce {
	unsigned signs;
	bool automatic;                /* a vacation notice, a receipt, … */
	bool other_report;             /* a report, but not of a failure */
	struct furui_returned whole;   /* of a message inside the message */
	struct furui_returned quoted;  /* of its header within a text */
	struct furui_buffer sender;    /* its envelope's, where it is told */
	struct furui_buffer recipient; /* who was not reached; an address */
	struct furui_buffer status;    /* "5.1.1" */
	bool inside, behind; /* the message inside has begun; is over */
};

void furui_bounce_begin(struct furui_bounce *bounce);
void furui_bounce_free(struct furui_bounce *bounce);

/* The envelope's sender, of an mbox From_ line. */
void furui_bounce_envelope(struct furui_bounce *bounce, const char *sender,
			   size_t size);

/* A header field of the message. `subject` is the decoded value, when it is
 * the Subject; else NULL. */
void furui_bounce_field(struct furui_bounce *bounce,
			const struct furui_field *field,
			const struct furui_buffer *subject);

/* A header field of a message inside it (`embedded`), or of a part. */
void furui_bounce_inner_field(struct furui_bounce *bounce,
			      const struct furui_field *field, bool embedded);

/* One text of it: UTF-8. */
void furui_bounce_text(struct furui_bounce *bounce, const char *text,
		       size_t size);

/* True when it is a bounce. */
bool furui_is_bounce(const struct furui_bounce *bounce);

/* What is known of the message that comes back; borrowed. */
const struct furui_returned *
furui_bounce_returned(const struct furui_bounce *bounce);

/* For bounce_text.c: takes what the field says of the returned message. */
void furui_returned_field(struct furui_returned *returned,
			  const struct furui_field *field);

/* bounce_words.c. True when the text holds a sentence that bounces have; true
 * when it begins with a subject that bounces, or automatic replies, have. */
bool furui_bounce_has_sentence(const char *text, size_t size);
bool furui_bounce_has_subject(const char *text, size_t size);
bool furui_reply_has_subject(const char *text, size_t size);

/* True for a line that says that the returned message
 * follows. */
bool furui_bounce_is_separator(const char *line, size_t size);

#endif
