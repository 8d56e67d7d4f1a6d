/* 64-bit hashes of short byte strings: token ids, n-gram slots, checksums of
 * our own files. Not for secrets. */
#ifndef FURUI_HASH_H
#define FURUI_HASH_H

#include <stddef.h>
#include <stdint.h>

/* What furui_hash_mix() makes of x, right in the high 31 bits alone. */
static inline uint64_t furui_hash_mix_high(uint64_t x)
{
	x ^= x >> 33;
	x *= 0xff51afd7ed558ccdULL;
	x ^= x >> 33;
	return x * 0xc4ceb9fe1a85ec53ULL;
}

/* Mixes all bits of x into all bits of the result: the finaliser of
 * MurmurHash3 (Appleby). */
static inline uint64_t furui_hash_mix(uint64_t x)
{
	x = furui_hash_mix_high(x);
	return x ^ (x >> 33);
}

/* The hash of `size` bytes, continuing from seed (0 to begin). The value is
 * part of the model's file format: it never changes, and is the same on every
 * machine. */
uint64_t furui_hash(const void *bytes, size_t size, uint64_t seed);

/* A checksum of many bytes, ten times as fast: for tables of megabytes that
 * are written and read back. Differs between machines of different byte
 * order. */
uint64_t furui_sum(const void *bytes, size_t size);

#endif
