/* Plain headers, and that they are read as GMime reads them: content.c,
 * quoted.c, message.c. */
#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "encoded.h"
#include "message.h"
#include "quoted.h"
#include "unit.h"

#define LEAF FURUI_CONTENT_LEAF
#define TREE FURUI_CONTENT_TREE
#define ODD FURUI_CONTENT_ODD

/* `want`: type, charset, name, '+' for an attachment. */
static const struct {
	const char *name, *message;
	enum furui_content_shape shape;
	const char *want;
} rows[] = {
	{"no fields of content", "Subject: a\n\nb", LEAF, "text/plain,-,-"},
	{"type alone", "Content-Type: text/html\n\n<p>b", LEAF,
	 "text/html,-,-"},
	{"charset", "Content-Type: text/plain; charset=utf-8\n\nb", LEAF,
	 "text/plain,utf-8,-"},
	{"in quotes, any case, folded",
	 "A: b\r\ncontent-TYPE : Text/Plain ;\r\n\tCharSet = \"Shift_JIS\" ;"
	 "\r\n\r\nb",
	 LEAF, "Text/Plain,Shift_JIS,-"},
	{"empty in quotes", "Content-Type: text/plain; charset=\"\"\n\nb", LEAF,
	 "text/plain,,-"},
	{"the first of two", "Content-Type: text/x; charset=a; charset=b\n\nb",
	 LEAF, "text/x,a,-"},
	{"name", "Content-Type: image/png; name=\"a b;c.png\"\n\niVBO", LEAF,
	 "image/png,-,a b;c.png"},
	{"file name first",
	 "Content-Type: application/pdf; name=a.pdf\n"
	 "Content-Disposition: Attachment; filename=b.pdf\n\n%PDF",
	 LEAF, "application/pdf,-,b.pdf+"},
	{"inline", "Content-Disposition: inline; size=3\n\nb", LEAF,
	 "text/plain,-,-"},
	{"base64", "Content-Transfer-Encoding: BASE64\n\nYWI=YWI=\n\nYQ", LEAF,
	 "text/plain,-,-"},
	{"base64 of a file",
	 "Content-Type: application/x\nContent-Transfer-Encoding: base64\n\n"
	 "UEsDBAAA\nUEsD\n",
	 LEAF, "application/x,-,-"},
	{"quoted-printable",
	 "Content-Transfer-Encoding: quoted-printable\n\na=20=\nb=3d=zz=\r\n=",
	 LEAF, "text/plain,-,-"},
	{"uuencode",
	 "Content-Transfer-Encoding: x-uuencode\n\nbegin 644 "
	 "a\n#86)C\n`\nend\n",
	 LEAF, "text/plain,-,-"},
	{"uuencode of nothing", "Content-Transfer-Encoding: uuencode\n\n", LEAF,
	 "text/plain,-,-"},
	{"unknown encoding", "Content-Transfer-Encoding: 7-bits\n\na=20", LEAF,
	 "text/plain,-,-"},
	{"no body", "Subject: a\n\n", LEAF, "text/plain,-,-"},
	{"8-bit name of a field", "S\xe9: a\n\nb", LEAF, "text/plain,-,-"},

	{"parts",
	 "A: b\nContent-Type: multipart/mixed; boundary=x\n\np\n--x\n\nb\n--x\n"
	 "Content-Type: text/html\nContent-Transfer-Encoding: base64\n\nYWI=\n"
	 "--x--\ne",
	 TREE, NULL},
	{"message", "Content-Type: message/rfc822\n\nSubject: a\n\nb", TREE,
	 NULL},
	{"no subtype", "Content-Type: text\n\nb", TREE, NULL},
	{"empty type", "Content-Type:\n\nb", TREE, NULL},
	{"comment", "Content-Type: text/plain (b); charset=a\n\nb", TREE, NULL},
	{"blank within", "Content-Type: text / html\n\nb", TREE, NULL},
	{"rest behind a value", "Content-Type: text/html; charset=a b\n\nb",
	 TREE, NULL},
	{"backslash", "Content-Type: text/x; name=\"a\\\"b\"\n\nb", TREE, NULL},
	{"no end of quotes", "Content-Type: text/x; name=\"ab\n\nb", TREE,
	 NULL},
	{"folded in quotes", "Content-Type: text/x; name=\"a\n b\"\n\nb", TREE,
	 NULL},
	{"8-bit value", "Content-Type: text/x; name=\xe3\x81\x82\n\nb", TREE,
	 NULL},
	{"encoded word", "Content-Type: text/x; name=\"=?utf-8?Q?a=2E?=\"\n\nb",
	 TREE, NULL},
	{"RFC 2231", "Content-Type: text/x; name*=utf-8''%E3%81%82\n\nb", TREE,
	 NULL},
	{"two semicolons", "Content-Type: text/x;; charset=a\n\nb", TREE, NULL},
	{"no value", "Content-Type: text/x; charset=\n\nb", TREE, NULL},
	{"two types", "Content-Type: text/html\nContent-Type: text/plain\n\nb",
	 TREE, NULL},
	{"two encodings",
	 "Content-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n"
	 "\nYWI=",
	 TREE, NULL},
	{"encoding with more",
	 "Content-Transfer-Encoding: base64; x\n\nYWI=", TREE, NULL},
	{"empty disposition",
	 "Content-Disposition:\nContent-Type: text/html\n\nb", TREE, NULL},

	{"nothing", "", ODD, NULL},
	{"no header", "\nb", ODD, NULL},
	{"no end of the header", "A: b\n", ODD, NULL},
	{"a line that is no field", "A: b\nno field\nContent-Type: a/b\n\nb",
	 ODD, NULL},
	{"folded line first", " a\nB: c\n\nd", ODD, NULL},
	{"no name", "A: b\n: c\n\nd", ODD, NULL},
	{"DEL in a name", "A: b\nC\x7f: d\n\ne", ODD, NULL},
};

static void describe(const struct furui_content *content,
		     struct furui_buffer *out)
{
	out->size = 0;
	furui_buffer_printf(out, "%s,%s,%s%s", content->type,
			    content->charset ? content->charset : "-",
			    content->name ? content->name : "-",
			    content->attachment ? "+" : "");
}

static void test_rows(void)
{
	struct furui_buffer strings = {0}, got = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_content content;
		size_t size = strlen(rows[i].message);
		char *exact = furui_xmalloc(size);
		memcpy(exact, rows[i].message, size);
		unit_row(rows[i].name);
		CHECK_INT(furui_content_read(exact, size, &content, &strings),
			  rows[i].shape);
		if (rows[i].shape == LEAF) {
			describe(&content, &got);
			CHECK_TEXT(furui_buffer_terminate(&got), rows[i].want);
		}
		free(exact);
	}
	furui_buffer_free(&strings);
	furui_buffer_free(&got);
}

static struct furui_charset *charset;

/* The name of a part that GMime parsed is still in its fields. */
static bool find_name(const struct furui_part *part, struct furui_buffer *name)
{
	const char *const fields[][2] = {
		{part->disposition_field, "filename"},
		{part->type_field, "name"},
	};
	if (part->name)
		furui_buffer_add(name, part->name, strlen(part->name));
	for (int i = 0; i < 2; i++)
		if (fields[i][0] &&
		    furui_parameter_decode(charset, fields[i][0],
					   strlen(fields[i][0]), fields[i][1],
					   name))
			return true;
	return part->name;
}

static void add_part(void *context, const struct furui_part *part)
{
	struct furui_buffer *out = context, name = {0};
	bool named = find_name(part, &name);
	furui_buffer_printf(out, "part %d %s,%s,%s,%d %zu %zu %zu ", part->kind,
			    part->type ? part->type : "-",
			    part->charset ? part->charset : "-",
			    named ? furui_buffer_terminate(&name) : "-",
			    part->attachment, part->size, part->whole,
			    part->head_size);
	furui_buffer_add(out, part->bytes, part->size);
	furui_buffer_add(out, part->head, part->head_size);
	furui_buffer_add_char(out, '\n');
	furui_buffer_free(&name);
}

static void add_field(void *context, bool embedded, const char *name,
		      const char *value)
{
	furui_buffer_printf(context, "field %d %s:%s\n", embedded, name, value);
}

static void enter(void *context, const char *type)
{
	furui_buffer_printf(context, "enter %s\n", type ? type : "-");
}

static void leave(void *context)
{
	furui_buffer_add_text(context, "leave\n");
}

static void visit(const char *bytes, size_t size, struct furui_buffer *out)
{
	const struct furui_message_visitor visitor = {
		.field = add_field,
		.part = add_part,
		.enter = enter,
		.leave = leave,
		.context = out,
	};
	out->size = 0;
	furui_buffer_printf(out, "notes %u\n",
			    furui_message_visit(bytes, size, &visitor));
}

/* A line that is no field makes GMime read all of the message; it leaves that
 * line out. */
static void test_same_as_gmime(void)
{
	static const char before[] = "X-First: a\nno field\n";
	struct furui_buffer plain = {0}, whole = {0}, all = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_content content;
		if (rows[i].shape == ODD)
			continue;
		unit_row(rows[i].name);
		visit(rows[i].message, strlen(rows[i].message), &plain);
		all.size = 0;
		furui_buffer_add_text(&all, before);
		furui_buffer_add_text(&all, rows[i].message);
		CHECK_INT(furui_content_read(all.data, all.size, &content,
					     &whole),
			  ODD);
		visit(all.data, all.size, &whole);
		CHECK_TEXT(furui_buffer_terminate(&plain),
			   furui_buffer_terminate(&whole));
	}
	furui_buffer_free(&plain);
	furui_buffer_free(&whole);
	furui_buffer_free(&all);
}

static void test_quoted(void)
{
	static const struct {
		const char *text, *want;
	} texts[] = {
		{"", ""},
		{"plain\r\n", "plain\r\n"},
		{"a=3Db=c3=A9", "a=b\xc3\xa9"},
		{"soft=\nline=\r\nend", "softlineend"},
		{"=zz =4 =\r=\n", "=zz =4 =\r=\n"},
		{"==41", "==41"},
		{"=x\ny", "=x\ny"},
		{"cut=", "cut"},
		{"cut=4", "cut"},
		{"=\n=\n=", ""},
		{"a_b ", "a_b "},
	};
	struct furui_buffer out = {0};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		size_t size = strlen(texts[i].text);
		char *exact = furui_xmalloc(size);
		memcpy(exact, texts[i].text, size);
		unit_row(texts[i].text);
		out.size = 0;
		furui_buffer_add_text(&out, "x");
		furui_quoted_decode(exact, size, &out);
		CHECK_TEXT(furui_buffer_terminate(&out) + 1, texts[i].want);
		free(exact);
	}
	furui_buffer_free(&out);
}

int main(void)
{
	charset = furui_charset_new();
	test_rows();
	test_same_as_gmime();
	test_quoted();
	furui_charset_free(&charset);
	return unit_end();
}
