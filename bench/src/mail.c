/* Reads an index of labelled messages, and the messages. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/path.h"
#include "mail.h"

enum {
	LIMIT_INDEX = 1 << 30, /* bytes */
	LIMIT_FILE = 1 << 30,
};

static int read_file(const char *path, size_t limit, struct furui_buffer *bytes,
		     struct furui_error *err)
{
	int fd = furui_open_regular(AT_FDCWD, path, err);
	if (fd < 0)
		return -1;
	int result = furui_buffer_read(bytes, fd, limit, err);
	close(fd);
	if (result > 0)
		return furui_fail(err, FURUI_ERROR_INPUT, "%s is too large",
				  path);
	return result;
}

static void add_item(struct bench_mail *mail, enum furui_label label,
		     const char *folder, const char *name)
{
	if (mail->count == mail->capacity) {
		mail->capacity = mail->capacity ? 2 * mail->capacity : 1024;
		mail->items = furui_xrealloc(
			mail->items, mail->capacity * sizeof *mail->items);
	}
	struct bench_item *item = &mail->items[mail->count++];
	item->label = label;
	item->name = furui_xstrdup(name);
	item->file = furui_path_join(folder, name);
	item->language = NULL;
	item->date = 0;
}

/* One line, NUL-terminated. */
static int read_line(struct bench_mail *mail, char *line, const char *folder,
		     struct furui_error *err)
{
	size_t size = strlen(line);
	if (size && line[size - 1] == '\r')
		line[--size] = '\0';
	if (!size || *line == '#')
		return 0;
	static const char *const words[] = {"ham", "spam"};
	for (int i = 0; i < 2; i++) {
		size_t length = strlen(words[i]);
		if (strncmp(line, words[i], length) != 0)
			continue;
		size_t blanks = strspn(line + length, " \t");
		if (!blanks || !line[length + blanks])
			break;
		add_item(mail, i ? FURUI_SPAM : FURUI_HAM, folder,
			 line + length + blanks);
		return 0;
	}
	return furui_fail(
		err, FURUI_ERROR_INPUT,
		"must be \"spam PATH\" or \"ham PATH\", not \"%.60s\"", line);
}

static int read_lines(struct bench_mail *mail, struct furui_buffer *text,
		      const char *path, const char *folder,
		      struct furui_error *err)
{
	furui_buffer_terminate(text);
	if (strlen(text->data) != text->size)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is not a text file", path);
	char *rest = text->data, *line;
	for (size_t number = 1; (line = strsep(&rest, "\n")); number++) {
		struct furui_error why;
		if (read_line(mail, line, folder, &why) < 0)
			return furui_fail(err, why.code, "%s, line %zu: %s",
					  path, number, why.text);
	}
	return 0;
}

int bench_mail_read_index(struct bench_mail *mail, const char *path,
			  struct furui_error *err)
{
	/* Peers run in another folder: their names must be absolute. */
	char *absolute = realpath(path, NULL);
	if (!absolute)
		return furui_fail_errno(err, "cannot read the index %s", path);
	char *folder = furui_xstrdup(absolute);
	*(strrchr(folder, '/') + 1) = '\0';
	struct furui_buffer text = {0};
	size_t before = mail->count;
	int result = read_file(absolute, LIMIT_INDEX, &text, err);
	if (result == 0)
		result = read_lines(mail, &text, path, folder, err);
	if (result == 0 && mail->count == before)
		result = furui_fail(err, FURUI_ERROR_INPUT,
				    "%s names no message", path);
	furui_buffer_free(&text);
	free(folder);
	free(absolute);
	return result;
}

void bench_mail_free(struct bench_mail *mail)
{
	for (size_t i = 0; i < mail->count; i++) {
		free(mail->items[i].name);
		free(mail->items[i].file);
	}
	free(mail->items);
	*mail = (struct bench_mail){0};
}

int bench_mail_load(const struct bench_mail *mail, size_t item,
		    struct furui_buffer *bytes, struct furui_error *err)
{
	const char *file = mail->items[item].file;
	bytes->size = 0;
	if (!mail->core_headers || mail->in_core)
		return read_file(file, LIMIT_FILE, bytes, err);
	struct furui_buffer whole = {0};
	int result = read_file(file, LIMIT_FILE, &whole, err);
	if (result == 0)
		bench_cut_headers(whole.data, whole.size, bytes);
	furui_buffer_free(&whole);
	return result;
}

int bench_check_file(const char *path, struct furui_error *err)
{
	struct stat st;
	/* A pipe's reader would see it end. */
	if (!path || (stat(path, &st) == 0 && !S_ISREG(st.st_mode) &&
		      !S_ISDIR(st.st_mode)))
		return 0;
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0666);
	if (fd < 0)
		return furui_fail_errno(err, "cannot write %s", path);
	close(fd);
	return 0;
}

int bench_write_file(const char *path, const struct furui_buffer *bytes,
		     struct furui_error *err)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		return furui_fail_errno(err, "cannot write %s", path);
	int result = furui_write_all(fd, bytes->data, bytes->size, err);
	if (close(fd) < 0 && result == 0)
		result = furui_fail_errno(err, "cannot write %s", path);
	return result;
}

int bench_mail_for_peers(struct bench_mail *mail, const char *folder,
			 struct furui_error *err)
{
	if (!mail->core_headers || mail->in_core)
		return 0;
	struct furui_buffer bytes = {0}, name = {0};
	int result = 0;
	for (size_t i = 0; i < mail->count && result == 0; i++) {
		name.size = 0;
		furui_buffer_printf(&name, "%s/%06zu", folder, i);
		furui_buffer_terminate(&name);
		result = bench_mail_load(mail, i, &bytes, err);
		if (result == 0)
			result = bench_write_file(name.data, &bytes, err);
		free(mail->items[i].file);
		mail->items[i].file = furui_xstrdup(name.data);
	}
	furui_buffer_free(&bytes);
	furui_buffer_free(&name);
	mail->in_core = result == 0 ? mail->count : 0;
	return result;
}
