/* Hosts: names in any script, addresses in any of the ways that browsers
 * take them. */
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "hex.h"
#include "idna.h"
#include "url.h"

/* Lower case, without %XX. Returns the size, 0 when it is too long. */
static size_t decode(const char *bytes, size_t size, char *out, size_t room,
		     struct furui_url *url)
{
	size_t length = 0;
	for (size_t i = 0; i < size; i++) {
		char c = bytes[i];
		if (c == '%' && size - i > 2 && furui_hex(bytes[i + 1]) >= 0 &&
		    furui_hex(bytes[i + 2]) >= 0) {
			c = (char)(furui_hex(bytes[i + 1]) << 4 |
				   furui_hex(bytes[i + 2]));
			i += 2;
			url->notes |= FURUI_URL_ENCODED;
		}
		if (length + 1 >= room)
			return 0;
		out[length++] = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
	}
	while (length && out[length - 1] == '.')
		length--;
	out[length] = '\0';
	return length;
}

/* One number of an IPv4 address, as inet_aton() reads it. */
static bool read_number(const char **p, uint64_t *number, bool *odd)
{
	int base = 10;
	if (**p == '0' && ((*p)[1] | 0x20) == 'x') {
		base = 16;
		*p += 2;
	} else if (**p == '0' && (*p)[1] >= '0' && (*p)[1] <= '7') {
		base = 8;
	}
	const char *from = *p;
	*odd |= base != 10;
	*number = 0;
	for (; furui_hex(**p) >= 0; ++*p) {
		if (furui_hex(**p) >= base)
			return false;
		*number = *number * (unsigned)base + (unsigned)furui_hex(**p);
		if (*number > UINT32_MAX)
			return false;
	}
	return *p > from;
}

/* 1.2.3.4, 0x01020304, 16909060, 01.02.772: true when the host is one. */
static bool read_ipv4(const char *host, uint32_t *address, bool *odd)
{
	uint64_t parts[4];
	int count = 0;
	for (const char *p = host;; p++) {
		if (count == 4 || !read_number(&p, &parts[count++], odd))
			return false;
		if (!*p)
			break;
		if (*p != '.')
			return false;
	}
	uint64_t last = parts[count - 1];
	if (last >> (8 * (5 - count)))
		return false;
	uint32_t sum = (uint32_t)last;
	for (int i = 0; i < count - 1; i++) {
		if (parts[i] > 255)
			return false;
		sum |= (uint32_t)parts[i] << (24 - 8 * i);
	}
	*odd |= count != 4;
	*address = sum;
	return true;
}

/* True when it ends in a number: such a host is an address or nothing. */
static bool ends_in_number(const char *host)
{
	const char *last = strrchr(host, '.');
	last = last ? last + 1 : host;
	if (last[0] == '0' && (last[1] | 0x20) == 'x')
		return last[2 + strspn(last + 2, "0123456789abcdef")] == '\0';
	return last[strspn(last, "0123456789")] == '\0';
}

static bool read_ipv6(char *host, size_t size, struct furui_url *url)
{
	struct in6_addr address;
	if (size < 2 || host[size - 1] != ']')
		return false;
	host[size - 1] = '\0';
	if (inet_pton(AF_INET6, host + 1, &address) != 1 ||
	    !inet_ntop(AF_INET6, &address, url->host, sizeof url->host))
		return false;
	url->notes |= FURUI_URL_IP;
	return true;
}

/* No empty label, and nothing but what names have. */
static bool is_name(const char *host)
{
	char before = '.';
	for (; *host; host++) {
		unsigned char c = (unsigned char)*host;
		if (c == '.' && before == '.')
			return false;
		if (c < 0x80 && c != '.' && c != '-' && c != '_' &&
		    !(c >= '0' && c <= '9') && !(c >= 'a' && c <= 'z'))
			return false;
		before = *host;
	}
	return before != '.';
}

static bool needs_idna(const char *host)
{
	for (const char *p = host; *p; p++)
		if ((unsigned char)*p >= 0x80)
			return true;
	const char *ace = strstr(host, "xn--");
	return ace && (ace == host || ace[-1] == '.');
}

bool furui_url_host(const char *bytes, size_t size, struct furui_url *url)
{
	/* UTF-8 may become shorter, up to a third. */
	char host[3 * FURUI_DOMAIN_LONGEST];
	size_t length = decode(bytes, size, host, sizeof host, url);
	url->host[0] = '\0';
	if (!length)
		return false;
	if (host[0] == '[')
		return read_ipv6(host, length, url);
	if (needs_idna(host)) {
		char ascii[sizeof host];
		bool mixed;
		memcpy(ascii, host, length + 1);
		if (!furui_idna(ascii, length, host, sizeof host, &mixed))
			return false;
		/* Full-width letters are no other script. */
		if (needs_idna(host))
			url->notes |= FURUI_URL_IDN;
		if (mixed)
			url->notes |= FURUI_URL_MIXED;
	}
	if (ends_in_number(host)) {
		uint32_t address = 0;
		bool odd = false;
		if (!read_ipv4(host, &address, &odd))
			return false;
		(void)snprintf(url->host, sizeof url->host, "%u.%u.%u.%u",
			       address >> 24, address >> 16 & 255,
			       address >> 8 & 255, address & 255);
		url->notes |= FURUI_URL_IP | (odd ? FURUI_URL_IP_ODD : 0);
		return true;
	}
	length = strlen(host);
	if (length > FURUI_DOMAIN_LONGEST || !is_name(host))
		return false;
	memcpy(url->host, host, length + 1);
	return true;
}
