/* Which tokens to keep of a message that has too many: a flood of junk before
 * or behind what a person reads must not take its place. */
#include <stdlib.h>
#include <string.h>

#include "furui/limits.h"
#include "reader_private.h"

enum {
	FIRST = 4000, /* kept in any case, and so are the last */
	LAST = 2000,
};

static int by_id(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

/* True for a token that has its place whatever its id. */
static bool is_kept(const struct furui_token *token, size_t i, size_t count)
{
	return i < FIRST || i >= count - LAST || token->tag == FURUI_TAG_META;
}

/* The id up to which `room` of the other tokens are kept: ids are hashes, so
 * that this is a fair sample, and the same each time. */
static uint64_t threshold(const struct furui_token *tokens, size_t count)
{
	uint64_t *ids = furui_xmalloc(count * sizeof *ids);
	size_t others = 0;
	for (size_t i = 0; i < count; i++)
		if (!is_kept(&tokens[i], i, count))
			ids[others++] = tokens[i].id;
	size_t kept = count - others;
	size_t room = kept < FURUI_LIMIT_TOKENS ? FURUI_LIMIT_TOKENS - kept : 0;
	qsort(ids, others, sizeof *ids, by_id);
	uint64_t last = !room ? 0 : room < others ? ids[room - 1] : UINT64_MAX;
	free(ids);
	return last;
}

void furui_reader_select(struct furui_reader *reader)
{
	size_t count = reader->tokens.size / sizeof(struct furui_token);
	if (count <= FURUI_LIMIT_TOKENS)
		return;
	furui_reader_note(reader, "limit-tokens");
	struct furui_token *tokens = (void *)reader->tokens.data;
	count = reader->tokens.size / sizeof *tokens;
	uint64_t last = threshold(tokens, count);
	size_t kept = 0;
	for (size_t i = 0; i < count && kept < FURUI_LIMIT_TOKENS; i++)
		if (is_kept(&tokens[i], i, count) || tokens[i].id <= last)
			tokens[kept++] = tokens[i];
	reader->tokens.size = kept * sizeof *tokens;
}
