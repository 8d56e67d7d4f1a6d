/* Walks a message's MIME tree with GMime. */
#include "message.h"

#include <gmime/gmime.h>
#include <string.h>
#include <strings.h>

#include "base64.h"
#include "content.h"
#include "date.h"
#include "furui/buffer.h"
#include "furui/limits.h"
#include "quoted.h"

struct walk {
	const struct furui_message_visitor *visitor;
	unsigned notes;
	unsigned parts;
	struct furui_buffer strings; /* of furui_content_read() */
	struct furui_buffer text;    /* a part that was decoded */
};

static void init_once(void)
{
	static gsize done;
	if (g_once_init_enter(&done)) {
		g_mime_init();
		g_once_init_leave(&done, 1);
	}
}

static void visit_fields(struct walk *walk, GMimeObject *object, bool embedded)
{
	GMimeHeaderList *list = g_mime_object_get_header_list(object);
	int count = g_mime_header_list_get_count(list);
	for (int i = 0; i < count; i++) {
		GMimeHeader *header = g_mime_header_list_get_header_at(list, i);
		const char *value = g_mime_header_get_raw_value(header);
		walk->visitor->field(walk->visitor->context, embedded,
				     g_mime_header_get_name(header),
				     value ? value : "");
	}
}

static enum furui_part_kind kind_of(const char *type)
{
	static const char *const binary[] = {"application/", "image/",
					     "audio/",       "video/",
					     "font/",        "model/"};
	if (strcasecmp(type, "text/html") == 0)
		return FURUI_PART_HTML;
	for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
		if (strncasecmp(type, binary[i], strlen(binary[i])) == 0)
			return FURUI_PART_BINARY;
	return FURUI_PART_PLAIN;
}

static GMimeContentEncoding gmime_encoding(enum furui_content_encoding encoding)
{
	return encoding == FURUI_CONTENT_BASE64 ? GMIME_CONTENT_ENCODING_BASE64
	       : encoding == FURUI_CONTENT_QUOTED
		       ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
	       : encoding == FURUI_CONTENT_UUENCODE
		       ? GMIME_CONTENT_ENCODING_UUENCODE
		       : GMIME_CONTENT_ENCODING_DEFAULT;
}

/* A leaf as it stands in the message. */
struct leaf {
	const char *raw;
	size_t size;
	enum furui_content_encoding encoding;
};

/* The first decoded bytes of a part that is not decoded as a whole. */
static void read_head(const struct leaf *leaf, char *head,
		      struct furui_part *part)
{
	GMimeEncoding state;
	if (!leaf->size)
		return;
	/* Decoding makes no encoding longer. */
	g_mime_encoding_init_decode(&state, gmime_encoding(leaf->encoding));
	part->head = head;
	part->head_size = g_mime_encoding_step(
		&state, leaf->raw,
		leaf->size < FURUI_LIMIT_HEAD ? leaf->size : FURUI_LIMIT_HEAD,
		head);
	part->whole = leaf->size;
	if (leaf->encoding == FURUI_CONTENT_BASE64)
		part->whole = part->whole / 4 * 3;
}

static void uudecode(const struct leaf *leaf, struct furui_buffer *text)
{
	init_once();
	GMimeStream *raw =
		g_mime_stream_mem_new_with_buffer(leaf->raw, leaf->size);
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(
		raw, gmime_encoding(leaf->encoding));
	GMimeStream *stream = g_mime_stream_mem_new();
	(void)g_mime_data_wrapper_write_to_stream(content, stream);
	GByteArray *bytes =
		g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	furui_buffer_add(text, bytes->data, bytes->len);
	g_object_unref(stream);
	g_object_unref(content);
	g_object_unref(raw);
}

/* All of a text, decoded; nothing is copied where nothing is encoded. */
static void read_text(struct walk *walk, const struct leaf *leaf,
		      struct furui_part *part)
{
	struct furui_buffer *text = &walk->text;
	text->size = 0;
	part->bytes = leaf->raw;
	part->size = leaf->size;
	if (leaf->size && leaf->encoding != FURUI_CONTENT_AS_IS) {
		if (leaf->encoding == FURUI_CONTENT_BASE64)
			furui_base64_decode(leaf->raw, leaf->size, text);
		else if (leaf->encoding == FURUI_CONTENT_QUOTED)
			furui_quoted_decode(leaf->raw, leaf->size, text);
		else
			uudecode(leaf, text);
		part->bytes = text->data;
		part->size = text->size;
	}
	part->head = part->bytes;
	part->head_size =
		part->size < FURUI_LIMIT_HEAD ? part->size : FURUI_LIMIT_HEAD;
	part->whole = part->size;
}

static void give_part(struct walk *walk, const struct leaf *leaf,
		      struct furui_part *part)
{
	/* Room for what a decoder may hold back and flush. */
	char head[FURUI_LIMIT_HEAD + 64];
	part->kind = kind_of(part->type);
	if (part->kind != FURUI_PART_BINARY)
		read_text(walk, leaf, part);
	else
		read_head(leaf, head, part);
	walk->visitor->part(walk->visitor->context, part);
}

/* Where the part stands in the stream's own bytes: nothing, when it has no
 * content. */
static struct leaf leaf_of(GMimePart *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(part);
	GMimeStream *stream =
		content ? g_mime_data_wrapper_get_stream(content) : NULL;
	struct leaf leaf = {.size = 0};
	if (!stream)
		return leaf;
	switch (g_mime_data_wrapper_get_encoding(content)) {
	case GMIME_CONTENT_ENCODING_BASE64:
		leaf.encoding = FURUI_CONTENT_BASE64;
		break;
	case GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE:
		leaf.encoding = FURUI_CONTENT_QUOTED;
		break;
	case GMIME_CONTENT_ENCODING_UUENCODE:
		leaf.encoding = FURUI_CONTENT_UUENCODE;
		break;
	default:
		leaf.encoding = FURUI_CONTENT_AS_IS;
	}
	(void)g_mime_stream_reset(stream);
	gint64 from = g_mime_stream_tell(stream);
	gint64 length = g_mime_stream_length(stream);
	const GByteArray *all =
		g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (from >= 0 && length > 0 && from + length <= (gint64)all->len) {
		leaf.raw = (const char *)all->data + from;
		leaf.size = (size_t)length;
	}
	return leaf;
}

static const char *raw_field(GMimePart *part, const char *name)
{
	GMimeHeader *header = g_mime_header_list_get_header(
		g_mime_object_get_header_list(GMIME_OBJECT(part)), name);
	return header ? g_mime_header_get_raw_value(header) : NULL;
}

/* GMime would decode the file's name by iconv(3), which a static program does
 * not have: the reader does it. */
static void visit_leaf(struct walk *walk, GMimePart *object)
{
	GMimeContentType *type =
		g_mime_object_get_content_type(GMIME_OBJECT(object));
	GMimeContentDisposition *disposition =
		g_mime_object_get_content_disposition(GMIME_OBJECT(object));
	gchar *type_name = g_mime_content_type_get_mime_type(type);
	struct furui_part part = {
		.type = type_name,
		.type_field = raw_field(object, "Content-Type"),
		.disposition_field = raw_field(object, "Content-Disposition"),
		.attachment =
			disposition &&
			g_mime_content_disposition_is_attachment(disposition),
		.charset = g_mime_content_type_get_parameter(type, "charset"),
	};
	struct leaf leaf = leaf_of(object);
	give_part(walk, &leaf, &part);
	g_free(type_name);
}

/* Text before the first or behind the last part: some mailers' signature, and
 * a place to hide. */
static void visit_around(struct walk *walk, const char *text)
{
	if (text && *text) {
		struct furui_part part = {.kind = FURUI_PART_PLAIN,
					  .bytes = text,
					  .size = strlen(text)};
		walk->visitor->part(walk->visitor->context, &part);
	}
}

static void note_boundary(struct walk *walk, GMimeMultipart *multipart)
{
	const char *boundary = g_mime_multipart_get_boundary(multipart);
	if (boundary && strlen(boundary) > FURUI_LIMIT_BOUNDARY)
		walk->notes |= FURUI_MESSAGE_BOUNDARY;
}

/* Depth first, bounded by FURUI_LIMIT_DEPTH. */
static void visit(struct walk *walk, GMimeObject *object, unsigned depth)
{
	if (depth > FURUI_LIMIT_DEPTH) {
		walk->notes |= FURUI_MESSAGE_DEPTH;
		return;
	}
	if (++walk->parts > FURUI_LIMIT_PARTS) {
		walk->notes |= FURUI_MESSAGE_PARTS;
		return;
	}
	if (depth > 0)
		visit_fields(walk, object, false);
	if (GMIME_IS_MULTIPART(object)) {
		GMimeMultipart *multipart = GMIME_MULTIPART(object);
		note_boundary(walk, multipart);
		walk->visitor->enter(
			walk->visitor->context,
			g_mime_content_type_get_media_subtype(
				g_mime_object_get_content_type(object)));
		visit_around(walk, g_mime_multipart_get_prologue(multipart));
		int count = g_mime_multipart_get_count(multipart);
		for (int i = 0; i < count; i++)
			visit(walk, g_mime_multipart_get_part(multipart, i),
			      depth + 1);
		visit_around(walk, g_mime_multipart_get_epilogue(multipart));
		walk->visitor->leave(walk->visitor->context);
	} else if (GMIME_IS_MESSAGE_PART(object)) {
		GMimeMessage *inner = g_mime_message_part_get_message(
			GMIME_MESSAGE_PART(object));
		if (!inner)
			return;
		walk->visitor->enter(walk->visitor->context, "message");
		visit_fields(walk, GMIME_OBJECT(inner), true);
		GMimeObject *body = g_mime_message_get_mime_part(inner);
		if (body)
			visit(walk, body, depth + 1);
		walk->visitor->leave(walk->visitor->context);
	} else if (GMIME_IS_PART(object)) {
		visit_leaf(walk, GMIME_PART(object));
	}
}

/* Parses bytes, and visits what GMime makes of them. */
static void visit_parsed(struct walk *walk, const char *bytes, size_t size)
{
	init_once();
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, TRUE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	GMimeObject *body =
		message ? g_mime_message_get_mime_part(message) : NULL;
	if (body)
		visit(walk, body, 0);
	else
		walk->notes |= FURUI_MESSAGE_NONE;
	if (message)
		g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
}

/* The body behind the fields that say how to parse it: GMime makes objects of
 * all others, too. */
static void visit_tree(struct walk *walk, const char *body, size_t size)
{
	struct furui_buffer *lines = &walk->strings;
	furui_buffer_add_char(lines, '\n');
	furui_buffer_add(lines, body, size);
	visit_parsed(walk, lines->data, lines->size);
}

static void visit_single(struct walk *walk, const struct furui_content *content,
			 size_t size)
{
	const struct leaf leaf = {
		.raw = content->body,
		.size = size,
		.encoding = content->encoding,
	};
	struct furui_part part = {
		.type = content->type,
		.charset = content->charset,
		.name = content->name,
		.attachment = content->attachment,
	};
	give_part(walk, &leaf, &part);
}

unsigned furui_message_visit(const char *bytes, size_t size,
			     const struct furui_message_visitor *visitor)
{
	struct walk walk = {.visitor = visitor};
	struct furui_content content;
	enum furui_content_shape shape =
		furui_content_read(bytes, size, &content, &walk.strings);
	if (shape == FURUI_CONTENT_LEAF)
		visit_single(&walk, &content,
			     (size_t)(bytes + size - content.body));
	else if (shape == FURUI_CONTENT_TREE)
		visit_tree(&walk, content.body,
			   (size_t)(bytes + size - content.body));
	else
		visit_parsed(&walk, bytes, size);
	furui_buffer_free(&walk.strings);
	furui_buffer_free(&walk.text);
	return walk.notes;
}

int64_t furui_message_date(const char *value)
{
	int64_t time;
	if (furui_date_read(value, &time))
		return time;
	GDateTime *date = g_mime_utils_header_decode_date(value);
	if (!date)
		return 0;
	time = g_date_time_to_unix(date);
	g_date_time_unref(date);
	return time;
}
