/* How files are read: whole at any size, but for the middle of long messages
 * (cut.c); folders that cannot be listed. */
#include "folder_private.h"

#include <fcntl.h>
#include <string.h>
#include <sys/resource.h>

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

/* Files as large as what is read of one at once, a byte more or less, as a
 * message and as an mbox with one. */
static void test_sizes(void)
{
	static const size_t sizes[] = {
		FURUI_MBOX_AHEAD - 1,  FURUI_MBOX_AHEAD,  FURUI_MBOX_AHEAD + 1,
		FURUI_MBOX_WINDOW - 1, FURUI_MBOX_WINDOW, FURUI_MBOX_WINDOW + 1,
	};
	static const char *const heads[] = {"Subject: 1\n\n",
					    F1 "Subject: 1\n\n"};
	char *root = fresh("sizes"), *path = furui_path_join(root, "file");
	for (size_t i = 0; i < 12; i++) {
		size_t size = sizes[i / 2];
		char *text = furui_xmalloc(size);
		struct furui_folder *folder;
		struct furui_mail mail = {0};
		memset(text, 'x', size);
		memcpy(text, heads[i % 2], strlen(heads[i % 2]));
		memcpy(text + size - 5, "\nend\n", 5);
		put(root, "file", text, size);
		CHECK_INT(furui_folder_open(&folder, path, NULL, NULL), 0);
		CHECK_INT(furui_folder_next(folder, &mail), 1);
		CHECK_INT(mail.kind, FURUI_FOLDER_FILE);
		CHECK_INT(mail.whole_size, size);
		CHECK(mail.size == size && memcmp(mail.bytes, text, size) == 0);
		CHECK_INT(furui_folder_next(folder, &mail), 0);
		furui_folder_free(&folder);
		free(text);
	}
	const struct furui_folder_options file_only = {.file_only = true};
	struct furui_folder *folder;
	CHECK_INT(furui_folder_open(&folder, root, &file_only, NULL), -1);
	free(path);
	free(root);
}

/* A folder that can be opened and not be listed is named. */
static void test_unlisted(void)
{
	char *root = fresh("unlisted");
	struct furui_error err = {0};
	struct furui_folder *folder;
	struct rlimit limit;
	int next = open("/dev/null", O_RDONLY | O_CLOEXEC);
	close(next);
	CHECK_INT(getrlimit(RLIMIT_NOFILE, &limit), 0);
	const rlim_t before = limit.rlim_cur;
	limit.rlim_cur = (rlim_t)next + 1;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK_INT(furui_folder_open(&folder, root, NULL, &err), -1);
	limit.rlim_cur = before;
	CHECK_INT(setrlimit(RLIMIT_NOFILE, &limit), 0);
	CHECK(strstr(err.text, root) != NULL);
	CHECK(strstr(err.text, "Too many open files") != NULL);
	free(root);
}

int main(void)
{
	test_cut();
	test_folder();
	test_sizes();
	test_unlisted();
	return unit_end();
}
