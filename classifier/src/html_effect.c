/* How text looks by what its elements say, one inside another. */
#include "html_private.h"

const struct furui_html_effect furui_html_no_effect = {
	.fg = FURUI_COLOUR_UNSET,
	.bg = FURUI_COLOUR_UNSET,
	.size = -1,
	.scale = -1,
	.width = -1,
	.height = -1,
	.display = -1,
	.visibility = -1,
};

bool furui_html_has_effect(const struct furui_html_effect *effect)
{
	return effect->fg != FURUI_COLOUR_UNSET ||
	       effect->bg != FURUI_COLOUR_UNSET || effect->size >= 0 ||
	       effect->scale >= 0 || effect->display >= 0 ||
	       effect->visibility >= 0 || effect->hard;
}

void furui_html_overlay(struct furui_html_effect *to,
			const struct furui_html_effect *from)
{
	if (from->fg != FURUI_COLOUR_UNSET)
		to->fg = from->fg;
	if (from->bg != FURUI_COLOUR_UNSET)
		to->bg = from->bg;
	if (from->size >= 0 || from->scale >= 0) {
		to->size = from->size;
		to->scale = from->scale;
	}
	if (from->width >= 0)
		to->width = from->width;
	if (from->height >= 0)
		to->height = from->height;
	if (from->display >= 0)
		to->display = from->display;
	if (from->visibility >= 0)
		to->visibility = from->visibility;
	to->hard |= from->hard;
	to->bidi |= from->bidi;
	to->important |= from->important;
}

struct furui_html_look
furui_html_look_inside(const struct furui_html_look *around,
		       const struct furui_html_effect *effect)
{
	enum {
		LARGEST = 1000000000,
		ILLEGIBLE = 2000 /* two pixels */
	};
	struct furui_html_look look = *around;
	if (effect->fg != FURUI_COLOUR_UNSET)
		look.fg = effect->fg;
	if (effect->bg != FURUI_COLOUR_UNSET)
		look.bg = effect->bg;
	if (effect->size >= 0)
		look.size = effect->size;
	else if (effect->scale >= 0) {
		int64_t size = (int64_t)look.size * effect->scale / 1000;
		look.size = size > LARGEST ? LARGEST : (int32_t)size;
	}
	if (effect->visibility >= 0)
		look.unseen = effect->visibility;
	look.hard |= effect->hard;
	if (effect->display == 1)
		look.hard |= FURUI_HTML_HIDDEN_DISPLAY;
	look.how = look.hard;
	if (look.unseen)
		look.how |= FURUI_HTML_HIDDEN_VISIBILITY;
	if (look.size <= ILLEGIBLE)
		look.how |= FURUI_HTML_HIDDEN_SIZE;
	if (furui_html_colours_equal(look.fg, look.bg))
		look.how |= FURUI_HTML_HIDDEN_COLOUR;
	return look;
}
