/* The elements that are open: which end where another begins or ends, as
 * browsers have it, as far as it bears upon how their text looks. */
#include <string.h>

#include "html_private.h"

#define ID(id) (1U << FURUI_HTML_ID_##id)

enum {
	NONE = -1,
	BUCKETS = sizeof((struct furui_html_stack *)0)->open / sizeof(int),
	/* What is inside of these, an end tag outside does not reach. */
	CELL_WALLS = ID(CELL) | ID(TABLE) | ID(TEMPLATE),
};

/* Counts the open elements, so that few are searched for in vain. */
static void count(struct furui_html_stack *stack,
		  const struct furui_html_open *element, int by)
{
	stack->open[element->key % BUCKETS] += by;
	if (element->tag->id == FURUI_HTML_ID_P)
		stack->open_p += by;
}

void furui_html_stack_init(struct furui_html_stack *stack)
{
	stack->root = (struct furui_html_look){
		.fg = 0,
		.bg = 0xffffff,
		.size = 16000,
	};
	stack->depth = 0;
	stack->open_p = 0;
	memset(stack->open, 0, sizeof stack->open);
}

static const struct furui_html_look *below(const struct furui_html_stack *stack,
					   unsigned at)
{
	return at ? &stack->elements[at - 1].look : &stack->root;
}

static bool is_block(const struct furui_html_open *element)
{
	return element->tag->flow != FURUI_FLOW_INLINE;
}

/* The innermost open element of that name that no wall parts from here. */
static int find(struct furui_html_stack *stack, uint64_t key, unsigned walls)
{
	if (!stack->open[key % BUCKETS])
		return NONE;
	for (int i = (int)stack->depth - 1; i >= 0; i--) {
		if (stack->elements[i].key == key)
			return i;
		if (walls >> stack->elements[i].tag->id & 1)
			return NONE;
	}
	return NONE;
}

/* Closes the element at `from`, and with it those inside, but for formatting
 * that has an effect, when it outlives it. */
static void close_at(struct furui_html_stack *stack, unsigned from,
		     bool outlives)
{
	unsigned to = from;
	const struct furui_html_open *last = NULL;
	count(stack, &stack->elements[from], -1);
	for (unsigned i = from + 1; i < stack->depth; i++) {
		struct furui_html_open *element = &stack->elements[i];
		/* One of equals is enough: they would pile up. */
		if (outlives && element->tag->flags & FURUI_HTML_FORMATTING &&
		    furui_html_has_effect(&element->own) &&
		    !(last && last->key == element->key &&
		      memcmp(&last->own, &element->own, sizeof last->own) ==
			      0)) {
			stack->elements[to] = *element;
			last = &stack->elements[to];
			stack->elements[to].look = furui_html_look_inside(
				below(stack, to), &element->own);
			to++;
		} else {
			count(stack, element, -1);
		}
	}
	stack->depth = to;
}

/* Takes one formatting element out from under those inside it. */
static void take_out(struct furui_html_stack *stack, unsigned at)
{
	count(stack, &stack->elements[at], -1);
	stack->depth--;
	for (unsigned i = at; i < stack->depth; i++) {
		stack->elements[i] = stack->elements[i + 1];
		stack->elements[i].look = furui_html_look_inside(
			below(stack, i), &stack->elements[i].own);
	}
}

/* Closes the innermost of the elements `ids` within the walls. */
static void end_within(struct furui_html_stack *stack, unsigned ids,
		       unsigned walls)
{
	for (unsigned i = stack->depth; i-- > 0;) {
		unsigned id = 1U << stack->elements[i].tag->id;
		if (ids & id) {
			close_at(stack, i, !(ids & (ID(CELL) | ID(ROW))));
			return;
		}
		if (walls & id)
			return;
	}
}

/* What ends where this element begins. */
static void end_implied(struct furui_html_stack *stack,
			const struct furui_html_tag *tag)
{
	if (stack->open_p && tag->flags & FURUI_HTML_ENDS_P)
		end_within(stack, ID(P), CELL_WALLS);
	switch (tag->id) {
	case FURUI_HTML_ID_ITEM:
		end_within(stack, ID(ITEM), ID(LIST) | CELL_WALLS);
		break;
	case FURUI_HTML_ID_CELL:
		end_within(stack, ID(CELL), ID(ROW) | ID(TABLE));
		break;
	case FURUI_HTML_ID_ROW:
		end_within(stack, ID(CELL), ID(ROW) | ID(TABLE));
		end_within(stack, ID(ROW), ID(TABLE));
		break;
	default:
		break;
	}
}

int furui_html_stack_open(struct furui_html_stack *stack,
			  const struct furui_html_token *token,
			  const struct furui_html_effect *effect)
{
	const struct furui_html_tag *tag = token->tag;
	bool plain = !furui_html_has_effect(effect);
	if (tag->flow != FURUI_FLOW_INLINE)
		end_implied(stack, tag);
	if (plain && tag->flow == FURUI_FLOW_INLINE) {
		/* Counts only where its end could be taken for another's. */
		int same = find(stack, token->key, CELL_WALLS);
		if (same != NONE)
			stack->elements[same].again++;
		return 0;
	}
	struct furui_html_open *top =
		stack->depth ? &stack->elements[stack->depth - 1] : NULL;
	if (plain && top && top->key == token->key) {
		top->again++;
		return 0;
	}
	if (stack->depth == FURUI_HTML_DEPTH)
		return -1;
	struct furui_html_open *element = &stack->elements[stack->depth];
	*element = (struct furui_html_open){
		.tag = tag,
		.key = token->key,
		.own = *effect,
		.look = furui_html_look_inside(below(stack, stack->depth),
					       effect),
	};
	stack->depth++;
	count(stack, element, 1);
	return 0;
}

bool furui_html_stack_close(struct furui_html_stack *stack,
			    const struct furui_html_token *token)
{
	bool hidden = furui_html_look(stack)->how != 0;
	uint8_t id = token->tag->id;
	bool table = id == FURUI_HTML_ID_TABLE || id == FURUI_HTML_ID_ROW ||
		     id == FURUI_HTML_ID_CELL || id == FURUI_HTML_ID_TEMPLATE;
	int found = find(stack, token->key,
			 table ? ID(TABLE) | ID(TEMPLATE) : CELL_WALLS);
	if (found == NONE)
		return hidden;
	unsigned at = (unsigned)found;
	struct furui_html_open *element = &stack->elements[at];
	if (element->again) {
		element->again--;
		return hidden;
	}
	if (element->tag->flags & FURUI_HTML_FORMATTING) {
		take_out(stack, at);
		return hidden;
	}
	/* The end of no inline element ends a block inside of it. */
	if (!is_block(element))
		for (unsigned i = at + 1; i < stack->depth; i++)
			if (is_block(&stack->elements[i]))
				return hidden;
	hidden = element->look.how != 0;
	close_at(stack, at, !table);
	return hidden;
}
