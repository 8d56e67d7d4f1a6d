/* Byte n-grams and words hashed to slots. */
#include "views.h"

#include <string.h>

#include "views_slot.h"

enum {
	BITMAP_WORDS = FURUI_TABLE_SIZE / 64
};

/* A set of slots: a bit each, so that they come out distinct and in order. */
struct set {
	uint64_t bits[BITMAP_WORDS];
};

static void add(struct set *set, uint32_t slot)
{
	set->bits[slot / 64] |= 1ULL << (slot % 64);
}

/* Inline, so that n is a constant. */
static inline void add_grams(struct set *set, const char *text, size_t size,
			     size_t n)
{
	for (size_t i = 0; i + n <= size; i++)
		add(set, furui_view_gram(text + i, n));
}

static void add_words(struct set *set, const struct furui_features *features)
{
	for (size_t i = 0; i < features->token_count; i++)
		add(set, furui_view_word(&features->tokens[i]));
}

/* There are at most `most` slots in the set. */
static void drain(const struct set *set, enum furui_view view, size_t record,
		  size_t most, struct furui_buffer *out)
{
	enum {
		PART_WORDS = BITMAP_WORDS / FURUI_TABLE_PARTS
	};
	for (size_t part = 0; part < FURUI_TABLE_PARTS; part++) {
		uint16_t count = 0;
		char *room = furui_buffer_room(out, most * sizeof(uint16_t));
		for (size_t i = 0; i < PART_WORDS; i++) {
			uint64_t bits = set->bits[part * PART_WORDS + i];
			for (; bits && count < UINT16_MAX; bits &= bits - 1) {
				uint16_t slot =
					(uint16_t)(i * 64 +
						   (size_t)__builtin_ctzll(
							   bits));
				memcpy(room + count * sizeof slot, &slot,
				       sizeof slot);
				count++;
			}
		}
		out->size += count * sizeof(uint16_t);
		memcpy(out->data + record +
			       ((size_t)view * FURUI_TABLE_PARTS + part) *
				       sizeof count,
		       &count, sizeof count);
	}
}

void furui_views_pack(const struct furui_features *features,
		      struct furui_buffer *out)
{
	static const uint16_t none[FURUI_VIEWS][FURUI_TABLE_PARTS];
	size_t record = out->size;
	furui_buffer_add(out, none, sizeof none);
	struct set fours = {{0}};
	add_grams(&fours, features->core, features->core_size, 4);
	drain(&fours, FURUI_VIEW_CORE4, record, features->core_size, out);

	struct set others = {{0}};
	add_grams(&others, features->core, features->core_size, 2);
	add_grams(&others, features->core, features->core_size, 6);
	for (size_t i = 0; i < BITMAP_WORDS; i++)
		others.bits[i] &= ~fours.bits[i];
	drain(&others, FURUI_VIEW_CORE, record, 2 * features->core_size, out);

	memset(&others, 0, sizeof others);
	add_grams(&others, features->raw, features->raw_size, 4);
	drain(&others, FURUI_VIEW_RAW, record, features->raw_size, out);

	memset(&others, 0, sizeof others);
	add_words(&others, features);
	drain(&others, FURUI_VIEW_WORDS, record, features->token_count, out);
}

void furui_views_map(const void *record, struct furui_views *views)
{
	memcpy(views->count, record, sizeof views->count);
	const uint16_t *next = (const uint16_t *)record +
			       sizeof views->count / sizeof(uint16_t);
	for (int v = 0; v < FURUI_VIEWS; v++) {
		views->slots[v] = next;
		views->total[v] = 0;
		for (int part = 0; part < FURUI_TABLE_PARTS; part++)
			views->total[v] += views->count[v][part];
		next += views->total[v];
	}
}
