/* What is kept of long messages: cut.c, and by the ways to read them. */
#include "folder_private.h"

#include <string.h>

#include "corpus_unit.h"

enum {
	LONGEST = 40
};

static const char all[] = "0123456789abcdefghijklmnopqrstuvwxyzABCD";

/* What should be kept of the first `size` bytes of `all`. */
static size_t expected(char out[LONGEST], size_t size, size_t limit, size_t end)
{
	if (size <= limit + end) {
		memcpy(out, all, size);
		return size;
	}
	memcpy(out, all, limit);
	memcpy(out + limit, all + size - end, end);
	return limit + end;
}

static void check_steps(size_t limit, size_t end, size_t step)
{
	struct furui_buffer kept = {0};
	for (size_t at = 0; at < LONGEST;) {
		size_t now = step < LONGEST - at ? step : LONGEST - at;
		char want[LONGEST];
		bool cut = furui_cut_add(&kept, limit, end, all + at, now);
		at += now;
		size_t size = expected(want, at, limit, end);
		CHECK_INT(cut, at > limit + end);
		CHECK_INT(kept.size, size);
		CHECK(kept.size == size &&
		      (!size || memcmp(kept.data, want, size) == 0));
	}
	furui_buffer_free(&kept);
}

static void test_cut(void)
{
	for (size_t limit = 0; limit < 12; limit++)
		for (size_t end = limit ? 0 : 1; end < 12; end++)
			for (size_t step = 1; step <= LONGEST; step++)
				check_steps(limit, end, step);
}

/* As a file and in an mbox, by the default limits; of 7 to 9 MiB. */
static void test_folder(void)
{
	enum {
		MOST = FURUI_FOLDER_LIMIT + FURUI_FOLDER_END
	};
	static const size_t sizes[] = {MOST - 1, MOST, MOST + 1,
				       MOST + FURUI_FOLDER_END / 2,
				       MOST + (1 << 20)};
	static const char header[] = "Subject: long\n\n";
	char *root = fresh("cut");
	for (size_t i = 0; i < 2 * sizeof sizes / sizeof *sizes; i++) {
		bool is_mbox = i % 2;
		size_t size = sizes[i / 2];
		struct furui_buffer text = {0}, file = {0};
		furui_buffer_add(&text, header, sizeof header - 1);
		while (text.size < size)
			furui_buffer_printf(&text, "line %zu\n", text.size);
		text.size = size;
		text.data[size - 1] = '\n';
		furui_buffer_add_text(&file, is_mbox ? FT : "");
		furui_buffer_add(&file, text.data, text.size);
		furui_buffer_add_text(&file, is_mbox ? "\n" FT "S: 2\n\n" : "");
		put(root, "m", file.data, file.size);
		struct furui_folder *folder;
		struct furui_mail mail;
		CHECK_INT(furui_folder_open(&folder, root, NULL, NULL), 0);
		CHECK_INT(furui_folder_next(folder, &mail), 1);
		CHECK_INT(mail.whole_size, size);
		CHECK_INT(mail.size, size < MOST ? size : MOST);
		CHECK(memcmp(mail.bytes, text.data, FURUI_FOLDER_LIMIT) == 0);
		size_t end = mail.size - FURUI_FOLDER_LIMIT;
		CHECK(memcmp(mail.bytes + FURUI_FOLDER_LIMIT,
			     text.data + size - end, end) == 0);
		CHECK_INT(furui_folder_next(folder, &mail), is_mbox);
		furui_folder_free(&folder);
		furui_buffer_free(&text);
		furui_buffer_free(&file);
	}
	free(root);
}

int main(void)
{
	test_cut();
	test_folder();
	return unit_end();
}
