/* Address lists: mailbox.c. */
#include "mailbox.h"

#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"
#include "unit.h"

/* Each mailbox as "name=address", with '|' between them. */
static void join(const char *list, struct furui_buffer *out)
{
	size_t size = strlen(list);
	/* Its own memory, so that a read beyond it is seen. */
	char *copy = furui_xmalloc(size);
	for (size_t i = 0; i < size; i++)
		copy[i] = list[i];
	const char *cursor = copy, *end = copy + size;
	struct furui_mailbox m;
	while (furui_mailbox_next(&cursor, end, &m)) {
		if (out->size)
			furui_buffer_add_char(out, '|');
		furui_buffer_add(out, m.name, m.name_size);
		furui_buffer_add_char(out, '=');
		furui_buffer_add(out, m.address, m.address_size);
	}
	CHECK(cursor == end);
	free(copy);
}

int main(void)
{
	static const struct {
		const char *list, *want;
	} rows[] = {
		{"", ""},
		{" , ,;", ""},
		{"a@b.example", "=a@b.example"},
		{" a@b.example , c@d.example ", "=a@b.example|=c@d.example"},
		{"A B <a@b.example>,<c@d.example>",
		 "A B=a@b.example|=c@d.example"},
		{"\"B, A\" <a@b.example>", "\"B, A\"=a@b.example"},
		{"\"B \\\", A\" <a@b.example>", "\"B \\\", A\"=a@b.example"},
		{"a@b.example (A, (x) B), c@d.example",
		 "A, (x) B=a@b.example|=c@d.example"},
		{"a@b.example (A \\) , B)", "A \\) , B=a@b.example"},
		{"Team: a@b.example, C <c@d.example>; e@f.example",
		 "=a@b.example|C=c@d.example|=e@f.example"},
		{"undisclosed-recipients:;", ""},
		{"A <@x.example,@y.example:a@b.example>, c@d.example",
		 "A=@x.example,@y.example:a@b.example|=c@d.example"},
		{"A <a@b.example", "A=a@b.example"},
		{"\"A, B <a@b.example>, c@d.example",
		 "=\"A, B <a@b.example>, c@d.example"},
		{"a@b.example\\", "=a@b.example\\"},
		{"\xe5\xb1\xb1, a@b.example", "=\xe5\xb1\xb1|=a@b.example"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].list);
		join(rows[i].list, &out);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
	}
	return unit_end();
}
