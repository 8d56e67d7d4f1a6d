/* Finds the store's folder and the configuration file, and reads the
 * latter. */
#include "furui/config.h"

#include <errno.h>
#include <pwd.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/buffer.h"
#include "furui/path.h"

static const char system_file[] = "/etc/furui.conf";

static const char *from_environment(const char *name)
{
	const char *value = getenv(name);
	return value && *value ? value : NULL;
}

/* ~ or NULL; borrowed. */
static const char *home(void)
{
	const char *value = from_environment("HOME");
	if (value)
		return value;
	const struct passwd *user = getpwuid(geteuid());
	return user && user->pw_dir && *user->pw_dir ? user->pw_dir : NULL;
}

/* The XDG folder that the variable names, or ~/fallback; malloc'd, or NULL
 * when there is no home. Relative values are ignored, as the XDG Base
 * Directory Specification asks. */
static char *xdg_folder(const char *variable, const char *fallback)
{
	const char *value = from_environment(variable);
	if (value && value[0] == '/')
		return furui_xstrdup(value);
	const char *base = home();
	return base ? furui_path_join(base, fallback) : NULL;
}

char *furui_store_folder(const char *given, struct furui_error *err)
{
	if (!given)
		given = from_environment("FURUI_DIR");
	if (given && *given)
		return furui_xstrdup(given);
	if (given) {
		(void)furui_fail(err, FURUI_ERROR_INPUT,
				 "the store's folder has an empty name");
		return NULL;
	}
	char *base = xdg_folder("XDG_DATA_HOME", ".local/share");
	if (!base) {
		(void)furui_fail(err, FURUI_ERROR_INPUT,
				 "there is no home folder to keep the store "
				 "in; name one with -d or $FURUI_DIR");
		return NULL;
	}
	char *folder = furui_path_join(base, "furui");
	free(base);
	return folder;
}

char *furui_config_file(const char *given, struct furui_error *err)
{
	if (err)
		*err = (struct furui_error){0};
	if (given) {
		if (access(given, F_OK) == 0)
			return furui_xstrdup(given);
		(void)furui_fail_errno(err, "cannot open %s", given);
		return NULL;
	}
	char *base = xdg_folder("XDG_CONFIG_HOME", ".config");
	char *path = base ? furui_path_join(base, "furui/furui.conf") : NULL;
	free(base);
	if (path && access(path, F_OK) == 0)
		return path;
	free(path);
	return access(system_file, F_OK) == 0 ? furui_xstrdup(system_file)
					      : NULL;
}

static char *trim(char *text)
{
	static const char blank[] = " \t\r\n";
	text += strspn(text, blank);
	size_t size = strlen(text);
	while (size && strchr(blank, text[size - 1]))
		size--;
	text[size] = '\0';
	return text;
}

/* One line, which it takes apart. */
static int read_line(char *line, size_t size,
		     int (*set)(void *context, const char *key,
				const char *value, struct furui_error *err),
		     void *context, struct furui_error *err)
{
	if (strlen(line) != size)
		return furui_fail(err, FURUI_ERROR_INPUT, "not a line of text");
	char *key = trim(line);
	if (*key == '\0' || *key == '#')
		return 0;
	char *equals = strchr(key, '=');
	if (!equals || equals == key)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "expected key = value, got: %s", key);
	*equals = '\0';
	return set(context, trim(key), trim(equals + 1), err);
}

int furui_config_read(const char *path,
		      int (*set)(void *context, const char *key,
				 const char *value, struct furui_error *err),
		      void *context, struct furui_error *err)
{
	static const char mark[] = "\xef\xbb\xbf"; /* of UTF-8 editors */
	FILE *file = fopen(path, "re");
	if (!file)
		return furui_fail_errno(err, "cannot open %s", path);
	char *line = NULL;
	size_t room = 0;
	ssize_t size;
	unsigned number = 0;
	int result = 0;
	while (result == 0 && (size = getline(&line, &room, file)) >= 0) {
		bool marked = ++number == 1 && strncmp(line, mark, 3) == 0;
		size_t skip = marked ? 3 : 0;
		struct furui_error reason = {0};
		result = read_line(line + skip, (size_t)size - skip, set,
				   context, &reason);
		if (result < 0)
			(void)furui_fail(err, reason.code, "%s, line %u: %s",
					 path, number, reason.text);
	}
	if (result == 0 && ferror(file))
		result = furui_fail_errno(err, "cannot read %s", path);
	free(line);
	(void)fclose(file);
	return result;
}
