/* Safe opening, creating and replacing of files. */
#include "furui/path.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/buffer.h"

char *furui_path_join(const char *folder, const char *name)
{
	if (name[0] == '/' || folder[0] == '\0')
		return furui_xstrdup(name);
	size_t used = strlen(folder);
	while (used > 1 && folder[used - 1] == '/')
		used--;
	size_t size = used + 1 + strlen(name) + 1;
	char *path = furui_xmalloc(size);
	(void)snprintf(path, size, "%.*s/%s", (int)used, folder, name);
	return path;
}

int furui_open_regular(int folder_fd, const char *name, struct furui_error *err)
{
	int fd = openat(folder_fd, name,
			O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC |
				O_NOCTTY);
	if (fd < 0 && errno == ELOOP)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is a symbolic link; not followed", name);
	if (fd < 0)
		return furui_fail_errno(err, "cannot open %s", name);
	struct stat st;
	if (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		errno = EINVAL;
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is not a regular file", name);
	}
	return fd;
}

int furui_make_folder(const char *path, struct furui_error *err)
{
	char *copy = furui_xstrdup(path);
	int result = 0;
	for (char *p = copy + 1; result == 0; p++) {
		if (*p != '/' && *p != '\0')
			continue;
		char kept = *p;
		*p = '\0';
		if (mkdir(copy, 0700) < 0 && errno != EEXIST)
			result = furui_fail_errno(
				err, "cannot create the folder %s", copy);
		*p = kept;
		if (kept == '\0')
			break;
	}
	free(copy);
	return result;
}

int furui_check_folder(const char *path, struct furui_error *err)
{
	struct stat st;
	if (stat(path, &st) < 0)
		return furui_fail_errno(err, "cannot look at %s", path);
	if (!S_ISDIR(st.st_mode))
		return furui_fail(err, FURUI_ERROR_INPUT, "%s is not a folder",
				  path);
	if (st.st_uid != geteuid() && st.st_uid != 0)
		return furui_fail(err, FURUI_ERROR_UNSAFE,
				  "%s belongs to another user; not used", path);
	if (st.st_mode & (S_IWGRP | S_IWOTH))
		return furui_fail(err, FURUI_ERROR_UNSAFE,
				  "others may write in %s; not used. "
				  "Run: chmod 700 %s",
				  path, path);
	return 0;
}

/* In one call as far as it goes. A large file written so lies in the page
 * cache in huge pages where the kernel can (Linux 6.16 and ext4, or xfs), and
 * who maps it faults a few of those in instead of a thousand small ones: a
 * third of the CPU of judging one message. */
static int write_and_sync(int fd, const struct iovec *parts, size_t count,
			  const char *path, struct furui_error *err)
{
	struct furui_error reason;
	struct iovec *rest = furui_xmalloc(count * sizeof *rest);
	memcpy(rest, parts, count * sizeof *rest);
	int result = furui_write_parts(fd, rest, count, &reason);
	free(rest);
	if (result < 0)
		return furui_fail(err, FURUI_ERROR_SYSTEM, "%s: %s", path,
				  reason.text);
	if (fsync(fd) < 0)
		return furui_fail_errno(err, "cannot sync %s", path);
	return 0;
}

int furui_sync_folder(const char *folder, struct furui_error *err)
{
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0)
		return furui_fail_errno(err, "cannot open %s", folder);
	int failed = fsync(fd);
	if (failed)
		(void)furui_fail_errno(err, "cannot sync %s", folder);
	close(fd);
	return failed ? -1 : 0;
}

int furui_replace_file(const char *folder, const char *name, const void *bytes,
		       size_t size, struct furui_error *err)
{
	struct iovec part = {.iov_len = size};
	/* It is only read from, but iovec has no const. */
	memcpy(&part.iov_base, &bytes, sizeof bytes);
	return furui_replace_file_parts(folder, name, &part, 1, err);
}

int furui_replace_file_parts(const char *folder, const char *name,
			     const struct iovec *parts, size_t count,
			     struct furui_error *err)
{
	struct furui_buffer temporary = {0};
	furui_buffer_printf(&temporary, "%s/.%s.XXXXXX", folder, name);
	(void)furui_buffer_terminate(&temporary);
	char *path = furui_path_join(folder, name);
	int result = -1;
	int fd = mkostemp(temporary.data, O_CLOEXEC); /* mode 0600 */
	if (fd < 0) {
		(void)furui_fail_errno(err, "cannot create %s", temporary.data);
		goto out;
	}
	result = write_and_sync(fd, parts, count, temporary.data, err);
	close(fd);
	if (result == 0 && rename(temporary.data, path) < 0)
		result = furui_fail_errno(err, "cannot replace %s", path);
	if (result < 0)
		(void)unlink(temporary.data);
	else
		result = furui_sync_folder(folder, err);
out:
	free(path);
	furui_buffer_free(&temporary);
	return result;
}

/* "." name "." and six letters or digits: mkostemp(3). Without the first dot,
 * as they once were, they could be a user's: "model.backup". */
static bool is_temporary(const char *entry, const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
	size_t size = strlen(name);
	return entry[0] == '.' && strncmp(entry + 1, name, size) == 0 &&
	       entry[size + 1] == '.' && strlen(entry + size + 2) == 6 &&
	       strspn(entry + size + 2, letters) == 6;
}

void furui_remove_temporaries(const char *folder, const char *name)
{
	DIR *dir = opendir(folder);
	const struct dirent *entry;
	while (dir && (entry = readdir(dir)) != NULL)
		if (is_temporary(entry->d_name, name))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
}
