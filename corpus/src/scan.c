/* furui-corpus scan: what lies in these folders. */
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
#include "furui/language.h"
#include "furui/progress.h"
#include "program.h"
#include "tally.h"

struct scan {
	struct furui_tally_table table;
	struct furui_digest_set digests;
	struct furui_reader *reader;
	uint64_t total, messages;
	uint64_t before; /* bytes of the paths done */
	size_t opened;
};

static void on_trouble(void *context, const char *path, const char *reason)
{
	struct scan *scan = context;
	furui_tally_trouble(&scan->table, path, reason);
	furui_corpus_say("%s: %s; skipped", path, reason);
}

/* Empty folders have a row too. */
static void on_enter(void *context, const char *folder,
		     enum furui_folder_kind kind)
{
	struct scan *scan = context;
	if (kind != FURUI_FOLDER_FILE)
		(void)furui_tally_row(&scan->table, folder, kind);
}

/* Message files have one row a folder. */
static struct furui_tally_row *row_of(struct scan *scan,
				      const struct furui_mail *mail)
{
	struct furui_tally_row *row;
	if (mail->kind != FURUI_FOLDER_FILE) {
		row = furui_tally_row(&scan->table, mail->folder, mail->kind);
		if (!row->name)
			row->name = furui_xstrdup(mail->name);
		return row;
	}
	const char *slash = strrchr(mail->folder, '/');
	const char *last = slash ? slash + 1 : mail->folder;
	char *folder = slash ? furui_xstrdup(mail->folder) : furui_xstrdup(".");
	if (slash)
		folder[slash == mail->folder ? 1 : slash - mail->folder] = '\0';
	row = furui_tally_row(&scan->table, folder, mail->kind);
	/* The name of a file that stands alone is the file's. */
	if (!row->name)
		row->name = furui_xstrdup(
			strcmp(mail->name, last) == 0 ? folder : mail->name);
	free(folder);
	return row;
}

static void count(struct scan *scan, const struct furui_mail *mail)
{
	struct furui_tally_row *row = row_of(scan, mail);
	struct furui_digest digest;
	char charset[32];
	size_t number = scan->digests.count;
	row->messages++;
	row->bytes += mail->whole_size;
	row->cut += mail->whole_size > mail->size;
	furui_digest(mail->bytes, mail->size, &digest);
	if (furui_digest_set_add(&scan->digests, &digest, number) != number)
		row->duplicates++;
	int64_t date = furui_mail_date(mail);
	if (date > 0 && (!row->first || date < row->first))
		row->first = date;
	if (date > row->last)
		row->last = date;
	furui_mail_charset(mail, charset);
	furui_tally_add(&row->charsets, charset, 1);
	const struct furui_features *features =
		furui_read(scan->reader, mail->bytes, mail->size);
	furui_tally_add(
		&row->languages,
		furui_text_language(features->core, features->core_size), 1);
}

static void scan_path(struct scan *scan, const char *path)
{
	struct furui_folder_options options = {
		.trouble = on_trouble, .enter = on_enter, .context = scan};
	struct furui_folder *folder;
	struct furui_mail mail;
	struct furui_error err;
	uint64_t done = 0;
	if (furui_folder_open(&folder, path, &options, &err) < 0) {
		furui_tally_trouble(&scan->table, path, err.text);
		furui_corpus_say("%s; skipped", err.text);
		return;
	}
	scan->opened++;
	while (furui_folder_next(folder, &mail) == 1) {
		count(scan, &mail);
		done = mail.done_bytes;
		furui_progress_show("scan", NULL, ++scan->messages,
				    scan->before + done, scan->total);
	}
	furui_folder_free(&folder);
	scan->before += done;
}

/* Nothing at all could be read. */
static bool in_vain(const struct scan *scan)
{
	return scan->opened == 0 ||
	       (scan->digests.count == 0 && scan->table.trouble_count > 0);
}

int furui_corpus_scan(int argc, char **argv)
{
	struct scan scan = {0};
	struct furui_error err;
	bool json = false, options = true;
	int paths = 0;
	uint64_t total = 0;
	/* Paths move to the front of argv. */
	for (int i = 1; i < argc; i++) {
		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strcmp(argv[i], "--json") == 0)
			json = true;
		else if (options && argv[i][0] == '-' && argv[i][1])
			return furui_corpus_usage("scan has no option %s",
						  argv[i]);
		else
			argv[paths++] = argv[i];
	}
	if (paths == 0)
		return furui_corpus_usage("scan: which folders or files?");
	if (furui_reader_new(&scan.reader, &err) < 0) {
		furui_corpus_say("%s", err.text);
		return EXIT_TROUBLE;
	}
	for (int i = 0; i < paths; i++)
		total += furui_folder_bytes(argv[i]);
	scan.total = total;
	for (int i = 0; i < paths; i++)
		scan_path(&scan, argv[i]);
	furui_progress_clear();
	if (json)
		furui_tally_print_json(stdout, &scan.table);
	else if (!in_vain(&scan))
		furui_tally_print(stdout, &scan.table);
	int code = in_vain(&scan) ? EXIT_TROUBLE : 0;
	furui_reader_free(&scan.reader);
	furui_digest_set_free(&scan.digests);
	furui_tally_free(&scan.table);
	return code;
}
