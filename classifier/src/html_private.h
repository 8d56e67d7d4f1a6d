/* The HTML reader's insides: html.c tokenises, html_tag.c reads tags,
 * html_text.c keeps text,
 * html_element.c knows what elements mean, html_stack.c which are open,
 * html_style.c, html_sheet.c and html_colour.c what hides their text. */
#ifndef FURUI_HTML_PRIVATE_H
#define FURUI_HTML_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "html.h"

/* Colours are 0xRRGGBB or one of these. */
enum {
	FURUI_COLOUR_UNSET = 1 << 24,
	FURUI_COLOUR_UNKNOWN = 2 << 24, /* of an image, by a formula … */
	FURUI_COLOUR_CLEAR = 3 << 24,   /* text that is transparent */
};

/* By a style sheet's syntax, and by that of color= and bgcolor=. */
uint32_t furui_html_colour(const char *text, size_t size);
uint32_t furui_html_colour_attribute(const char *text, size_t size);

/* So near that text in the one is not seen on the other. */
bool furui_html_colours_equal(uint32_t fg, uint32_t bg);

/* What an element, or a rule of a style sheet, says of how its text looks.
 * Lengths are in thousandths of a pixel; -1 means that it does not say. */
struct furui_html_effect {
	uint32_t fg, bg;
	int32_t size;      /* of the font */
	int32_t scale;     /* of the font, in thousandths of the parent's */
	int32_t width;     /* of the element */
	int32_t height;    /* 0 also for max-height */
	int8_t display;    /* 0 shown, 1 not */
	int8_t visibility; /* 0 seen, 1 not; a child may say otherwise */
	uint8_t hard;      /* FURUI_HTML_HIDDEN_… bits that no child undoes */
	bool bidi;         /* sets the direction of text by force */
	bool important;    /* a rule before which style= gives way */
};

extern const struct furui_html_effect furui_html_no_effect;

/* True when it says something of how text looks. */
bool furui_html_has_effect(const struct furui_html_effect *effect);

/* What `from` says replaces what `to` said. */
void furui_html_overlay(struct furui_html_effect *to,
			const struct furui_html_effect *from);

/* Adds what declarations ("display:none; color:red") say. */
void furui_html_style(const char *css, size_t size,
		      struct furui_html_effect *effect);

/* Appends CSS without comments and escapes. */
void furui_html_clean_css(const char *css, size_t size,
			  struct furui_buffer *out);

struct furui_html_token;

/* Rules of the <style> elements, by the hash of their selector. */
struct furui_html_sheet {
	struct furui_html_rule {
		uint64_t selector; /* 0 for none */
		struct furui_html_effect effect;
	} * rules; /* NULL when there are none */
	unsigned count;
	bool full; /* more than are kept */
};

void furui_html_sheet_read(struct furui_html_sheet *sheet, const char *css,
			   size_t size);
void furui_html_sheet_free(struct furui_html_sheet *sheet);

/* Overlays what the rules for this tag, these classes and this id say; only
 * rules that are marked important, or only the others. */
void furui_html_sheet_apply(const struct furui_html_sheet *sheet,
			    const struct furui_html_token *token,
			    bool important, struct furui_html_effect *effect);

enum furui_html_flow {
	FURUI_FLOW_INLINE, /* leaves a word whole */
	FURUI_FLOW_SPACE,  /* parts words */
	FURUI_FLOW_CELL,   /* parts words with a tab */
	FURUI_FLOW_LINE,
	FURUI_FLOW_PARAGRAPH, /* Japanese is not joined over it */
};

/* Elements that something is known of. */
enum furui_html_id {
	FURUI_HTML_ID_OTHER,
	FURUI_HTML_ID_A,
	FURUI_HTML_ID_AREA,
	FURUI_HTML_ID_BASE,
	FURUI_HTML_ID_BDO,
	FURUI_HTML_ID_BODY,
	FURUI_HTML_ID_CELL, /* td, th, caption */
	FURUI_HTML_ID_FONT,
	FURUI_HTML_ID_FORM,
	FURUI_HTML_ID_IFRAME,
	FURUI_HTML_ID_IMG,
	FURUI_HTML_ID_INPUT,
	FURUI_HTML_ID_ITEM, /* li, dt, dd, option */
	FURUI_HTML_ID_LIST, /* ul, ol, dl, select */
	FURUI_HTML_ID_META,
	FURUI_HTML_ID_P,
	FURUI_HTML_ID_PAGE, /* html, head */
	FURUI_HTML_ID_ROW,
	FURUI_HTML_ID_SCRIPT,
	FURUI_HTML_ID_TABLE,
	FURUI_HTML_ID_TEMPLATE,
	FURUI_HTML_ID_TITLE,
};

enum furui_html_flag {
	FURUI_HTML_VOID = 1,       /* has no content */
	FURUI_HTML_RAW = 2,        /* has content without tags in it */
	FURUI_HTML_FORMATTING = 4, /* outlives the block it stands in */
	FURUI_HTML_ENDS_P = 8,     /* a <p> ends where it begins */
	FURUI_HTML_TELLING = 16,   /* its attributes are markup that counts */
};

struct furui_html_tag {
	const char *name;
	uint8_t id, flow, flags;
};

enum furui_html_attribute {
	FURUI_HTML_ATTR_ID,
	FURUI_HTML_ATTR_ALT,
	FURUI_HTML_ATTR_DIR,
	FURUI_HTML_ATTR_SRC,
	FURUI_HTML_ATTR_HREF,
	FURUI_HTML_ATTR_LINK,
	FURUI_HTML_ATTR_SIZE,
	FURUI_HTML_ATTR_TEXT,
	FURUI_HTML_ATTR_TYPE,
	FURUI_HTML_ATTR_CLASS,
	FURUI_HTML_ATTR_COLOR,
	FURUI_HTML_ATTR_STYLE,
	FURUI_HTML_ATTR_TITLE,
	FURUI_HTML_ATTR_VALUE,
	FURUI_HTML_ATTR_WIDTH,
	FURUI_HTML_ATTR_ACTION,
	FURUI_HTML_ATTR_HEIGHT,
	FURUI_HTML_ATTR_HIDDEN,
	FURUI_HTML_ATTR_BGCOLOR,
	FURUI_HTML_ATTR_BACKGROUND,
	FURUI_HTML_ATTR_HTTP_EQUIV,
	FURUI_HTML_ATTR_COUNT
};

struct furui_html_value {
	const char *data; /* as it stands in the source */
	size_t size;
};

/* One tag. */
struct furui_html_token {
	const struct furui_html_tag *tag; /* of any name: see key */
	uint64_t key;                     /* of the name, whatever its case */
	struct furui_html_value name;
	struct furui_html_value inside; /* behind the name, before the '>' */
	bool closing;
	uint32_t there; /* bits of enum furui_html_attribute: which have a
			   value */
	struct furui_html_value value[FURUI_HTML_ATTR_COUNT];
};

static inline bool furui_html_has(const struct furui_html_token *token,
				  enum furui_html_attribute attribute)
{
	return token->there >> attribute & 1;
}

/* Reads the tag at p ('<'), fills the token and returns behind the tag.
 * *vain counts bytes read for quotes that never close. */
const char *furui_html_tag_read(const char *p, const char *end, size_t *vain,
				struct furui_html_token *token);

/* How text looks inside the open elements. */
struct furui_html_look {
	uint32_t fg, bg;
	int32_t size;
	uint8_t hard;
	bool unseen; /* visibility */
	uint8_t how; /* FURUI_HTML_HIDDEN_… bits; 0 for visible text */
};

enum {
	/* Elements that are kept open. Tables in tables of newsletters take
	 * some 60; what lies deeper looks like what is around it. */
	FURUI_HTML_DEPTH = 256,
	FURUI_HTML_RULES = 256, /* of style sheets; a power of two */
};

struct furui_html_stack {
	struct furui_html_look root;
	unsigned depth;
	int open[64]; /* elements by the low bits of their key */
	int open_p;
	struct furui_html_open {
		const struct furui_html_tag *tag;
		uint64_t key;
		unsigned again; /* the same, inside and without effect */
		struct furui_html_effect own;
		struct furui_html_look look;
	} elements[FURUI_HTML_DEPTH];
};

void furui_html_stack_init(struct furui_html_stack *stack);

/* How text at this place looks. */
static inline const struct furui_html_look *
furui_html_look(const struct furui_html_stack *stack)
{
	return stack->depth ? &stack->elements[stack->depth - 1].look
			    : &stack->root;
}

/* The look of an element with the effect inside of another. */
struct furui_html_look
furui_html_look_inside(const struct furui_html_look *around,
		       const struct furui_html_effect *effect);

/* -1 when there are too many. */
int furui_html_stack_open(struct furui_html_stack *stack,
			  const struct furui_html_token *token,
			  const struct furui_html_effect *effect);
/* True when the text of the element that ends, or of the one around when none
 * does, is hidden. */
bool furui_html_stack_close(struct furui_html_stack *stack,
			    const struct furui_html_token *token);

static inline bool furui_html_is_letter(char c)
{
	return ((unsigned)(unsigned char)c | 0x20) - 'a' < 26;
}

/* One reading of one text. */
struct furui_html_reading {
	const char *next;
	const char *end;
	struct furui_html *out;
	size_t vain;
	bool open_comment; /* no "-->" follows any more */
	bool parted;       /* visible text came after hidden */
	bool has_body;
	bool words;  /* visible ones, other than in place of images */
	bool images; /* that are seen */
	uint32_t link_colour;
	struct furui_html_sheet sheet;
	struct furui_buffer value; /* an attribute, decoded */
	struct furui_buffer css;
	struct {
		bool open, words, image;
		size_t text; /* where in out->text its text begins */
		struct furui_buffer target;
	} link;
	struct furui_html_token token;
	struct furui_html_stack stack;
};

/* Adds text where its look says. `alt` when it stands in for an image. */
void furui_html_add(struct furui_html_reading *html, const char *text,
		    size_t size, bool alt);

/* The same for text without tags, whose character references are decoded. */
void furui_html_add_references(struct furui_html_reading *html, const char *p,
			       const char *end);

/* Adds text that nobody sees. */
void furui_html_add_hidden(struct furui_html_reading *html, const char *text,
			   size_t size);

/* Parts words, in the visible or in the hidden text. */
void furui_html_part(struct furui_html_reading *html, enum furui_html_flow flow,
		     bool hidden);

/* An attribute's value, decoded, without blanks around; valid until the next
 * call. Empty when it is not there. */
struct furui_html_value furui_html_value(struct furui_html_reading *html,
					 enum furui_html_attribute attribute);

/* What html->token means. */
void furui_html_element_open(struct furui_html_reading *html);
void furui_html_element_close(struct furui_html_reading *html);

/* Ends the open link, if any. */
void furui_html_link_end(struct furui_html_reading *html);

#endif
