/* The record that the ledger keeps of a message: its features, compressed. */
#include <lz4.h>
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
#include "pack_private.h"

enum {
	NUMBER = 10 /* bytes at most */
};

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

/* 0: does not fit into half a byte. */
static unsigned half(size_t size)
{
	return size < 16 ? (unsigned)size : 0;
}

/* Two in a byte, the first below; those that do not fit follow as varints. */
static char *put_sizes(char *to, const struct furui_token *tokens, size_t count)
{
	for (size_t i = 0; i < count; i += 2) {
		unsigned second = i + 1 < count ? half(tokens[i + 1].size) : 0;
		*to++ = (char)(half(tokens[i].size) | second << 4);
	}
	for (size_t i = 0; i < count; i++)
		if (!half(tokens[i].size))
			to = put_number(to, tokens[i].size);
	return to;
}

/* The plain form: numbers as varints, then raw bytes, core text, and the
 * tokens: the tags of all, the sizes of all, the texts of all. Alike stands
 * beside alike so, which makes a record an eighth smaller than tag, size and
 * text of one token behind the other (version 1). */
static void add_plain(const struct furui_features *features,
		      struct furui_buffer *out)
{
	enum {
		NUMBERS = 4 * NUMBER,
		TOKEN = 1 + 1 + 3 /* tag, half sizes, size */
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
	to = put_sizes(to, tokens, count);
	for (size_t i = 0; i < count; i++)
		to = put_bytes(to, tokens[i].text, tokens[i].size);
	out->size = (size_t)(to - out->data);
}

void furui_features_pack(const struct furui_features *features,
			 struct furui_buffer *out)
{
	struct furui_buffer plain = {0};
	add_plain(features, &plain);
	if (plain.size > FURUI_PACK_LARGEST)
		abort(); /* the limits of features are far below */
	int bound = LZ4_compressBound((int)plain.size);
	char *room = furui_buffer_room(out, 1 + NUMBER + (size_t)bound);
	*room++ = FURUI_PACK_VERSION;
	room = put_number(room, plain.size);
	room += LZ4_compress_default(plain.data, room, (int)plain.size, bound);
	out->size = (size_t)(room - out->data);
	furui_buffer_free(&plain);
}
