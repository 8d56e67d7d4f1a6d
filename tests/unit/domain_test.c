/* Registered domains: domain.c. */
#include <stdio.h>
#include <string.h>

#include "domain.h"
#include "unit.h"

static const struct {
	const char *host, *domain;
} rows[] = {
	{"www.example.co.jp", "example.co.jp"},
	{"example.co.jp", "example.co.jp"},
	{"co.jp", "co.jp"},
	{"a.b.example.com", "example.com"},
	{"localhost", "localhost"},
	{"192.0.2.1", "2.1"},
	{"", ""},
};

static void test_rows(void)
{
	for (int again = 0; again < 2; again++)
		for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
			unit_row(rows[i].host);
			const char *got = furui_domain_registered(rows[i].host);
			CHECK_TEXT(got, rows[i].domain);
			/* A part of the name that was asked for now. */
			CHECK(got >= rows[i].host &&
			      got <= rows[i].host + strlen(rows[i].host));
		}
}

/* More names than are remembered, by turns. */
static void test_many(void)
{
	unit_row(NULL);
	for (int i = 0; i < 3000; i++) {
		char host[160], want[32];
		(void)snprintf(want, sizeof want, "d%d.co.jp", i % 300);
		(void)snprintf(host, sizeof host, "%.*sm%d.%s",
			       i % 7 ? 0 : i % 80,
			       "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a."
			       "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.",
			       i % 150, want);
		CHECK_TEXT(furui_domain_registered(host), want);
	}
}

int main(void)
{
	test_rows();
	test_many();
	return unit_end();
}
