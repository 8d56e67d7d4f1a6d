/* The arena: a chain of blocks, the newest in use. */
#include "furui/arena.h"

#include <stdalign.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"

enum {
	BLOCK_SIZE = 1 << 16
};

struct furui_arena_block {
	struct furui_arena_block *older;
	size_t size;
	alignas(max_align_t) char bytes[];
};

static void add_block(struct furui_arena *arena, size_t size)
{
	size_t whole = sizeof(struct furui_arena_block) + size;
	struct furui_arena_block *block = furui_xmalloc(whole);
	block->older = arena->blocks;
	block->size = size;
	arena->blocks = block;
	arena->next = block->bytes;
	arena->left = size;
}

void *furui_arena_alloc(struct furui_arena *arena, size_t size)
{
	const size_t align = alignof(max_align_t);
	size = size ? (size + align - 1) / align * align : align;
	if (size > arena->left) {
		size_t least = arena->step ? arena->step : BLOCK_SIZE;
		add_block(arena, size > least ? size : least);
	}
	void *memory = arena->next;
	arena->next += size;
	arena->left -= size;
	return memory;
}

char *furui_arena_copy(struct furui_arena *arena, const void *bytes,
		       size_t size)
{
	char *copy = furui_arena_alloc(arena, size + 1);
	if (size)
		memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}

void furui_arena_clear(struct furui_arena *arena)
{
	while (arena->blocks && arena->blocks->older) {
		struct furui_arena_block *block = arena->blocks;
		arena->blocks = block->older;
		free(block);
	}
	if (arena->blocks) {
		arena->next = arena->blocks->bytes;
		arena->left = arena->blocks->size;
	}
}

void furui_arena_free(struct furui_arena *arena)
{
	furui_arena_clear(arena);
	free(arena->blocks);
	*arena = (struct furui_arena){0};
}
