/* Splits address lists at the commas that part mailboxes. */
#include "mailbox.h"

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

/* What was seen of a mailbox on the way to its comma. */
struct seen {
	const char *open;        /* the last '<' */
	const char *close;       /* and its '>' */
	const char *comment;     /* the first '(' */
	const char *comment_end; /* and the last ')' */
	const char *colon;       /* a group's name ends here */
};

/* Whether the character means anything in an address list. */
static bool is_special(char c)
{
	static const bool special[256] = {
		['\\'] = true, ['"'] = true, ['('] = true,
		[')'] = true,  ['<'] = true, ['>'] = true,
		[':'] = true,  [';'] = true, [','] = true,
	};
	return special[(unsigned char)c];
}

/* The comma, or the semicolon that ends a group, or the end. */
static const char *find_comma(const char *p, const char *end, struct seen *seen)
{
	bool quoted = false;
	int depth = 0;
	for (; p < end; p++) {
		char c = *p;
		if (!is_special(c))
			continue;
		if (c == '\\' && end - p > 1) {
			p++;
		} else if (c == '"' && !depth) {
			quoted = !quoted;
		} else if (!quoted && c == '(') {
			if (!depth++ && !seen->comment)
				seen->comment = p;
		} else if (!quoted && c == ')' && depth) {
			depth--;
			seen->comment_end = p;
		} else if (quoted || depth) {
			continue;
		} else if (c == '<') {
			seen->open = p;
			seen->close = NULL;
		} else if (c == '>') {
			seen->close = p;
		} else if (c == ':' && (!seen->open || seen->close)) {
			seen->colon = p;
		} else if (c == ';' ||
			   (c == ',' && (!seen->open || seen->close))) {
			break; /* source routes have commas too */
		}
	}
	return p;
}

bool furui_mailbox_next(const char **cursor, const char *end,
			struct furui_mailbox *mailbox)
{
	while (*cursor < end) {
		struct seen seen = {0};
		const char *from = *cursor;
		const char *to = find_comma(from, end, &seen);
		*cursor = to < end ? to + 1 : end;
		if (seen.colon && (!seen.open || seen.colon < seen.open))
			from = seen.colon + 1;
		const char *name = from, *name_end = from;
		if (seen.open) {
			name_end = seen.open;
			from = seen.open + 1;
			to = seen.close ? seen.close : to;
		} else if (seen.comment && seen.comment >= from) {
			name = seen.comment + 1;
			name_end = seen.comment_end ? seen.comment_end : to;
			if (name_end < name)
				name_end = name;
			to = seen.comment;
		}
		trim(&from, &to);
		trim(&name, &name_end);
		*mailbox =
			(struct furui_mailbox){name, (size_t)(name_end - name),
					       from, (size_t)(to - from)};
		if (mailbox->address_size || mailbox->name_size)
			return true;
	}
	return false;
}
