/* The hash of bytes: 8 at a time, multiply and mix. */
#include "furui/hash.h"

static uint64_t load(const unsigned char *bytes, size_t size)
{
	uint64_t word = 0;
	for (size_t i = 0; i < size; i++)
		word |= (uint64_t)bytes[i] << (8 * i);
	return word;
}

uint64_t furui_hash(const void *bytes, size_t size, uint64_t seed)
{
	const unsigned char *next = bytes;
	uint64_t hash = seed ^ (size * 0x9e3779b97f4a7c15ULL);
	for (; size >= 8; size -= 8, next += 8)
		hash = furui_hash_mix(hash ^ load(next, 8)) +
		       0x9e3779b97f4a7c15ULL;
	return furui_hash_mix(hash ^ load(next, size));
}
