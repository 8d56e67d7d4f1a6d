/* Files and folders: joining names, opening without being led astray,
 * replacing a file so that readers see the old one or the new one. */
#ifndef FURUI_PATH_H
#define FURUI_PATH_H

#include <stddef.h>
#include <sys/uio.h>

#include "furui/error.h"

/* "a/b" from "a" and "b"; malloc'd, the caller frees. An absolute `name`
 * stands alone. */
char *furui_path_join(const char *folder, const char *name);

/* Opens a regular file for reading without following a link in the last
 * component and without blocking on a FIFO or device. folder_fd as in
 * openat(2). Returns the descriptor (close-on-exec) or -1. */
int furui_open_regular(int folder_fd, const char *name,
		       struct furui_error *err);

/* Creates the folder and its parents, mode 0700; one that exists is fine. */
int furui_make_folder(const char *path, struct furui_error *err);

/* Fails with FURUI_ERROR_UNSAFE when the folder belongs to someone else (root
 * apart) or when others than its owner may write in it. */
int furui_check_folder(const char *path, struct furui_error *err);

/* Makes names made or changed in the folder last through a power cut. */
int furui_sync_folder(const char *folder, struct furui_error *err);

/* Writes `size` bytes to folder/name by a temporary file, fsync, rename and
 * fsync of the folder, mode 0600: a reader sees the old file or the whole new
 * one, also after a power cut. On error the old file is untouched. */
int furui_replace_file(const char *folder, const char *name, const void *bytes,
		       size_t size, struct furui_error *err);

/* The same with the bytes in `count` parts, one after the other. */
int furui_replace_file_parts(const char *folder, const char *name,
			     const struct iovec *parts, size_t count,
			     struct furui_error *err);

/* Removes what processes that were killed while they replaced folder/name have
 * left there. Nobody may be replacing it meanwhile. */
void furui_remove_temporaries(const char *folder, const char *name);

#endif
