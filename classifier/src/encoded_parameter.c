/* Decodes parameters of header fields that RFC 2231 encodes: a name in another
 * charset, in one piece or several ("filename*0*=…; filename*1*=…"). */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "encoded.h"
#include "hex.h"

/* "name*0*=value": a piece; extended when it ends in a star. */
struct piece {
	const char *name;
	size_t name_size; /* without the stars */
	unsigned number;  /* 0 where it is in one piece */
	bool first;
	bool extended;
	const char *value;
	size_t value_size;
};

struct span {
	const char *from, *to;
};

/* The pieces of one parameter that follow each other. */
struct run {
	const char *name;
	size_t name_size;
	const char *charset;
	size_t charset_size;
	bool extended; /* one of them at least */
	struct furui_buffer bytes;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void trim(const char **from, const char **to)
{
	while (*from < *to && is_blank(**from))
		++*from;
	while (*to > *from && is_blank((*to)[-1]))
		--*to;
}

/* Where a run of ISO-2022-JP's double bytes ends, which are ASCII's, '"' and
 * ';' among them; NULL when none begins at p. */
static const char *skip_jis(const char *p, const char *end)
{
	return end - p > 1 && p[0] == '\x1b' && p[1] == '$'
		       ? memchr(p + 1, '\x1b', (size_t)(end - p - 1))
		       : NULL;
}

/* The semicolon that ends the parameter, or `end`. A quote opens a string only
 * where a value begins. */
static const char *find_end(const char *p, const char *end)
{
	bool quoted = false, begins = false;
	for (; p < end && (quoted || *p != ';'); p++) {
		const char *behind = skip_jis(p, end);
		if (behind)
			p = behind;
		if (*p == '"' && (quoted || begins))
			quoted = !quoted;
		else if (*p == '\\' && quoted && end - p > 1)
			p++;
		begins = *p == '=' || (begins && is_blank(*p));
	}
	return p;
}

static unsigned number_of(const char *from, const char *end)
{
	enum {
		MOST = 100000 /* pieces, more than a field has bytes for */
	};
	unsigned number = 0;
	for (; from < end && *from >= '0' && *from <= '9' && number < MOST;
	     from++)
		number = number * 10 + (unsigned)(*from - '0');
	return number;
}

static bool parse_piece(const char *from, const char *to, struct piece *piece)
{
	const char *mark = memchr(from, '=', (size_t)(to - from));
	if (!mark)
		return false;
	const char *end = mark, *value = mark + 1;
	trim(&from, &end);
	trim(&value, &to);
	const char *star = memchr(from, '*', (size_t)(end - from));
	if (!star || star == from)
		return false;
	if (to - value >= 2 && *value == '"' && to[-1] == '"') {
		value++;
		to--;
	}
	*piece = (struct piece){
		.name = from,
		.name_size = (size_t)(star - from),
		.number = number_of(star + 1, end),
		.first = end - star == 1 || star[1] == '0',
		.extended = end[-1] == '*',
		.value = value,
		.value_size = (size_t)(to - value),
	};
	return true;
}

static void add_percent(const char *text, size_t size, struct furui_buffer *out)
{
	for (size_t i = 0; i < size; i++) {
		int high, low;
		char c = text[i];
		if (c == '%' && i + 2 < size &&
		    (high = furui_hex(text[i + 1])) >= 0 &&
		    (low = furui_hex(text[i + 2])) >= 0) {
			c = (char)(high << 4 | low);
			i += 2;
		}
		furui_buffer_add_char(out, c);
	}
}

/* Leaves off "charset'language'", and notes the charset. */
static void read_charset(struct run *run, struct piece *piece)
{
	const char *end = piece->value + piece->value_size;
	const char *first = memchr(piece->value, '\'', piece->value_size);
	const char *second =
		first ? memchr(first + 1, '\'', (size_t)(end - first - 1))
		      : NULL;
	if (!second)
		return;
	run->charset = piece->value;
	run->charset_size = (size_t)(first - piece->value);
	piece->value = second + 1;
	piece->value_size = (size_t)(end - piece->value);
}

static unsigned decode_run(struct furui_charset *charset, const struct run *run,
			   struct furui_buffer *out)
{
	return furui_charset_decode(charset, run->bytes.data, run->bytes.size,
				    run->charset_size ? run->charset : NULL,
				    run->charset_size, out);
}

static unsigned flush(struct furui_charset *charset, struct run *run,
		      struct furui_buffer *out)
{
	if (!run->name)
		return 0;
	/* Only its value is encoded, but it may hold any bytes. */
	unsigned notes =
		furui_header_decode(charset, run->name, run->name_size, out);
	furui_buffer_add_char(out, '=');
	notes |= decode_run(charset, run, out);
	furui_buffer_add(out, "; ", 2);
	run->bytes.size = 0;
	run->name = NULL;
	return notes;
}

static void add_bytes(struct run *run, const struct piece *piece)
{
	if (piece->extended)
		add_percent(piece->value, piece->value_size, &run->bytes);
	else
		furui_buffer_add(&run->bytes, piece->value, piece->value_size);
}

static unsigned add_piece(struct furui_charset *charset, struct run *run,
			  struct piece *piece, struct furui_buffer *out)
{
	unsigned notes = 0;
	bool same = run->name && run->name_size == piece->name_size &&
		    strncasecmp(run->name, piece->name, run->name_size) == 0;
	if (!same || piece->first) {
		notes = flush(charset, run, out);
		run->charset_size = 0;
		run->name = piece->name;
		run->name_size = piece->name_size;
		if (piece->extended)
			read_charset(run, piece);
	}
	add_bytes(run, piece);
	return notes;
}

unsigned furui_parameters_decode(struct furui_charset *charset,
				 const char *value, size_t size,
				 struct furui_buffer *out)
{
	if (!memchr(value, '*', size))
		return furui_header_decode(charset, value, size, out);
	unsigned notes = 0;
	struct run run = {.name = NULL};
	const char *end = value + size;
	for (const char *p = value; p < end;) {
		struct piece piece;
		const char *to = find_end(p, end);
		if (parse_piece(p, to, &piece)) {
			notes |= add_piece(charset, &run, &piece, out);
		} else {
			notes |= flush(charset, &run, out);
			notes |= furui_header_decode(charset, p,
						     (size_t)(to - p), out);
			furui_buffer_add(out, "; ", 2);
		}
		p = to < end ? to + 1 : end;
	}
	notes |= flush(charset, &run, out);
	furui_buffer_free(&run.bytes);
	return notes;
}

static bool is_named(const char *name, size_t size, const char *wanted)
{
	return size == strlen(wanted) && strncasecmp(name, wanted, size) == 0;
}

static int by_number(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	return x->number != y->number
		       ? (x->number > y->number) - (x->number < y->number)
		       : (x->value > y->value) - (x->value < y->value);
}

/* Puts together the pieces of one name, whatever order they stand in (RFC 2231,
 * section 3), up to a gap; of those with the same number the first counts. */
static void join(struct piece *pieces, size_t count, struct run *run)
{
	if (!count)
		return;
	qsort(pieces, count, sizeof *pieces, by_number);
	run->name = pieces->name;
	if (pieces->extended)
		read_charset(run, pieces);
	unsigned number = pieces->number;
	for (size_t i = 0; i < count && pieces[i].number <= number; i++) {
		if (pieces[i].number < number)
			continue;
		add_bytes(run, &pieces[i]);
		run->extended |= pieces[i].extended;
		number++;
	}
}

/* Behind a comment, "(…)", if one stands there. */
static const char *skip_comment(const char *from, const char *to)
{
	while (from < to && is_blank(*from))
		from++;
	const char *end = from < to && *from == '('
				  ? memchr(from, ')', (size_t)(to - from))
				  : NULL;
	return end ? end + 1 : from;
}

/* "value", with backslashes before what stands for itself, or value; without a
 * comment behind it. */
static void add_plain(const char *from, const char *to,
		      struct furui_buffer *out)
{
	from = skip_comment(from, to);
	trim(&from, &to);
	if (from == to || *from != '"') {
		const char *open =
			to > from && to[-1] == ')'
				? memrchr(from, '(', (size_t)(to - from))
				: NULL;
		if (open && open > from && is_blank(open[-1])) {
			to = open;
			trim(&from, &to);
		}
		furui_buffer_add(out, from, (size_t)(to - from));
		return;
	}
	for (from++; from < to && *from != '"'; from++) {
		if (*from == '\\' && to - from > 1)
			from++;
		furui_buffer_add_char(out, *from);
	}
}

/* One segment between semicolons: a piece of the name, or the whole of it. */
static void take_segment(const char *from, const char *to, const char *name,
			 struct furui_buffer *pieces, struct span *plain)
{
	struct piece piece;
	from = skip_comment(from, to);
	const char *mark = memchr(from, '=', (size_t)(to - from));
	if (parse_piece(from, to, &piece)) {
		if (is_named(piece.name, piece.name_size, name))
			furui_buffer_add(pieces, &piece, sizeof piece);
	} else if (mark && !plain->from) {
		const char *name_end = mark;
		trim(&from, &name_end);
		if (is_named(from, (size_t)(name_end - from), name))
			*plain = (struct span){mark + 1, to};
	}
}

/* Looks for the name before anything is decoded: what an encoded-word holds
 * ends no string. The extended parameter counts before the plain one, as in
 * HTTP (RFC 6266, section 4.3); of mail no such rule is known. */
bool furui_parameter_decode(struct furui_charset *charset, const char *value,
			    size_t size, const char *name,
			    struct furui_buffer *out)
{
	struct run run = {.name = NULL};
	struct furui_buffer pieces = {0};
	struct span plain = {NULL, NULL};
	const char *end = value + size;
	for (const char *p = value; p < end;) {
		const char *to = find_end(p, end);
		take_segment(p, to, name, &pieces, &plain);
		p = to < end ? to + 1 : end;
	}
	join((void *)pieces.data, pieces.size / sizeof(struct piece), &run);
	if (run.bytes.size && run.extended) {
		(void)decode_run(charset, &run, out);
	} else if (run.bytes.size) {
		/* Some write an encoded-word and cut it. */
		(void)furui_header_decode(charset, run.bytes.data,
					  run.bytes.size, out);
	} else if (plain.from) {
		struct furui_buffer text = {0};
		add_plain(plain.from, plain.to, &text);
		(void)furui_header_decode(
			charset, furui_buffer_terminate(&text), text.size, out);
		furui_buffer_free(&text);
	}
	furui_buffer_free(&pieces);
	furui_buffer_free(&run.bytes);
	return run.name || plain.from;
}
