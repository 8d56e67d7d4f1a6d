/* Reads a message into features. */
#include <stdlib.h>
#include <string.h>

#include "furui/hash.h"
#include "furui/identity.h"
#include "furui/limits.h"
#include "inject.h"
#include "notes.h"
#include "reader_private.h"
#include "scan.h"
#include "start.h"
#include "utf8.h"

/* The set for ordinary messages, of some 500 tokens; it grows for others. To
 * clear one of 1 << 15 took a twentieth of all reading. */
enum {
	SEEN = 1 << 12
};

static const char *const tag_names[] = {
	[FURUI_TAG_BODY] = "body", [FURUI_TAG_SUBJ] = "subj",
	[FURUI_TAG_FROM] = "from", [FURUI_TAG_TO] = "to",
	[FURUI_TAG_RTRN] = "rtrn", [FURUI_TAG_RCVD] = "rcvd",
	[FURUI_TAG_HEAD] = "head", [FURUI_TAG_MIME] = "mime",
	[FURUI_TAG_URL] = "url",   [FURUI_TAG_META] = "meta",
	[FURUI_TAG_HIDE] = "hide",
};

const char *furui_tag_name(enum furui_tag tag)
{
	return tag_names[tag];
}

int furui_tag_by_name(const char *name, size_t size)
{
	for (int i = 0; i < FURUI_TAG_COUNT; i++)
		if (strlen(tag_names[i]) == size &&
		    memcmp(tag_names[i], name, size) == 0)
			return i;
	return -1;
}

uint64_t furui_token_id(enum furui_tag tag, const char *text, size_t size)
{
	/* Spread over all bits: a small number would be lost among those of the
	 * first letter, and "body:cat" be "subj:`at". */
	uint64_t seed = ((uint64_t)tag + 1) * 0xd6e8feb86659fd93ULL;
	uint64_t id = furui_hash(text, size, seed);
	return id ? id : 1; /* 0 marks an empty slot of the model */
}

int furui_reader_new(struct furui_reader **out, struct furui_error *err)
{
	(void)err;
	if (furui_construct)
		furui_construct();
	struct furui_reader *reader = furui_xcalloc(1, sizeof *reader);
	uint32_t *seen = furui_xcalloc(SEEN, sizeof *seen);
	reader->seen = seen;
	reader->seen_size = SEEN;
	reader->charset = furui_charset_new();
	reader->normaliser = furui_normaliser_new();
	reader->words = furui_words_new();
	*out = reader;
	return 0;
}

bool furui_features_have(const struct furui_features *features,
			 enum furui_tag tag, const char *text)
{
	uint64_t id = furui_token_id(tag, text, strlen(text));
	for (size_t i = 0; i < features->token_count; i++)
		if (features->tokens[i].id == id)
			return true;
	return false;
}

struct furui_seen furui_seen_of(size_t size)
{
	const size_t most = FURUI_LIMIT_MESSAGE + 1;
	if (size <= most + FURUI_LIMIT_END)
		return (struct furui_seen){size, 0};
	return (struct furui_seen){most + 1, FURUI_LIMIT_END};
}

void furui_reader_free(struct furui_reader **reader)
{
	struct furui_reader *r = *reader;
	if (!r)
		return;
	struct furui_buffer *const buffers[] = {
		&r->tokens, &r->clean,   &r->scanned, &r->decoded, &r->visible,
		&r->markup, &r->hidden,  &r->normal,  &r->core,    &r->raw,
		&r->tails,  &r->subject, &r->cut,     NULL};
	for (size_t i = 0; buffers[i]; i++)
		furui_buffer_free(buffers[i]);
	furui_bounce_free(&r->bounce);
	furui_words_free(&r->words);
	furui_normaliser_free(&r->normaliser);
	furui_charset_free(&r->charset);
	furui_arena_free(&r->arena);
	free(r->seen);
	free(r);
	*reader = NULL;
}

void furui_reader_clear(struct furui_reader *reader)
{
	furui_arena_clear(&reader->arena);
	if (reader->seen_size > SEEN) {
		free(reader->seen);
		reader->seen = furui_xmalloc(SEEN * sizeof *reader->seen);
		reader->seen_size = SEEN;
	}
	memset(reader->seen, 0, SEEN * sizeof *reader->seen);
	reader->tokens.size = 0;
	reader->core.size = 0;
	reader->raw.size = 0;
	reader->text_left = FURUI_LIMIT_TEXT;
	reader->urls = 0;
	reader->hosts = 0;
	reader->evidence = (struct furui_evidence){0};
	reader->features = (struct furui_features){0};
}

const struct furui_token *
furui_reader_keep_tokens(struct furui_reader *reader,
			 struct furui_kept_tokens *kept)
{
	enum {
		LARGE = 128 << 10 /* bytes; ordinary messages need 16 KB */
	};
	const struct furui_features *features = &reader->features;
	if (reader->tokens.capacity <= LARGE) {
		struct furui_kept_tokens room = *kept;
		*kept = (struct furui_kept_tokens){reader->arena,
						   reader->tokens};
		reader->arena = room.arena;
		reader->tokens = room.tokens;
		return features->tokens;
	}
	furui_arena_clear(&kept->arena);
	size_t count = features->token_count;
	struct furui_token *tokens =
		furui_arena_alloc(&kept->arena, count * sizeof *tokens);
	for (size_t i = 0; i < count; i++) {
		tokens[i] = features->tokens[i];
		tokens[i].text = furui_arena_copy(&kept->arena, tokens[i].text,
						  tokens[i].size);
	}
	return tokens;
}

void furui_kept_tokens_free(struct furui_kept_tokens *kept)
{
	furui_arena_free(&kept->arena);
	furui_buffer_free(&kept->tokens);
}

/* The slot of the token with that id, or the empty one for it. */
static size_t slot_of(const struct furui_reader *reader, uint64_t id)
{
	const struct furui_token *tokens = (const void *)reader->tokens.data;
	size_t mask = reader->seen_size - 1, at = id & mask;
	while (reader->seen[at] && tokens[reader->seen[at] - 1].id != id)
		at = (at + 1) & mask;
	return at;
}

static void grow_seen(struct furui_reader *reader, size_t count)
{
	const struct furui_token *tokens = (const void *)reader->tokens.data;
	reader->seen_size *= 2;
	free(reader->seen);
	reader->seen = furui_xcalloc(reader->seen_size, sizeof *reader->seen);
	for (size_t i = 0; i < count; i++)
		reader->seen[slot_of(reader, tokens[i].id)] = (uint32_t)i + 1;
}

void furui_reader_add(struct furui_reader *reader, enum furui_tag tag,
		      const char *text, size_t size)
{
	size_t count = reader->tokens.size / sizeof(struct furui_token);
	/* What is noted at the end finds room. */
	size_t most = tag == FURUI_TAG_META ? 2 * FURUI_LIMIT_TOKENS_READ
					    : FURUI_LIMIT_TOKENS_READ;
	if (!size || size > UINT16_MAX || count >= most)
		return;
	uint64_t id = furui_token_id(tag, text, size);
	size_t at = slot_of(reader, id);
	if (reader->seen[at])
		return;
	reader->seen[at] = (uint32_t)count + 1;
	/* malloc'd, so aligned for any type. */
	struct furui_token *token = (void *)furui_buffer_room(
		&reader->tokens, sizeof(struct furui_token));
	*token = (struct furui_token){
		.id = id,
		.text = furui_arena_copy(&reader->arena, text, size),
		.size = (uint16_t)size,
		.tag = (uint8_t)tag,
	};
	reader->tokens.size += sizeof *token;
	if (2 * (count + 1) >= reader->seen_size)
		grow_seen(reader, count + 1);
}

void furui_reader_note(struct furui_reader *reader, const char *text)
{
	furui_reader_add(reader, FURUI_TAG_META, text, strlen(text));
}

void furui_reader_note_charset(struct furui_reader *reader, unsigned notes)
{
	if (notes & FURUI_CHARSET_LIE)
		furui_reader_note(reader, "charset-lie");
	if (notes & FURUI_CHARSET_UNKNOWN)
		furui_reader_note(reader, "charset-unknown");
	if (notes & FURUI_CHARSET_DAMAGE)
		furui_reader_note(reader, "charset-damage");
	if (notes & FURUI_CHARSET_MISSING)
		furui_reader_note(reader, "charset-missing");
}

static void note_scan(struct furui_reader *reader, unsigned notes)
{
	if (notes & FURUI_SCAN_FIELD)
		furui_reader_note(reader, "limit-field");
	if (notes & FURUI_SCAN_HEADERS)
		furui_reader_note(reader, "limit-headers");
	if (notes & FURUI_SCAN_PARTS)
		furui_reader_note(reader, "limit-parts");
	if (notes & FURUI_SCAN_MESSAGE)
		furui_reader_note(reader, "limit-message");
}

/* Blank lines at the end: an mbox adds one, and whoever reads it may take away
 * more. */
static void drop_blank_end(struct furui_buffer *message)
{
	const char *bytes = message->data;
	size_t size = message->size;
	for (;;) {
		if (size >= 2 && memcmp(bytes + size - 2, "\n\n", 2) == 0)
			size--;
		else if (size >= 3 &&
			 memcmp(bytes + size - 3, "\n\r\n", 3) == 0)
			size -= 2;
		else
			break;
	}
	message->size = size;
}

const struct furui_features *furui_read(struct furui_reader *reader,
					const void *bytes, size_t size)
{
	furui_reader_clear(reader);
	furui_reader_mine_begin(reader);
	furui_charset_hint(reader->charset, NULL, 0);
	reader->clean.size = 0;
	reader->scanned.size = 0;
	reader->tails.size = 0;
	/* A little more than the limit, so that the scan sees it passed. */
	const size_t most = FURUI_LIMIT_MESSAGE + 1;
	furui_strip(bytes, size < most ? size : most, true, &reader->clean);
	/* NULs taken out make no message short. */
	if (reader->clean.size > FURUI_LIMIT_MESSAGE)
		note_scan(reader, FURUI_SCAN_MESSAGE);
	furui_reader_remove_nuls(reader);
	drop_blank_end(&reader->clean);
	const char *clean = furui_buffer_terminate(&reader->clean);
	size_t clean_size = reader->clean.size;
	size_t from_line = furui_from_line(clean, clean_size);
	furui_buffer_add(&reader->raw, clean + from_line,
			 clean_size - from_line < FURUI_LIMIT_RAW
				 ? clean_size - from_line
				 : FURUI_LIMIT_RAW);
	furui_inject();
	size_t rest;
	note_scan(reader, furui_scan(clean, clean_size, &reader->scanned,
				     &reader->tails, &rest));
	const char *scanned = furui_buffer_terminate(&reader->scanned);
	size_t scanned_size = reader->scanned.size;
	/* Text that is kept for the message's end, however much there is. */
	size_t beyond = size > most ? size - most : 0;
	size_t end_size = beyond < FURUI_LIMIT_END ? beyond : FURUI_LIMIT_END;
	reader->text_left -= end_size;
	(void)furui_reader_header(reader, scanned, scanned_size);
	furui_reader_body(reader, scanned, scanned_size);
	furui_reader_raw_text(reader, reader->tails.data, reader->tails.size);
	if (rest < clean_size)
		furui_reader_raw_text(reader, clean + rest, clean_size - rest);
	reader->text_left += end_size;
	furui_reader_raw_text(reader, (const char *)bytes + size - end_size,
			      end_size);
	furui_reader_count_urls(reader);
	furui_reader_mine_end(reader);
	furui_evidence_body(reader);
	furui_reader_select(reader);
	reader->core.size = furui_utf8_cut(reader->core.data, reader->core.size,
					   FURUI_LIMIT_CORE);
	struct furui_features *features = &reader->features;
	features->tokens = (const void *)reader->tokens.data;
	features->token_count =
		reader->tokens.size / sizeof(struct furui_token);
	features->core = reader->core.data;
	features->core_size = reader->core.size;
	features->raw = reader->raw.data;
	features->raw_size = reader->raw.size;
	return features;
}
