/* Changes of token counts, collected so that a batch of messages touches each
 * token's record once, in key order. */
#include <stdlib.h>
#include <string.h>

#include "store_private.h"

enum {
	FIRST_CAPACITY = 1 << 12
};

/* Whether a key is a token's, whose tag has that name. */
static bool is_of(const struct store_delta *delta,
		  const struct furui_token *token, const char *tag, size_t size)
{
	return delta->hash == token->id &&
	       delta->size == size + 1 + token->size &&
	       memcmp(delta->key, tag, size) == 0 &&
	       memcmp(delta->key + size + 1, token->text, token->size) == 0;
}

static struct store_delta *new_slots(size_t capacity)
{
	size_t size = capacity * sizeof(struct store_delta);
	return memset(furui_xmalloc(size), 0, size);
}

static void grow(struct store_table *table)
{
	size_t capacity =
		table->capacity ? table->capacity * 2 : FIRST_CAPACITY;
	struct store_delta *slots = new_slots(capacity);
	for (size_t i = 0; i < table->capacity; i++) {
		const struct store_delta *old = &table->slots[i];
		if (!old->key)
			continue;
		size_t at = old->hash & (capacity - 1);
		while (slots[at].key)
			at = (at + 1) & (capacity - 1);
		slots[at] = *old;
	}
	free(table->slots);
	table->slots = slots;
	table->capacity = capacity;
}

static char *put(char *to, const char *bytes, size_t size)
{
	memcpy(to, bytes, size);
	return to + size;
}

struct store_delta *store_table_at(struct store_table *table,
				   const struct furui_token *token)
{
	if ((table->used + 1) * 2 > table->capacity)
		grow(table);
	const char *tag = furui_tag_name((enum furui_tag)token->tag);
	size_t size = strlen(tag);
	size_t at = token->id & (table->capacity - 1);
	struct store_delta *slot;
	while ((slot = &table->slots[at])->key &&
	       !is_of(slot, token, tag, size))
		at = (at + 1) & (table->capacity - 1);
	if (!slot->key) {
		slot->hash = token->id;
		slot->size = (uint32_t)(size + 1 + token->size);
		char *key = furui_arena_alloc(&table->keys, slot->size);
		slot->key = key;
		key = put(key, tag, size);
		key = put(key, ":", 1);
		(void)put(key, token->text, token->size);
		table->used++;
	}
	return slot;
}

void store_table_prefetch(const struct store_table *table,
			  const struct furui_token *token)
{
	if (table->capacity)
		__builtin_prefetch(
			&table->slots[token->id & (table->capacity - 1)]);
}

static int by_key(const void *a, const void *b)
{
	const struct store_delta *x = a;
	const struct store_delta *y = b;
	size_t size = x->size < y->size ? x->size : y->size;
	int order = memcmp(x->key, y->key, size);
	return order ? order : (x->size > y->size) - (x->size < y->size);
}

const struct store_delta *store_table_sort(struct store_table *table)
{
	size_t to = 0;
	for (size_t i = 0; i < table->capacity; i++)
		if (table->slots[i].key)
			table->slots[to++] = table->slots[i];
	if (to)
		qsort(table->slots, to, sizeof *table->slots, by_key);
	return table->slots;
}

void store_table_clear(struct store_table *table)
{
	if (table->slots)
		memset(table->slots, 0, table->capacity * sizeof *table->slots);
	table->used = 0;
	furui_arena_clear(&table->keys);
}

void store_table_free(struct store_table *table)
{
	free(table->slots);
	furui_arena_free(&table->keys);
	*table = (struct store_table){0};
}
