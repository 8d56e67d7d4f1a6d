/* Writes a corpus: one message a file, numbered in date order at the end. */
#include "build.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"

/* "000001"; while reading, ".1": what is left of a broken run is no corpus. */
static void file_name(char name[32], size_t number, bool placed)
{
	(void)snprintf(name, 32, placed ? "%06zu" : ".%zu", number);
}

static int write_message(struct furui_build *build,
			 const struct furui_mail *mail, size_t number,
			 struct furui_error *err)
{
	char name[32];
	struct furui_error reason;
	build->stripped.size = 0;
	furui_strip(mail->bytes, mail->size, true, &build->stripped);
	file_name(name, number, false);
	int fd = openat(build->data, name,
			O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW,
			0600);
	if (fd < 0)
		return furui_fail_errno(err, "cannot create %s/data/%s",
					build->folder, name);
	int result = furui_write_all(fd, build->stripped.data,
				     build->stripped.size, &reason);
	if (close(fd) < 0 && result == 0)
		result = furui_fail_errno(&reason, "cannot write");
	if (result < 0)
		return furui_fail(err, reason.code, "%s/data/%s: %s",
				  build->folder, name, reason.text);
	return 0;
}

/* A message met before: a copy, or one with the other label. */
static void met_again(struct furui_build *build, struct furui_kept *first,
		      const struct furui_mail *mail, bool spam)
{
	if (first->spam == spam) {
		build->copies++;
		return;
	}
	if (!first->contradicted) {
		build->contradicted++;
		furui_corpus_say("%s and %s: the same message as %s and as "
				 "%s; left out",
				 first->source, mail->source,
				 first->spam ? "spam" : "ham",
				 spam ? "spam" : "ham");
	}
	first->contradicted = true;
}

int furui_build_add(struct furui_build *build, const struct furui_mail *mail,
		    bool spam, struct furui_error *err)
{
	struct furui_digest digest;
	size_t number = build->count;
	furui_digest(mail->bytes, mail->size, &digest);
	size_t first = furui_digest_set_add(&build->digests, &digest, number);
	if (first != number) {
		met_again(build, &build->kept[first], mail, spam);
		return 0;
	}
	if (mail->size < mail->whole_size)
		furui_corpus_say("%s: cut at %d MiB", mail->source,
				 FURUI_BUILD_LIMIT >> 20);
	if (build->count == build->capacity) {
		build->capacity = build->capacity ? 2 * build->capacity : 256;
		build->kept = furui_xrealloc(
			build->kept, build->capacity * sizeof *build->kept);
	}
	build->kept[build->count++] = (struct furui_kept){
		.date = furui_mail_date(mail),
		.number = number,
		.source = furui_arena_copy(&build->arena, mail->source,
					   strlen(mail->source)),
		.spam = spam,
	};
	return write_message(build, mail, number, err);
}

static int by_date(const void *left, const void *right)
{
	const struct furui_kept *l = left, *r = right;
	if (l->date != r->date)
		return l->date < r->date ? -1 : 1;
	return l->number < r->number ? -1 : l->number > r->number;
}

int furui_build_finish(struct furui_build *build, struct furui_error *err)
{
	struct furui_buffer index = {0};
	size_t next = 0;
	int result = 0;
	if (build->count)
		qsort(build->kept, build->count, sizeof *build->kept, by_date);
	for (size_t i = 0; i < build->count && result == 0; i++) {
		const struct furui_kept *kept = &build->kept[i];
		char from[32], to[32], path[64];
		file_name(from, kept->number, false);
		if (kept->contradicted) {
			(void)unlinkat(build->data, from, 0);
			continue;
		}
		file_name(to, ++next, true);
		if (renameat(build->data, from, build->data, to) < 0)
			result = furui_fail_errno(err,
						  "cannot rename %s/data/%s",
						  build->folder, from);
		(void)snprintf(path, sizeof path, "data/%s", to);
		furui_index_add_line(&index, kept->spam, path);
		build->counts[kept->spam]++;
	}
	if (result == 0)
		result = furui_replace_file(build->folder, "index", index.data,
					    index.size, err);
	furui_buffer_free(&index);
	return result;
}

int furui_build_begin(struct furui_build *build, struct furui_error *err)
{
	if (furui_make_folder(build->folder, err) < 0)
		return -1;
	DIR *folder = opendir(build->folder);
	if (!folder)
		return furui_fail_errno(err, "cannot open %s", build->folder);
	const struct dirent *entry;
	bool empty = true;
	while (empty && (entry = readdir(folder)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0;
	closedir(folder);
	if (!empty)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is not empty; name a new folder",
				  build->folder);
	char *data = furui_path_join(build->folder, "data");
	int result = furui_make_folder(data, err);
	if (result == 0)
		build->data = open(data, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (result == 0 && build->data < 0)
		result = furui_fail_errno(err, "cannot open %s", data);
	free(data);
	return result;
}

void furui_build_free(struct furui_build *build)
{
	if (build->data >= 0)
		close(build->data);
	furui_arena_free(&build->arena);
	furui_digest_set_free(&build->digests);
	furui_buffer_free(&build->stripped);
	free(build->kept);
}
