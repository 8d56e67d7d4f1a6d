/* Splits a corpus so that near-duplicates stay on one side. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/features.h"
#include "furui/hash.h"
#include "furui/limits.h"
#include "furui/path.h"
#include "furui/progress.h"
#include "split.h"

/* Only what the sender wrote: header fields of the way differ always. Tokens
 * with digits (order numbers, dates) differ between copies of a template. */
static bool counts_for_likeness(const struct furui_token *token)
{
	if (token->tag != FURUI_TAG_BODY && token->tag != FURUI_TAG_SUBJ &&
	    token->tag != FURUI_TAG_URL)
		return false;
	for (size_t i = 0; i < token->size; i++)
		if (token->text[i] >= '0' && token->text[i] <= '9')
			return false;
	return true;
}

static int sketch_message(const struct furui_split *split,
			  struct furui_reader *reader, const char *name,
			  struct furui_sketch *sketch, struct furui_error *err)
{
	struct furui_buffer bytes = {0};
	char *path = furui_path_join(split->folder, name);
	int fd = furui_open_regular(AT_FDCWD, path, err);
	int got = fd < 0 ? -1
			 : furui_buffer_read(&bytes, fd, FURUI_LIMIT_MESSAGE,
					     err);
	if (fd >= 0)
		close(fd);
	free(path);
	if (got >= 0) {
		const struct furui_features *features =
			furui_read(reader, bytes.data, bytes.size);
		size_t used = 0;
		furui_sketch_begin(sketch);
		for (size_t i = 0; i < features->token_count; i++) {
			const struct furui_token *token = &features->tokens[i];
			if (!counts_for_likeness(token))
				continue;
			furui_sketch_add(sketch, token->id);
			used++;
		}
		/* Without a word, only the same bytes are alike. */
		if (used == 0)
			furui_sketch_add(sketch,
					 furui_hash(bytes.data, bytes.size, 0));
	}
	furui_buffer_free(&bytes);
	return got < 0 ? -1 : 0;
}

static int sketch_all(struct furui_split *split, struct furui_sketch *sketches,
		      struct furui_error *err)
{
	struct furui_reader *reader;
	struct furui_error reason;
	size_t read = 0;
	if (furui_reader_new(&reader, err) < 0)
		return -1;
	for (size_t i = 0; i < split->index.count; i++) {
		const char *path = split->index.entries[i].path;
		if (sketch_message(split, reader, path, &sketches[i], &reason) <
		    0) {
			split->left_out[i] = true;
			furui_corpus_say("%s; skipped", reason.text);
			/* Alike with nothing. */
			furui_sketch_begin(&sketches[i]);
			furui_sketch_add(&sketches[i], ~(uint64_t)i);
		} else {
			read++;
		}
		furui_progress_show("split", NULL, i + 1, i + 1,
				    split->index.count);
	}
	furui_progress_clear();
	furui_reader_free(&reader);
	if (read == 0 && split->index.count)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "none of the messages can be read");
	return 0;
}

/* A cluster and its size in each class. */
struct cluster {
	uint64_t order;
	size_t number, sizes[2];
};

static int by_order(const void *left, const void *right)
{
	const struct cluster *l = left, *r = right;
	if (l->order != r->order)
		return l->order < r->order ? -1 : 1;
	return l->number < r->number ? -1 : l->number > r->number;
}

/* Whole clusters go to the test, in an order that the names of their first
 * messages decide, as long as neither class gets more than its share. */
static void choose(struct furui_split *split, const size_t *of)
{
	size_t count = split->index.count, all[2] = {0, 0}, got[2] = {0, 0};
	struct cluster *clusters = furui_xmalloc(count * sizeof *clusters);
	bool *chosen = furui_xmalloc(count * sizeof *chosen);
	for (size_t i = 0; i < count; i++) {
		const char *path = split->index.entries[i].path;
		clusters[i] = (struct cluster){
			.order = furui_hash(path, strlen(path), 0),
			.number = i};
		chosen[i] = false;
	}
	for (size_t i = 0; i < count; i++) {
		bool spam = split->index.entries[i].spam;
		if (split->left_out[i])
			continue;
		clusters[of[i]].sizes[spam]++;
		all[spam]++;
	}
	for (size_t i = 0; i < count; i++) {
		size_t size = clusters[i].sizes[0] + clusters[i].sizes[1];
		split->clusters += size > 1;
		if (size > split->largest)
			split->largest = size;
	}
	qsort(clusters, count, sizeof *clusters, by_order);
	for (size_t i = 0; i < count; i++) {
		const struct cluster *c = &clusters[i];
		if (got[0] + c->sizes[0] > furui_split_share(split, all[0]) ||
		    got[1] + c->sizes[1] > furui_split_share(split, all[1]))
			continue;
		got[0] += c->sizes[0];
		got[1] += c->sizes[1];
		chosen[c->number] = true;
	}
	for (size_t i = 0; i < count; i++)
		split->in_test[i] = chosen[of[i]];
	free(clusters);
	free(chosen);
}

int furui_split_by_cluster(struct furui_split *split, struct furui_error *err)
{
	size_t count = split->index.count;
	struct furui_sketch *sketches = furui_xmalloc(count * sizeof *sketches);
	size_t *of = furui_xmalloc(count * sizeof *of);
	int result = sketch_all(split, sketches, err);
	if (result == 0) {
		furui_cluster(sketches, count, of);
		choose(split, of);
	}
	free(sketches);
	free(of);
	return result;
}
