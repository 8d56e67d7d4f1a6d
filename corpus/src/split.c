/* furui-corpus split: index.train and index.test of a corpus. */
#include "split.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "furui/path.h"

size_t furui_split_share(const struct furui_split *split, size_t count)
{
	return (size_t)floor((double)count * split->test + 0.5);
}

/* The index is in date order. */
static void by_time(struct furui_split *split)
{
	size_t count = split->index.count;
	for (size_t i = count - furui_split_share(split, count); i < count; i++)
		split->in_test[i] = true;
}

/* Writes the lines of one side in the order of the index. */
static int write_side(const struct furui_split *split, bool test,
		      unsigned long counts[2], struct furui_error *err)
{
	struct furui_buffer lines = {0};
	for (size_t i = 0; i < split->index.count; i++) {
		const struct furui_index_entry *entry =
			&split->index.entries[i];
		if (split->in_test[i] != test || split->left_out[i])
			continue;
		furui_index_add_line(&lines, entry->spam, entry->path);
		counts[entry->spam]++;
	}
	int result = furui_replace_file(split->folder,
					test ? "index.test" : "index.train",
					lines.data, lines.size, err);
	furui_buffer_free(&lines);
	return result;
}

static int write_both(const struct furui_split *split, struct furui_error *err)
{
	unsigned long train[2] = {0, 0}, test[2] = {0, 0};
	if (write_side(split, false, train, err) < 0 ||
	    write_side(split, true, test, err) < 0)
		return -1;
	printf("%s/index.train: %lu spam, %lu ham\n", split->folder,
	       train[true], train[false]);
	printf("%s/index.test: %lu spam, %lu ham\n", split->folder, test[true],
	       test[false]);
	if (split->clusters)
		printf("%zu groups of near-duplicates, the largest of %zu\n",
		       split->clusters, split->largest);
	if (test[0] + test[1] == 0 || train[0] + train[1] == 0)
		furui_corpus_say("one side is empty: too few messages, or too "
				 "much alike");
	return 0;
}

static int run(struct furui_split *split, struct furui_error *err)
{
	char *path = furui_path_join(split->folder, "index");
	int result = furui_index_read(&split->index, path, err);
	size_t count = split->index.count;
	if (result == 0 && count == 0)
		result =
			furui_fail(err, FURUI_ERROR_INPUT, "%s is empty", path);
	free(path);
	if (result < 0)
		return -1;
	split->in_test = furui_xmalloc(count * sizeof *split->in_test);
	split->left_out = furui_xmalloc(count * sizeof *split->left_out);
	for (size_t i = 0; i < count; i++)
		split->in_test[i] = split->left_out[i] = false;
	if (split->by_cluster)
		result = furui_split_by_cluster(split, err);
	else
		by_time(split);
	return result < 0 ? -1 : write_both(split, err);
}

/* "--name=value" or "--name value"; NULL when argv[*i] is something else. */
static const char *option(int argc, char **argv, int *i, const char *name)
{
	size_t size = strlen(name);
	if (strncmp(argv[*i], name, size) != 0)
		return NULL;
	if (argv[*i][size] == '=')
		return argv[*i] + size + 1;
	if (argv[*i][size] != '\0')
		return NULL;
	if (*i + 1 == argc || !argv[*i + 1])
		return "";
	return argv[++*i];
}

static int read_arguments(int argc, char **argv, struct furui_split *split)
{
	for (int i = 1; i < argc; i++) {
		const char *value;
		if ((value = option(argc, argv, &i, "--by")) != NULL) {
			split->by_cluster = strcmp(value, "cluster") == 0;
			if (!split->by_cluster && strcmp(value, "time") != 0)
				return furui_corpus_usage(
					"split: --by is time or cluster");
		} else if ((value = option(argc, argv, &i, "--test")) != NULL) {
			char *rest;
			split->test = strtod(value, &rest);
			if (rest == value || *rest ||
			    !(split->test > 0 && split->test < 1))
				return furui_corpus_usage(
					"split: --test is a share between 0 "
					"and 1, such as 0.3");
		} else if (argv[i][0] == '-') {
			return furui_corpus_usage("split has no option %s",
						  argv[i]);
		} else if (split->folder) {
			return furui_corpus_usage("split: one corpus at a "
						  "time");
		} else {
			split->folder = argv[i];
		}
	}
	if (!split->folder)
		return furui_corpus_usage("split: which corpus?");
	return 0;
}

int furui_corpus_split(int argc, char **argv)
{
	struct furui_split split = {.test = 0.3};
	struct furui_error err;
	int code = read_arguments(argc, argv, &split);
	if (code == 0 && run(&split, &err) < 0) {
		furui_corpus_say("%s", err.text);
		code = EXIT_TROUBLE;
	}
	furui_index_free(&split.index);
	free(split.in_test);
	free(split.left_out);
	return code;
}
