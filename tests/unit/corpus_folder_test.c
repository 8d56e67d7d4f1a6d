/* corpus: mail folders of every kind, as a walk tells them. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "corpus_unit.h"

/* What was told. */
struct told {
	struct furui_buffer text;
	const char *root;
	size_t limit;
};

static const char *below(const struct told *told, const char *path)
{
	size_t size = told->root ? strlen(told->root) : 0;
	if (size && strncmp(path, told->root, size) == 0)
		return path[size] == '/' ? path + size + 1 : ".";
	return path;
}

static void on_trouble(void *context, const char *path, const char *reason)
{
	struct told *told = context;
	furui_buffer_printf(&told->text, "! %s: %s\n", below(told, path),
			    reason);
}

static void on_enter(void *context, const char *path,
		     enum furui_folder_kind kind)
{
	struct told *told = context;
	furui_buffer_printf(&told->text, "= %s (%s)\n", below(told, path),
			    furui_folder_kind_name(kind));
}

/* Everything that a walk tells: folders, messages, trouble. */
static const char *walk(struct told *told, const char *path)
{
	struct furui_folder_options options = {.limit = told->limit,
					       .trouble = on_trouble,
					       .enter = on_enter,
					       .context = told};
	struct furui_folder *folder;
	struct furui_error err;
	struct furui_mail mail;
	told->text.size = 0;
	if (furui_folder_open(&folder, path, &options, &err) < 0) {
		CHECK(folder == NULL);
		furui_buffer_add_text(&told->text, below(told, err.text));
		return furui_buffer_terminate(&told->text);
	}
	while (furui_folder_next(folder, &mail) == 1) {
		size_t value_size = 0;
		const char *value = furui_field(mail.bytes, mail.size,
						"subject", &value_size);
		furui_buffer_printf(&told->text, "%s [%s] %.*s",
				    below(told, mail.source), mail.name,
				    (int)value_size, value ? value : "");
		if (mail.flags)
			furui_buffer_printf(&told->text, " %u", mail.flags);
		furui_buffer_add_char(&told->text, '\n');
	}
	furui_folder_free(&folder);
	CHECK(folder == NULL);
	return furui_buffer_terminate(&told->text);
}

static void check_walk(const char *root, const char *name, const char *want)
{
	struct told told = {.root = root};
	char *path = furui_path_join(root, name);
	CHECK_TEXT(walk(&told, path), want);
	furui_buffer_free(&told.text);
	free(path);
}

static void test_maildir(void)
{
	char *root = fresh("maildir");
	put_text(root, "cur/1700000002.b.host:2,RS", "Subject: 2\n\n");
	put_text(root, "cur/999999999.a.host:2,FT", "Subject: 1\n\n");
	put_text(root, "new/1700000003.c.host", "Subject: 3\n\n");
	put_text(root, "cur/1700000004.d.host;2,D", "Subject: 4\n\n");
	put_text(root, "cur/.hidden", "Subject: 5\n\n");
	put_text(root, "cur/1700000005.e.host:2,", "");
	put_text(root, "tmp/1700000006.f.host", "Subject: 6\n\n");
	put_text(root, "dovecot.index.log", "x");
	put_text(root, "maildirfolder", "");
	put_text(root, ".Sub.&j,dg0TDhMPww6w-/cur/1", F1 "Subject: 7\n\n");
	put_text(root, ".Sub.&j,dg0TDhMPww6w-/new/2", FT "Subject: 8\n\n");
	put_text(root, ".notmuch/xapian", "x");
	put_text(root, "nested/inner/cur/1", "Subject: 9\n\n");
	make(root, "nested/inner/tmp");
	link_to(root, "cur/1700000001.l.host", "999999999.a.host:2,FT");
	check_walk(root, "",
		   "= . (Maildir)\n"
		   "cur/999999999.a.host:2,FT [maildir] 1 20\n"
		   "! cur/1700000001.l.host: is a symbolic link; not followed\n"
		   "cur/1700000002.b.host:2,RS [maildir] 2 3\n"
		   "new/1700000003.c.host [maildir] 3\n"
		   "cur/1700000004.d.host;2,D [maildir] 4 8\n"
		   "! cur/1700000005.e.host:2,: is empty\n"
		   "= .Sub.&j,dg0TDhMPww6w- (Maildir)\n"
		   ".Sub.&j,dg0TDhMPww6w-/cur/1 [Sub/迷惑メール] 7\n"
		   ".Sub.&j,dg0TDhMPww6w-/new/2 [Sub/迷惑メール] 8\n"
		   "= nested/inner (Maildir)\n"
		   "nested/inner/cur/1 [nested/inner] 9\n");
	free(root);
}

/* Mail that another program renames while it is read is found again. */
static void test_renamed(void)
{
	char *root = fresh("renamed");
	struct furui_folder *folder;
	struct furui_mail mail;
	struct told told = {.root = root};
	struct furui_folder_options options = {.trouble = on_trouble,
					       .context = &told};
	put_text(root, "new/1.a", "Subject: 1\n\n");
	put_text(root, "new/2.a", "Subject: 2\n\n");
	put_text(root, "cur/3.a:2,", "Subject: 3\n\n");
	CHECK_INT(furui_folder_open(&folder, root, &options, NULL), 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	char *from = furui_path_join(root, "new/2.a");
	char *to = furui_path_join(root, "cur/2.a:2,S");
	char *gone = furui_path_join(root, "cur/3.a:2,");
	CHECK_INT(rename(from, to), 0);
	CHECK_INT(unlink(gone), 0);
	CHECK_INT(furui_folder_next(folder, &mail), 1);
	CHECK_TEXT(mail.source, to);
	CHECK_TEXT(mail.folder, root);
	CHECK_INT(mail.flags, FURUI_MAIL_SEEN);
	CHECK_INT(furui_folder_next(folder, &mail), 0);
	CHECK_TEXT(furui_buffer_terminate(&told.text),
		   "! cur/3.a:2,: No such file or directory\n");
	furui_folder_free(&folder);
	furui_buffer_free(&told.text);
	free(from);
	free(to);
	free(gone);
	free(root);
}

/* Folders and files without permission are named; the rest goes on. */
static void test_forbidden(void)
{
	char *root = fresh("forbidden");
	put_text(root, "a.eml", "Subject: 1\n\n");
	put_text(root, "b.eml", "Subject: 2\n\n");
	put_text(root, "box/new/1", "Subject: 3\n\n");
	put_text(root, "box/cur/2", "Subject: 4\n\n");
	put_text(root, "sub/1.eml", "Subject: 5\n\n");
	char *paths[] = {furui_path_join(root, "a.eml"),
			 furui_path_join(root, "box/new"),
			 furui_path_join(root, "sub")};
	for (size_t i = 0; i < 3; i++)
		CHECK_INT(chmod(paths[i], 0), 0);
	if (geteuid() != 0) /* root may read everything */
		check_walk(root, "",
			   "! a.eml: Permission denied\n"
			   "= . (message)\nb.eml [forbidden] 2\n"
			   "! box/new: Permission denied\n"
			   "= box (Maildir)\nbox/cur/2 [box] 4\n"
			   "! sub: Permission denied\n");
	for (size_t i = 0; i < 3; i++) {
		CHECK_INT(chmod(paths[i], 0700), 0);
		free(paths[i]);
	}
	free(root);
}

static void test_mh(void)
{
	char *root = fresh("mh");
	put_text(root, "10", "Subject: 10\n\n");
	put_text(root, "9", FT "Subject: 9\n\n");
	put_text(root, "2", F1 "Subject: 2\n\nx\n\n" F2 "Subject: no\n");
	put_text(root, ",3", "Subject: deleted\n\n");
	put_text(root, "notes.txt", "Subject: no message\n\n");
	put_text(root, ".mh_sequences",
		 "cur: 9\nunseen: 1-9 12\nreplied: 10\nflagged: 2 9-20\n");
	put_text(root, "sub/1", "Subject: 1\n\n");
	put_text(root, "sub/2", "Subject: 2\n\n");
	put_text(root, "sub/more", F1 "Subject: 3\n\n\n" F2 "Subject: 4\n");
	put_text(root, "sub/#5", "Subject: deleted\n\n");
	put_text(root, "sub/list.txt", "no mail\n");
	make(root, "none");
	check_walk(root, "",
		   "= . (MH)\n"
		   "2 [mh] 2 4\n9 [mh] 9 4\n10 [mh] 10 7\n"
		   "= sub (MH)\n"
		   "sub/1 [sub] 1\nsub/2 [sub] 2\n"
		   "= sub/more (mbox)\n"
		   "sub/more:1 [sub/more] 3\nsub/more:2 [sub/more] 4\n");
	free(root);
}

/* A corpus kept as one message a file, with other things around. */
static void test_files(void)
{
	char *root = fresh("files");
	put_text(root, "data/000002", F2 "Subject: 2\n\n>From x\n");
	put_text(root, "data/000001", "Subject: 1\n\n");
	put_text(root, "data/000010", "From: a@example.com\n\n");
	put_text(root, "easy/00001.7c53", FT "Subject: 3\n\nx\n");
	put_text(root, "easy/cmds", "mv 1 2\n");
	put_text(root, "easy/box", F1 "Subject: 4\n\nx\n\n" F2 "Subject: 5\n");
	put_text(root, "odd.eml", "no header at all\n");
	put_text(root, "index", "spam data/000001\n");
	put_text(root, "note.txt", "Note: buy milk\n\n");
	put_text(root, "a.msg:2,S", "Subject: 6\n\n");
	put_text(root, "x.json", "{\"Subject: \": 1}\n");
	put(root, "binary", "Subject: a\0b\n\n", 14);
	put_text(root, ".DS_Store", "Subject: 1\n\n");
	put_text(root, ".cache/1", "Subject: 1\n\n");
	put_text(root, ".Junk/cur/1", "Subject: 7\n\n");
	make(root, ".Junk/new");
	link_to(root, "loop", ".");
	link_to(root, "alias", "data/000001");
	char *fifo = furui_path_join(root, "fifo");
	CHECK_INT(mkfifo(fifo, 0600), 0);
	check_walk(root, "",
		   "= . (message)\n"
		   "a.msg:2,S [files] 6 1\n"
		   "! alias: is a symbolic link; not followed\n"
		   "! fifo: is not a regular file\n"
		   "! loop: is a symbolic link; not followed\n"
		   "odd.eml [files] \n"
		   "= .Junk (Maildir)\n"
		   ".Junk/cur/1 [.Junk] 7\n"
		   "= data (message)\n"
		   "data/000001 [data] 1\n"
		   "data/000002 [data] 2\n"
		   "data/000010 [data] \n"
		   "= easy/00001.7c53 (Thunderbird mbox)\n"
		   "easy/00001.7c53:1 [easy/00001.7c53] 3\n"
		   "= easy/box (mbox)\n"
		   "easy/box:1 [easy/box] 4\n"
		   "easy/box:2 [easy/box] 5\n");
	free(fifo);
	free(root);
}

/* What the user names is read, whatever it looks like. */
static void test_named(void)
{
	char *root = fresh("named");
	put_text(root, "x.json", "{\"Subject: \": 1}\n");
	put_text(root, "empty", "");
	put_text(root, "one", F1 "Subject: 1\n\nx\n");
	put_text(root, "two", F1 "Subject: 1\n\nx\n\n" F2 "Subject: 2\n");
	put_text(root, "real/1.a", "Subject: 1\n\n");
	put_text(root, "two.eml",
		 F1 "Subject: 1\n\nx\n\n" F2 "Subject: forwarded\n");
	put_text(root, "planted",
		 F1 "Received: from a\nX-Mozilla-Status: 0008\n"
		    "Subject: 1\n\nx\n\n" F2
		    "X-Mozilla-Status: 0008\nSubject: 2\n");
	put_text(root, "Junk", F1 "Subject: 1\n\nx\n");
	put_text(root, "Junk.msf", "");
	link_to(root, "to-folder", "real");
	link_to(root, "to-file", "two");
	char *fifo = furui_path_join(root, "fifo");
	CHECK_INT(mkfifo(fifo, 0600), 0);
	free(fifo);
	check_walk(root, "x.json", "= x.json (message)\nx.json [x.json] \n");
	check_walk(root, "empty", "= empty (mbox)\n");
	check_walk(root, "one", "= one (message)\none [one] 1\n");
	check_walk(root, "two", "= two (mbox)\ntwo:1 [two] 1\ntwo:2 [two] 2\n");
	check_walk(root, "two.eml",
		   "= two.eml (message)\n"
		   "two.eml [two.eml] 1\n");
	/* Not Thunderbird's: nobody hides mail by such a field. */
	check_walk(root, "planted",
		   "= planted (mbox)\nplanted:1 [planted] 1\n"
		   "planted:2 [planted] 2\n");
	check_walk(root, "Junk",
		   "= Junk (Thunderbird mbox)\nJunk:1 [Junk] 1\n");
	check_walk(root, "to-folder//",
		   "= to-folder (message)\nto-folder/1.a [to-folder] 1\n");
	check_walk(root, "to-file",
		   "= to-file (mbox)\nto-file:1 [to-file] 1\n"
		   "to-file:2 [to-file] 2\n");
	struct told told = {.root = NULL};
	struct furui_folder *folder;
	struct furui_error err;
	CHECK(strstr(walk(&told, "/nonexistent/mail"),
		     "cannot open /nonexistent/mail: No such file") != NULL);
	char *path = furui_path_join(root, "fifo");
	CHECK_INT(furui_folder_open(&folder, path, NULL, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_INPUT);
	furui_buffer_free(&told.text);
	free(path);
	free(root);
}

#define STATUS(hex) "X-Mozilla-Status: " hex "\nX-Mozilla-Status2: 00000000\n"

static void test_thunderbird(void)
{
	char *root = fresh("profile");
	put_text(root, "prefs.js", "");
	put_text(root, "places.sqlite", "x");
	put_text(root, "storage/mail.eml", "Subject: cached\n\n");
	put_text(root, "Mail/Local Folders/msgFilterRules.dat", "x");
	put_text(root, "Mail/Local Folders/filterlog.html", "Subject: x\n\n");
	put_text(root, "Mail/Local Folders/Inbox.msf", "x");
	put_text(
		root, "Mail/Local Folders/Inbox",
		FT STATUS("0001") "Subject: 1\n\nx\n\n" FT STATUS(
			"0009") "Subject: expunged\n\nx\n\n" FT
			STATUS("1006") "Subject: 3\n" STATUS("0008") "\nx\n\n");
	put_text(root, "Mail/Local Folders/Trash", "");
	put_text(root, "Mail/Local Folders/Trash.msf", "");
	put_text(root, "Mail/Local Folders/Odd", "nonsense\n");
	put_text(root, "Mail/Local Folders/Odd.msf", "");
	put_text(root, "Mail/Local Folders/Inbox.sbd/&ZcWITA-.msf", "");
	put_text(root, "Mail/Local Folders/Inbox.sbd/&ZcWITA-",
		 F1 STATUS("0004") "Subject: 4\n\nx\n");
	put_text(root, "ImapMail/imap.example.jp.msf", "");
	put_text(root, "ImapMail/imap.example.jp/INBOX.msf", "");
	put_text(root, "ImapMail/imap.example.jp/INBOX/cur/1234.eml",
		 STATUS("0003") "Subject: 5\n\nx\n");
	put_text(root, "ImapMail/imap.example.jp/INBOX/cur/1235.eml",
		 STATUS("0008") "Subject: expunged\n\nx\n");
	make(root, "ImapMail/imap.example.jp/INBOX/tmp");
	make(root, "ImapMail/imap.example.jp/INBOX.sbd/Sub/new");
	put_text(root, "ImapMail/imap.example.jp/INBOX.sbd/Sub/cur/1.eml",
		 "Subject: 6\n\nx\n");
	link_to(root, "lock", "127.0.1.1:+1234");
	check_walk(
		root, "",
		"= ImapMail/imap.example.jp/INBOX (Thunderbird Maildir)\n"
		"ImapMail/imap.example.jp/INBOX/cur/1234.eml "
		"[ImapMail/imap.example.jp/INBOX] 5 3\n"
		"= ImapMail/imap.example.jp/INBOX.sbd/Sub (Thunderbird "
		"Maildir)\n"
		"ImapMail/imap.example.jp/INBOX.sbd/Sub/cur/1.eml "
		"[ImapMail/imap.example.jp/INBOX/Sub] 6\n"
		"= Mail/Local Folders/Inbox (Thunderbird mbox)\n"
		"Mail/Local Folders/Inbox:1 [Mail/Local Folders/Inbox] 1 1\n"
		"Mail/Local Folders/Inbox:3 [Mail/Local Folders/Inbox] 3 6\n"
		"! Mail/Local Folders/Odd: is not an mbox\n"
		"= Mail/Local Folders/Trash (Thunderbird mbox)\n"
		"= Mail/Local Folders/Inbox.sbd/&ZcWITA- (Thunderbird mbox)\n"
		"Mail/Local Folders/Inbox.sbd/&ZcWITA-:1 "
		"[Mail/Local Folders/Inbox/旅行] 4 4\n");
	free(root);
}

static void test_flags(void)
{
	char *root = fresh("flags");
	put_text(root, "m",
		 F1 "Status: RO\nX-Status: AF\nSubject: 1\n\n\n" F2
		    "Status: O\nX-Status: DT\nSubject: 2\n\n");
	check_walk(root, "m", "= m (mbox)\nm:1 [m] 1 7\nm:2 [m] 2 24\n");
	free(root);
}

static void test_depth(void)
{
	char *root = fresh("deep");
	struct furui_buffer path = {0};
	for (int i = 0; i < FURUI_FOLDER_DEPTH + 3; i++)
		furui_buffer_add_text(&path, "d/");
	furui_buffer_add_text(&path, "m");
	put_text(root, furui_buffer_terminate(&path), "Subject: 1\n\n");
	struct told told = {.root = root};
	CHECK(strstr(walk(&told, root), "/d: lies too deep\n") != NULL);
	furui_buffer_free(&told.text);
	furui_buffer_free(&path);
	free(root);
}

int main(void)
{
	test_maildir();
	test_renamed();
	test_forbidden();
	test_mh();
	test_files();
	test_named();
	test_thunderbird();
	test_flags();
	test_depth();
	return unit_end();
}
