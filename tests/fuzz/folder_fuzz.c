/* Mail folders on disk: corpus/'s readers of Maildir, MH, Thunderbird's
 * stores and message files. The input is a folder: "PATH NUL CONTENT NUL" for
 * each file; PATH ends with '/' for a folder, begins with '@' for a link to
 * CONTENT and with '|' for a FIFO. */
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"
#include "fuzz.h"

enum {
	LIMIT = 256,      /* bytes kept of one message */
	MOST_FILES = 64,  /* made of one input */
	LONGEST = 200,    /* a path, bytes */
	MOST_MAILS = 4096 /* in inputs of these sizes never met */
};

static char *base;

static int remove_one(const char *path, const struct stat *st, int kind,
		      struct FTW *at)
{
	(void)st;
	(void)kind;
	(void)at;
	return remove(path);
}

static void remove_base(void)
{
	(void)nftw(base, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(base);
}

/* In memory where there is such a place. */
static void make_base(void)
{
	const char *parent = getenv("TMPDIR");
	if (!parent)
		parent = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : P_tmpdir;
	base = furui_path_join(parent, "furui-fuzz.XXXXXX");
	MUST(mkdtemp(base) != NULL);
	MUST(atexit(remove_base) == 0);
}

/* Nothing outside the folder is written. */
static bool is_safe(const char *path)
{
	size_t size = strlen(path);
	if (!size || size > LONGEST || path[0] == '/')
		return false;
	for (const char *at = path; *at;) {
		size_t part = strcspn(at, "/");
		if (part == 0 || (part <= 2 && strspn(at, ".") >= part))
			return false;
		at += part;
		at += *at == '/';
	}
	return true;
}

static void make_parents(char *path)
{
	for (char *at = path + strlen(base) + 1; (at = strchr(at, '/')); at++) {
		*at = '\0';
		(void)mkdir(path, 0700);
		*at = '/';
	}
}

static int make_regular(const char *path, const char *bytes, size_t size)
{
	FILE *file = fopen(path, "wbe");
	if (!file)
		return -1;
	size_t put = fwrite(bytes, 1, size, file);
	return fclose(file) == 0 && put == size ? 0 : -1;
}

/* What cannot be made (a file where a folder would have to be) is left. */
static void make_file(const char *name, const char *bytes, size_t size)
{
	char kind = *name;
	name += kind == '@' || kind == '|';
	if (!is_safe(name))
		return;
	char *path = furui_path_join(base, name);
	make_parents(path);
	bool folder = name[strlen(name) - 1] == '/'; /* made already */
	int made = folder        ? 0
		   : kind == '@' ? symlink(size ? bytes : ".", path)
		   : kind == '|' ? mkfifo(path, 0600)
				 : make_regular(path, bytes, size);
	MUST(made == 0 || errno);
	free(path);
}

/* `text` is terminated. */
static void make_folder(const char *text, size_t size)
{
	const char *end = text + size;
	for (int files = 0; text < end && files < MOST_FILES; files++) {
		const char *content = text + strlen(text) + 1;
		if (content > end)
			content = end;
		size_t content_size = strlen(content);
		make_file(text, content, content_size);
		text = content + content_size + 1;
	}
}

static void on_trouble(void *context, const char *path, const char *reason)
{
	MUST(*path && *reason);
	++*(size_t *)context;
}

static void on_enter(void *context, const char *path,
		     enum furui_folder_kind kind)
{
	MUST(*path && strcmp(furui_folder_kind_name(kind), "unknown") != 0);
	++*(size_t *)context;
}

static void check_mail(const struct furui_mail *mail, uint64_t done)
{
	MUST(mail->size <= LIMIT && mail->size <= mail->whole_size);
	MUST(strncmp(mail->source, base, strlen(base)) == 0);
	MUST(strncmp(mail->folder, base, strlen(base)) == 0);
	MUST(fuzz_is_token_text(mail->name, strlen(mail->name)));
	MUST(mail->done_bytes >= done);
	MUST(mail->flags < 2 * FURUI_MAIL_TRASHED);
	free(fuzz_copy((const uint8_t *)mail->bytes, mail->size));
}

/* Messages in a folder or file. */
static size_t read_folder(const char *path)
{
	size_t told = 0, mails = 0;
	const struct furui_folder_options options = {.limit = LIMIT,
						     .trouble = on_trouble,
						     .enter = on_enter,
						     .context = &told};
	struct furui_folder *folder;
	struct furui_mail mail = {.done_bytes = 0};
	struct furui_error err;
	if (furui_folder_open(&folder, path, &options, &err) < 0)
		return 0;
	for (uint64_t done = 0; furui_folder_next(folder, &mail) == 1;
	     mails++) {
		MUST(mails < MOST_MAILS);
		check_mail(&mail, done);
		done = mail.done_bytes;
	}
	furui_folder_free(&folder);
	(void)furui_folder_bytes(path);
	MUST(!mails || told);
	return mails;
}

/* What is told from bytes alone. */
static void parse(const char *bytes, size_t size)
{
	struct furui_buffer name = {0};
	furui_display_name(bytes, size, &name);
	MUST(fuzz_is_token_text(name.data, name.size));
	furui_buffer_free(&name);
	struct furui_from_line line;
	if (furui_from_line_parse(bytes, size, &line))
		MUST(line.size > 0 && line.size <= size);
	(void)furui_date_parse(bytes, size);
	(void)furui_sniff(bytes, size);
	size_t header = furui_header_size(bytes, size), value_size;
	MUST(header <= size);
	const char *value = furui_field(bytes, header, "subject", &value_size);
	MUST(!value || (value >= bytes && value + value_size <= bytes + size));
	long status = furui_mozilla_status(bytes, header);
	(void)furui_mozilla_flags(status);
	(void)furui_status_flags(bytes, header);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!base)
		make_base();
	char *bytes = fuzz_copy(data, size);
	parse(bytes, size);
	free(bytes);
	struct furui_buffer text = {0};
	furui_buffer_add(&text, data, size);
	(void)mkdir(base, 0700);
	make_folder(furui_buffer_terminate(&text), size);
	MUST(read_folder(base) == read_folder(base));
	(void)nftw(base, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	furui_buffer_free(&text);
	return 0;
}
