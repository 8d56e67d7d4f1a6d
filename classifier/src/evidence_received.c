/* Evidence of the way that a message took: which network handed it to the
 * reader's own provider, as the provider wrote it down. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "evidence.h"
#include "furui/ascii.h"
#include "furui/find.h"
#include "reader_private.h"
#include "url.h"

/* "from HELO (RDNS [IP]) by BY …": Postfix and sendmail; exim and qmail write
 * "from RDNS ([IP] helo=HELO)", "from RDNS (HELO HELO) (IP)". */
struct hop {
	struct furui_url helo; /* host "" when there is none, or no name */
	struct furui_url rdns;
	struct furui_url by;
	struct furui_url ip;
	bool named; /* without rdns, the first word is what it says */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* What parts words beside blanks; a NUL does, too. */
static bool is_bracket(char c)
{
	return c == '(' || c == ')' || c == '[' || c == ']' || c == '=' ||
	       c == ',' || !c;
}

/* The next word at *at: between blanks, parentheses, brackets, '='. */
static size_t next_word(const char *text, size_t size, size_t *at,
			const char **word)
{
	while (*at < size && (is_blank(text[*at]) || is_bracket(text[*at])))
		++*at;
	size_t from = *at;
	while (*at < size && !is_blank(text[*at]) && !is_bracket(text[*at]) &&
	       text[*at] != ';')
		++*at;
	*word = text + from;
	return *at - from;
}

static bool is_word(const char *word, size_t size, const char *want)
{
	return size == strlen(want) && furui_ascii_same_bytes(word, want, size);
}

/* An IPv4 address in its usual form, or IPv6. */
static bool read_address(const char *word, size_t size, struct furui_url *ip)
{
	char text[INET6_ADDRSTRLEN + 8];
	struct in6_addr six;
	struct in_addr four;
	if (size > 5 && strncasecmp(word, "IPv6:", 5) == 0) {
		word += 5;
		size -= 5;
	}
	if (!size || size >= sizeof text)
		return false;
	memcpy(text, word, size);
	text[size] = '\0';
	/* Leading zeros are refused: it stands in its only form. */
	if (inet_pton(AF_INET, text, &four) == 1)
		return memcpy(ip->host, text, size + 1);
	return inet_pton(AF_INET6, text, &six) == 1 &&
	       inet_ntop(AF_INET6, &six, ip->host, sizeof ip->host);
}

/* Reads "from …" up to " by HOST". False when it is no hop between two. */
static bool read_hop(const char *text, size_t size, struct hop *hop)
{
	size_t at = 0, length;
	const char *word;
	bool first = true, says_helo = false;
	length = next_word(text, size, &at, &word);
	if (!is_word(word, length, "from"))
		return false;
	while ((length = next_word(text, size, &at, &word))) {
		if (is_word(word, length, "by")) {
			/* sendmail writes "[IP]" alone when nobody knows a
			 * name, and so does exim when HELO is the name. */
			hop->named = !memchr(text, '[', at) ||
				     memmem(text, size, "(Exim", 5);
			length = next_word(text, size, &at, &word);
			return furui_url_host(word, length, &hop->by) || length;
		}
		if (is_word(word, length, "helo") ||
		    is_word(word, length, "ehlo")) {
			says_helo = true;
			continue;
		}
		struct furui_url *to = first ? &hop->helo : &hop->rdns;
		if (says_helo && !first) {
			/* What stood first was the name after all. */
			hop->rdns = hop->helo;
			hop->helo = (struct furui_url){0};
			to = &hop->helo;
		}
		says_helo = false;
		bool is_first = first;
		first = false;
		if (read_address(word, length, &hop->ip))
			continue;
		/* "user@host", whom identd named */
		const char *user = memrchr(word, '@', length);
		size_t skip = user ? (size_t)(user - word) + 1 : 0;
		if (!to->host[0] || (is_first && !hop->helo.host[0]))
			(void)furui_url_host(word + skip, length - skip, to);
	}
	return false;
}

static bool is_private(const char *ip)
{
	struct in6_addr six;
	struct in_addr four;
	if (inet_pton(AF_INET, ip, &four) == 1) {
		uint32_t a = ntohl(four.s_addr);
		return a >> 24 == 10 || a >> 24 == 127 || a >> 24 == 0 ||
		       a >> 20 == 0xac1 || a >> 16 == 0xc0a8 ||
		       a >> 16 == 0xa9fe || a >> 22 == 0x191;
	}
	return inet_pton(AF_INET6, ip, &six) != 1 ||
	       (six.s6_addr[0] & 0xfe) == 0xfc || six.s6_addr[0] == 0xfe ||
	       (six.s6_addr[0] == 0 && six.s6_addr[1] == 0);
}

static void add_six_networks(struct furui_reader *reader, const char *ip)
{
	static const unsigned char kept[] = {6, 4};
	unsigned char bytes[16];
	for (size_t i = 0; i < sizeof kept; i++) {
		char text[INET6_ADDRSTRLEN], network[sizeof text + 8];
		if (inet_pton(AF_INET6, ip, bytes) != 1)
			return;
		memset(bytes + kept[i], 0, sizeof bytes - kept[i]);
		if (!inet_ntop(AF_INET6, bytes, text, sizeof text))
			return;
		(void)snprintf(network, sizeof network, "%s/%d", text,
			       kept[i] * 8);
		furui_evidence_add(reader, "relay", network, strlen(network));
	}
}

/* "relay:1.2.3.0/24" and "relay:1.2.0.0/16", or /48 and /32. */
static void add_networks(struct furui_reader *reader, const char *ip)
{
	static const char *const rests[] = {".0/24", ".0.0/16"};
	char network[INET_ADDRSTRLEN + 8];
	if (strchr(ip, ':')) {
		add_six_networks(reader, ip);
		return;
	}
	size_t size = strlen(ip);
	if (size >= INET_ADDRSTRLEN)
		return;
	memcpy(network, ip, size + 1);
	for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
		char *dot = strrchr(network, '.');
		if (!dot)
			return;
		*dot = '\0';
		(void)stpcpy(dot, rests[i]);
		furui_evidence_add(reader, "relay", network, strlen(network));
		*dot = '\0';
	}
}

/* A name made of its address, as access lines have. */
static bool is_dynamic(const char *name, const char *ip)
{
	unsigned char bytes[4];
	char forms[4][16];
	if (inet_pton(AF_INET, ip, bytes) != 1)
		return false;
	unsigned c = bytes[2], d = bytes[3];
	(void)snprintf(forms[0], sizeof forms[0], "%u-%u", c, d);
	(void)snprintf(forms[1], sizeof forms[1], "%u.%u", c, d);
	(void)snprintf(forms[2], sizeof forms[2], "%u-%u", d, c);
	(void)snprintf(forms[3], sizeof forms[3], "%u.%u", d, c);
	for (size_t i = 0; i < 4; i++)
		if (strstr(name, forms[i]))
			return true;
	return false;
}

static bool same_domain(const struct furui_url *a, const struct furui_url *b)
{
	return a->host[0] && b->host[0] &&
	       strcmp(furui_domain_registered(a->host),
		      furui_domain_registered(b->host)) == 0;
}

static void note_relay(struct furui_reader *reader, const struct hop *hop)
{
	const struct furui_url *helo = &hop->helo, *rdns = &hop->rdns;
	if (hop->named && !rdns->host[0])
		rdns = helo;
	add_networks(reader, hop->ip.host);
	if (!rdns->host[0] || !strchr(rdns->host, '.')) {
		furui_reader_note(reader, "relay-unknown");
	} else {
		const char *domain = furui_domain_registered(rdns->host);
		furui_evidence_add(reader, "relay", domain, strlen(domain));
		if (strchr(helo->host, '.') && !same_domain(helo, rdns))
			furui_reader_note(reader, "helo-differs");
		if (is_dynamic(rdns->host, hop->ip.host))
			furui_reader_note(reader, "relay-dynamic");
	}
	if (!strchr(helo->host, '.'))
		furui_reader_note(reader, "helo-odd");
	else if (same_domain(helo, &hop->by))
		furui_reader_note(reader, "helo-mine");
}

static void read_date(struct furui_reader *reader, const char *value,
		      size_t size)
{
	const char *semicolon = memrchr(value, ';', size);
	if (reader->evidence.received || !semicolon)
		return;
	const char *date =
		furui_arena_copy(&reader->arena, semicolon + 1,
				 (size_t)(value + size - semicolon - 1));
	reader->evidence.received = furui_message_date(date);
}

void furui_evidence_received(struct furui_reader *reader, const char *value,
			     size_t size)
{
	struct furui_evidence *e = &reader->evidence;
	struct hop hop = {0};
	e->hops++;
	e->is_beyond |= e->has_relay;
	read_date(reader, value, size);
	/* Hops inside the provider, from address to address of a private
	 * network or from mailbox to mailbox, say nothing of the sender. */
	if (e->has_relay || !read_hop(value, size, &hop) || !hop.ip.host[0] ||
	    is_private(hop.ip.host) || same_domain(&hop.rdns, &hop.by) ||
	    furui_find_word(value, value + size, "fetchmail"))
		return;
	/* Without a resolver's word the name is what the relay claims. */
	if (!hop.rdns.host[0] && same_domain(&hop.helo, &hop.by))
		return;
	e->has_relay = true;
	note_relay(reader, &hop);
}
