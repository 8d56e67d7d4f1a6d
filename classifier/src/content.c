/* Reads what a plain header says of the body (RFC 2045). Whatever is not
 * plain, as comments, encoded words, backslashes and anything that is wrong,
 * is left to GMime, so that it means what it means there. */
#include "content.h"

#include <string.h>
#include <strings.h>

#include "field.h"
#include "furui/find.h"

struct span {
	const char *at; /* NULL: it is not there */
	size_t size;
};

/* The value of a field, what of it was read, and its parameters that count. */
struct value {
	const char *p;
	const char *end;
	struct span charset, name, filename;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_blanks(struct value *value)
{
	while (value->p < value->end && is_blank(*value->p))
		value->p++;
}

/* RFC 2045, section 5.1. */
static bool is_token(char c)
{
	static const char special[] = "()<>@,;:\\\"/[]?=";
	return c > ' ' && c < 0x7f && !strchr(special, c);
}

static bool read_token(struct value *value, struct span *token)
{
	token->at = value->p;
	while (value->p < value->end && is_token(*value->p))
		value->p++;
	token->size = (size_t)(value->p - token->at);
	return token->size > 0;
}

/* A string without a backslash, an encoded word, a line end, or anything that
 * is not ASCII. */
static bool read_quoted(struct value *value, struct span *text)
{
	text->at = ++value->p;
	while (value->p < value->end && *value->p != '"') {
		if (*value->p < ' ' || *value->p == 0x7f || *value->p == '\\')
			return false;
		value->p++;
	}
	text->size = (size_t)(value->p - text->at);
	return value->p++ < value->end &&
	       !furui_find_pair(text->at, value->p, "=?");
}

static bool is(const struct span *span, const char *name)
{
	return strlen(name) == span->size &&
	       strncasecmp(span->at, name, span->size) == 0;
}

/* Notes a parameter when it is one that counts, the first of its name. */
static void note(struct value *value, const struct span *name,
		 const struct span *text)
{
	struct span *to = is(name, "charset")    ? &value->charset
			  : is(name, "name")     ? &value->name
			  : is(name, "filename") ? &value->filename
						 : NULL;
	if (to && !to->at)
		*to = *text;
}

/* "; name=value" until the end. */
static bool read_parameters(struct value *value)
{
	for (;;) {
		struct span name, text;
		skip_blanks(value);
		if (value->p == value->end)
			return true;
		if (*value->p++ != ';')
			return false;
		skip_blanks(value);
		if (value->p == value->end)
			return true;
		/* A star is RFC 2231's. */
		if (!read_token(value, &name) ||
		    memchr(name.at, '*', name.size))
			return false;
		skip_blanks(value);
		if (value->p == value->end || *value->p++ != '=')
			return false;
		skip_blanks(value);
		if (value->p < value->end && *value->p == '"'
			    ? !read_quoted(value, &text)
			    : !read_token(value, &text))
			return false;
		note(value, &name, &text);
	}
}

static struct value value_of(const struct furui_field *field)
{
	struct value value = {.p = field->value,
			      .end = field->value + field->value_size};
	skip_blanks(&value);
	return value;
}

/* The fields that count; name NULL for one that is not there. */
struct fields {
	struct furui_field type, disposition, encoding;
	bool twice; /* one of them */
};

static bool read_encoding(const struct furui_field *field,
			  enum furui_content_encoding *encoding)
{
	static const struct {
		const char *name;
		enum furui_content_encoding encoding;
	} names[] = {
		{"base64", FURUI_CONTENT_BASE64},
		{"quoted-printable", FURUI_CONTENT_QUOTED},
		{"uuencode", FURUI_CONTENT_UUENCODE},
		{"x-uuencode", FURUI_CONTENT_UUENCODE},
		{"x-uue", FURUI_CONTENT_UUENCODE},
	};
	struct value value = value_of(field);
	struct span token;
	bool plain = read_token(&value, &token);
	skip_blanks(&value);
	if (!plain || value.p < value.end)
		return false;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(&token, names[i].name))
			*encoding = names[i].encoding;
	return true;
}

static const char *add_string(struct furui_buffer *strings,
			      const struct span *span)
{
	if (!span->at)
		return NULL;
	const char *string = strings->data + strings->size;
	furui_buffer_add(strings, span->at, span->size);
	furui_buffer_add_char(strings, '\0');
	return string;
}

/* False when GMime is to read them. */
static bool read_fields(const struct fields *fields,
			struct furui_content *content,
			struct furui_buffer *strings)
{
	struct span type = {"text", 4}, subtype = {"plain", 5};
	struct span token;
	struct value in_type = {0}, in_disposition = {0};
	if (fields->twice)
		return false;
	if (fields->encoding.name &&
	    !read_encoding(&fields->encoding, &content->encoding))
		return false;
	if (fields->type.name) {
		in_type = value_of(&fields->type);
		if (!read_token(&in_type, &type) || in_type.p == in_type.end ||
		    *in_type.p++ != '/' || !read_token(&in_type, &subtype) ||
		    !read_parameters(&in_type) || is(&type, "multipart") ||
		    is(&type, "message"))
			return false;
	}
	if (fields->disposition.name) {
		in_disposition = value_of(&fields->disposition);
		if (!read_token(&in_disposition, &token) ||
		    !read_parameters(&in_disposition))
			return false;
		content->attachment = is(&token, "attachment");
	}
	const struct span *name = in_disposition.filename.at
					  ? &in_disposition.filename
					  : &in_type.name;
	strings->size = 0;
	/* No string may move when the next is added. */
	(void)furui_buffer_room(strings, type.size + subtype.size +
						 in_type.charset.size +
						 name->size + 4);
	content->type = strings->data;
	furui_buffer_add(strings, type.at, type.size);
	furui_buffer_add_char(strings, '/');
	(void)add_string(strings, &subtype);
	content->charset = add_string(strings, &in_type.charset);
	content->name = add_string(strings, name);
	return true;
}

/* True when GMime, too, takes all of the line's start for a field's name. */
static bool is_plain_name(const struct furui_field *field)
{
	for (const char *p = field->name; p < field->name + field->name_size;
	     p++)
		if (*p == 0x7f)
			return false;
	return field->name_size > 0;
}

static void keep(struct fields *fields, const struct furui_field *field)
{
	struct furui_field *to =
		furui_field_is(field, "content-type") ? &fields->type
		: furui_field_is(field, "content-disposition")
			? &fields->disposition
		: furui_field_is(field, "content-transfer-encoding")
			? &fields->encoding
			: NULL;
	if (!to)
		return;
	fields->twice |= to->name != NULL;
	*to = *field;
}

enum furui_content_shape furui_content_read(const char *bytes, size_t size,
					    struct furui_content *content,
					    struct furui_buffer *strings)
{
	static const char begin[] = "content-";
	const char *end = bytes + size;
	const char *p = bytes;
	struct fields fields = {.twice = false};
	struct furui_field field;
	*content = (struct furui_content){0};
	strings->size = 0;
	if (!size || is_blank(*p))
		return FURUI_CONTENT_ODD;
	while (furui_field_next(&p, end, &field)) {
		if (!is_plain_name(&field))
			return FURUI_CONTENT_ODD;
		if (field.name_size < strlen(begin) ||
		    (*field.name | 0x20) != 'c' ||
		    strncasecmp(field.name, begin, strlen(begin)) != 0)
			continue;
		furui_buffer_add(strings, field.start, field.size);
		keep(&fields, &field);
	}
	/* A blank line ends it, not the message. */
	if (p == bytes || p[-1] != '\n' || field.start + field.size == p)
		return FURUI_CONTENT_ODD;
	content->body = p;
	if (read_fields(&fields, content, strings))
		return FURUI_CONTENT_LEAF;
	return FURUI_CONTENT_TREE;
}
