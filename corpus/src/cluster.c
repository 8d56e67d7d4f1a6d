/* Near-duplicates by min-hash (Broder 1997): the share of equal numbers in
 * two sketches estimates the share of tokens that two messages have in
 * common. Sketches that agree in a whole band are compared; those that agree
 * in half of their numbers belong together. */
#include <stdlib.h>
#include <string.h>

#include "furui/hash.h"
#include "program.h"

enum {
	ROWS = 4, /* numbers of a band: 32 bands find 99.98 % of the pairs
		     with 0.7 of their tokens in common, by calculation */
	BANDS = FURUI_SKETCH / ROWS,
	ENOUGH = FURUI_SKETCH / 2, /* equal numbers of near-duplicates */
	COMPARED = 64, /* messages each is compared with in a band */
};

void furui_sketch_begin(struct furui_sketch *sketch)
{
	memset(sketch, 0xff, sizeof *sketch);
}

void furui_sketch_add(struct furui_sketch *sketch, uint64_t id)
{
	for (size_t i = 0; i < FURUI_SKETCH; i++) {
		uint64_t seed = (i + 1) * 0x9e3779b97f4a7c15ULL;
		uint32_t value = (uint32_t)(furui_hash_mix(id ^ seed) >> 32);
		if (value < sketch->least[i])
			sketch->least[i] = value;
	}
}

static bool alike(const struct furui_sketch *a, const struct furui_sketch *b)
{
	size_t equal = 0;
	for (size_t i = 0; i < FURUI_SKETCH; i++)
		equal += a->least[i] == b->least[i];
	return equal >= ENOUGH;
}

/* The lowest number of i's cluster; shortens the way there. */
static size_t root(size_t *clusters, size_t i)
{
	while (clusters[i] != i) {
		clusters[i] = clusters[clusters[i]];
		i = clusters[i];
	}
	return i;
}

static void join(size_t *clusters, size_t a, size_t b)
{
	a = root(clusters, a);
	b = root(clusters, b);
	if (a < b)
		clusters[b] = a;
	else
		clusters[a] = b;
}

struct slot {
	uint64_t hash;
	size_t number;
};

static int compare(const void *left, const void *right)
{
	const struct slot *l = left, *r = right;
	if (l->hash != r->hash)
		return l->hash < r->hash ? -1 : 1;
	return l->number < r->number ? -1 : l->number > r->number;
}

/* Joins what is alike among messages with an equal band. */
static void join_bucket(const struct furui_sketch *sketches,
			const struct slot *slots, size_t count,
			size_t *clusters)
{
	for (size_t i = 1; i < count; i++) {
		size_t number = slots[i].number;
		for (size_t k = 0; k < i && k < COMPARED; k++) {
			size_t other = slots[k].number;
			if (root(clusters, other) != root(clusters, number) &&
			    alike(&sketches[other], &sketches[number]))
				join(clusters, other, number);
		}
	}
}

void furui_cluster(const struct furui_sketch *sketches, size_t count,
		   size_t *clusters)
{
	struct slot *slots = furui_xmalloc(count * sizeof *slots);
	for (size_t i = 0; i < count; i++)
		clusters[i] = i;
	for (size_t band = 0; band < BANDS && count > 1; band++) {
		for (size_t i = 0; i < count; i++)
			slots[i] = (struct slot){
				furui_hash(&sketches[i].least[band * ROWS],
					   ROWS * sizeof(uint32_t), band),
				i};
		qsort(slots, count, sizeof *slots, compare);
		for (size_t first = 0, last; first < count; first = last) {
			last = first + 1;
			while (last < count &&
			       slots[last].hash == slots[first].hash)
				last++;
			join_bucket(sketches, slots + first, last - first,
				    clusters);
		}
	}
	for (size_t i = 0; i < count; i++)
		clusters[i] = root(clusters, i);
	free(slots);
}
