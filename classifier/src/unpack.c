/* Gives back the features that a record was made of: pack.c. */
#include <lz4.h>
#include <string.h>
#include <zstd.h>

#include "furui/features.h"
#include "furui/limits.h"
#include "pack_private.h"
#include "reader_private.h"

enum {
	MOST_EXPANSION = 255 /* of a block of LZ4 */
};

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

/* The sizes of a record's tokens, one after the other. */
struct sizes {
	const char *halves; /* NULL in version 2 */
	struct cursor numbers;
	size_t taken;
};

static size_t next_size(struct sizes *sizes)
{
	size_t i = sizes->taken++, size = 0;
	if (sizes->halves)
		size = (unsigned char)sizes->halves[i / 2] >> (i % 2 * 4) & 15;
	return size ? size : get_number(&sizes->numbers);
}

static int read_tokens(struct furui_reader *reader, struct cursor *c,
		       uint64_t count, char version)
{
	const char *tags = get_bytes(c, count);
	struct sizes sizes = {0}, skipped;
	if (version > FURUI_PACK_PLAIN_SIZES)
		sizes.halves = get_bytes(c, (count + 1) / 2);
	if (!tags || c->bad)
		return -1;
	sizes.numbers = *c;
	skipped = sizes;
	for (uint64_t i = 0; i < count; i++)
		(void)next_size(&skipped);
	*c = skipped.numbers;
	for (uint64_t i = 0; i < count && !c->bad; i++) {
		size_t size = next_size(&sizes);
		const char *text = get_bytes(c, size);
		if (text &&
		    add_token(reader, (unsigned char)tags[i], text, size) < 0)
			return -1;
	}
	return 0;
}

/* Of version 1. */
static int read_old_tokens(struct furui_reader *reader, struct cursor *c,
			   uint64_t count, char version)
{
	(void)version;
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
	bool long_raw = features->raw_size > FURUI_LIMIT_RAW_OLD;
	if (features->raw_size > FURUI_LIMIT_RAW)
		features->raw_size = FURUI_LIMIT_RAW;
	features->core_size = get_number(c);
	features->core = get_bytes(c, features->core_size);
	uint64_t count = get_number(c);
	if ((version == FURUI_PACK_OLDEST ? read_old_tokens : read_tokens)(
		    reader, c, count, version) < 0)
		return -1;
	features->tokens = (const void *)reader->tokens.data;
	features->token_count =
		reader->tokens.size / sizeof(struct furui_token);
	return c->bad || features->token_count != count ||
			       count > FURUI_LIMIT_TOKENS || long_raw ||
			       features->core_size > FURUI_LIMIT_CORE
		       ? -1
		       : 0;
}

/* Expands the rest of a record; -1 when it is damaged. */
static int expand(struct cursor rest, struct furui_buffer *plain)
{
	uint64_t whole = get_number(&rest);
	size_t size = (size_t)(rest.end - rest.next);
	if (rest.bad || whole > FURUI_PACK_LARGEST ||
	    size > FURUI_PACK_LARGEST || whole > size * MOST_EXPANSION)
		return -1;
	char *room = furui_buffer_room(plain, whole);
	plain->size = whole;
	return LZ4_decompress_safe(rest.next, room, (int)size, (int)whole) ==
			       (int)whole
		       ? 0
		       : -1;
}

/* Of versions 1 and 2. */
static int expand_old(struct cursor rest, struct furui_buffer *plain)
{
	size_t size = (size_t)(rest.end - rest.next);
	unsigned long long whole = ZSTD_getFrameContentSize(rest.next, size);
	if (whole > FURUI_PACK_LARGEST) /* the error values too */
		return -1;
	char *room = furui_buffer_room(plain, whole);
	plain->size = whole;
	return ZSTD_decompress(room, whole, rest.next, size) == whole ? 0 : -1;
}

const struct furui_features *furui_unpack(struct furui_reader *reader,
					  const void *record, size_t size,
					  struct furui_error *err)
{
	struct cursor rest = {record, (const char *)record + size, false};
	const char *version = get_bytes(&rest, 1);
	struct furui_buffer *plain = &reader->clean;
	furui_reader_clear(reader);
	plain->size = 0;
	if (!version || *version < FURUI_PACK_OLDEST ||
	    *version > FURUI_PACK_VERSION ||
	    (*version > FURUI_PACK_PLAIN_SIZES ? expand
					       : expand_old)(rest, plain) < 0)
		goto damaged;
	if (!plain->size)
		goto damaged;
	struct cursor cursor = {plain->data, plain->data + plain->size, false};
	if (read_plain(reader, &cursor, *version) == 0)
		return &reader->features;
damaged:
	(void)furui_fail(err, FURUI_ERROR_DAMAGED,
			 "the record of a message is damaged");
	return NULL;
}

int furui_records_agree(struct furui_reader *reader, const void *record,
			size_t size, const void *present, size_t present_size,
			struct furui_error *err)
{
	if (size == present_size && memcmp(record, present, size) == 0)
		return 1;
	const struct furui_features *features =
		furui_unpack(reader, record, size, err);
	if (!features)
		return -1;
	struct furui_buffer again = {0};
	furui_features_pack(features, &again);
	int agree = again.size == present_size &&
		    memcmp(again.data, present, again.size) == 0;
	furui_buffer_free(&again);
	return agree;
}
