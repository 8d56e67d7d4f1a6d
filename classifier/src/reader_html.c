/* Tokens of HTML: what is seen, what is hidden, where links lead. */
#include <string.h>

#include "html.h"
#include "reader_private.h"
#include "url.h"

static const struct {
	unsigned note;
	const char *token;
} names[] = {
	{FURUI_HTML_HIDDEN, "hidden-text"},
	{FURUI_HTML_HIDDEN_DISPLAY, "hidden:display"},
	{FURUI_HTML_HIDDEN_COLOUR, "hidden:colour"},
	{FURUI_HTML_HIDDEN_SIZE, "hidden:size"},
	{FURUI_HTML_HIDDEN_POSITION, "hidden:position"},
	{FURUI_HTML_HIDDEN_VISIBILITY, "hidden:visibility"},
	{FURUI_HTML_HIDDEN_COMMENT, "hidden:comment"},
	{FURUI_HTML_LINK_IMAGE, "link-image"},
	{FURUI_HTML_FORM, "form"},
	{FURUI_HTML_FORM_PASSWORD, "form-password"},
	{FURUI_HTML_SCRIPT, "script"},
	{FURUI_HTML_IMAGE_ONLY, "image-only"},
	{FURUI_HTML_IMAGE_REMOTE, "image-remote"},
	{FURUI_HTML_IMAGE_CID, "image-cid"},
	{FURUI_HTML_IMAGE_PIXEL, "image-pixel"},
	{FURUI_HTML_IFRAME, "iframe"},
	{FURUI_HTML_REFRESH, "meta-refresh"},
	{FURUI_HTML_BIDI, "bidi-markup"},
	{FURUI_HTML_LIMIT, "limit-html"},
};

struct links {
	struct furui_reader *reader;
	struct furui_url base; /* of <base href>; host "" when there is none */
};

/* The URL that a link's text looks like to a person: one within it, or a
 * host name that is all of it. */
static bool text_url(const struct furui_html_link *link, struct furui_url *url)
{
	enum {
		FAR = 512 /* a label is shorter than this */
	};
	size_t at = 0, found;
	size_t size = link->text_size < FAR ? link->text_size : FAR;
	const char *text = furui_url_find(link->text, size, &at, &found);
	if (text)
		return furui_url_parse(text, found, url) && url->host[0] &&
		       strcmp(url->scheme, "mailto") != 0;
	return size == link->text_size &&
	       !memchr(link->text, '@', link->text_size) &&
	       furui_url_host(link->text, link->text_size, url) &&
	       furui_domain_is_known(url->host);
}

/* True when the text names another site than the one the link leads to. */
static bool lies(const struct links *links, const struct furui_html_link *link)
{
	struct furui_url shown, target;
	if (link->kind != FURUI_HTML_LINK || !link->text_size ||
	    !text_url(link, &shown))
		return false;
	if (!furui_url_parse(link->target, link->target_size, &target)) {
		/* A relative link; "javascript:" and "#top" lead nowhere. */
		if (memchr(link->target, ':', link->target_size) ||
		    *link->target == '#' || !links->base.host[0])
			return false;
		target = links->base;
	}
	if (!target.host[0] || strcmp(target.scheme, "mailto") == 0)
		return false;
	return strcmp(shown.host, target.host) != 0 &&
	       strcmp(furui_domain_registered(shown.host),
		      furui_domain_registered(target.host)) != 0;
}

static void read_link(void *context, const struct furui_html_link *link)
{
	struct links *links = context;
	furui_reader_url(links->reader, link->target, link->target_size);
	if (link->kind == FURUI_HTML_BASE && !links->base.host[0] &&
	    !furui_url_parse(link->target, link->target_size, &links->base))
		links->base.host[0] = '\0';
	if (lies(links, link))
		furui_reader_note(links->reader, "link-lies");
}

void furui_reader_html(struct furui_reader *reader, const char *text,
		       size_t size)
{
	reader->visible.size = 0;
	reader->markup.size = 0;
	reader->hidden.size = 0;
	struct links links = {.reader = reader};
	struct furui_html html = {
		.text = &reader->visible,
		.markup = &reader->markup,
		.hidden = &reader->hidden,
		.link = read_link,
		.context = &links,
	};
	furui_html_read(text, size, &html);
	/* Before the words, of which there may be too many. */
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (html.notes & names[i].note)
			furui_reader_note(reader, names[i].token);
	furui_bounce_text(&reader->bounce, reader->visible.data,
			  reader->visible.size);
	furui_reader_text(reader, FURUI_TAG_BODY, reader->visible.data,
			  reader->visible.size);
	furui_evidence_text(reader, reader->normal.data, reader->normal.size);
	/* Its URLs came as links. */
	furui_reader_words(reader, FURUI_TAG_BODY, reader->markup.data,
			   reader->markup.size);
	furui_reader_text(reader, FURUI_TAG_HIDE, reader->hidden.data,
			  reader->hidden.size);
}
