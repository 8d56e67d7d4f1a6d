/* Memory that lives as long as one message: allocated in a row, freed at
 * once. Out of memory aborts, like furui_xmalloc(). */
#ifndef FURUI_ARENA_H
#define FURUI_ARENA_H

#include <stddef.h>

struct furui_arena_block;

/* All zero is an empty arena. */
struct furui_arena {
	struct furui_arena_block *blocks;
	char *next;
	size_t left;
	/* Set before use, memory is taken by so many bytes at a time instead of
	 * 64 KB: for what will be large. */
	size_t step;
};

/* `size` bytes aligned for any type; not cleared, never NULL. Valid until the
 * arena is cleared or freed. */
void *furui_arena_alloc(struct furui_arena *arena, size_t size);

/* A copy of the bytes, with a NUL behind them. */
char *furui_arena_copy(struct furui_arena *arena, const void *bytes,
		       size_t size);

/* Frees all but the first block, so that the next message reuses it. */
void furui_arena_clear(struct furui_arena *arena);
void furui_arena_free(struct furui_arena *arena);

#endif
