/* Changes of token counts, collected so that a batch of messages touches each
 * token's record once, in key order. */
#include <stdlib.h>
#include <string.h>

#include "furui/hash.h"
#include "store_private.h"

enum {
	FIRST_CAPACITY = 1 << 12
};

static struct store_delta *slot_of(struct store_delta *slots, size_t capacity,
				   uint64_t hash, const char *key, size_t size)
{
	size_t at = hash & (capacity - 1);
	while (slots[at].key &&
	       (slots[at].hash != hash || slots[at].size != size ||
		memcmp(slots[at].key, key, size) != 0))
		at = (at + 1) & (capacity - 1);
	return &slots[at];
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
		if (old->key)
			*slot_of(slots, capacity, old->hash, old->key,
				 old->size) = *old;
	}
	free(table->slots);
	table->slots = slots;
	table->capacity = capacity;
}

struct store_delta *store_table_at(struct store_table *table, const char *key,
				   size_t size)
{
	if ((table->used + 1) * 2 > table->capacity)
		grow(table);
	uint64_t hash = furui_hash(key, size, 0);
	struct store_delta *slot =
		slot_of(table->slots, table->capacity, hash, key, size);
	if (!slot->key) {
		slot->hash = hash;
		slot->key = furui_arena_copy(&table->keys, key, size);
		slot->size = (uint32_t)size;
		table->used++;
	}
	return slot;
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
