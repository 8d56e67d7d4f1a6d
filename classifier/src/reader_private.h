/* The reader's insides: reader.c drives, reader_header.c and reader_body.c
 * tokenise, reader_own.c says whose mail it is about, pack.c restores. */
#ifndef FURUI_READER_PRIVATE_H
#define FURUI_READER_PRIVATE_H

#include <stdbool.h>

#include "bounce.h"
#include "charset.h"
#include "evidence.h"
#include "field.h"
#include "furui/arena.h"
#include "furui/features.h"
#include "normalise.h"
#include "words.h"

/* What a message has to do with the user. */
struct furui_mine {
	bool from_me, to_me;
	bool answers; /* what the user sent */
	bool has_id, id_is_mine;
};

struct furui_reader {
	struct furui_arena arena;   /* token texts of the present message */
	struct furui_buffer tokens; /* struct furui_token */
	uint32_t *seen;             /* set of token numbers + 1, by id */
	size_t seen_size;           /* slots of it, a power of two */
	struct furui_charset *charset;
	struct furui_normaliser *normaliser;
	struct furui_words *words;
	struct furui_buffer clean;   /* the message without foreign fields */
	struct furui_buffer scanned; /* what of it GMime sees */
	struct furui_buffer tails;   /* of its fields that were too long */
	struct furui_buffer decoded; /* a part or field as UTF-8 */
	struct furui_buffer visible; /* of HTML */
	struct furui_buffer markup;
	struct furui_buffer hidden;
	struct furui_buffer normal; /* normalised text */
	struct furui_buffer cut;    /* head and tail of a part */
	struct furui_buffer core;
	struct furui_buffer raw;
	size_t text_left; /* of FURUI_LIMIT_TEXT */
	unsigned urls;    /* met so far */
	unsigned hosts;   /* distinct ones among these */
	struct furui_evidence evidence;
	enum furui_tag tag;          /* of the words being read */
	size_t longest;              /* bytes of one as a token */
	struct furui_buffer subject; /* decoded */
	struct furui_bounce bounce;
	struct furui_mine mine;
	const struct furui_own *own; /* borrowed; NULL: nothing is known */
	struct furui_features features;
};

/* Forgets the message before. */
void furui_reader_clear(struct furui_reader *reader);

/* Adds a token unless it is there already or there are too many. Control
 * characters do not occur in words. */
void furui_reader_add(struct furui_reader *reader, enum furui_tag tag,
		      const char *text, size_t size);

/* Leaves FURUI_LIMIT_TOKENS of the tokens; nothing may be added behind. */
void furui_reader_select(struct furui_reader *reader);

/* Takes NULs out of the message, with a note of it, as mail programs do, or
 * end the text there; GMime ends fields and what is around parts there. Those
 * of bodies in UTF-16 stay: after a header that names it, or a mark. */
void furui_reader_remove_nuls(struct furui_reader *reader);

/* Adds a token of what furui observed. */
void furui_reader_note(struct furui_reader *reader, const char *text);

/* Adds the tokens of enum furui_charset_note bits. */
void furui_reader_note_charset(struct furui_reader *reader, unsigned notes);

/* Normalises UTF-8 and reads its words. */
void furui_reader_words(struct furui_reader *reader, enum furui_tag tag,
			const char *text, size_t size);

/* The same, and the URLs of the body and the subject. */
void furui_reader_text(struct furui_reader *reader, enum furui_tag tag,
		       const char *text, size_t size);

/* One header field: of the message itself, of a part, of a message inside. */
enum furui_field_place {
	FURUI_FIELD_OWN,
	FURUI_FIELD_PART,
	FURUI_FIELD_EMBEDDED,
};
void furui_reader_field(struct furui_reader *reader,
			const struct furui_field *field,
			enum furui_field_place place);

/* reader_own.c: before all fields and texts, with each, and behind them. */
void furui_reader_mine_begin(struct furui_reader *reader);
void furui_reader_mine_field(struct furui_reader *reader,
			     const struct furui_field *field,
			     enum furui_field_place place);
void furui_reader_mine_end(struct furui_reader *reader);

/* All of the header at the start of the message; returns its size. */
size_t furui_reader_header(struct furui_reader *reader, const char *bytes,
			   size_t size);

/* The parts, of bytes that furui_scan() let through. */
void furui_reader_body(struct furui_reader *reader, const char *bytes,
		       size_t size);

/* One URL, as a link or a text has it (UTF-8, entities decoded): tokens under
 * FURUI_TAG_URL. What is no URL, as a relative link, gives none. */
void furui_reader_url(struct furui_reader *reader, const char *url,
		      size_t size);

/* The same for all URLs in normalised text. */
void furui_reader_find_urls(struct furui_reader *reader, const char *text,
			    size_t size);

/* Notes how many hosts there were; when all of the message is read. */
void furui_reader_count_urls(struct furui_reader *reader);

/* HTML as UTF-8. */
void furui_reader_html(struct furui_reader *reader, const char *text,
		       size_t size);

/* Bytes of which nothing is known: as text in whatever charset. */
void furui_reader_raw_text(struct furui_reader *reader, const char *bytes,
			   size_t size);

#endif
