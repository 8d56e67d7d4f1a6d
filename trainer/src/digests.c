/* A set of messages, by digest: 18 bytes each, doubled. */
#include "digests.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "furui/buffer.h"

enum {
	FIRST_CAPACITY = 1024
};

/* The digest's entry, or the free one where it belongs. */
static struct digest_entry *find(const struct digests *set,
				 const struct furui_digest *digest)
{
	uint64_t at;
	memcpy(&at, digest->bytes, sizeof at); /* a digest is a hash already */
	for (;; at++) {
		struct digest_entry *entry =
			&set->slots[at & (set->capacity - 1)];
		if (!entry->used ||
		    memcmp(&entry->digest, digest, sizeof *digest) == 0)
			return entry;
	}
}

static void grow(struct digests *set)
{
	struct digests old = *set;
	set->capacity = old.capacity ? old.capacity * 2 : FIRST_CAPACITY;
	size_t size = set->capacity * sizeof *set->slots;
	set->slots = memset(furui_xmalloc(size), 0, size);
	for (size_t i = 0; i < old.capacity; i++)
		if (old.slots[i].used)
			*find(set, &old.slots[i].digest) = old.slots[i];
	free(old.slots);
}

bool digests_add(struct digests *set, const struct furui_digest *digest)
{
	if ((set->count + 1) * 2 > set->capacity)
		grow(set);
	struct digest_entry *entry = find(set, digest);
	if (entry->used)
		return false;
	*entry = (struct digest_entry){*digest, true, false};
	set->count++;
	return true;
}

bool digests_mark(struct digests *set, const struct furui_digest *digest)
{
	struct digest_entry *entry = set->capacity ? find(set, digest) : NULL;
	if (!entry || !entry->used)
		return false;
	entry->marked = true;
	return true;
}

bool digests_is_marked(const struct digests *set,
		       const struct furui_digest *digest)
{
	return set->capacity && find(set, digest)->marked;
}

void digests_free(struct digests *set)
{
	free(set->slots);
	*set = (struct digests){0};
}
