/* Finds and decodes a message's subject. */
#include "furui/subject.h"

#include "encoded.h"
#include "field.h"
#include "furui/limits.h"

int furui_subject(const void *bytes, size_t size, struct furui_buffer *out)
{
	const char *at = bytes, *end = at + size;
	struct furui_field field;
	at += furui_from_line(at, size);
	while (furui_field_next(&at, end, &field)) {
		if (!furui_field_is(&field, "subject"))
			continue;
		struct furui_charset *charset = furui_charset_new();
		size_t used = field.value_size;
		if (used > FURUI_LIMIT_FIELD)
			used = FURUI_LIMIT_FIELD;
		(void)furui_header_decode(charset, field.value, used, out);
		furui_charset_free(&charset);
		return 1;
	}
	return 0;
}
