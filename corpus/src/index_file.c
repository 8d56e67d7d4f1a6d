/* A corpus's index: lines "spam data/000001", as TREC's. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "program.h"

enum {
	INDEX_LIMIT = 1 << 30, /* bytes */
};

/* One line; -1 when it is none of an index. Blank lines are passed over. */
static int add_line(struct furui_index *index, const char *line, size_t size)
{
	while (size && strchr(" \t\r", line[size - 1]))
		size--;
	if (size == 0)
		return 0;
	bool spam = size > 5 && memcmp(line, "spam", 4) == 0;
	bool ham = size > 4 && memcmp(line, "ham", 3) == 0;
	size_t skip = spam ? 4 : 3;
	if ((!spam && !ham) || (line[skip] != ' ' && line[skip] != '\t'))
		return -1;
	while (skip < size && (line[skip] == ' ' || line[skip] == '\t'))
		skip++;
	if (memchr(line, '\0', size))
		return -1;
	if (index->count == index->capacity) {
		index->capacity = index->capacity ? 2 * index->capacity : 256;
		index->entries = furui_xrealloc(index->entries,
						index->capacity *
							sizeof *index->entries);
	}
	index->entries[index->count++] = (struct furui_index_entry){
		.path = furui_arena_copy(&index->arena, line + skip,
					 size - skip),
		.spam = spam,
	};
	return 0;
}

int furui_index_read(struct furui_index *index, const char *path,
		     struct furui_error *err)
{
	struct furui_buffer text = {0};
	struct furui_error reason;
	*index = (struct furui_index){0};
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return furui_fail_errno(err, "cannot open %s", path);
	int got = furui_buffer_read(&text, fd, INDEX_LIMIT, &reason);
	close(fd);
	if (got < 0) {
		furui_buffer_free(&text);
		return furui_fail(err, reason.code, "%s: %s", path,
				  reason.text);
	}
	size_t number = 0;
	for (size_t at = 0; at < text.size;) {
		const char *line = text.data + at;
		const char *end = memchr(line, '\n', text.size - at);
		size_t size = end ? (size_t)(end - line) : text.size - at;
		number++;
		if (add_line(index, line, size) < 0) {
			furui_index_free(index);
			furui_buffer_free(&text);
			return furui_fail(err, FURUI_ERROR_INPUT,
					  "%s, line %zu: not \"spam PATH\" or "
					  "\"ham PATH\"",
					  path, number);
		}
		at += size + 1;
	}
	furui_buffer_free(&text);
	return 0;
}

void furui_index_add_line(struct furui_buffer *out, bool spam, const char *path)
{
	furui_buffer_printf(out, "%s %s\n", spam ? "spam" : "ham", path);
}

void furui_index_free(struct furui_index *index)
{
	furui_arena_free(&index->arena);
	free(index->entries);
	*index = (struct furui_index){0};
}
