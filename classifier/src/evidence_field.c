/* Evidence of single fields: dates, mail programs, lists, what the provider
 * found out about the sender, the subject. */
#include <string.h>
#include <strings.h>

#include "evidence.h"
#include "reader_private.h"
#include "url.h"
#include "utf8.h"

static bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

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

/* "+0900", or a zone's name, from the end of the date. */
static void read_zone(struct furui_reader *reader, const char *from,
		      const char *to)
{
	enum {
		LONGEST = 5
	};
	const char *open = memchr(from, '(', (size_t)(to - from));
	if (open)
		to = open;
	trim(&from, &to);
	const char *zone = to;
	while (zone > from && !is_blank(zone[-1]))
		zone--;
	if (to - zone <= LONGEST && to - zone >= 2 &&
	    (*zone == '+' || *zone == '-' || is_letter(*zone)))
		furui_evidence_add(reader, "date-zone", zone,
				   (size_t)(to - zone));
}

static void read_date(struct furui_reader *reader, const char *from,
		      const char *to)
{
	if (reader->evidence.has_date)
		return;
	reader->evidence.has_date = true;
	if (!reader->features.date)
		furui_reader_note(reader, "date-bad");
	else
		read_zone(reader, from, to);
}

/* "Mozilla/5.0 (…) Gecko/… Thunderbird/115.0": what stands last. */
static const char *mozilla_name(const char *from, const char *to)
{
	static const char mozilla[] = "Mozilla/";
	const char *name = to;
	if ((size_t)(to - from) < strlen(mozilla) ||
	    strncasecmp(from, mozilla, strlen(mozilla)) != 0)
		return from;
	while (name > from && !is_blank(name[-1]))
		name--;
	return is_letter(*name) ? name : from;
}

/* Without " v", " ver.", " Version" and what else announces a number. */
static const char *without_version(const char *from, const char *to)
{
	static const char *const words[] = {" v", " ver", " version", " build"};
	while (to > from && strchr("-_. ", to[-1]))
		to--;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t size = strlen(words[i]);
		if ((size_t)(to - from) > size &&
		    strncasecmp(to - size, words[i], size) == 0)
			return to - size;
	}
	return to;
}

/* The program's name up to its version. */
static void read_mailer(struct furui_reader *reader, const char *from,
			const char *to)
{
	enum {
		LONGEST = 32
	};
	if (reader->evidence.has_mailer || from == to)
		return;
	reader->evidence.has_mailer = true;
	from = mozilla_name(from, to);
	const char *end = from;
	while (end < to && end - from < LONGEST && !is_digit(*end) &&
	       !strchr("/([,;:", *end))
		end++;
	end = without_version(from, end);
	furui_evidence_add(reader, "mailer", from, (size_t)(end - from));
}

/* The word at the start: letters and hyphens. */
static size_t word_size(const char *from, const char *to)
{
	const char *p = from;
	while (p < to && (is_letter(*p) || *p == '-'))
		p++;
	return (size_t)(p - from);
}

static bool is_result(const char *word, size_t size)
{
	static const char *const results[] = {
		"pass", "fail",      "softfail",  "hardfail", "neutral",
		"none", "temperror", "permerror", "policy",   "bestguesspass",
	};
	for (size_t i = 0; i < sizeof results / sizeof *results; i++)
		if (strlen(results[i]) == size &&
		    strncasecmp(word, results[i], size) == 0)
			return true;
	return false;
}

static void add_result(struct furui_reader *reader, const char *method,
		       const char *from, const char *to)
{
	size_t size = word_size(from, to);
	if (is_result(from, size))
		furui_evidence_add(reader, method, from, size);
}

/* Who sends can write such fields too: those of the reader's own provider
 * stand above all that was there when the mail was handed over. */
static bool is_provider(const struct furui_reader *reader)
{
	return !reader->evidence.is_beyond;
}

/* The domain of who says so, by which learning tells a forged one. */
static void add_authority(struct furui_reader *reader, const char *from,
			  const char *to)
{
	const char *end = from;
	struct furui_url url = {0};
	while (end < to && !is_blank(*end) && *end != ';')
		end++;
	if (furui_url_host(from, (size_t)(end - from), &url)) {
		from = furui_domain_registered(url.host);
		end = from + strlen(from);
	}
	furui_evidence_add(reader, "auth-by", from, (size_t)(end - from));
}

/* "mx.example.jp; spf=pass smtp.mailfrom=…; dkim=none" (RFC 8601): the topmost
 * one. */
static void read_authentication(struct furui_reader *reader, const char *from,
				const char *to)
{
	static const char *const methods[] = {"spf", "dkim", "dmarc"};
	if (reader->evidence.has_authentication || !is_provider(reader))
		return;
	reader->evidence.has_authentication = true;
	add_authority(reader, from, to);
	for (const char *p = from; p < to; p++) {
		p = memchr(p, '=', (size_t)(to - p));
		if (!p)
			return;
		const char *name = p;
		while (name > from && is_letter(name[-1]))
			name--;
		/* Not "header.dkim=", and not within a word. */
		if (name > from && !is_blank(name[-1]) && name[-1] != ';')
			continue;
		size_t size = (size_t)(p - name);
		for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
			if (strlen(methods[i]) != size ||
			    strncasecmp(name, methods[i], size) != 0)
				continue;
			reader->evidence.has_spf |= i == 0;
			add_result(reader, methods[i], p + 1, to);
		}
	}
}

static void read_spf(struct furui_reader *reader, const char *from,
		     const char *to)
{
	if (reader->evidence.has_spf || !is_provider(reader))
		return;
	reader->evidence.has_spf = true;
	add_result(reader, "spf", from, to);
}

static void note_list(struct furui_reader *reader)
{
	if (!reader->evidence.has_list)
		furui_reader_note(reader, "list");
	reader->evidence.has_list = true;
}

void furui_evidence_other(struct furui_reader *reader,
			  const struct furui_field *field)
{
	const char *from = field->value, *to = from + field->value_size;
	trim(&from, &to);
	if (furui_field_is(field, "date")) {
		read_date(reader, from, to);
	} else if (furui_field_is(field, "in-reply-to") ||
		   furui_field_is(field, "references")) {
		reader->evidence.has_reference = true;
	} else if (furui_field_is(field, "x-mailer") ||
		   furui_field_is(field, "user-agent")) {
		read_mailer(reader, from, to);
	} else if (furui_field_is(field, "list-id")) {
		note_list(reader);
	} else if (furui_field_is(field, "list-unsubscribe")) {
		note_list(reader);
		furui_reader_note(reader, "list-unsubscribe");
	} else if (furui_field_is(field, "list-unsubscribe-post")) {
		furui_reader_note(reader, "list-unsubscribe-one-click");
	} else if (furui_field_is(field, "precedence")) {
		furui_evidence_add(reader, "precedence", from,
				   word_size(from, to));
	} else if (furui_field_is(field, "auto-submitted")) {
		furui_evidence_add(reader, "auto-submitted", from,
				   word_size(from, to));
	} else if (furui_field_is(field, "content-language")) {
		furui_evidence_add(reader, "content-language", from,
				   word_size(from, to));
	} else if (furui_field_is(field, "authentication-results")) {
		read_authentication(reader, from, to);
	} else if (furui_field_is(field, "received-spf")) {
		read_spf(reader, from, to);
	}
}

/* The size of what opens or closes a provider's mark: []{}()<>* and 【】, 0 for
 * anything else. */
static size_t fence_size(const char *from, const char *to)
{
	if (from < to && strchr("[]{}()<>*", *from))
		return *from ? 1 : 0;
	if (to - from >= 3 &&
	    (memcmp(from, "【", 3) == 0 || memcmp(from, "】", 3) == 0))
		return 3;
	return 0;
}

/* "[SPAM]", "*** spam? ***", "【迷惑メール】": the provider thinks so. */
static bool has_tag(const char *from, const char *to)
{
	static const char *const words[] = {"spam", "meiwaku",    "junk",
					    "bulk", "迷惑メール", "迷惑"};
	enum {
		MOST_BEHIND = 10 /* "SPAM 99%?" */
	};
	const char *p = from;
	while (p < to && (fence_size(p, to) || is_blank(*p)))
		p += fence_size(p, to) ? fence_size(p, to) : 1;
	if (p == from || !fence_size(from, to))
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t size = strlen(words[i]);
		if ((size_t)(to - p) < size ||
		    strncasecmp(p, words[i], size) != 0)
			continue;
		const char *q = p + size;
		while (q < to && q - p - (long)size < MOST_BEHIND &&
		       !is_letter(*q) && !((unsigned char)*q & 0x80) &&
		       !fence_size(q, to))
			q++;
		return fence_size(q, to) != 0;
	}
	return false;
}

static bool is_reply(const char *from, const char *to)
{
	if (to - from < 3 || strncasecmp(from, "re", 2) != 0)
		return false;
	from += 2;
	while (from < to && (is_digit(*from) || strchr("^[]()", *from)))
		from++;
	return from < to && *from == ':';
}

/* Some letters, and none of them small. */
static bool is_capital(const char *from, const char *to)
{
	enum {
		FEWEST = 8
	};
	size_t letters = 0;
	for (; from < to; from++) {
		if (*from >= 'a' && *from <= 'z')
			return false;
		letters += *from >= 'A' && *from <= 'Z';
	}
	return letters >= FEWEST;
}

void furui_evidence_subject(struct furui_reader *reader, const char *text,
			    size_t size)
{
	struct furui_evidence *e = &reader->evidence;
	if (e->has_subject)
		return;
	e->has_subject = true;
	if (!size) {
		furui_reader_note(reader, "subject-empty");
		return;
	}
	const char *from = text, *to = from + size;
	trim(&from, &to);
	if (from == to)
		furui_reader_note(reader, "subject-empty");
	if (has_tag(from, to))
		furui_reader_note(reader, "subject-tag");
	if (is_capital(from, to))
		furui_reader_note(reader, "subject-caps");
	e->is_reply = is_reply(from, to);
}
