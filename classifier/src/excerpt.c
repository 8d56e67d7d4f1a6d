/* Takes from a message's features what a fit asks for. */
#include "excerpt.h"

#include <string.h>

#include "foreign.h"
#include "furui/arena.h"
#include "novelty.h"
#include "script.h"
#include "views.h"

unsigned furui_kind_of(const struct furui_token *token)
{
	return (furui_script_is_unspaced(token) ? FURUI_KIND_UNSPACED : 0U) |
	       (furui_novelty_counts(token) ? FURUI_KIND_WORD : 0U);
}

void furui_excerpt_take(struct furui_excerpt *excerpt,
			const struct furui_features *features,
			struct furui_buffer *ids, struct furui_buffer *kinds)
{
	const struct furui_token *language = furui_foreign_language(features);
	size_t count = features->token_count;
	ids->size = kinds->size = 0;
	/* malloc'd, so aligned for any type. */
	uint64_t *id = (void *)furui_buffer_room(ids, count * sizeof *id);
	uint8_t *kind = (void *)furui_buffer_room(kinds, count);
	for (size_t i = 0; i < count; i++) {
		id[i] = features->tokens[i].id;
		kind[i] = (uint8_t)furui_kind_of(&features->tokens[i]);
	}
	*excerpt = (struct furui_excerpt){
		.count = count,
		.ids = id,
		.kinds = kind,
		.script = furui_script_note(features),
	};
	if (language)
		excerpt->language = *language;
}

static void *keep(struct furui_arena *arena, const void *bytes, size_t size)
{
	void *copy = furui_arena_alloc(arena, size);
	return size ? memcpy(copy, bytes, size) : copy;
}

const struct furui_excerpt *
furui_excerpt_keep(const struct furui_features *features,
		   struct furui_arena *arena, struct furui_excerpt_room *room)
{
	struct furui_excerpt *kept = furui_arena_alloc(arena, sizeof *kept);
	furui_excerpt_take(kept, features, &room->ids, &room->kinds);
	kept->ids = keep(arena, kept->ids, kept->count * sizeof *kept->ids);
	kept->kinds = keep(arena, kept->kinds, kept->count);
	if (kept->language.size)
		kept->language.text = furui_arena_copy(
			arena, kept->language.text, kept->language.size);
	room->views.size = 0;
	furui_views_pack(features, &room->views);
	kept->views = keep(arena, room->views.data, room->views.size);
	room->size = kept->count * (sizeof *kept->ids + 1) + room->views.size;
	return kept;
}

void furui_excerpt_room_free(struct furui_excerpt_room *room)
{
	furui_buffer_free(&room->ids);
	furui_buffer_free(&room->kinds);
	furui_buffer_free(&room->views);
}
