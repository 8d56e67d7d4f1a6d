/* furui-train load [FILE]: reads what dump wrote into a new store, all of it
 * or nothing. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "furui/text.h"
#include "load.h"
#include "train.h"

/* A load into a store that knows something could not be equal to its dump. */
static int check_empty(struct furui_store *store, struct furui_error *err)
{
	struct furui_store_summary summary;
	if (furui_store_summary(store, &summary, err) < 0)
		return -1;
	uint64_t messages =
		(uint64_t)summary.messages.spam + summary.messages.ham;
	if (!messages)
		return 0;
	return furui_fail(err, FURUI_ERROR_INPUT,
			  "the store knows %s messages already; load wants a "
			  "new one: name another folder with -d, or move this "
			  "one away",
			  furui_text_number(messages));
}

/* A dry run loads into a folder of its own. */
static int open_scratch(struct load *load, const struct train_options *options,
			struct furui_error *err)
{
	int there = train_open(&load->store, options, false, true, err);
	if (there < 0 && err->code != FURUI_ERROR_ABSENT)
		return -1;
	if (there == 0 && check_empty(load->store, err) < 0)
		return -1;
	furui_store_close(&load->store);
	const char *base = getenv("TMPDIR");
	load->scratch =
		furui_path_join(base && *base ? base : "/tmp", "furui.XXXXXX");
	if (!mkdtemp(load->scratch)) {
		(void)furui_fail_errno(err, "cannot create %s", load->scratch);
		free(load->scratch);
		load->scratch = NULL;
		return -1;
	}
	const struct furui_store_options wanted = {.folder = load->scratch,
						   .create = true};
	return furui_store_open(&load->store, &wanted, err);
}

static int open_store(struct load *load, const struct train_options *options,
		      struct furui_error *err)
{
	if (furui_reader_new(&load->reader, err) < 0)
		return -1;
	if (options->dry_run)
		return open_scratch(load, options, err);
	if (train_open(&load->store, options, true, false, err) < 0)
		return -1;
	return check_empty(load->store, err);
}

/* The store's files lie in it and nothing else does. */
static void remove_scratch(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	while (dir && (entry = readdir(dir)) != NULL)
		if (entry->d_name[0] != '.')
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	if (dir)
		(void)closedir(dir);
	(void)rmdir(folder);
}

static void free_load(struct load *load)
{
	struct furui_buffer *const buffers[] = {
		&load->core,   &load->raw,  &load->source,   &load->packed,
		&load->tokens, &load->text, &load->last_key, NULL};
	for (size_t i = 0; buffers[i]; i++)
		furui_buffer_free(buffers[i]);
	furui_arena_free(&load->arena);
	furui_own_facts_free(&load->own);
	free(load->line);
	if (load->file && load->file != stdin)
		(void)fclose(load->file);
	furui_store_close(&load->store);
	furui_reader_free(&load->reader);
	if (load->scratch)
		remove_scratch(load->scratch);
	free(load->scratch);
}

int train_load(const struct train_options *options)
{
	struct load load = {.file = stdin};
	struct furui_error err;
	const char *name =
		options->words.count > 1 ? options->words.paths[1] : "-";
	int result = 0;
	if (strcmp(name, "-") != 0 && !(load.file = fopen(name, "re")))
		result = furui_fail_errno(&err, "cannot open %s", name);
	if (result == 0)
		result = open_store(&load, options, &err);
	if (result == 0)
		result = load_read(&load, &err);
	/* One transaction for all: a dump that ends in an error, and a kill,
	 * leave the store empty. */
	if (result == 0 && !options->dry_run)
		result = furui_store_commit(load.store, &err);
	if (result == 0 && !options->dry_run)
		result = train_publish(load.store, options, &err);
	if (result < 0)
		train_say("%s", err.text);
	else if (!options->quiet && !options->json)
		(void)printf("%s %s messages and %s tokens.\n",
			     options->dry_run ? "Would load" : "Loaded",
			     furui_text_number(load.messages),
			     furui_text_number(load.token_count));
	free_load(&load);
	return result < 0 ? TRAIN_TROUBLE : TRAIN_DONE;
}
