/* Classes of bytes. */
#include "words_class.h"

#include <stdbool.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
	BLOCK = 64
};

static bool is_between(unsigned char c, unsigned char first, unsigned char last)
{
	return c >= first && c <= last;
}

/* Bogofilter 1.2.5's lexer. */
static void classify_plainly(const unsigned char *text,
			     struct furui_class_block *block)
{
	*block = (struct furui_class_block){0};
	for (int i = 0; i < BLOCK; i++) {
		unsigned char c = text[i];
		bool letter = is_between(c | 0x20, 'a', 'z');
		bool digit = is_between(c, '0', '9');
		bool middle = letter || digit || is_between(c, '-', '.') ||
			      is_between(c, '_', '`') || c == '!' ||
			      c == '\'' || c == '~';
		bool start = letter || digit || c >= 0x80 || c == '#' ||
			     c == '*' || c == '$';
		block->middle |= (uint64_t)middle << i;
		block->digit |= (uint64_t)digit << i;
		block->start |= (uint64_t)start << i;
	}
}

#ifdef __SSE2__
static __m128i between(__m128i bytes, char first, char last)
{
	const __m128i most = _mm_set1_epi8((char)(last - first));
	__m128i above = _mm_sub_epi8(bytes, _mm_set1_epi8(first));
	return _mm_cmpeq_epi8(_mm_min_epu8(above, most), above);
}

static __m128i is(__m128i bytes, char c)
{
	return _mm_cmpeq_epi8(bytes, _mm_set1_epi8(c));
}

static __m128i either(__m128i a, __m128i b)
{
	return _mm_or_si128(a, b);
}

static uint64_t bits(__m128i bytes, int at)
{
	return (uint64_t)(uint32_t)_mm_movemask_epi8(bytes) << at;
}

static void classify(const unsigned char *text, struct furui_class_block *block)
{
	*block = (struct furui_class_block){0};
	for (int at = 0; at < BLOCK; at += 16) {
		__m128i c = _mm_loadu_si128((const void *)(text + at));
		__m128i small = either(c, _mm_set1_epi8(0x20));
		__m128i digit = between(c, '0', '9');
		__m128i word = either(between(small, 'a', 'z'), digit);
		__m128i signs =
			either(between(c, '-', '.'), between(c, '_', '`'));
		signs = either(signs, either(is(c, '!'),
					     either(is(c, '\''), is(c, '~'))));
		/* The sign bit is all that is looked at. */
		__m128i start = either(
			either(word, c),
			either(is(c, '#'), either(is(c, '*'), is(c, '$'))));
		block->middle |= bits(either(word, signs), at);
		block->digit |= bits(digit, at);
		block->start |= bits(start, at);
	}
}
#else
#define classify classify_plainly
#endif

typedef void classifier(const unsigned char *text,
			struct furui_class_block *block);

static inline void read_all(const char *text, size_t size,
			    struct furui_buffer *blocks, classifier *each)
{
	unsigned char rest[BLOCK] = {0};
	size_t count = (size + BLOCK - 1) / BLOCK, whole = size / BLOCK;
	blocks->size = 0;
	/* malloc'd, so aligned for any type. */
	struct furui_class_block *block =
		(void *)furui_buffer_room(blocks, count * sizeof *block);
	for (size_t i = 0; i < whole; i++)
		each((const unsigned char *)text + i * BLOCK, &block[i]);
	if (count > whole) {
		memcpy(rest, text + whole * BLOCK, size % BLOCK);
		each(rest, &block[whole]);
	}
	blocks->size = count * sizeof *block;
}

void furui_class_read(const char *text, size_t size,
		      struct furui_buffer *blocks)
{
	read_all(text, size, blocks, classify);
}

void furui_class_read_plainly(const char *text, size_t size,
			      struct furui_buffer *blocks)
{
	read_all(text, size, blocks, classify_plainly);
}
