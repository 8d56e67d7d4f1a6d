/* The bytes of the store's records: little-endian, except date keys, whose
 * order counts. */
#include <string.h>

#include "store_private.h"

enum {
	RECORD_VERSION = 2,
	RECORD_FIXED = 20, /* version, label, date, learned, reader */
	RECORD_OLD = 1,    /* without the reader */
	RECORD_OLD_FIXED = 18,
};

static void put_u64(unsigned char *to, uint64_t value)
{
	for (int i = 0; i < 8; i++)
		to[i] = (unsigned char)(value >> (8 * i));
}

static uint64_t get_u64(const unsigned char *from)
{
	uint64_t value = 0;
	for (int i = 7; i >= 0; i--)
		value = value << 8 | from[i];
	return value;
}

/* Seven bits a byte, the lowest first, the high bit says that more follow. */
static size_t put_varint(unsigned char *to, uint32_t value)
{
	size_t size = 0;
	for (; value > 0x7f; value >>= 7)
		to[size++] = (unsigned char)(value | 0x80);
	to[size++] = (unsigned char)value;
	return size;
}

static int get_varint(const unsigned char **next, const unsigned char *end,
		      uint32_t *out)
{
	uint64_t value = 0;
	for (unsigned shift = 0; shift < 35 && *next < end; shift += 7) {
		unsigned char byte = *(*next)++;
		value |= (uint64_t)(byte & 0x7f) << shift;
		if (byte & 0x80)
			continue;
		*out = (uint32_t)value;
		return value > UINT32_MAX ? -1 : 0;
	}
	return -1;
}

size_t store_token_encode(const struct store_token *token,
			  unsigned char out[STORE_TOKEN_MAX])
{
	size_t size = put_varint(out, token->counts.spam);
	size += put_varint(out + size, token->counts.ham);
	return size + put_varint(out + size, token->day);
}

int store_token_decode(const void *bytes, size_t size,
		       struct store_token *token)
{
	const unsigned char *next = bytes;
	const unsigned char *end = next + size;
	if (get_varint(&next, end, &token->counts.spam) < 0 ||
	    get_varint(&next, end, &token->counts.ham) < 0 ||
	    get_varint(&next, end, &token->day) < 0 || next != end)
		return -1;
	return 0;
}

void store_record_encode(const struct furui_record *record,
			 struct furui_buffer *out)
{
	unsigned char head[RECORD_FIXED];
	head[0] = RECORD_VERSION;
	head[1] = (unsigned char)record->label;
	put_u64(head + 2, (uint64_t)record->date);
	put_u64(head + 10, (uint64_t)record->learned);
	head[18] = (unsigned char)record->reader;
	head[19] = (unsigned char)(record->reader >> 8);
	out->size = 0;
	furui_buffer_add(out, head, sizeof head);
	const char *source = record->source ? record->source : "";
	furui_buffer_add(out, source, strlen(source) + 1);
	furui_buffer_add(out, record->packed, record->packed_size);
}

int store_record_decode(const void *bytes, size_t size,
			struct furui_record *record)
{
	const unsigned char *at = bytes;
	bool old = size > 0 && at[0] == RECORD_OLD;
	size_t fixed = old ? RECORD_OLD_FIXED : RECORD_FIXED;
	if (size < fixed || (!old && at[0] != RECORD_VERSION) ||
	    at[1] > FURUI_SPAM)
		return -1;
	const unsigned char *source = at + fixed;
	const unsigned char *end = memchr(source, 0, size - fixed);
	if (!end)
		return -1;
	record->label = at[1] ? FURUI_SPAM : FURUI_HAM;
	record->date = (int64_t)get_u64(at + 2);
	record->learned = (int64_t)get_u64(at + 10);
	record->reader = 0;
	if (!old)
		record->reader = (uint16_t)(at[18] | at[19] << 8);
	record->source = (const char *)source;
	record->packed = end + 1;
	record->packed_size = size - (size_t)(end + 1 - at);
	return 0;
}

void store_date_key(int64_t date, const struct furui_digest *digest,
		    unsigned char out[STORE_DATE_KEY])
{
	/* Big-endian with the sign turned: bytewise order is date order. */
	uint64_t value = (uint64_t)date ^ 1ULL << 63;
	for (int i = 0; i < 8; i++)
		out[i] = (unsigned char)(value >> (56 - 8 * i));
	memcpy(out + 8, digest->bytes, sizeof digest->bytes);
}

int64_t store_date_of_key(const unsigned char key[STORE_DATE_KEY])
{
	uint64_t value = 0;
	for (int i = 0; i < 8; i++)
		value = value << 8 | key[i];
	return (int64_t)(value ^ 1ULL << 63);
}

void store_state_encode(const struct store_state *state,
			unsigned char out[STORE_STATE_SIZE])
{
	const uint64_t fields[] = {state->spam,         state->ham,
				   state->tokens,       state->ledger_bytes,
				   state->last_learned, state->generation,
				   state->reader,       state->current};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		put_u64(out + 8 * i, fields[i]);
}

int store_state_decode(const void *bytes, size_t size,
		       struct store_state *state)
{
	const unsigned char *at = bytes;
	if (size != STORE_STATE_SIZE && size != STORE_STATE_SIZE_OLD)
		return -1;
	state->spam = get_u64(at);
	state->ham = get_u64(at + 8);
	state->tokens = get_u64(at + 16);
	state->ledger_bytes = get_u64(at + 24);
	state->last_learned = get_u64(at + 32);
	state->generation = get_u64(at + 40);
	if (size == STORE_STATE_SIZE) {
		state->reader = get_u64(at + 48);
		state->current = get_u64(at + 56);
	}
	/* Another furui's messages all count as read by another. */
	if (state->reader != FURUI_READER_VERSION)
		state->current = 0;
	state->reader = FURUI_READER_VERSION;
	return 0;
}

void store_pair_encode(const uint64_t values[2],
		       unsigned char out[STORE_PAIR_SIZE])
{
	put_u64(out, values[0]);
	put_u64(out + 8, values[1]);
}

void store_pair_decode(const void *bytes, size_t size, uint64_t values[2])
{
	if (size != STORE_PAIR_SIZE)
		return;
	values[0] = get_u64(bytes);
	values[1] = get_u64((const unsigned char *)bytes + 8);
}
