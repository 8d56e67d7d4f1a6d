/* config: where the store and the configuration lie, and what lines mean. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/config.h"
#include "furui/path.h"
#include "unit.h"

static struct furui_error err;

static void set_or_unset(const char *name, const char *value)
{
	if (value)
		(void)setenv(name, value, 1);
	else
		(void)unsetenv(name);
}

static void test_store_folder(void)
{
	static const struct {
		const char *given, *dir, *xdg, *home, *want;
	} rows[] = {
		{"d", "e", "/x", "/h", "d"},
		{NULL, "e", "/x", "/h", "e"},
		{NULL, NULL, "/x", "/h", "/x/furui"},
		{NULL, "", "/x", "/h", "/x/furui"},
		{NULL, NULL, "x", "/h", "/h/.local/share/furui"},
		{NULL, NULL, "", "/h", "/h/.local/share/furui"},
		{NULL, NULL, NULL, "/h", "/h/.local/share/furui"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].want);
		set_or_unset("FURUI_DIR", rows[i].dir);
		set_or_unset("XDG_DATA_HOME", rows[i].xdg);
		set_or_unset("HOME", rows[i].home);
		char *got = furui_store_folder(rows[i].given, &err);
		CHECK_TEXT(got, rows[i].want);
		free(got);
	}
	unit_row("");
	CHECK(furui_store_folder("", &err) == NULL);
	CHECK_TEXT(err.text, "the store's folder has an empty name");
}

static char *put(const char *name, const char *bytes, size_t size)
{
	CHECK_INT(furui_replace_file(unit_folder(), name, bytes, size, &err),
		  0);
	return furui_path_join(unit_folder(), name);
}

static void test_config_file(void)
{
	char *home = furui_path_join(unit_folder(), "home");
	char *folder = furui_path_join(home, ".config/furui");
	char *file = furui_path_join(folder, "furui.conf");
	set_or_unset("XDG_CONFIG_HOME", NULL);
	set_or_unset("HOME", home);
	CHECK(furui_config_file("/no/such", &err) == NULL);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	if (access("/etc/furui.conf", F_OK) < 0) {
		CHECK(furui_config_file(NULL, &err) == NULL);
		CHECK_INT(err.code, FURUI_ERROR_NONE);
	}
	CHECK_INT(furui_make_folder(folder, &err), 0);
	CHECK_INT(furui_replace_file(folder, "furui.conf", "", 0, &err), 0);
	char *got = furui_config_file(NULL, &err);
	CHECK_TEXT(got, file);
	free(got);
	free(file);
	free(folder);
	free(home);
}

static int collect(void *context, const char *key, const char *value,
		   struct furui_error *e)
{
	char *all = context;
	size_t used = strlen(all);
	(void)snprintf(all + used, 256 - used, "%s=%s;", key, value);
	if (strcmp(key, "bad") == 0)
		return furui_fail(e, FURUI_ERROR_INPUT, "no such key");
	return 0;
}

static void test_read(void)
{
	static const struct {
		const char *text;
		size_t size; /* 0: strlen */
		const char *want, *error;
	} rows[] = {
		{"", 0, "", NULL},
		{"a = b\n", 0, "a=b;", NULL},
		{"a=b", 0, "a=b;", NULL},
		{"\xef\xbb\xbf"
		 "a=b\r\n\r\n c\t=  d e # f \r\n",
		 0, "a=b;c=d e # f;", NULL},
		{"# x = y\n   \n  # z\na=\n", 0, "a=;", NULL},
		{"a=b=c\n", 0, "a=b=c;", NULL},
		{"a=1\nb\nc=2\n", 0, "a=1;",
		 "line 2: expected key = value, got: b"},
		{"=1\n", 0, "", "line 1: expected key = value, got: =1"},
		{"a=1\n\nbad=2\nc=3", 0, "a=1;bad=2;", "line 3: no such key"},
		{"a=1\0\n", 5, "", "line 1: not a line of text"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		size_t size =
			rows[i].size ? rows[i].size : strlen(rows[i].text);
		char *path = put("conf", rows[i].text, size);
		char all[256] = "";
		int result = furui_config_read(path, collect, all, &err);
		CHECK_TEXT(all, rows[i].want);
		CHECK_INT(result, rows[i].error ? -1 : 0);
		if (rows[i].error) {
			char want[512];
			(void)snprintf(want, sizeof want, "%s, %s", path,
				       rows[i].error);
			CHECK_TEXT(err.text, want);
		}
		free(path);
	}
	unit_row("");
	char none[256] = "";
	CHECK_INT(furui_config_read("/no/such", collect, none, &err), -1);
	CHECK_INT(furui_config_read(unit_folder(), collect, none, &err), -1);
}

int main(void)
{
	test_store_folder();
	test_config_file();
	test_read();
	return unit_end();
}
