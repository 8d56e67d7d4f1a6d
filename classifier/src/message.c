/* Walks a message's MIME tree with GMime. */
#include "message.h"

#include <gmime/gmime.h>
#include <string.h>

#include "base64.h"
#include "furui/buffer.h"
#include "furui/limits.h"

struct walk {
	const struct furui_message_visitor *visitor;
	unsigned notes;
	unsigned parts;
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

static enum furui_part_kind kind_of(GMimeContentType *type)
{
	static const char *const binary[] = {"application", "image", "audio",
					     "video",       "font",  "model"};
	if (g_mime_content_type_is_type(type, "text", "html"))
		return FURUI_PART_HTML;
	for (size_t i = 0; i < sizeof binary / sizeof *binary; i++)
		if (g_mime_content_type_is_type(type, binary[i], "*"))
			return FURUI_PART_BINARY;
	return FURUI_PART_PLAIN;
}

/* The first decoded bytes of a part that is not decoded as a whole. */
static void read_head(GMimePart *leaf, char *head, struct furui_part *part)
{
	GMimeDataWrapper *content = g_mime_part_get_content(leaf);
	GMimeStream *stream =
		content ? g_mime_data_wrapper_get_stream(content) : NULL;
	if (!stream)
		return;
	char raw[FURUI_LIMIT_HEAD];
	GMimeEncoding state;
	GMimeContentEncoding encoding =
		g_mime_data_wrapper_get_encoding(content);
	gint64 length = g_mime_stream_length(stream);
	(void)g_mime_stream_reset(stream);
	ssize_t got = g_mime_stream_read(stream, raw, sizeof raw);
	if (got <= 0 || length <= 0)
		return;
	/* Decoding makes no encoding longer. */
	g_mime_encoding_init_decode(&state, encoding);
	part->head = head;
	part->head_size = g_mime_encoding_step(&state, raw, (size_t)got, head);
	part->whole = (size_t)length;
	if (encoding == GMIME_CONTENT_ENCODING_BASE64)
		part->whole = part->whole / 4 * 3;
}

/* All of a text, decoded. */
static void read_text(GMimePart *leaf, struct furui_buffer *text)
{
	GMimeDataWrapper *content = g_mime_part_get_content(leaf);
	GMimeStream *stream = g_mime_stream_mem_new();
	GByteArray *bytes =
		g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (content && g_mime_data_wrapper_get_encoding(content) ==
			       GMIME_CONTENT_ENCODING_BASE64) {
		GMimeStream *raw = g_mime_data_wrapper_get_stream(content);
		(void)g_mime_stream_reset(raw);
		(void)g_mime_stream_write_to_stream(raw, stream);
		furui_base64_decode((const char *)bytes->data, bytes->len,
				    text);
	} else if (content) {
		(void)g_mime_data_wrapper_write_to_stream(content, stream);
		furui_buffer_add(text, bytes->data, bytes->len);
	}
	g_object_unref(stream);
}

static void visit_leaf(struct walk *walk, GMimePart *leaf)
{
	GMimeContentType *type =
		g_mime_object_get_content_type(GMIME_OBJECT(leaf));
	GMimeContentDisposition *disposition =
		g_mime_object_get_content_disposition(GMIME_OBJECT(leaf));
	/* Room for what a decoder may hold back and flush. */
	char head[FURUI_LIMIT_HEAD + 64];
	gchar *type_name = g_mime_content_type_get_mime_type(type);
	struct furui_part part = {
		.kind = kind_of(type),
		.type = type_name,
		.name = g_mime_part_get_filename(leaf),
		.attachment =
			disposition &&
			g_mime_content_disposition_is_attachment(disposition),
	};
	struct furui_buffer text = {0};
	if (part.kind != FURUI_PART_BINARY) {
		read_text(leaf, &text);
		part.bytes = text.data;
		part.size = text.size;
		part.charset =
			g_mime_content_type_get_parameter(type, "charset");
		part.head = part.bytes;
		part.head_size = part.size < FURUI_LIMIT_HEAD
					 ? part.size
					 : FURUI_LIMIT_HEAD;
		part.whole = part.size;
	} else {
		read_head(leaf, head, &part);
	}
	walk->visitor->part(walk->visitor->context, &part);
	furui_buffer_free(&text);
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

unsigned furui_message_visit(const char *bytes, size_t size,
			     const struct furui_message_visitor *visitor)
{
	init_once();
	struct walk walk = {.visitor = visitor};
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, size);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	g_mime_parser_set_persist_stream(parser, TRUE);
	GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
	GMimeObject *body =
		message ? g_mime_message_get_mime_part(message) : NULL;
	if (body)
		visit(&walk, body, 0);
	else
		walk.notes |= FURUI_MESSAGE_NONE;
	if (message)
		g_object_unref(message);
	g_object_unref(parser);
	g_object_unref(stream);
	return walk.notes;
}

int64_t furui_message_date(const char *value)
{
	GDateTime *date = g_mime_utils_header_decode_date(value);
	if (!date)
		return 0;
	int64_t time = g_date_time_to_unix(date);
	g_date_time_unref(date);
	return time;
}
