/* bench: indices, core headers, and other filters' programs. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "command.h"
#include "furui/path.h"
#include "mail.h"
#include "unit.h"

static const struct {
	const char *name, *whole, *cut;
} headers[] = {
	{"kept and dropped",
	 "From a@example.com Mon\nReceived: x\n\ty\nSubject: s\n  t\n"
	 "X-Mailer: m\n n\nTo: b\n\nReceived: body\n",
	 "Subject: s\n  t\nTo: b\n\nReceived: body\n"},
	{"CRLF", "Date: d\r\nFROM: a\r\n\tb\r\n\r\nbody\r\n",
	 "FROM: a\r\n\tb\r\n\r\nbody\r\n"},
	{"blank before colon", "subject : s\nSubjects: t\n\n",
	 "subject : s\n\n"},
	{"all that is kept",
	 "Cc: 1\nReply-To: 2\nContent-Type: 3\nMIME-Version: 4\n"
	 "Content-Transfer-Encoding: 5\nContent-Disposition: 6\n\n",
	 "Cc: 1\nReply-To: 2\nContent-Type: 3\nMIME-Version: 4\n"
	 "Content-Transfer-Encoding: 5\n\n"},
	{"stray line", "To: a\n>From b\nReceived: c\nCc: d\n\ne\n",
	 "To: a\nCc: d\n\ne\n"},
	{"From_ only first", "To: a\n\nFrom b\n", "To: a\n\nFrom b\n"},
	{"no header", "hello there\nTo: a\n", "hello there\nTo: a\n"},
	{"indented text", " x\nTo: a\n\n", " x\nTo: a\n\n"},
	{"no body", "X: 1\nTo: a", "To: a"},
	{"nothing", "", ""},
	{"body only", "\nReceived: x\n", "\nReceived: x\n"},
};

static void test_headers(void)
{
	struct furui_buffer out = {0};
	for (size_t i = 0; i < sizeof headers / sizeof *headers; i++) {
		unit_row(headers[i].name);
		out.size = 0;
		bench_cut_headers(headers[i].whole, strlen(headers[i].whole),
				  &out);
		CHECK_TEXT(furui_buffer_terminate(&out), headers[i].cut);
	}
	unit_row(NULL);
	furui_buffer_free(&out);
}

/* A file in the test's folder; the caller frees the path. */
static char *put(const char *name, const char *text)
{
	CHECK_INT(furui_replace_file(unit_folder(), name, text, strlen(text),
				     NULL),
		  0);
	return furui_path_join(unit_folder(), name);
}

static void test_index(void)
{
	char *path = put("index", "spam a b\r\n# a comment\n\nham\t/x/c\n"
				  "ham d");
	struct bench_mail mail = {0};
	struct furui_error err;
	CHECK_INT(bench_mail_read_index(&mail, path, &err), 0);
	CHECK_INT(mail.count, 3);
	CHECK_INT(mail.items[0].label, FURUI_SPAM);
	CHECK_TEXT(mail.items[0].name, "a b");
	CHECK_TEXT(mail.items[1].file, "/x/c");
	CHECK_INT(mail.items[2].label, FURUI_HAM);
	char *want = furui_path_join(unit_folder(), "d");
	char *real = realpath(unit_folder(), NULL);
	char *file = furui_path_join(real, "d");
	CHECK_TEXT(mail.items[2].file, file);
	free(want);
	free(real);
	free(file);
	bench_mail_free(&mail);
	free(path);
}

static void test_bad_index(void)
{
	static const struct {
		const char *text, *why;
	} rows[] = {
		{"ham a\nspan b\n", "line 2: must be \"spam PATH\" or \"ham "
				    "PATH\", not \"span b\""},
		{"ham\n", "line 1: must be"},
		{"ham \n", "line 1: must be"},
		{"hamster a\n", "line 1: must be"},
		{"# only\n\n", "names no message"},
		{"", "names no message"},
	};
	struct furui_error err;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct bench_mail mail = {0};
		char *path = put("bad", rows[i].text);
		unit_row(rows[i].text);
		CHECK_INT(bench_mail_read_index(&mail, path, &err), -1);
		CHECK(strstr(err.text, rows[i].why) != NULL);
		bench_mail_free(&mail);
		free(path);
	}
	unit_row(NULL);
	struct bench_mail mail = {0};
	CHECK_INT(bench_mail_read_index(&mail, "/no/such/index", &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
}

/* Peers and furui get the same bytes. */
static void test_for_peers(void)
{
	char *index = put("index", "spam m1\nham m2\n");
	char *m1 = put("m1", "Date: x\nTo: a\n\nb\n");
	char *m2 = put("m2", "Subject: c\nX: y\n\nd\n");
	char *folder = furui_path_join(unit_folder(), "peers");
	struct bench_mail mail = {.core_headers = true};
	struct furui_buffer bytes = {0};
	CHECK_INT(furui_make_folder(folder, NULL), 0);
	CHECK_INT(bench_mail_read_index(&mail, index, NULL), 0);
	CHECK_INT(bench_mail_load(&mail, 0, &bytes, NULL), 0);
	CHECK_TEXT(furui_buffer_terminate(&bytes), "To: a\n\nb\n");
	CHECK_INT(bench_mail_for_peers(&mail, folder, NULL), 0);
	CHECK_INT(bench_mail_for_peers(&mail, folder, NULL), 0);
	CHECK(strstr(mail.items[1].file, "/peers/") != NULL);
	CHECK_INT(bench_mail_load(&mail, 1, &bytes, NULL), 0);
	CHECK_TEXT(furui_buffer_terminate(&bytes), "Subject: c\n\nd\n");
	CHECK_TEXT(mail.items[1].name, "m2");
	bench_mail_free(&mail);

	CHECK_INT(bench_mail_read_index(&mail, index, NULL), 0);
	CHECK_INT(bench_mail_load(&mail, 0, &bytes, NULL), 0);
	CHECK_TEXT(furui_buffer_terminate(&bytes), "Date: x\nTo: a\n\nb\n");
	CHECK_INT(bench_mail_for_peers(&mail, folder, NULL), 0);
	CHECK(strstr(mail.items[1].file, "/peers/") == NULL);
	bench_mail_free(&mail);
	furui_buffer_free(&bytes);
	free(folder);
	free(index);
	free(m1);
	free(m2);
}

static void test_commands(void)
{
	static const struct {
		const char *script;
		int bad, status;
		const char *output; /* or the error's end */
	} rows[] = {
		{"cat", 1, 0, "input"},
		{"echo no >&2; exit 2", 3, 2, ""},
		{"echo first >&2; echo last >&2; exit 2", 2, -1,
		 "ended with status 2: last"},
		{"kill -9 $$", 256, -1, "was ended by signal 9 (Killed)"},
		{"echo $HOME$BOGOFILTER_DIR$BSFILTERHOME", 1, 0, "/its/home\n"},
	};
	CHECK_INT(setenv("BOGOFILTER_DIR", "/mine", 1), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *const argv[] = {"sh", "-c", rows[i].script, NULL};
		struct furui_buffer in = {0}, out = {0};
		struct furui_error err = {0};
		furui_buffer_add_text(&in, "input");
		unit_row(rows[i].script);
		CHECK_INT(bench_run_command(argv, "/its/home", &in, &out,
					    rows[i].bad, &err),
			  rows[i].status);
		if (rows[i].status < 0)
			CHECK(strstr(err.text, rows[i].output) != NULL);
		else
			CHECK_TEXT(furui_buffer_terminate(&out),
				   rows[i].output);
		furui_buffer_free(&in);
		furui_buffer_free(&out);
	}
	unit_row(NULL);
	const char *const none[] = {"no-such-program", NULL};
	CHECK_INT(bench_run_command(none, "/", NULL, NULL, 1, NULL), -1);
	CHECK(bench_have_program("sh"));
	CHECK(!bench_have_program("no-such-program"));
}

static void test_folder(void)
{
	CHECK_INT(setenv("TMPDIR", unit_folder(), 1), 0);
	char *folder = bench_make_folder(NULL);
	CHECK(folder != NULL);
	if (!folder)
		return;
	CHECK(strstr(folder, unit_folder()) == folder);
	char *deep = furui_path_join(folder, "a/b");
	CHECK_INT(furui_make_folder(deep, NULL), 0);
	bench_remove_folder(folder);
	CHECK(access(folder, F_OK) < 0);
	free(deep);
	free(folder);
	CHECK_INT(setenv("TMPDIR", "/no/such/folder", 1), 0);
	struct furui_error err;
	CHECK(bench_make_folder(&err) == NULL);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
}

int main(void)
{
	test_headers();
	test_index();
	test_bad_index();
	test_for_peers();
	test_commands();
	test_folder();
	return unit_end();
}
