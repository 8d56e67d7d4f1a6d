/* Header fields in raw bytes: field.c; whose they are: identity.c. */
#include <stdlib.h>

#include "field.h"
#include "furui/identity.h"
#include "fuzz.h"

static void walk(const char *bytes, size_t size)
{
	const char *cursor = bytes;
	const char *end = bytes + size;
	struct furui_field field;
	while (furui_field_next(&cursor, end, &field)) {
		MUST(field.size > 0);
		MUST(field.start + field.size == cursor);
		MUST(field.value + field.value_size <= cursor);
		MUST(field.name + field.name_size <= field.value ||
		     !field.name_size);
		(void)furui_is_foreign_field(field.name, field.name_size);
	}
	MUST(cursor <= end);
	MUST(furui_from_line(bytes, size) <= size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = fuzz_copy(data, size);
	walk(bytes, size);
	free(bytes);
	return 0;
}
