/* Changes of token counts, collected so that a batch of messages touches each
 * token's record once, in key order. */
#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "store_private.h"

enum {
	FIRST_CAPACITY = 1 << 12
};

static bool is_of(const struct store_delta *delta,
		  const struct furui_token *token)
{
	return delta->hash == token->id && delta->tag == token->tag &&
	       delta->size == token->size &&
	       memcmp(delta->key + delta->prefix, token->text, token->size) ==
		       0;
}

/* An entry of the index: the high half of a token's id, and the delta's number
 * plus 1; 0 is an empty one. The entries of a batch fit into the processor's
 * cache, which the deltas do not. */
#define ID_HALF 0xffffffff00000000

static struct store_delta *delta_of(const struct store_table *table,
				    uint64_t entry)
{
	return &table->deltas[(size_t)(entry & ~ID_HALF) - 1];
}

static void enter(struct store_table *table, uint64_t hash, size_t number)
{
	size_t at = hash & (table->capacity - 1);
	while (table->index[at])
		at = (at + 1) & (table->capacity - 1);
	table->index[at] = (hash & ID_HALF) | (number + 1);
}

static void grow(struct store_table *table)
{
	table->capacity =
		table->capacity ? table->capacity * 2 : FIRST_CAPACITY;
	size_t size = table->capacity * sizeof *table->index;
	free(table->index);
	table->index = memset(furui_xmalloc(size), 0, size);
	table->deltas = furui_xrealloc(
		table->deltas, table->capacity / 2 * sizeof *table->deltas);
	for (size_t i = 0; i < table->used; i++)
		enter(table, table->deltas[i].hash, i);
}

static char *put(char *to, const char *bytes, size_t size)
{
	memcpy(to, bytes, size);
	return to + size;
}

static struct store_delta *add(struct store_table *table,
			       const struct furui_token *token)
{
	if (table->used == table->capacity / 2)
		grow(table);
	enter(table, token->id, table->used);
	const char *tag = furui_tag_name((enum furui_tag)token->tag);
	size_t prefix = strlen(tag) + 1;
	char *key = furui_arena_alloc(&table->keys, prefix + token->size);
	struct store_delta *delta = &table->deltas[table->used++];
	*delta = (struct store_delta){
		.hash = token->id,
		.key = key,
		.tag = token->tag,
		.prefix = (uint8_t)prefix,
		.size = token->size,
	};
	key = put(key, tag, prefix - 1);
	key = put(key, ":", 1);
	(void)put(key, token->text, token->size);
	return delta;
}

struct store_delta *store_table_at(struct store_table *table,
				   const struct furui_token *token)
{
	size_t last = table->capacity - 1, at = token->id & last;
	uint64_t entry;
	for (; table->capacity && (entry = table->index[at]);
	     at = (at + 1) & last) {
		struct store_delta *delta = delta_of(table, entry);
		if (!((entry ^ token->id) & ID_HALF) && is_of(delta, token))
			return delta;
	}
	return add(table, token);
}

void store_table_prefetch(const struct store_table *table,
			  const struct furui_token *token,
			  enum store_prefetch what)
{
	if (!table->capacity)
		return;
	const uint64_t *entry =
		&table->index[token->id & (table->capacity - 1)];
	if (what == STORE_PREFETCH_ENTRY)
		__builtin_prefetch(entry);
	else if (*entry && what == STORE_PREFETCH_DELTA)
		__builtin_prefetch(delta_of(table, *entry));
	else if (*entry)
		__builtin_prefetch(delta_of(table, *entry)->key);
}

/* The first two letters of the tag, which no two tags share, and six bytes of
 * the text tell most keys apart. */
static uint64_t first_of(const struct store_delta *delta)
{
	unsigned char first[8] = {(unsigned char)delta->key[0],
				  (unsigned char)delta->key[1]};
	uint64_t number;
	memcpy(first + 2, delta->key + delta->prefix,
	       delta->size < 6 ? delta->size : 6);
	memcpy(&number, first, sizeof number);
	return be64toh(number);
}

static int by_key(const void *a, const void *b)
{
	const struct store_place *p = a, *q = b;
	const struct store_delta *x = p->delta, *y = q->delta;
	size_t a_size = store_delta_size(x), b_size = store_delta_size(y);
	int order = memcmp(x->key, y->key, a_size < b_size ? a_size : b_size);
	return order ? order : (a_size > b_size) - (a_size < b_size);
}

/* Sorts by the numbers, a byte of them after the other, the lowest first; what
 * is sorted ends in `places` again. A comparing sort took four times as long.
 */
static void sort_by_first(struct store_place *places, struct store_place *room,
			  size_t count)
{
	enum {
		BYTES = sizeof places->first
	};
	size_t counts[BYTES][256] = {{0}};
	for (size_t i = 0; i < count; i++)
		for (int byte = 0; byte < BYTES; byte++)
			counts[byte][places[i].first >> (8 * byte) & 255]++;
	for (int byte = 0; byte < BYTES; byte++) {
		size_t at = 0;
		for (int value = 0; value < 256; value++) {
			size_t next = at + counts[byte][value];
			counts[byte][value] = at;
			at = next;
		}
		for (size_t i = 0; i < count; i++) {
			unsigned value = places[i].first >> (8 * byte) & 255;
			room[counts[byte][value]++] = places[i];
		}
		struct store_place *sorted = room;
		room = places;
		places = sorted;
	}
	_Static_assert(BYTES % 2 == 0, "it ends where it began");
}

const struct store_place *store_table_sort(struct store_table *table)
{
	size_t count = table->used;
	struct store_place *places =
		furui_xrealloc(table->places, 2 * count * sizeof *places);
	for (size_t i = 0; i < count; i++)
		places[i] = (struct store_place){first_of(&table->deltas[i]),
						 &table->deltas[i]};
	sort_by_first(places, places + count, count);
	for (size_t from = 0, to; from < count; from = to) {
		for (to = from + 1;
		     to < count && places[to].first == places[from].first;)
			to++;
		if (to - from > 1)
			qsort(places + from, to - from, sizeof *places, by_key);
	}
	return table->places = places;
}

void store_table_clear(struct store_table *table)
{
	if (table->capacity)
		memset(table->index, 0, table->capacity * sizeof *table->index);
	table->used = 0;
	free(table->places);
	table->places = NULL;
	furui_arena_clear(&table->keys);
}

void store_table_free(struct store_table *table)
{
	free(table->index);
	free(table->deltas);
	free(table->places);
	furui_arena_free(&table->keys);
	*table = (struct store_table){0};
}
