/* A message's record in the ledger: unpack.c. With a first byte of 'z' the rest
 * is compressed first, so that what lies behind zstd is reached; with 'l', what
 * lies behind LZ4. */
#include <lz4.h>
#include <stdlib.h>
#include <string.h>
#include <zstd.h>

#include "furui/features.h"
#include "furui/limits.h"
#include "fuzz.h"

static void unpack(struct furui_reader *reader, const void *record, size_t size)
{
	struct furui_error err = {0};
	const struct furui_features *features =
		furui_unpack(reader, record, size, &err);
	if (!features) {
		MUST(err.code == FURUI_ERROR_DAMAGED);
		return;
	}
	MUST(features->token_count <= FURUI_LIMIT_TOKENS);
	MUST(features->core_size <= FURUI_LIMIT_CORE);
	MUST(features->raw_size <= FURUI_LIMIT_RAW);
	struct furui_buffer again = {0};
	furui_features_pack(features, &again);
	MUST(again.size > 0);
	furui_buffer_free(&again);
}

static void pack_old(struct furui_buffer *record, const uint8_t *data,
		     size_t size)
{
	size_t bound = ZSTD_compressBound(size);
	furui_buffer_add_char(record, 1);
	char *room = furui_buffer_room(record, bound);
	record->size += ZSTD_compress(room, bound, data, size, 1);
}

static void pack(struct furui_buffer *record, const uint8_t *data, size_t size)
{
	int bound = LZ4_compressBound((int)size);
	size_t left = size;
	furui_buffer_add_char(record, 3);
	for (; left >= 0x80; left >>= 7)
		furui_buffer_add_char(record, (char)(left | 0x80));
	furui_buffer_add_char(record, (char)left);
	char *room = furui_buffer_room(record, (size_t)bound);
	record->size += (size_t)LZ4_compress_default((const char *)data, room,
						     (int)size, bound);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_reader *reader;
	struct furui_error err;
	if (!reader)
		MUST(furui_reader_new(&reader, &err) == 0);
	if (size && (data[0] == 'z' || data[0] == 'l')) {
		struct furui_buffer record = {0};
		(data[0] == 'z' ? pack_old : pack)(&record, data + 1, size - 1);
		unpack(reader, record.data, record.size);
		furui_buffer_free(&record);
		return 0;
	}
	char *record = fuzz_copy(data, size);
	unpack(reader, record, size);
	free(record);
	return 0;
}
