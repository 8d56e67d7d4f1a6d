/* Opens and frees the stream of messages; walk.c hands them out. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"

const char *furui_folder_kind_name(enum furui_folder_kind kind)
{
	static const char *const names[FURUI_FOLDER_KINDS] = {
		"message",          "mbox",
		"Maildir",          "MH",
		"Thunderbird mbox", "Thunderbird Maildir"};
	return (unsigned)kind < FURUI_FOLDER_KINDS ? names[kind] : "unknown";
}

const char *furui_base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash && slash[1] ? slash + 1 : path;
}

void furui_set_text(struct furui_buffer *buffer, const char *text)
{
	buffer->size = 0;
	furui_buffer_add_text(buffer, text);
	(void)furui_buffer_terminate(buffer);
}

void furui_folder_set_name(struct furui_folder *folder,
			   const struct furui_level *above, const char *raw,
			   const char *display)
{
	folder->name.size = 0;
	if (above && above->name[0]) {
		furui_buffer_add_text(&folder->name, above->name);
		furui_buffer_add_char(&folder->name, '/');
	}
	if (display)
		furui_buffer_add_text(&folder->name, display);
	else
		furui_display_name(raw, strlen(raw), &folder->name);
	(void)furui_buffer_terminate(&folder->name);
}

static struct furui_folder *
new_folder(const struct furui_folder_options *options)
{
	struct furui_folder *folder = furui_xmalloc(sizeof *folder);
	*folder = (struct furui_folder){.named_fd = -1};
	if (options)
		folder->options = *options;
	if (folder->options.limit == 0 && folder->options.end == 0) {
		folder->options.limit = FURUI_FOLDER_LIMIT;
		folder->options.end = FURUI_FOLDER_END;
	}
	return folder;
}

void furui_folder_free(struct furui_folder **owner)
{
	struct furui_folder *folder = *owner;
	if (!folder)
		return;
	while (folder->depth)
		furui_level_free(&folder->levels[--folder->depth]);
	if (folder->mbox_open) {
		if (folder->mbox_owned)
			close(folder->mbox.fd);
		furui_mbox_close(&folder->mbox);
	}
	if (folder->named_fd >= 0)
		close(folder->named_fd);
	furui_buffer_free(&folder->path);
	furui_buffer_free(&folder->name);
	furui_buffer_free(&folder->source);
	furui_buffer_free(&folder->message);
	free(folder);
	*owner = NULL;
}

bool furui_msf_beside(int folder_fd, const char *name)
{
	struct furui_buffer index = {0};
	furui_buffer_add_text(&index, name);
	furui_buffer_add_text(&index, ".msf");
	bool found = faccessat(folder_fd, furui_buffer_terminate(&index), F_OK,
			       AT_SYMLINK_NOFOLLOW) == 0;
	furui_buffer_free(&index);
	return found;
}

void furui_folder_start_mbox(struct furui_folder *folder, int fd,
			     const struct furui_begun *begun,
			     enum furui_folder_kind kind)
{
	furui_mbox_open(&folder->mbox, fd, begun, &folder->options);
	folder->mbox_open = true;
	folder->mbox_entered = false;
	folder->mbox_owned = true;
	folder->mbox_kind = kind;
	folder->mbox_always = kind != FURUI_FOLDER_MBOX;
}

int furui_folder_open_mbox(struct furui_folder **out, int fd, const char *name,
			   const struct furui_folder_options *options,
			   struct furui_error *err)
{
	struct stat st;
	*out = NULL;
	if (fstat(fd, &st) < 0)
		return furui_fail_errno(err, "cannot read %s", name);
	if (S_ISDIR(st.st_mode))
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is a folder, not an mbox", name);
	struct furui_folder *folder = new_folder(options);
	furui_set_text(&folder->path, name);
	furui_folder_set_name(folder, NULL, furui_base_name(name), NULL);
	furui_folder_start_mbox(folder, fd, NULL, FURUI_FOLDER_MBOX);
	folder->mbox_owned = false;
	folder->mbox_always = true;
	*out = folder;
	return 0;
}

/* "Mail//" is Mail. */
static const char *trim_slashes(struct furui_buffer *path)
{
	while (path->size > 1 && path->data[path->size - 1] == '/')
		path->size--;
	return furui_buffer_terminate(path);
}

int furui_folder_open(struct furui_folder **out, const char *path,
		      const struct furui_folder_options *options,
		      struct furui_error *err)
{
	struct stat st;
	*out = NULL;
	/* What the user named may be a link; what is met below may not. */
	int fd = open(path, FURUI_FOLDER_OPEN_FLAGS);
	if (fd < 0 || fstat(fd, &st) < 0) {
		(void)furui_fail_errno(err, "cannot open %s", path);
		if (fd >= 0)
			close(fd);
		return -1;
	}
	bool only_file = options && options->file_only;
	if (!S_ISREG(st.st_mode) && (only_file || !S_ISDIR(st.st_mode))) {
		close(fd);
		return furui_fail(err, FURUI_ERROR_INPUT,
				  only_file
					  ? "%s is no file"
					  : "%s is neither a file nor a folder",
				  path);
	}
	struct furui_folder *folder = new_folder(options);
	*out = folder;
	furui_set_text(&folder->path, path);
	path = trim_slashes(&folder->path);
	furui_folder_set_name(folder, NULL, furui_base_name(path), NULL);
	if (S_ISREG(st.st_mode)) {
		folder->named_fd = fd;
		folder->named = st;
		return 0;
	}
	bool beside = furui_msf_beside(AT_FDCWD, path);
	struct furui_error why = {0};
	folder->levels[0] = furui_level_open(fd, path, "", beside, &why);
	if (!folder->levels[0]) {
		int result = furui_fail(err, FURUI_ERROR_SYSTEM,
					"cannot read the folder %s: %s", path,
					why.text);
		furui_folder_free(out); /* with the path */
		return result;
	}
	folder->depth = 1;
	return 0;
}
