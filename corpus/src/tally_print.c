/* Shows what furui-corpus scan counted: a table, or JSON. */
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "tally.h"

enum {
	SHARES = 3,       /* languages and charsets shown of a folder */
	WIDEST_NAME = 60, /* columns, where there is room for it */
	NARROWEST = 12,
	SCREEN = 200, /* columns of a file or pipe */
};

enum column {
	NAME,
	KIND,
	MAIL,
	COPIES,
	FIRST,
	LAST,
	LANGUAGES,
	CHARSETS,
	COLUMNS
};

static const char *const heads[COLUMNS] = {"folder",    "kind",    "mail",
					   "copies",    "first",   "last",
					   "languages", "charsets"};

/* "ja 80% Latin 20%" */
static void shares(struct furui_tally *tally, unsigned long all,
		   struct furui_buffer *out)
{
	furui_tally_sort(tally);
	for (size_t i = 0; i < tally->used && i < SHARES; i++) {
		double percent =
			100 * (double)tally->entries[i].count / (double)all;
		furui_buffer_printf(out, "%s%s ", i ? ", " : "",
				    tally->entries[i].name);
		if (percent < 1)
			furui_buffer_add_text(out, "<1%");
		else
			furui_buffer_printf(out, "%.0f%%", percent);
	}
	if (tally->used > SHARES)
		furui_buffer_add_text(out, ", …");
}

/* One column of one row. */
static const char *cell(struct furui_tally_row *row, enum column column,
			struct furui_buffer *out)
{
	char day[16];
	out->size = 0;
	switch (column) {
	case NAME:
		furui_buffer_add_text(out, row->name ? row->name : row->path);
		break;
	case KIND:
		if (row->path)
			furui_buffer_add_text(
				out,
				row->kind == FURUI_FOLDER_FILE
					? "files"
					: furui_folder_kind_name(row->kind));
		break;
	case MAIL:
		furui_buffer_printf(out, "%lu", row->messages);
		break;
	case COPIES:
		furui_buffer_printf(out, "%lu", row->duplicates);
		break;
	case FIRST:
	case LAST:
		furui_print_day(column == FIRST ? row->first : row->last, day);
		furui_buffer_add_text(out, day);
		break;
	case LANGUAGES:
		shares(&row->languages, row->messages, out);
		break;
	case CHARSETS:
	case COLUMNS:
		shares(&row->charsets, row->messages, out);
		break;
	}
	return furui_buffer_terminate(out);
}

static void measure(struct furui_tally_row *row, size_t widths[COLUMNS],
		    struct furui_buffer *text)
{
	for (enum column c = NAME; c < COLUMNS; c++) {
		size_t width = furui_columns(cell(row, c, text));
		if (width > widths[c])
			widths[c] = width;
	}
}

static size_t screen_width(FILE *out)
{
	struct winsize size;
	int fd = fileno(out);
	if (fd >= 0 && ioctl(fd, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
		return size.ws_col;
	return SCREEN;
}

/* Gives the names what the other columns leave of the screen. */
static void fit(FILE *out, size_t widths[COLUMNS])
{
	size_t others = 0, screen = screen_width(out);
	for (enum column c = KIND; c < COLUMNS; c++)
		others += widths[c] + 2;
	size_t most = screen > others + NARROWEST ? screen - others : NARROWEST;
	if (most > WIDEST_NAME)
		most = WIDEST_NAME;
	if (widths[NAME] > most)
		widths[NAME] = most;
}

static void print_row(FILE *out, struct furui_tally_row *row,
		      const size_t widths[COLUMNS], struct furui_buffer *text)
{
	for (enum column c = NAME; c < COLUMNS; c++) {
		const char *shown = row ? cell(row, c, text) : heads[c];
		bool right = c == MAIL || c == COPIES;
		if (c > NAME)
			(void)fputs("  ", out);
		/* No blanks at the end of lines. */
		furui_print_padded(out, shown,
				   c == CHARSETS ? furui_columns(shown)
						 : widths[c],
				   right);
	}
	(void)fputc('\n', out);
}

void furui_tally_print(FILE *out, struct furui_tally_table *table)
{
	struct furui_buffer text = {0};
	size_t widths[COLUMNS];
	struct furui_tally_row sum;
	char total[] = "total";
	furui_tally_sum(table, &sum);
	sum.name = total;
	for (enum column c = NAME; c < COLUMNS; c++)
		widths[c] = furui_columns(heads[c]);
	for (size_t i = 0; i < table->count; i++)
		measure(&table->rows[i], widths, &text);
	measure(&sum, widths, &text);
	fit(out, widths);
	print_row(out, NULL, widths, &text);
	for (size_t i = 0; i < table->count; i++)
		print_row(out, &table->rows[i], widths, &text);
	if (table->count != 1)
		print_row(out, &sum, widths, &text);
	if (table->trouble_count)
		(void)fprintf(out, "\n%zu could not be read\n",
			      table->trouble_count);
	furui_buffer_free(&text);
}

static void json_tally(FILE *out, const char *name, struct furui_tally *tally)
{
	furui_tally_sort(tally);
	(void)fprintf(out, ",\"%s\":{", name);
	for (size_t i = 0; i < tally->used; i++) {
		if (i)
			(void)fputc(',', out);
		furui_print_json(out, tally->entries[i].name);
		(void)fprintf(out, ":%lu", tally->entries[i].count);
	}
	(void)fputc('}', out);
}

static void json_row(FILE *out, struct furui_tally_row *row)
{
	char first[16], last[16];
	furui_print_day(row->first, first);
	furui_print_day(row->last, last);
	(void)fputc('{', out);
	if (row->path) {
		(void)fputs("\"path\":", out);
		furui_print_json(out, row->path);
		(void)fputs(",\"name\":", out);
		furui_print_json(out, row->name ? row->name : row->path);
		(void)fprintf(out, ",\"kind\":\"%s\",",
			      furui_folder_kind_name(row->kind));
	}
	(void)fprintf(out,
		      "\"messages\":%lu,\"duplicates\":%lu,\"cut\":%lu,"
		      "\"bytes\":%llu",
		      row->messages, row->duplicates, row->cut,
		      (unsigned long long)row->bytes);
	if (row->first)
		(void)fprintf(out, ",\"first\":\"%s\",\"last\":\"%s\"", first,
			      last);
	else
		(void)fputs(",\"first\":null,\"last\":null", out);
	json_tally(out, "languages", &row->languages);
	json_tally(out, "charsets", &row->charsets);
	(void)fputc('}', out);
}

void furui_tally_print_json(FILE *out, struct furui_tally_table *table)
{
	struct furui_tally_row sum;
	furui_tally_sum(table, &sum);
	(void)fputs("{\"folders\":[", out);
	for (size_t i = 0; i < table->count; i++) {
		if (i)
			(void)fputs(",\n", out);
		json_row(out, &table->rows[i]);
	}
	(void)fputs("],\n\"total\":", out);
	json_row(out, &sum);
	(void)fputs(",\n\"trouble\":[", out);
	for (size_t i = 0; i < table->trouble_count; i++) {
		(void)fputs(i ? ",{\"path\":" : "{\"path\":", out);
		furui_print_json(out, table->troubles[i].path);
		(void)fputs(",\"reason\":", out);
		furui_print_json(out, table->troubles[i].reason);
		(void)fputc('}', out);
	}
	(void)fputs("]}\n", out);
}
