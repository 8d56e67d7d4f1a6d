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
			struct furui_excerpt_room *room)
{
	const struct furui_token *language = furui_foreign_language(features);
	size_t count = features->token_count;
	room->ids.size = room->kinds.size = room->views.size = 0;
	/* malloc'd, so aligned for any type. */
	uint64_t *id =
		(void *)furui_buffer_room(&room->ids, count * sizeof *id);
	uint8_t *kind = (void *)furui_buffer_room(&room->kinds, count);
	furui_views_pack(features, &room->views);
	room->size = count * (sizeof *id + sizeof *kind) + room->views.size;
	for (size_t i = 0; i < count; i++) {
		id[i] = features->tokens[i].id;
		kind[i] = (uint8_t)furui_kind_of(&features->tokens[i]);
	}
	*excerpt = (struct furui_excerpt){
		.count = count,
		.ids = id,
		.kinds = kind,
		.script = furui_script_note(features),
		.views = room->views.data,
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
	furui_excerpt_take(kept, features, room);
	kept->ids = keep(arena, kept->ids, kept->count * sizeof *kept->ids);
	kept->kinds = keep(arena, kept->kinds, kept->count);
	if (kept->language.size)
		kept->language.text = furui_arena_copy(
			arena, kept->language.text, kept->language.size);
	kept->views = keep(arena, kept->views, room->views.size);
	return kept;
}

void furui_excerpt_room_free(struct furui_excerpt_room *room)
{
	furui_buffer_free(&room->ids);
	furui_buffer_free(&room->kinds);
	furui_buffer_free(&room->views);
}
