/* SHA-256: a tenth of training from folders was GLib's, at 54 instructions a
 * byte; with the processor's own instructions it is 2 (measured). */
#include "sha256.h"

#include "processor.h"

#include <stdint.h>
#include <string.h>

enum {
	BLOCK = 64, /* bytes */
	ROUNDS = 64,
};

static const uint32_t constants[ROUNDS] = {
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1,
	0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3,
	0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
	0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147,
	0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
	0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
	0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
	0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208,
	0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

/* Takes whole blocks into the state. */
typedef void take_blocks(uint32_t state[8], const unsigned char *bytes,
			 size_t blocks);

static uint32_t turn(uint32_t x, int by)
{
	return x >> by | x << (32 - by);
}

static void schedule(uint32_t w[ROUNDS], const unsigned char *bytes)
{
	for (int i = 0; i < 16; i++, bytes += 4)
		w[i] = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
		       (uint32_t)bytes[2] << 8 | bytes[3];
	for (int i = 16; i < ROUNDS; i++) {
		uint32_t a = w[i - 15], b = w[i - 2];
		w[i] = w[i - 16] + w[i - 7] +
		       (turn(a, 7) ^ turn(a, 18) ^ a >> 3) +
		       (turn(b, 17) ^ turn(b, 19) ^ b >> 10);
	}
}

/* One round, the number of which leaves `i` when divided by 8. The letters a to
 * h of FIPS 180-4 go round in s, instead of moving through it. */
static inline void take_round(uint32_t s[8], int i, uint32_t sum)
{
	uint32_t a = s[(8 - i) & 7], b = s[(9 - i) & 7], c = s[(10 - i) & 7];
	uint32_t e = s[(12 - i) & 7], f = s[(13 - i) & 7], g = s[(14 - i) & 7];
	uint32_t *d = &s[(11 - i) & 7], *h = &s[(15 - i) & 7];
	uint32_t one = *h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
		       (g ^ (e & (f ^ g))) + sum;
	*d += one;
	*h = one + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) +
	     ((a & b) | (c & (a | b)));
}

static void take_portably(uint32_t state[8], const unsigned char *bytes,
			  size_t blocks)
{
	for (; blocks; blocks--, bytes += BLOCK) {
		uint32_t w[ROUNDS], s[8];
		schedule(w, bytes);
		memcpy(s, state, sizeof s);
		/* Written out, so that s stays in registers. */
		for (int i = 0; i < ROUNDS; i += 8) {
			take_round(s, 0, constants[i] + w[i]);
			take_round(s, 1, constants[i + 1] + w[i + 1]);
			take_round(s, 2, constants[i + 2] + w[i + 2]);
			take_round(s, 3, constants[i + 3] + w[i + 3]);
			take_round(s, 4, constants[i + 4] + w[i + 4]);
			take_round(s, 5, constants[i + 5] + w[i + 5]);
			take_round(s, 6, constants[i + 6] + w[i + 6]);
			take_round(s, 7, constants[i + 7] + w[i + 7]);
		}
		for (int i = 0; i < 8; i++)
			state[i] += s[i];
	}
}

#ifdef FURUI_PROCESSOR
#include <immintrin.h>

#define SHA_TARGET __attribute__((target("sha,sse4.1")))

/* Intel's names: the state is kept as A B E F and C D G H. Four rounds a turn;
 * the last four turns make words that nobody needs. */
SHA_TARGET static void take_fast(uint32_t state[8], const unsigned char *bytes,
				 size_t blocks)
{
	const __m128i swap =
		_mm_set_epi64x(0x0c0d0e0f08090a0b, 0x0405060700010203);
	const __m128i *k = (const void *)constants;
	__m128i cdab =
		_mm_shuffle_epi32(_mm_loadu_si128((const void *)state), 0xb1);
	__m128i efgh = _mm_shuffle_epi32(
		_mm_loadu_si128((const void *)(state + 4)), 0x1b);
	__m128i abef = _mm_alignr_epi8(cdab, efgh, 8);
	__m128i cdgh = _mm_blend_epi16(efgh, cdab, 0xf0);
	for (; blocks; blocks--, bytes += BLOCK) {
		const __m128i *in = (const void *)bytes;
		__m128i w[4], abef_before = abef, cdgh_before = cdgh;
		for (int i = 0; i < 4; i++)
			w[i] = _mm_shuffle_epi8(_mm_loadu_si128(in + i), swap);
		for (int i = 0; i < ROUNDS / 4; i++) {
			__m128i sum =
				_mm_add_epi32(w[0], _mm_loadu_si128(k + i));
			cdgh = _mm_sha256rnds2_epu32(cdgh, abef, sum);
			abef = _mm_sha256rnds2_epu32(
				abef, cdgh, _mm_shuffle_epi32(sum, 0x0e));
			__m128i next =
				_mm_add_epi32(_mm_sha256msg1_epu32(w[0], w[1]),
					      _mm_alignr_epi8(w[3], w[2], 4));
			w[0] = w[1];
			w[1] = w[2];
			w[2] = w[3];
			w[3] = _mm_sha256msg2_epu32(next, w[2]);
		}
		abef = _mm_add_epi32(abef, abef_before);
		cdgh = _mm_add_epi32(cdgh, cdgh_before);
	}
	__m128i feba = _mm_shuffle_epi32(abef, 0x1b);
	__m128i dchg = _mm_shuffle_epi32(cdgh, 0xb1);
	_mm_storeu_si128((void *)state, _mm_blend_epi16(feba, dchg, 0xf0));
	_mm_storeu_si128((void *)(state + 4), _mm_alignr_epi8(dchg, feba, 8));
}

static take_blocks *best(void)
{
	return furui_has_sha() ? take_fast : take_portably;
}
#else
static take_blocks *best(void)
{
	return take_portably;
}
#endif

static void digest(take_blocks *take, const unsigned char *bytes, size_t size,
		   unsigned char out[FURUI_SHA256_SIZE])
{
	uint32_t state[8] = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
			     0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
	unsigned char last[2 * BLOCK] = {0};
	size_t whole = size / BLOCK, rest = size % BLOCK;
	if (whole)
		take(state, bytes, whole);
	if (rest)
		memcpy(last, bytes + whole * BLOCK, rest);
	last[rest] = 0x80;
	size_t blocks = rest + 9 > BLOCK ? 2 : 1;
	for (size_t i = 0; i < 8; i++)
		last[blocks * BLOCK - 1 - i] =
			(unsigned char)((uint64_t)size * 8 >> (8 * i));
	take(state, last, blocks);
	for (size_t i = 0; i < FURUI_SHA256_SIZE; i++)
		out[i] = (unsigned char)(state[i / 4] >> (24 - i % 4 * 8));
}

void furui_sha256(const void *bytes, size_t size,
		  unsigned char out[FURUI_SHA256_SIZE])
{
	digest(best(), bytes, size, out);
}

void furui_sha256_portable(const void *bytes, size_t size,
			   unsigned char out[FURUI_SHA256_SIZE])
{
	digest(take_portably, bytes, size, out);
}
