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

#define FIRST ((long long)0xff51afd7ed558ccd)
#define SECOND ((long long)0xc4ceb9fe1a85ec53)

#define BY_512 __attribute__((target("avx512f,avx512bw,avx512dq")))
#define BY_256 __attribute__((target("avx2")))

/* The same as furui_view_slot(), of eight. */
BY_512 static inline __m256i slots_512(__m512i x)
{
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 33));
	x = _mm512_mullo_epi64(x, _mm512_set1_epi64(FIRST));
	x = _mm512_xor_si512(x, _mm512_srli_epi64(x, 33));
	x = _mm512_mullo_epi64(x, _mm512_set1_epi64(SECOND));
	return _mm512_cvtepi64_epi32(
		_mm512_srli_epi64(x, 64 - FURUI_TABLE_BITS));
}

/* The low half of the product, from products of halves. */
BY_256 static inline __m256i times(__m256i x, long long number)
{
	const __m256i low = _mm256_set1_epi64x(number);
	const __m256i high = _mm256_set1_epi64x(
		(long long)((unsigned long long)number >> 32));
	__m256i cross = _mm256_add_epi64(
		_mm256_mul_epu32(x, high),
		_mm256_mul_epu32(_mm256_srli_epi64(x, 32), low));
	return _mm256_add_epi64(_mm256_mul_epu32(x, low),
				_mm256_slli_epi64(cross, 32));
}

/* Of four; the slots lie in the low halves. */
BY_256 static inline __m256i slots_256(__m256i x)
{
	x = _mm256_xor_si256(x, _mm256_srli_epi64(x, 33));
	x = times(x, FIRST);
	x = _mm256_xor_si256(x, _mm256_srli_epi64(x, 33));
	x = times(x, SECOND);
	return _mm256_srli_epi64(x, 64 - FURUI_TABLE_BITS);
}

/* Where the bytes of n-grams lie in the sixteen that are read: those of the
 * k-th begin at k, and what is no byte of it is zero. Of `count` n-grams, the
 * first and each `step`-th after it. */
static inline void find_places(unsigned char *places, size_t count, size_t n,
			       size_t first, size_t step)
{
	for (size_t i = 0; i < count * 8; i++)
		places[i] =
			(unsigned char)(i % 8 < n ? first + i / 8 * step + i % 8
						  : 0x80);
}

BY_512 static inline void hash_512(const char *text, size_t count, size_t n,
				   uint32_t *slots)
{
	unsigned char at[64];
	find_places(at, 8, n, 0, 1);
	const __m512i places = _mm512_loadu_si512(at);
	const __m512i mark = _mm512_set1_epi64((long long)n << 56);
	size_t i = 0;
	/* What is read must lie within the text, count + n - 1 bytes. */
	for (; i + 16 <= count + n - 1; i += 8) {
		__m128i bytes = _mm_loadu_si128((const void *)(text + i));
		__m512i grams = _mm512_shuffle_epi8(
			_mm512_broadcast_i32x4(bytes), places);
		_mm256_storeu_si256((void *)(slots + i),
				    slots_512(_mm512_or_si512(grams, mark)));
	}
	hash_plainly(text + i, count - i, n, slots + i);
}

/* Of the eight, those of even and those of odd number in vectors of their own.
 */
BY_256 static inline void hash_256(const char *text, size_t count, size_t n,
				   uint32_t *slots)
{
	unsigned char at[64];
	find_places(at, 4, n, 0, 2);
	find_places(at + 32, 4, n, 1, 2);
	const __m256i evens = _mm256_loadu_si256((const void *)at);
	const __m256i odds = _mm256_loadu_si256((const void *)(at + 32));
	const __m256i mark = _mm256_set1_epi64x((long long)n << 56);
	size_t i = 0;
	for (; i + 16 <= count + n - 1; i += 8) {
		__m256i bytes = _mm256_broadcastsi128_si256(
			_mm_loadu_si128((const void *)(text + i)));
		__m256i even = slots_256(_mm256_or_si256(
			_mm256_shuffle_epi8(bytes, evens), mark));
		__m256i odd = slots_256(_mm256_or_si256(
			_mm256_shuffle_epi8(bytes, odds), mark));
		_mm256_storeu_si256(
			(void *)(slots + i),
			_mm256_or_si256(even, _mm256_slli_epi64(odd, 32)));
	}
	hash_plainly(text + i, count - i, n, slots + i);
}

#define WIDELY(bits, n)                                                        \
	BY_##bits static void hash_##bits##_##n(const char *text,              \
						size_t count, uint32_t *slots) \
	{                                                                      \
		hash_##bits(text, count, n, slots);                            \
	}
WIDELY(512, 2)
WIDELY(512, 4)
WIDELY(512, 6)
WIDELY(256, 2)
WIDELY(256, 4)
WIDELY(256, 6)

static hash_grams *const by_512[] = {hash_512_2, hash_512_4, hash_512_6};
static hash_grams *const by_256[] = {hash_256_2, hash_256_4, hash_256_6};

static hash_grams *const *way_of(enum furui_grams_way way)
{
	if (way == FURUI_GRAMS_512)
		return furui_has_avx512() ? by_512 : NULL;
	if (way == FURUI_GRAMS_256)
		return furui_has_avx2() ? by_256 : NULL;
	return plainly;
}
#else
static hash_grams *const *way_of(enum furui_grams_way way)
{
	return way == FURUI_GRAMS_PLAIN ? plainly : NULL;
}
#endif

bool furui_view_grams_by(enum furui_grams_way way, const char *text,
			 size_t count, size_t n, uint32_t *slots)
{
	hash_grams *const *hash = way_of(way);
	if (hash)
		hash[n / 2 - 1](text, count, slots);
	return hash;
}

void furui_view_grams(const char *text, size_t count, size_t n, uint32_t *slots)
{
	int way = FURUI_GRAMS_512;
	while (!furui_view_grams_by((enum furui_grams_way)way, text, count, n,
				    slots))
		way--;
}
