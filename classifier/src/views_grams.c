/* Slots of n-grams, many at a time. */
#include "views_slot.h"

#include "processor.h"

typedef void hash_grams(const char *text, size_t count, uint32_t *slots);

/* n is a constant to each of its three. */
static inline void hash_plainly(const char *text, size_t count, size_t n,
				uint32_t *slots)
{
	for (size_t i = 0; i < count; i++)
		slots[i] = furui_view_gram(text + i, n);
}

#define PLAINLY(n)                                                             \
	static void hash_plainly_##n(const char *text, size_t count,           \
				     uint32_t *slots)                          \
	{                                                                      \
		hash_plainly(text, count, n, slots);                           \
	}
PLAINLY(2)
PLAINLY(4)
PLAINLY(6)

static hash_grams *const plainly[] = {hash_plainly_2, hash_plainly_4,
				      hash_plainly_6};

#ifdef FURUI_PROCESSOR
#include <immintrin.h>

#define WIDE __attribute__((target("avx512f,avx512bw,avx512dq")))

/* The same as furui_view_slot(), of eight. */
WIDE static inline __m256i slots_of(__m512i x)
{
	const __m512i first = _mm512_set1_epi64((long long)0xff51afd7ed558ccd);
	const __m512i second = _mm512_set1_epi64((long long)0xc4ceb9fe1a85ec53);
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 33));
	x = _mm512_mullo_epi64(x, first);
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 33));
	x = _mm512_mullo_epi64(x, second);
	return _mm512_cvtepi64_epi32(
		_mm512_srli_epi64(x, 64 - FURUI_TABLE_BITS));
}

/* Where the bytes of eight n-grams lie in the sixteen that are read: those of
 * the k-th begin at k, and what is no byte of it is zero. */
WIDE static inline __m512i places_of(size_t n)
{
	unsigned char places[64];
	for (size_t i = 0; i < sizeof places; i++)
		places[i] = (unsigned char)(i % 8 < n ? i / 8 + i % 8 : 0x80);
	return _mm512_loadu_si512(places);
}

WIDE static inline void hash_wide(const char *text, size_t count, size_t n,
				  uint32_t *slots)
{
	const __m512i places = places_of(n);
	const __m512i mark = _mm512_set1_epi64((long long)n << 56);
	size_t i = 0;
	/* What is read must lie within the text, count + n - 1 bytes. */
	for (; i + 16 <= count + n - 1; i += 8) {
		__m128i bytes = _mm_loadu_si128((const void *)(text + i));
		__m512i grams = _mm512_shuffle_epi8(
			_mm512_broadcast_i32x4(bytes), places);
		_mm256_storeu_si256((void *)(slots + i),
				    slots_of(_mm512_or_si512(grams, mark)));
	}
	for (; i < count; i++)
		slots[i] = furui_view_gram(text + i, n);
}

#define WIDELY(n)                                                              \
	WIDE static void hash_wide_##n(const char *text, size_t count,         \
				       uint32_t *slots)                        \
	{                                                                      \
		hash_wide(text, count, n, slots);                              \
	}
WIDELY(2)
WIDELY(4)
WIDELY(6)

static hash_grams *const widely[] = {hash_wide_2, hash_wide_4, hash_wide_6};

static hash_grams *const *best(void)
{
	return furui_has_avx512() ? widely : plainly;
}
#else
static hash_grams *const *best(void)
{
	return plainly;
}
#endif

void furui_view_grams(const char *text, size_t count, size_t n, uint32_t *slots)
{
	best()[n / 2 - 1](text, count, slots);
}

void furui_view_grams_portable(const char *text, size_t count, size_t n,
			       uint32_t *slots)
{
	plainly[n / 2 - 1](text, count, slots);
}
