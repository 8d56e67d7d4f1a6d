/* The record that the ledger keeps of a message: its features, compressed. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "furui/features.h"
#include "furui/limits.h"
#include "reader_private.h"

enum {
	VERSION = 2,
	VERSION_OLDEST = 1,
	/* Measured on SpamAssassin's corpus and on ja-dev: 3,754 and 3,755
	 * bytes a message. Level 2 takes 3,019 and 3,364, and training 5 %
	 * longer; -3 and below take 13 % more and gain nothing. */
	LEVEL = -1,
	/* A record that claims more is damaged. */
	LARGEST = 16 << 20,
};

/* At most 10 bytes. */
static char *put_number(char *out, uint64_t number)
{
	for (; number >= 0x80; number >>= 7)
		*out++ = (char)(number | 0x80);
	*out++ = (char)number;
	return out;
}

static char *put_bytes(char *out, const char *bytes, size_t size)
{
	if (size)
		memcpy(out, bytes, size);
	return out + size;
}

/* The plain form: numbers as varints, then raw bytes, core text, and the
 * tokens: the tags of all, the sizes of all, the texts of all. Alike stands
 * beside alike so, which makes a record an eighth smaller than tag, size and
 * text of one token behind the other (version 1). */
static void add_plain(const struct furui_features *features,
		      struct furui_buffer *out)
{
	enum {
		NUMBERS = 4 * 10,
		TOKEN = 1 + 3 /* tag, size */
	};
	const struct furui_token *tokens = features->tokens;
	size_t count = features->token_count, texts = 0;
	for (size_t i = 0; i < count; i++)
		texts += tokens[i].size;
	char *to = furui_buffer_room(out, NUMBERS + features->raw_size +
						  features->core_size +
						  count * TOKEN + texts);
	to = put_number(to, (uint64_t)features->date);
	to = put_number(to, features->raw_size);
	to = put_bytes(to, features->raw, features->raw_size);
	to = put_number(to, features->core_size);
	to = put_bytes(to, features->core, features->core_size);
	to = put_number(to, count);
	for (size_t i = 0; i < count; i++)
		*to++ = (char)tokens[i].tag;
	for (size_t i = 0; i < count; i++)
		to = put_number(to, tokens[i].size);
	for (size_t i = 0; i < count; i++)
		to = put_bytes(to, tokens[i].text, tokens[i].size);
	out->size = (size_t)(to - out->data);
}

/* A thread's own, kept for its next message: to make them anew and to clear
 * them took a fifth of the time of compressing. */
struct contexts {
	ZSTD_CCtx *compress;
	ZSTD_DCtx *decompress;
	struct furui_buffer plain;
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_key_t own_contexts;

static void free_contexts(void *context)
{
	struct contexts *contexts = context;
	ZSTD_freeCCtx(contexts->compress);
	ZSTD_freeDCtx(contexts->decompress);
	furui_buffer_free(&contexts->plain);
	free(contexts);
}

static void make_key(void)
{
	if (pthread_key_create(&own_contexts, free_contexts) != 0)
		abort();
}

static struct contexts *contexts(void)
{
	(void)pthread_once(&once, make_key);
	struct contexts *own = pthread_getspecific(own_contexts);
	if (own)
		return own;
	own = furui_xmalloc(sizeof *own);
	own->compress = ZSTD_createCCtx();
	own->decompress = ZSTD_createDCtx();
	own->plain = (struct furui_buffer){0};
	if (!own->compress || !own->decompress ||
	    pthread_setspecific(own_contexts, own) != 0)
		abort();
	return own;
}

void furui_features_pack(const struct furui_features *features,
			 struct furui_buffer *out)
{
	struct furui_buffer *plain = &contexts()->plain;
	plain->size = 0;
	add_plain(features, plain);
	size_t bound = ZSTD_compressBound(plain->size);
	furui_buffer_add_char(out, VERSION);
	char *room = furui_buffer_room(out, bound);
	size_t size = ZSTD_compressCCtx(contexts()->compress, room, bound,
					plain->data, plain->size, LEVEL);
	if (ZSTD_isError(size))
		abort(); /* only for want of memory */
	out->size += size;
}

struct cursor {
	const char *next;
	const char *end;
	bool bad;
};

static uint64_t get_number(struct cursor *c)
{
	uint64_t number = 0;
	for (unsigned shift = 0; shift < 64 && c->next < c->end; shift += 7) {
		unsigned char byte = (unsigned char)*c->next++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
	c->bad = true;
	return 0;
}

static const char *get_bytes(struct cursor *c, size_t size)
{
	if (size > (size_t)(c->end - c->next)) {
		c->bad = true;
		return NULL;
	}
	const char *bytes = c->next;
	c->next += size;
	return bytes;
}

static int add_token(struct furui_reader *reader, unsigned char tag,
		     const char *text, size_t size)
{
	if (tag >= FURUI_TAG_COUNT)
		return -1;
	furui_reader_add(reader, (enum furui_tag)tag, text, size);
	return 0;
}

static int read_tokens(struct furui_reader *reader, struct cursor *c,
		       uint64_t count)
{
	struct cursor sizes = *c, texts;
	const char *tags = get_bytes(&sizes, count);
	texts = sizes;
	for (uint64_t i = 0; tags && i < count; i++)
		(void)get_number(&texts);
	for (uint64_t i = 0; tags && i < count && !texts.bad; i++) {
		size_t size = get_number(&sizes);
		const char *text = get_bytes(&texts, size);
		if (text &&
		    add_token(reader, (unsigned char)tags[i], text, size) < 0)
			return -1;
	}
	*c = texts;
	return tags ? 0 : -1;
}

/* Of version 1. */
static int read_old_tokens(struct furui_reader *reader, struct cursor *c,
			   uint64_t count)
{
	for (uint64_t i = 0; i < count && !c->bad; i++) {
		const char *tag = get_bytes(c, 1);
		size_t size = get_number(c);
		const char *text = get_bytes(c, size);
		if (c->bad ||
		    add_token(reader, (unsigned char)*tag, text, size) < 0)
			return -1;
	}
	return 0;
}

static int read_plain(struct furui_reader *reader, struct cursor *c,
		      char version)
{
	struct furui_features *features = &reader->features;
	features->date = (int64_t)get_number(c);
	features->raw_size = get_number(c);
	features->raw = get_bytes(c, features->raw_size);
	features->core_size = get_number(c);
	features->core = get_bytes(c, features->core_size);
	uint64_t count = get_number(c);
	if ((version == VERSION ? read_tokens : read_old_tokens)(reader, c,
								 count) < 0)
		return -1;
	features->tokens = (const void *)reader->tokens.data;
	features->token_count =
		reader->tokens.size / sizeof(struct furui_token);
	return c->bad || features->token_count != count ||
			       count > FURUI_LIMIT_TOKENS ||
			       features->raw_size > FURUI_LIMIT_RAW ||
			       features->core_size > FURUI_LIMIT_CORE
		       ? -1
		       : 0;
}

const struct furui_features *furui_unpack(struct furui_reader *reader,
					  const void *record, size_t size,
					  struct furui_error *err)
{
	const char *bytes = record;
	furui_reader_clear(reader);
	if (size < 1 || bytes[0] < VERSION_OLDEST || bytes[0] > VERSION)
		goto damaged;
	unsigned long long whole =
		ZSTD_getFrameContentSize(bytes + 1, size - 1);
	if (whole > LARGEST) /* the error values too */
		goto damaged;
	struct furui_buffer *plain = &reader->clean;
	plain->size = 0;
	char *room = furui_buffer_room(plain, whole);
	size_t got = ZSTD_decompressDCtx(contexts()->decompress, room, whole,
					 bytes + 1, size - 1);
	if (ZSTD_isError(got) || got != whole)
		goto damaged;
	struct cursor cursor = {room, room + got, false};
	if (read_plain(reader, &cursor, bytes[0]) < 0)
		goto damaged;
	return &reader->features;
damaged:
	(void)furui_fail(err, FURUI_ERROR_DAMAGED,
			 "the record of a message is damaged");
	return NULL;
}
