/* A message's record in the ledger: pack.c. With a first byte of 'z' the rest
 * is compressed first, so that what lies behind zstd is reached. */
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

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct furui_reader *reader;
	struct furui_error err;
	if (!reader)
		MUST(furui_reader_new(&reader, &err) == 0);
	if (size && data[0] == 'z') {
		struct furui_buffer record = {0};
		size_t bound = ZSTD_compressBound(size - 1);
		furui_buffer_add_char(&record, 1);
		char *room = furui_buffer_room(&record, bound);
		record.size +=
			ZSTD_compress(room, bound, data + 1, size - 1, 1);
		unpack(reader, record.data, record.size);
		furui_buffer_free(&record);
		return 0;
	}
	char *record = fuzz_copy(data, size);
	unpack(reader, record, size);
	free(record);
	return 0;
}
