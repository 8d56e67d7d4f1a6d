/* Picks the messages that a run of furui-bench speed needs, and writes those
 * that it makes itself. */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "furui/language.h"
#include "furui/learner.h"
#include "furui/path.h"
#include "speed_private.h"

enum {
	MAX_COLD = 100,      /* messages of a row, a process each */
	HTML_BYTES = 500000, /* about what heavy newsletters have */
	ATTACHED_BYTES = 10000000,
	BASE64_LINE = 76,
};

static void add_item(struct bench_mail *mail, const char *folder,
		     const char *name)
{
	if (mail->count == mail->capacity) {
		mail->capacity = mail->capacity ? 2 * mail->capacity : 64;
		mail->items = furui_xrealloc(
			mail->items, mail->capacity * sizeof *mail->items);
	}
	mail->items[mail->count++] = (struct bench_item){
		.name = furui_xstrdup(name),
		.file = furui_path_join(folder, name),
	};
}

static int compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_visible(const struct dirent *entry)
{
	return *entry->d_name != '.';
}

/* The files of a folder in the order of their names. */
static int read_folder(struct bench_mail *mail, const char *path,
		       struct furui_error *err)
{
	struct dirent **entries;
	size_t before = mail->count;
	char *absolute = realpath(path, NULL);
	int count = absolute ? scandir(absolute, &entries, is_visible,
				       compare_names)
			     : -1;
	if (count < 0) {
		free(absolute);
		return furui_fail_errno(err, "cannot read %s", path);
	}
	for (int i = 0; i < count; i++) {
		struct stat st;
		char *file = furui_path_join(absolute, entries[i]->d_name);
		if (stat(file, &st) == 0 && S_ISREG(st.st_mode))
			add_item(mail, absolute, entries[i]->d_name);
		free(file);
		free(entries[i]);
	}
	free(entries);
	free(absolute);
	return mail->count > before ? 0
				    : furui_fail(err, FURUI_ERROR_INPUT,
						 "%s holds no message", path);
}

/* At most `most` of the list, evenly. */
static void thin(struct speed_list *list, size_t most)
{
	if (list->count <= most)
		return;
	for (size_t i = 0; i < most; i++)
		list->items[i] = list->items[i * list->count / most];
	list->count = most;
}

static void push(struct speed_list *list, size_t item)
{
	list->items = furui_xrealloc(list->items,
				     (list->count + 1) * sizeof *list->items);
	list->items[list->count++] = (uint32_t)item;
}

/* By the letters, as the tables of furui-bench accuracy. */
static int sort_by_language(struct speed_mail *m, struct furui_error *err)
{
	struct furui_reader *reader;
	struct furui_buffer bytes = {0};
	int result = 0;
	if (furui_reader_new(&reader, err) < 0)
		return -1;
	for (size_t i = m->half; i < m->index_end && result == 0; i++) {
		result = bench_mail_load(&m->mail, i, &bytes, err);
		if (result < 0)
			break;
		const struct furui_features *f =
			furui_read(reader, bytes.data, bytes.size);
		const char *language =
			furui_text_language(f->core, f->core_size);
		if (strcmp(language, "Latin") == 0)
			push(&m->english, i);
		else if (strcmp(language, "ja") == 0 &&
			 m->index_end == m->mail.count)
			push(&m->japanese, i);
		push(&m->bulk, i);
	}
	for (size_t i = m->index_end; i < m->mail.count; i++)
		push(&m->japanese, i);
	furui_buffer_free(&bytes);
	furui_reader_free(&reader);
	thin(&m->english, MAX_COLD);
	thin(&m->japanese, MAX_COLD);
	return result;
}

/* What is learned, as two folders. */
static int copy_learned(struct speed_mail *m, const char *folder,
			struct furui_error *err)
{
	struct furui_buffer bytes = {0}, name = {0};
	char *folders[] = {furui_path_join(folder, "ham"),
			   furui_path_join(folder, "spam")};
	int result = furui_make_folder(folders[0], err) < 0 ||
				     furui_make_folder(folders[1], err) < 0
			     ? -1
			     : 0;
	for (size_t i = 0; i < m->half && result == 0; i++) {
		struct bench_item *item = &m->mail.items[i];
		name.size = 0;
		furui_buffer_printf(&name, "%s/%zu",
				    folders[item->label == FURUI_SPAM], i + 1);
		furui_buffer_terminate(&name);
		result = bench_mail_load(&m->mail, i, &bytes, err);
		if (result == 0)
			result = bench_write_file(name.data, &bytes, err);
		free(item->file);
		item->file = furui_xstrdup(name.data);
	}
	free(folders[0]);
	free(folders[1]);
	furui_buffer_free(&bytes);
	furui_buffer_free(&name);
	return result;
}

/* Marsaglia's xorshift: the same bytes everywhere. */
static uint32_t draw(uint32_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

static const char generated_head[] =
	"Return-Path: <news@shop.example>\n"
	"Received: from mail.shop.example (mail.shop.example [192.0.2.7])\n"
	"\tby mx.example.com; Tue, 24 Nov 2026 09:00:00 +0000\n"
	"From: The shop <news@shop.example>\nTo: reader@example.com\n"
	"Subject: The catalogue for the winter\n"
	"Date: Tue, 24 Nov 2026 08:59:58 +0000\n"
	"Message-ID: <winter@shop.example>\nMIME-Version: 1.0\n";

static void make_html(struct furui_buffer *out)
{
	static const char *const words[] = {"winter", "coat",  "wool",  "price",
					    "offer",  "scarf", "boots", "order",
					    "free",   "today", "warm",  "size",
					    "colour", "cart",  "lined", "new"};
	uint32_t state = 2463534242U;
	furui_buffer_add_text(out, generated_head);
	furui_buffer_add_text(
		out, "Content-Type: text/html; charset=utf-8\n\n<html><head>"
		     "<style>td{padding:4px;color:#333}.p{color:#b00}</style>"
		     "</head><body><table width=\"600\">\n");
	while (out->size < HTML_BYTES) {
		furui_buffer_printf(
			out,
			"<tr><td style=\"font-size:14px\"><a href=\"https://"
			"shop.example/item/%u?from=mail\"><img "
			"src=\"https://img.shop.example/%u.jpg\" alt=\"\">"
			"</a></td><td class=\"p\">&pound;%u.99&nbsp;",
			draw(&state) % 90000, draw(&state) % 90000,
			draw(&state) % 200);
		for (int i = 0; i < 12; i++)
			furui_buffer_printf(out, "%s%u ",
					    words[draw(&state) % 16],
					    draw(&state) % 300);
		furui_buffer_add_text(out, "</td></tr>\n");
	}
	furui_buffer_add_text(out, "</table></body></html>\n");
}

static void make_attachment(struct furui_buffer *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmn"
				     "opqrstuvwxyz0123456789+/";
	uint32_t state = 2463534242U;
	furui_buffer_add_text(out, generated_head);
	furui_buffer_add_text(
		out, "Content-Type: multipart/mixed; boundary=cut\n\n--cut\n"
		     "Content-Type: text/plain; charset=us-ascii\n\n"
		     "The catalogue is attached.\n--cut\n"
		     "Content-Type: application/pdf; name=winter.pdf\n"
		     "Content-Disposition: attachment; filename=winter.pdf\n"
		     "Content-Transfer-Encoding: base64\n\n");
	size_t lines = (ATTACHED_BYTES / 3 * 4 + BASE64_LINE - 1) / BASE64_LINE;
	for (size_t i = 0; i < lines; i++) {
		char *line = furui_buffer_room(out, BASE64_LINE + 1);
		for (size_t j = 0; j < BASE64_LINE; j++)
			line[j] = digits[draw(&state) % 64];
		line[BASE64_LINE] = '\n';
		out->size += BASE64_LINE + 1;
	}
	furui_buffer_add_text(out, "--cut--\n");
}

static int add_generated(struct speed_mail *m, const char *folder,
			 const char *name,
			 void (*make)(struct furui_buffer *out),
			 struct speed_list *list, struct furui_error *err)
{
	struct furui_buffer bytes = {0};
	make(&bytes);
	add_item(&m->mail, folder, name);
	push(list, m->mail.count - 1);
	int result = bench_write_file(m->mail.items[m->mail.count - 1].file,
				      &bytes, err);
	furui_buffer_free(&bytes);
	return result;
}

int speed_mail_open(struct speed_mail *out, const char *index,
		    const char *japanese, const char *folder,
		    struct furui_error *err)
{
	struct stat st;
	*out = (struct speed_mail){0};
	if (bench_mail_read_index(&out->mail, index, err) < 0)
		return -1;
	out->index_end = out->mail.count;
	out->half = out->mail.count / 2;
	if (!out->half)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "%s is too short: half of it is learned, "
				  "half judged",
				  index);
	if (japanese && stat(japanese, &st) == 0 && S_ISDIR(st.st_mode)) {
		if (read_folder(&out->mail, japanese, err) < 0)
			return -1;
	} else if (japanese &&
		   bench_mail_read_index(&out->mail, japanese, err) < 0) {
		return -1;
	}
	if (sort_by_language(out, err) < 0 ||
	    copy_learned(out, folder, err) < 0 ||
	    add_generated(out, folder, "html", make_html, &out->html, err) <
		    0 ||
	    add_generated(out, folder, "attachment", make_attachment,
			  &out->attachment, err) < 0)
		return -1;
	return 0;
}

void speed_mail_close(struct speed_mail *m)
{
	bench_mail_free(&m->mail);
	free(m->english.items);
	free(m->japanese.items);
	free(m->bulk.items);
	free(m->html.items);
	free(m->attachment.items);
}
