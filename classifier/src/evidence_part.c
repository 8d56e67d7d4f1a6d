/* Evidence of parts: the tree that they make, and attachments that are not
 * what they say. */
#include <string.h>
#include <strings.h>

#include "encoded.h"
#include "evidence.h"
#include "normalise.h"
#include "reader_private.h"
#include "utf8.h"

/* What kinds of files begin with (file(1) knows more). */
enum magic {
	MAGIC_NONE,
	MAGIC_PDF,
	MAGIC_ZIP, /* and what is one: docx, jar, … */
	MAGIC_OLE, /* doc, xls, ppt, msi */
	MAGIC_PROGRAM,
	MAGIC_RAR,
	MAGIC_7Z,
	MAGIC_GZIP,
	MAGIC_RTF,
	MAGIC_IMAGE,
	MAGIC_HTML,
};

enum {
	EXECUTABLE = 1,
	SCRIPT = 2,
	MACRO = 4,
	ARCHIVE = 8,
	HTML = 16,
	DOCUMENT = 32, /* opened without a thought */
};

static const struct extension {
	const char *name;
	enum magic magic;
	unsigned kinds;
} extensions[] = {
	{"7z", MAGIC_7Z, ARCHIVE},
	{"ace", MAGIC_NONE, ARCHIVE},
	{"apk", MAGIC_ZIP, EXECUTABLE},
	{"arj", MAGIC_NONE, ARCHIVE},
	{"bat", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"bmp", MAGIC_IMAGE, DOCUMENT},
	{"cab", MAGIC_NONE, ARCHIVE},
	{"chm", MAGIC_NONE, EXECUTABLE},
	{"cmd", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"com", MAGIC_NONE, EXECUTABLE},
	{"cpl", MAGIC_PROGRAM, EXECUTABLE},
	{"csv", MAGIC_NONE, DOCUMENT},
	{"dll", MAGIC_PROGRAM, EXECUTABLE},
	{"doc", MAGIC_OLE, DOCUMENT},
	{"docm", MAGIC_ZIP, DOCUMENT | MACRO},
	{"docx", MAGIC_ZIP, DOCUMENT},
	{"exe", MAGIC_PROGRAM, EXECUTABLE},
	{"gif", MAGIC_IMAGE, DOCUMENT},
	{"gz", MAGIC_GZIP, ARCHIVE},
	{"hta", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"htm", MAGIC_HTML, HTML},
	{"html", MAGIC_HTML, HTML},
	{"img", MAGIC_NONE, ARCHIVE},
	{"iso", MAGIC_NONE, ARCHIVE},
	{"jar", MAGIC_ZIP, EXECUTABLE},
	{"jpeg", MAGIC_IMAGE, DOCUMENT},
	{"jpg", MAGIC_IMAGE, DOCUMENT},
	{"js", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"jse", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"lnk", MAGIC_NONE, EXECUTABLE},
	{"lzh", MAGIC_NONE, ARCHIVE},
	{"mht", MAGIC_NONE, HTML},
	{"msi", MAGIC_OLE, EXECUTABLE},
	{"odt", MAGIC_ZIP, DOCUMENT},
	{"one", MAGIC_NONE, DOCUMENT},
	{"pdf", MAGIC_PDF, DOCUMENT},
	{"pif", MAGIC_NONE, EXECUTABLE},
	{"png", MAGIC_IMAGE, DOCUMENT},
	{"ppt", MAGIC_OLE, DOCUMENT},
	{"pptm", MAGIC_ZIP, DOCUMENT | MACRO},
	{"pptx", MAGIC_ZIP, DOCUMENT},
	{"ps1", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"rar", MAGIC_RAR, ARCHIVE},
	{"reg", MAGIC_NONE, EXECUTABLE},
	{"rtf", MAGIC_RTF, DOCUMENT},
	{"scr", MAGIC_PROGRAM, EXECUTABLE},
	{"shtml", MAGIC_HTML, HTML},
	{"svg", MAGIC_NONE, HTML},
	{"tar", MAGIC_NONE, ARCHIVE},
	{"tgz", MAGIC_GZIP, ARCHIVE},
	{"txt", MAGIC_NONE, DOCUMENT},
	{"vbe", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"vbs", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"webp", MAGIC_IMAGE, DOCUMENT},
	{"wsf", MAGIC_NONE, EXECUTABLE | SCRIPT},
	{"xhtml", MAGIC_HTML, HTML},
	{"xls", MAGIC_OLE, DOCUMENT},
	{"xlsb", MAGIC_ZIP, DOCUMENT | MACRO},
	{"xlsm", MAGIC_ZIP, DOCUMENT | MACRO},
	{"xlsx", MAGIC_ZIP, DOCUMENT},
	{"zip", MAGIC_ZIP, ARCHIVE},
};

static const struct extension *find_extension(const char *name, size_t size)
{
	for (size_t i = 0; i < sizeof extensions / sizeof *extensions; i++)
		if (strlen(extensions[i].name) == size &&
		    strncasecmp(extensions[i].name, name, size) == 0)
			return &extensions[i];
	return NULL;
}

static enum magic magic_of(const char *bytes, size_t size)
{
	static const struct {
		const char *bytes;
		size_t size;
		enum magic magic;
	} magics[] = {
		{"%PDF-", 5, MAGIC_PDF},
		{"PK\003\004", 4, MAGIC_ZIP},
		{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8, MAGIC_OLE},
		{"MZ", 2, MAGIC_PROGRAM},
		{"\177ELF", 4, MAGIC_PROGRAM},
		{"Rar!\x1a\a", 6, MAGIC_RAR},
		{"7z\xbc\xaf\x27\x1c", 6, MAGIC_7Z},
		{"\x1f\x8b", 2, MAGIC_GZIP},
		{"{\\rtf", 5, MAGIC_RTF},
		{"\x89PNG", 4, MAGIC_IMAGE},
		{"\xff\xd8\xff", 3, MAGIC_IMAGE},
		{"GIF8", 4, MAGIC_IMAGE},
		{"RIFF", 4, MAGIC_IMAGE},
		{"BM", 2, MAGIC_IMAGE},
		{"II*", 3, MAGIC_IMAGE},
		{"<!DOCTYPE html", 14, MAGIC_HTML},
		{"<html", 5, MAGIC_HTML},
	};
	for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
		if (size >= magics[i].size &&
		    (magics[i].magic == MAGIC_HTML
			     ? strncasecmp(bytes, magics[i].bytes,
					   magics[i].size) == 0
			     : memcmp(bytes, magics[i].bytes, magics[i].size) ==
				       0))
			return magics[i].magic;
	return MAGIC_NONE;
}

static bool is_type(const struct furui_part *part, const char *begin)
{
	return part->type && strncasecmp(part->type, begin, strlen(begin)) == 0;
}

static enum magic declared(const struct furui_part *part,
			   const struct extension *extension)
{
	if (extension && extension->magic)
		return extension->magic;
	return is_type(part, "application/pdf")   ? MAGIC_PDF
	       : is_type(part, "application/zip") ? MAGIC_ZIP
	       : is_type(part, "image/svg")       ? MAGIC_NONE
	       : is_type(part, "image/")          ? MAGIC_IMAGE
						  : MAGIC_NONE;
}

/* Says one kind of file and is another. Word's .doc may be RTF, or HTML; what
 * says nothing may be anything but a program. */
static bool lies(const struct furui_part *part,
		 const struct extension *extension, enum magic magic)
{
	enum magic said = declared(part, extension);
	unsigned kinds = extension ? extension->kinds : 0;
	if (magic == MAGIC_PROGRAM)
		return (extension || is_type(part, "text/") || said) &&
		       !(kinds & (EXECUTABLE | ARCHIVE));
	if (said == MAGIC_OLE &&
	    (magic == MAGIC_RTF || magic == MAGIC_HTML || magic == MAGIC_ZIP))
		return false;
	return said && magic && said != magic;
}

static void note_kinds(struct furui_reader *reader, unsigned kinds)
{
	static const char *const names[] = {
		"attach-executable", "attach-script", "attach-macro",
		"attach-archive",    "attach-html",
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (kinds & 1U << i)
			furui_reader_note(reader, names[i]);
}

/* "bill.pdf.exe", "photo.jpg    .scr". */
static bool is_double(const char *name, const char *dot, unsigned kinds)
{
	if (!(kinds & (EXECUTABLE | HTML | ARCHIVE)))
		return false;
	const char *end = dot;
	while (end > name && (end[-1] == ' ' || end[-1] == '_'))
		end--;
	const char *before = memrchr(name, '.', (size_t)(end - name));
	if (!before)
		return false;
	const struct extension *hidden =
		find_extension(before + 1, (size_t)(end - before - 1));
	return hidden && (hidden->kinds & DOCUMENT) && !(kinds & ARCHIVE);
}

static bool is_japanese(const char *text, size_t size)
{
	for (size_t at = 0; at < size;) {
		uint32_t c = furui_utf8_get(text, size, &at);
		if (c >= 0x3000 && furui_is_unspaced(c))
			return true;
	}
	return false;
}

/* Without what follows an extension and is dropped, by Windows or by an eye:
 * dots, blanks of any width, quotes. */
static size_t trim_name(const char *name, size_t size)
{
	static const char *const ends[] = {".",  " ",        "'",
					   "\"", "\xc2\xa0", "　"};
	bool trimmed = true;
	while (trimmed) {
		trimmed = false;
		for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
			size_t length = strlen(ends[i]);
			if (size > length && memcmp(name + size - length,
						    ends[i], length) == 0) {
				size -= length;
				trimmed = true;
			}
		}
	}
	return size;
}

static const struct extension *read_name(struct furui_reader *reader,
					 struct furui_buffer *full)
{
	enum {
		LONGEST = 5
	};
	full->size = trim_name(full->data, full->size);
	const char *name = furui_buffer_terminate(full);
	if (is_japanese(name, full->size))
		furui_reader_note(reader, "attach-name-japanese");
	const char *dot = strrchr(name, '.');
	if (!dot || !dot[1]) {
		furui_reader_note(reader, "attach:none");
		return NULL;
	}
	size_t length = strlen(dot + 1);
	const struct extension *extension = find_extension(dot + 1, length);
	if (length <= LONGEST)
		furui_evidence_add(reader, "attach", dot + 1, length);
	else
		furui_reader_note(reader, "attach:long");
	if (is_double(name, dot, extension ? extension->kinds : 0))
		furui_reader_note(reader, "attach-double");
	return extension;
}

static void note_size(struct furui_reader *reader, size_t size)
{
	furui_reader_note(reader, size < 10 << 10    ? "attach-size:10k"
				  : size < 100 << 10 ? "attach-size:100k"
				  : size < 1 << 20   ? "attach-size:1m"
						     : "attach-size:more");
}

static void read_attachment(struct furui_reader *reader,
			    const struct furui_part *part,
			    struct furui_buffer *name)
{
	enum {
		ZIP_FLAGS = 6, /* where they stand: bit 0, encrypted */
	};
	const struct extension *extension =
		name ? read_name(reader, name) : NULL;
	enum magic magic = magic_of(part->head, part->head_size);
	unsigned kinds = extension ? extension->kinds : 0;
	if (magic == MAGIC_PROGRAM)
		kinds |= EXECUTABLE;
	if (part->kind == FURUI_PART_HTML)
		kinds |= HTML;
	note_kinds(reader, kinds);
	note_size(reader, part->whole);
	if (lies(part, extension, magic))
		furui_reader_note(reader, "attach-lies");
	if (magic == MAGIC_ZIP && part->head_size > ZIP_FLAGS &&
	    (part->head[ZIP_FLAGS] & 1))
		furui_reader_note(reader, "attach-encrypted");
}

static const char *leaf_name(const struct furui_part *part)
{
	static const struct {
		const char *type, *name;
	} names[] = {
		{"text/plain", "plain"},       {"text/html", "html"},
		{"text/calendar", "calendar"}, {"text/", "text"},
		{"image/", "image"},           {"audio/", "audio"},
		{"video/", "video"},           {"application/pdf", "pdf"},
		{"application/pkcs7", "sign"}, {"application/x-pkcs7", "sign"},
		{"application/pgp", "sign"},   {"application/", "file"},
		{"message/", "status"},
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is_type(part, names[i].type))
			return names[i].name;
	return "other";
}

enum {
	DEEPEST = 4
};

/* Appends a node; the same again in a row becomes a "+". */
static void add_node(struct furui_evidence *e, const char *name, bool opens)
{
	size_t size = strlen(name), at = e->structure_size;
	char *tree = e->structure;
	if (e->depth > DEEPEST || at + size + 2 > FURUI_EVIDENCE_STRUCTURE)
		return;
	bool first = !at || tree[at - 1] == '(';
	const char *last = tree + at - (at && tree[at - 1] == '+');
	if (!first && !opens && (size_t)(last - tree) > size &&
	    memcmp(last - size, name, size) == 0 &&
	    strchr("(,", last[-(long)size - 1])) {
		if (*last != '+')
			tree[e->structure_size++] = '+';
		tree[e->structure_size] = '\0';
		return;
	}
	if (!first)
		tree[at++] = ',';
	memcpy(tree + at, name, size);
	at += size;
	if (opens)
		tree[at++] = '(';
	tree[at] = '\0';
	e->structure_size = at;
}

void furui_evidence_enter(struct furui_reader *reader, const char *type)
{
	static const char *const known[] = {
		"mixed",  "alternative", "related",   "signed",  "report",
		"digest", "encrypted",   "form-data", "message",
	};
	const char *name = "multi";
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strcasecmp(known[i], type) == 0)
			name = known[i];
	add_node(&reader->evidence, name, true);
	reader->evidence.depth++;
}

void furui_evidence_leave(struct furui_reader *reader)
{
	struct furui_evidence *e = &reader->evidence;
	e->depth--;
	if (e->depth <= DEEPEST && e->structure_size &&
	    e->structure_size < FURUI_EVIDENCE_STRUCTURE) {
		e->structure[e->structure_size++] = ')';
		e->structure[e->structure_size] = '\0';
	}
}

/* A name that goes on behind a NUL is not taken for one that ends there. */
static void drop_nuls(struct furui_buffer *name)
{
	size_t to = 0;
	for (size_t i = 0; i < name->size; i++)
		if (name->data[i])
			name->data[to++] = name->data[i];
	name->size = to;
}

static bool is_blank(const struct furui_buffer *name)
{
	size_t i = 0;
	while (i < name->size && name->data[i] == ' ')
		i++;
	return i == name->size;
}

/* The file's name, by the field that is about it first. */
static bool find_name(struct furui_reader *reader,
		      const struct furui_part *part, struct furui_buffer *name)
{
	const char *const fields[][2] = {
		{part->disposition_field, "filename"},
		{part->type_field, "name"},
	};
	bool found = part->name;
	if (part->name)
		furui_buffer_add(name, part->name, strlen(part->name));
	/* A name of blanks is shown by none: what the other field has is. */
	for (int i = 0; i < 2; i++)
		if (fields[i][0] && is_blank(name)) {
			name->size = 0;
			found |= furui_parameter_decode(
				reader->charset, fields[i][0],
				strlen(fields[i][0]), fields[i][1], name);
		}
	return found;
}

void furui_evidence_part(struct furui_reader *reader,
			 const struct furui_part *part)
{
	if (!part->type)
		return; /* text around the parts */
	add_node(&reader->evidence, leaf_name(part), false);
	struct furui_buffer name = {0};
	bool named = find_name(reader, part, &name);
	drop_nuls(&name);
	(void)furui_buffer_terminate(&name);
	if (named || part->attachment)
		read_attachment(reader, part, named ? &name : NULL);
	furui_buffer_free(&name);
}
