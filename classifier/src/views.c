/* Byte n-grams and words hashed to slots. */
#include "views.h"

#include <string.h>

#include "furui/limits.h"
#include "views_slot.h"

/* The slots met so far: a bit each. */
struct met {
	uint64_t bits[FURUI_TABLE_SIZE / 64];
};

/* Where the slots of a view go: each part has room for all of them. */
struct parts {
	uint16_t *slots[FURUI_TABLE_PARTS];
	uint32_t count[FURUI_TABLE_PARTS];
};

/* Keeps the slot when it was not met before. No branch depends on the text: it
 * would be guessed wrong too often. To read the bits in order instead took
 * three times as long. */
static inline void keep_fresh(struct met *met, struct parts *parts,
			      uint32_t slot)
{
	uint64_t word = met->bits[slot / 64];
	uint32_t part = slot >> 16;
	parts->slots[part][parts->count[part]] = (uint16_t)slot;
	parts->count[part] += !(word >> (slot % 64) & 1);
	met->bits[slot / 64] = word | 1ULL << (slot % 64);
}

static void add_grams(struct met *met, struct parts *parts, const char *text,
		      size_t size, size_t n)
{
	enum {
		AT_ONCE = 512
	};
	uint32_t slots[AT_ONCE];
	size_t rest = size < n ? 0 : size - n + 1;
	while (rest) {
		size_t count = rest < AT_ONCE ? rest : AT_ONCE;
		furui_view_grams(text, count, n, slots);
		for (size_t i = 0; i < count; i++)
			keep_fresh(met, parts, slots[i]);
		text += count;
		rest -= count;
	}
}

static void add_words(struct met *met, struct parts *parts,
		      const struct furui_features *features)
{
	for (size_t i = 0; i < features->token_count; i++)
		keep_fresh(met, parts, furui_view_word(&features->tokens[i]));
}

/* Makes room for a view of at most `most` slots behind the record. */
static void begin_view(struct parts *parts, size_t most,
		       struct furui_buffer *out)
{
	_Static_assert(FURUI_LIMIT_TOKENS < UINT16_MAX &&
			       2 * FURUI_LIMIT_CORE < UINT16_MAX &&
			       FURUI_LIMIT_RAW < UINT16_MAX,
		       "a part's count has 16 bits");
	most++; /* one that was met is written too */
	void *room = furui_buffer_room(out, most * FURUI_TABLE_PARTS *
						    sizeof(uint16_t));
	for (size_t i = 0; i < FURUI_TABLE_PARTS; i++) {
		parts->slots[i] = (uint16_t *)room + i * most;
		parts->count[i] = 0;
	}
}

/* Moves the parts together and notes their counts. */
static void end_view(const struct parts *parts, enum furui_view view,
		     size_t record, struct furui_buffer *out)
{
	uint16_t counts[FURUI_TABLE_PARTS];
	for (size_t i = 0; i < FURUI_TABLE_PARTS; i++) {
		size_t size = parts->count[i] * sizeof(uint16_t);
		counts[i] = (uint16_t)parts->count[i];
		memmove(out->data + out->size, parts->slots[i], size);
		out->size += size;
	}
	memcpy(out->data + record + (size_t)view * sizeof counts, counts,
	       sizeof counts);
}

void furui_views_pack(const struct furui_features *features,
		      struct furui_buffer *out)
{
	static const uint16_t none[FURUI_VIEWS][FURUI_TABLE_PARTS];
	size_t record = out->size;
	struct met met = {{0}};
	struct parts parts;
	furui_buffer_add(out, none, sizeof none);
	begin_view(&parts, features->core_size, out);
	add_grams(&met, &parts, features->core, features->core_size, 4);
	end_view(&parts, FURUI_VIEW_CORE4, record, out);

	/* Without those of the 4-grams: the expert reads both. */
	begin_view(&parts, 2 * features->core_size, out);
	add_grams(&met, &parts, features->core, features->core_size, 2);
	add_grams(&met, &parts, features->core, features->core_size, 6);
	end_view(&parts, FURUI_VIEW_CORE, record, out);

	memset(&met, 0, sizeof met);
	begin_view(&parts, features->raw_size, out);
	add_grams(&met, &parts, features->raw, features->raw_size, 4);
	end_view(&parts, FURUI_VIEW_RAW, record, out);

	memset(&met, 0, sizeof met);
	begin_view(&parts, features->token_count, out);
	add_words(&met, &parts, features);
	end_view(&parts, FURUI_VIEW_WORDS, record, out);
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
