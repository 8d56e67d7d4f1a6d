/* corpus: mboxes of every make, and where one message ends. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "corpus_unit.h"

static void add_escaped(struct furui_buffer *out, const char *bytes,
			size_t size)
{
	for (size_t i = 0; i < size; i++) {
		if (bytes[i] == '\n')
			furui_buffer_add_text(out, "\\n");
		else if (bytes[i] == '\r')
			furui_buffer_add_text(out, "\\r");
		else
			furui_buffer_add_char(out, bytes[i]);
	}
}

/* Every message as "bytes|", with line ends visible. */
static const char *bodies(struct furui_buffer *text,
			  struct furui_folder *folder)
{
	struct furui_mail mail;
	text->size = 0;
	while (furui_folder_next(folder, &mail) == 1) {
		CHECK(mail.size == mail.whole_size);
		add_escaped(text, mail.bytes, mail.size);
		furui_buffer_add_char(text, '|');
	}
	CHECK_INT(furui_folder_next(folder, &mail), 0);
	return furui_buffer_terminate(text);
}

struct mbox_row {
	const char *name, *text, *want;
};

static const struct mbox_row mbox_rows[] = {
	{"empty mbox", "", ""},
	{"only blank lines", "\n\n\n", ""},
	{"two messages", F1 "Subject: 1\n\nx\n\n" F2 "Subject: 2\n\ny\n\n",
	 F1 "Subject: 1\n\nx\n|" F2 "Subject: 2\n\ny\n|"},
	{"no blank line at the end", F1 "Subject: 1\n\nx\n",
	 F1 "Subject: 1\n\nx\n|"},
	{"no final newline", F1 "Subject: 1\n\nx\n\n" F2 "Subject: 2\n\ny",
	 F1 "Subject: 1\n\nx\n|" F2 "Subject: 2\n\ny|"},
	{"blank lines before and between",
	 "\n\n" F1 "Subject: 1\n\nx\n\n\n\n" F2 "Subject: 2\n\ny\n",
	 F1 "Subject: 1\n\nx\n\n\n|" F2 "Subject: 2\n\ny\n|"},
	{"header only", F1 "Subject: 1\n\n" F2 "Subject: 2\n\n",
	 F1 "Subject: 1\n|" F2 "Subject: 2\n|"},
	{"no header", F1 "\n" F2 "\nbody\n", F1 "|" F2 "\nbody\n|"},
	{"CRLF",
	 "From a@example.com Tue Nov 24 04:45:14 2026\r\nSubject: "
	 "1\r\n\r\nx\r\n\r\nFrom b@example.jp Wed Nov 25 10:00:00 "
	 "2026\r\nSubject: 2\r\n\r\ny\r\n\r\n",
	 "From a@example.com Tue Nov 24 04:45:14 2026\r\nSubject: "
	 "1\r\n\r\nx\r\n|From b@example.jp Wed Nov 25 10:00:00 "
	 "2026\r\nSubject: 2\r\n\r\ny\r\n|"},
	{"CRLF and LF mixed",
	 F1 "Subject: 1\n\nx\r\n\r\n" F2 "Subject: 2\n\ny\n",
	 F1 "Subject: 1\n\nx\r\n|" F2 "Subject: 2\n\ny\n|"},
	{"mboxrd unquoted by one",
	 F1 "Subject: 1\n\n>From me\n>>From you\n>>>From x\n> From y\nz >From "
	    "w\n>Fromage\n",
	 F1 "Subject: 1\n\nFrom me\n>From you\n>>From x\n> From y\nz >From "
	    "w\n>Fromage\n|"},
	{"quoted line ends the message", F1 "Subject: 1\n\n>From me",
	 F1 "Subject: 1\n\nFrom me|"},
	{"quoting in the header stays",
	 F1 ">From z@example.com Mon Nov 23 04:45:14 2026\nSubject: 1\n\nx\n",
	 F1 ">From z@example.com Mon Nov 23 04:45:14 2026\nSubject: "
	    "1\n\nx\n|"},
	{"From in a sentence",
	 F1 "Subject: 1\n\nx\n\nFrom here on all is well\n",
	 F1 "Subject: 1\n\nx\n\nFrom here on all is well\n|"},
	{"From with a date in a sentence",
	 F1 "Subject: 1\n\nx\n\nFrom me on Tue Nov 24 10:00:00 2026 we go\n"
	    "on\n",
	 F1 "Subject: 1\n\nx\n\nFrom me on Tue Nov 24 10:00:00 2026 we go\n"
	    "on\n|"},
	{"From_ line without a blank line before",
	 F1 "Subject: 1\n\nx\n" F2 "Subject: 2\n\ny\n",
	 F1 "Subject: 1\n\nx\n" F2 "Subject: 2\n\ny\n|"},
	{"From_ lines of many makes",
	 "From MAILER-DAEMON Tue Nov 24 04:45 2026\nSubject: 1\n\n\n"
	 "From a@example.com Tue Nov 24 04:45:14 +0900 2026\nSubject: 2\n\n\n"
	 "From a Tue Nov 24 04:45:14 JST 2026 remote from b\nSubject: 3\n\n\n"
	 "From \"a b\"@example.com Tue, 24 Nov 2026 04:45:14 +0900\nSubject: "
	 "4\n",
	 "From MAILER-DAEMON Tue Nov 24 04:45 2026\nSubject: 1\n\n|"
	 "From a@example.com Tue Nov 24 04:45:14 +0900 2026\nSubject: 2\n\n|"
	 "From a Tue Nov 24 04:45:14 JST 2026 remote from b\nSubject: 3\n\n|"
	 "From \"a b\"@example.com Tue, 24 Nov 2026 04:45:14 +0900\nSubject: "
	 "4\n|"},
	{"no sender: the line goes",
	 "From  Tue Nov 24 04:45:14 2026\nSubject: 1\n\nx\n",
	 "Subject: 1\n\nx\n|"},
	{"Thunderbird's dash goes",
	 FT "Subject: 1\n\nx\n\n" FT "Subject: 2\n\n",
	 "Subject: 1\n\nx\n|Subject: 2\n|"},
	{"Thunderbird's bare From",
	 "From \nSubject: 1\n\nx\n\nFrom \r\nSubject: "
	 "2\r\n\r\ny\r\n",
	 "Subject: 1\n\nx\n|Subject: 2\r\n\r\ny\r\n|"},
	{"bare From in text", F1 "Subject: 1\n\nx\n\nFrom \nthe sea\n",
	 F1 "Subject: 1\n\nx\n\nFrom \nthe sea\n|"},
	{"Content-Length holds a From_ line",
	 F1 "Content-Length: 48\n\nx\n\n" F2 "\n\n\n" F2 "Subject: 2\n\ny\n",
	 F1 "Content-Length: 48\n\nx\n\n" F2 "\n\n|" F2 "Subject: 2\n\ny\n|"},
	{"Content-Length without a blank line behind",
	 F1 "Content-Length: 2\n\nx\n" F2 "Subject: 2\n\ny\n",
	 F1 "Content-Length: 2\n\nx\n|" F2 "Subject: 2\n\ny\n|"},
	{"Content-Length to the end", F1 "Content-Length: 47\n\nx\n\n" F2 "\n",
	 F1 "Content-Length: 47\n\nx\n\n" F2 "\n|"},
	{"Content-Length too long",
	 F1 "Content-Length: 4800\n\nx\n\n" F2 "Subject: 2\n\ny\n",
	 F1 "Content-Length: 4800\n\nx\n|" F2 "Subject: 2\n\ny\n|"},
	{"Content-Length too short",
	 F1 "Content-Length: 1\n\nxyz\n\n" F2 "Subject: 2\n\ny\n",
	 F1 "Content-Length: 1\n\nxyz\n|" F2 "Subject: 2\n\ny\n|"},
	{"Content-Length absurd",
	 F1 "Content-Length: 99999999999999999999\n\nx\n\n" F2 "S: 2\n\ny\n",
	 F1 "Content-Length: 99999999999999999999\n\nx\n|" F2 "S: 2\n\ny\n|"},
	{"mboxcl: quoted and measured",
	 F1 "Content-Length: 11\n\n>From me\nx\n",
	 F1 "Content-Length: 11\n\nFrom me\nx\n|"},
	{"mboxcl2: never quoted",
	 F1 "Content-Length: 17\n\nFrom a\n\n>From me\n\n" F2 "S: 2\n\ny\n",
	 F1 "Content-Length: 17\n\nFrom a\n\n>From me\n|" F2 "S: 2\n\ny\n|"},
	{"a message without From_ line first",
	 "Subject: 0\n\nx\n\n" F1 "S: 1\n", "Subject: 0\n\nx\n|" F1 "S: 1\n|"},
};

/* As a file on disk, and as a pipe: the same. */
static void test_mbox(void)
{
	char *root = fresh("mbox");
	for (size_t i = 0; i < sizeof mbox_rows / sizeof *mbox_rows; i++) {
		const struct mbox_row *row = &mbox_rows[i];
		struct furui_buffer told = {0};
		struct furui_buffer want = {0};
		struct furui_folder *folder;
		int fds[2];
		unit_row(row->name);
		add_escaped(&want, row->want, strlen(row->want));
		(void)furui_buffer_terminate(&want);
		put_text(root, "m", row->text);
		char *path = furui_path_join(root, "m");
		int fd = open(path, O_RDONLY);
		CHECK_INT(furui_folder_open_mbox(&folder, fd, "m", NULL, NULL),
			  0);
		CHECK_TEXT(bodies(&told, folder), want.data);
		furui_folder_free(&folder);
		close(fd);
		CHECK_INT(pipe(fds), 0);
		CHECK_INT(furui_write_all(fds[1], row->text, strlen(row->text),
					  NULL),
			  0);
		close(fds[1]);
		CHECK_INT(furui_folder_open_mbox(&folder, fds[0], "m", NULL,
						 NULL),
			  0);
		CHECK_TEXT(bodies(&told, folder), want.data);
		furui_folder_free(&folder);
		close(fds[0]);
		free(path);
		furui_buffer_free(&want);
		furui_buffer_free(&told);
	}
	unit_row("");
	free(root);
}

/* Two messages, the first with `pad` bytes of body, parted by a blank line
 * that ends in cr. */
static void check_window(const char *root, const char *path, size_t pad,
			 const char *cr)
{
	struct furui_buffer text = {0}, tail = {0};
	struct furui_folder *folder;
	struct furui_mail mail = {0};
	furui_buffer_printf(&tail, "x\nFrom q%s\n", cr);
	furui_buffer_add_text(&text, F1 "Subject: 1\n\n");
	memset(furui_buffer_room(&text, pad), 'x', pad);
	text.size += pad;
	furui_buffer_printf(&text, "\n>From q%s\n%s\n" F2 "S: 2\n\ny\n", cr,
			    cr);
	put(root, "m", text.data, text.size);
	CHECK_INT(furui_folder_open(&folder, path, NULL, NULL), 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, strlen(F1) + 12 + pad + tail.size - 1);
	CHECK(memcmp(mail.bytes + mail.size - tail.size, tail.data,
		     tail.size) == 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, strlen(F2 "S: 2\n\ny\n"));
	CHECK_INT(mail.done_bytes, text.size);
	CHECK_INT(furui_folder_next(folder, &mail), 0);
	furui_folder_free(&folder);
	furui_buffer_free(&text);
	furui_buffer_free(&tail);
}

/* What parts messages falls at every place of the window's end once. */
static void test_window(void)
{
	char *root = fresh("window");
	char *path = furui_path_join(root, "m");
	size_t window = FURUI_MBOX_WINDOW;
	for (size_t pad = window - 1400; pad < window - 130; pad += 97)
		check_window(root, path, pad, "");
	for (size_t pad = window - 110; pad < window - 50; pad++)
		check_window(root, path, pad, pad % 2 ? "\r" : "");
	for (size_t pad = window - 90; pad < window - 60; pad++)
		check_window(root, path, pad, pad % 2 ? "" : "\r");
	free(path);
	free(root);
}

/* A measured message that is longer than the window, with a From_ line in it:
 * in a file the place behind it is looked at; in a pipe it cannot be. */
static void test_measured(void)
{
	char *root = fresh("measured");
	char *path = furui_path_join(root, "m");
	struct furui_folder_options options = {.limit = 1 << 10};
	struct furui_folder *folder;
	struct furui_mail mail;
	static const char inner[] = "x\n\n" F2 "Subject: inner\n\n";
	size_t pad = 3 * (size_t)FURUI_MBOX_WINDOW, header;
	for (int wrong = 0; wrong < 2; wrong++) {
		struct furui_buffer text = {0};
		furui_buffer_printf(&text,
				    F1 "Subject: 1\nContent-Length: %zu\n\n",
				    sizeof inner - 1 + pad + (wrong ? 1 : 0));
		header = text.size;
		furui_buffer_add_text(&text, inner);
		memset(furui_buffer_room(&text, pad), 'x', pad);
		text.size += pad;
		furui_buffer_add_text(&text, wrong ? "\nFrom me\n" : "");
		furui_buffer_add_text(&text, "\n" F2 "S: 2\n\ny\n");
		put(root, "m", text.data, text.size);
		CHECK_INT(furui_folder_open(&folder, path, &options, NULL), 0);
		CHECK_INT(furui_folder_next(folder, &mail), 1);
		CHECK_INT(mail.whole_size,
			  wrong ? header + 2 : header + sizeof inner - 1 + pad);
		CHECK_INT(furui_folder_next(folder, &mail), 1);
		CHECK_INT(furui_folder_next(folder, &mail), wrong);
		furui_folder_free(&folder);
		furui_buffer_free(&text);
	}
	free(path);
	free(root);
}

/* Its length stands behind more than is read of a file at first. */
static void test_long_header(void)
{
	char *root = fresh("long-header");
	char *path = furui_path_join(root, "m");
	struct furui_buffer text = {0};
	struct furui_folder *folder;
	struct furui_mail mail;
	size_t pad = FURUI_MBOX_AHEAD + (FURUI_MBOX_AHEAD >> 4);
	furui_buffer_add_text(&text, F1 "Subject: 1\nX: ");
	memset(furui_buffer_room(&text, pad), 'y', pad);
	text.size += pad;
	furui_buffer_printf(&text, "\nContent-Length: %zu\n\nx\n\n%sy\n",
			    strlen(F2) + 5, F2);
	size_t size = text.size;
	furui_buffer_add_text(&text, "\n" F2 "Subject: 2\n\ny\n");
	put(root, "m", text.data, text.size);
	CHECK_INT(furui_folder_open(&folder, path, NULL, NULL), 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, size);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(furui_folder_next(folder, &mail), 0);
	furui_folder_free(&folder);
	furui_buffer_free(&text);
	free(path);
	free(root);
}

static void test_limit(void)
{
	char *root = fresh("limit");
	struct furui_folder_options options = {.limit = 60};
	struct furui_folder *folder;
	struct furui_mail mail;
	put_text(root, "m",
		 F1 "Subject: 1\n\n123456789012345678901234567890\n\n" F2
		    "S: 2\n\ny\n");
	put_text(root, "n",
		 "Subject: 1\n\n1234567890123456789012345678901234567"
		 "89012345678901234567890\n");
	CHECK_INT(furui_folder_open(&folder, root, &options, NULL), 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, 60);
	CHECK_INT(mail.whole_size, strlen(F1) + 12 + 31);
	CHECK_INT(mail.delivered, 1795495514);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, mail.whole_size);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_INT(mail.size, 60);
	CHECK_INT(mail.whole_size, 73);
	CHECK_INT(mail.done_bytes, furui_folder_bytes(root));
	CHECK_INT(furui_folder_next(folder, &mail), 0);
	furui_folder_free(&folder);
	furui_folder_free(&folder);
	free(root);
}

int main(void)
{
	test_mbox();
	test_window();
	test_measured();
	test_long_header();
	test_limit();
	return unit_end();
}
