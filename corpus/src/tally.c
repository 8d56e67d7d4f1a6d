/* Counts for furui-corpus scan: one row a folder. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

void furui_tally_add(struct furui_tally *tally, const char *name,
		     unsigned long count)
{
	size_t i = 0;
	while (i < tally->used && strcmp(tally->entries[i].name, name) != 0)
		i++;
	if (i >= TALLY_NAMES) {
		i = TALLY_NAMES;
		name = "other";
	}
	struct furui_tally_entry *entry = &tally->entries[i];
	if (i == tally->used) {
		*entry = (struct furui_tally_entry){.count = 0};
		(void)snprintf(entry->name, sizeof entry->name, "%s", name);
		tally->used++;
	}
	entry->count += count;
}

static int compare(const void *left, const void *right)
{
	const struct furui_tally_entry *l = left, *r = right;
	if (l->count != r->count)
		return l->count > r->count ? -1 : 1;
	return strcmp(l->name, r->name);
}

void furui_tally_sort(struct furui_tally *tally)
{
	if (tally->used)
		qsort(tally->entries, tally->used, sizeof *tally->entries,
		      compare);
}

struct furui_tally_row *furui_tally_row(struct furui_tally_table *table,
					const char *path,
					enum furui_folder_kind kind)
{
	/* The folder at hand is nearly always the last. */
	for (size_t i = table->count; i > 0; i--)
		if (table->rows[i - 1].kind == kind &&
		    strcmp(table->rows[i - 1].path, path) == 0)
			return &table->rows[i - 1];
	if (table->count == table->capacity) {
		table->capacity = table->capacity ? 2 * table->capacity : 16;
		table->rows = furui_xrealloc(
			table->rows, table->capacity * sizeof *table->rows);
	}
	struct furui_tally_row *row = &table->rows[table->count++];
	*row = (struct furui_tally_row){.path = furui_xstrdup(path),
					.kind = kind};
	return row;
}

void furui_tally_trouble(struct furui_tally_table *table, const char *path,
			 const char *reason)
{
	if (table->trouble_count == table->trouble_capacity) {
		size_t capacity = table->trouble_capacity;
		table->trouble_capacity = capacity ? 2 * capacity : 16;
		table->troubles = furui_xrealloc(
			table->troubles,
			table->trouble_capacity * sizeof *table->troubles);
	}
	table->troubles[table->trouble_count++] = (struct furui_tally_trouble){
		furui_xstrdup(path), furui_xstrdup(reason)};
}

void furui_tally_free(struct furui_tally_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		free(table->rows[i].path);
		free(table->rows[i].name);
	}
	for (size_t i = 0; i < table->trouble_count; i++) {
		free(table->troubles[i].path);
		free(table->troubles[i].reason);
	}
	free(table->rows);
	free(table->troubles);
	*table = (struct furui_tally_table){0};
}

static void add_tally(struct furui_tally *to, const struct furui_tally *from)
{
	for (size_t i = 0; i < from->used; i++)
		furui_tally_add(to, from->entries[i].name,
				from->entries[i].count);
}

void furui_tally_sum(const struct furui_tally_table *table,
		     struct furui_tally_row *sum)
{
	*sum = (struct furui_tally_row){0};
	for (size_t i = 0; i < table->count; i++) {
		const struct furui_tally_row *row = &table->rows[i];
		sum->messages += row->messages;
		sum->duplicates += row->duplicates;
		sum->cut += row->cut;
		sum->bytes += row->bytes;
		if (row->first && (!sum->first || row->first < sum->first))
			sum->first = row->first;
		if (row->last > sum->last)
			sum->last = row->last;
		add_tally(&sum->languages, &row->languages);
		add_tally(&sum->charsets, &row->charsets);
	}
}
