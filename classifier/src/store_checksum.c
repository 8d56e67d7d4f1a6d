/* The checksum that Berkeley DB puts on each page, its __ham_func4(): every
 * byte waits for the one before there, which took a fiftieth of a training.
 * Static programs are linked so that the library calls this. */
#include <stdint.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "store_checksum.h"

/* The sum of bytes times powers of 33, modulo 2^32: with each byte what there
 * was is multiplied by 33. */
enum {
	FACTOR = 33
};

#ifdef __SSE2__
/* 33^2, 33^4 and so on. */
static const uint32_t two = 1089, four = 1185921, eight = 1954312449,
		      sixteen = 2463752705;

/* Sixteen bytes: pairs, fours, then the rest. */
static uint32_t add_sixteen(uint32_t sum, const unsigned char *bytes)
{
	const __m128i zero = _mm_setzero_si128();
	const __m128i by_one = _mm_set1_epi32(1 << 16 | FACTOR);
	const __m128i by_two = _mm_set1_epi32(1 << 16 | (int)two);
	uint32_t fours[4];
	__m128i all = _mm_loadu_si128((const void *)bytes);
	__m128i low = _mm_madd_epi16(_mm_unpacklo_epi8(all, zero), by_one);
	__m128i high = _mm_madd_epi16(_mm_unpackhi_epi8(all, zero), by_one);
	all = _mm_madd_epi16(_mm_packs_epi32(low, high), by_two);
	_mm_storeu_si128((void *)fours, all);
	return sum * sixteen + (fours[0] * four + fours[1]) * eight +
	       fours[2] * four + fours[3];
}
#endif

uint32_t furui_page_checksum(const void *database, const void *page,
			     uint32_t size)
{
	const unsigned char *bytes = page;
	uint32_t sum = 0;
	(void)database;
#ifdef __SSE2__
	for (; size >= 16; size -= 16, bytes += 16)
		sum = add_sixteen(sum, bytes);
#endif
	for (; size; size--)
		sum = sum * FACTOR + *bytes++;
	return sum;
}
