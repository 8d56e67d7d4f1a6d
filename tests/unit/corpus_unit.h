/* Mailboxes written by the tests of corpus. */
#ifndef CORPUS_UNIT_H
#define CORPUS_UNIT_H

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"
#include "unit.h"

#define F1 "From a@example.com Tue Nov 24 04:45:14 2026\n"
#define F2 "From b@example.jp Wed Nov 25 10:00:00 2026\n"
#define FT "From - Wed Nov 25 10:00:00 2026\n"

/* A fresh folder below the test's. */
static inline char *fresh(const char *name)
{
	char *path = furui_path_join(unit_folder(), name);
	CHECK_INT(furui_make_folder(path, NULL), 0);
	return path;
}

/* Writes root/name, making the folders in between. */
static inline void put(const char *root, const char *name, const char *text,
		       size_t size)
{
	char *path = furui_path_join(root, name);
	char *slash = strrchr(path, '/');
	*slash = '\0';
	CHECK_INT(furui_make_folder(path, NULL), 0);
	*slash = '/';
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	CHECK(fd >= 0);
	CHECK_INT(furui_write_all(fd, text, size, NULL), 0);
	close(fd);
	free(path);
}

static inline void put_text(const char *root, const char *name,
			    const char *text)
{
	put(root, name, text, strlen(text));
}

static inline void make(const char *root, const char *name)
{
	char *path = furui_path_join(root, name);
	CHECK_INT(furui_make_folder(path, NULL), 0);
	free(path);
}

/* root/name, a symbolic link. */
static inline void link_to(const char *root, const char *name,
			   const char *target)
{
	char *path = furui_path_join(root, name);
	CHECK_INT(symlink(target, path), 0);
	free(path);
}

#endif
