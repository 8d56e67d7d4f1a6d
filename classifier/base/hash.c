/* The hash of bytes: 8 at a time, multiply and mix. */
#include "furui/hash.h"

#include <endian.h>
#include <string.h>

static uint64_t load8(const unsigned char *bytes)
{
	uint64_t word;
	memcpy(&word, bytes, sizeof word);
	return le64toh(word);
}

static uint64_t load4(const unsigned char *bytes)
{
	uint32_t word;
	memcpy(&word, bytes, sizeof word);
	return le32toh(word);
}

/* Up to seven bytes, the first lowest; some of them are read twice, into the
 * same place. */
static uint64_t load_rest(const unsigned char *bytes, size_t size)
{
	if (size >= 4)
		return load4(bytes) | load4(bytes + size - 4)
					      << (8 * (size - 4));
	if (!size)
		return 0;
	return bytes[0] | (uint64_t)bytes[size / 2] << (8 * (size / 2)) |
	       (uint64_t)bytes[size - 1] << (8 * (size - 1));
}

uint64_t furui_hash(const void *bytes, size_t size, uint64_t seed)
{
	const unsigned char *next = bytes;
	uint64_t hash = seed ^ (size * 0x9e3779b97f4a7c15ULL);
	for (; size >= 8; size -= 8, next += 8)
		hash = furui_hash_mix(hash ^ load8(next)) +
		       0x9e3779b97f4a7c15ULL;
	return furui_hash_mix(hash ^ load_rest(next, size));
}

/* Fletcher's sums in eight lanes, which the compiler adds side by side. */
uint64_t furui_sum(const void *bytes, size_t size)
{
	enum {
		LANES = 8
	};
	uint64_t plain[LANES] = {0}, weighted[LANES] = {0};
	const unsigned char *next = bytes;
	for (; size >= sizeof plain; size -= sizeof plain) {
		uint64_t words[LANES];
		memcpy(words, next, sizeof words);
		next += sizeof words;
		for (int i = 0; i < LANES; i++)
			plain[i] += words[i];
		for (int i = 0; i < LANES; i++)
			weighted[i] += plain[i];
	}
	return furui_hash(plain, sizeof plain, 0) ^
	       furui_hash(weighted, sizeof weighted, 1) ^
	       furui_hash(next, size, 2);
}
