/* A set of digests, each with a number: open addressing. */
#include <stdlib.h>
#include <string.h>

#include "program.h"

/* The digest is a hash already. */
static size_t place(const struct furui_digest_set *set,
		    const struct furui_digest *digest)
{
	uint64_t hash;
	memcpy(&hash, digest->bytes, sizeof hash);
	size_t at = (size_t)hash & (set->capacity - 1);
	while (set->values[at] &&
	       memcmp(&set->keys[at], digest, sizeof *digest) != 0)
		at = (at + 1) & (set->capacity - 1);
	return at;
}

static void grow(struct furui_digest_set *set)
{
	struct furui_digest_set old = *set;
	set->capacity = old.capacity ? 2 * old.capacity : 1024;
	set->keys = furui_xmalloc(set->capacity * sizeof *set->keys);
	set->values = furui_xmalloc(set->capacity * sizeof *set->values);
	memset(set->values, 0, set->capacity * sizeof *set->values);
	for (size_t i = 0; i < old.capacity; i++) {
		if (!old.values[i])
			continue;
		size_t at = place(set, &old.keys[i]);
		set->keys[at] = old.keys[i];
		set->values[at] = old.values[i];
	}
	free(old.keys);
	free(old.values);
}

size_t furui_digest_set_add(struct furui_digest_set *set,
			    const struct furui_digest *digest, size_t number)
{
	if (set->count >= set->capacity / 2)
		grow(set);
	size_t at = place(set, digest);
	if (set->values[at])
		return set->values[at] - 1;
	set->keys[at] = *digest;
	set->values[at] = number + 1;
	set->count++;
	return number;
}

void furui_digest_set_free(struct furui_digest_set *set)
{
	free(set->keys);
	free(set->values);
	*set = (struct furui_digest_set){0};
}
