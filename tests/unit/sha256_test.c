/* Digests by both ways, and that these come to the same: sha256.c. */
#include "sha256.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "unit.h"

static void check(void (*sum)(const void *, size_t, unsigned char *),
		  const char *bytes, size_t size, const char *want)
{
	unsigned char digest[FURUI_SHA256_SIZE];
	char text[2 * FURUI_SHA256_SIZE + 1];
	sum(bytes, size, digest);
	for (size_t i = 0; i < sizeof digest; i++)
		(void)snprintf(text + 2 * i, 3, "%02x", digest[i]);
	CHECK_TEXT(text, want);
}

/* As coreutils' sha256sum has them. */
static void test_known(void)
{
	enum {
		MANY = 1000000
	};
	char *many = malloc(MANY);
	if (!many)
		abort();
	memset(many, 'a', MANY);
	const struct {
		const char *name, *bytes;
		size_t size;
		const char *want;
	} rows[] = {
		{"nothing", NULL, 0,
		 "e3b0c44298fc1c149afbf4c8996fb924"
		 "27ae41e4649b934ca495991b7852b855"},
		{"abc", "abc", 3,
		 "ba7816bf8f01cfea414140de5dae2223"
		 "b00361a396177a9cb410ff61f20015ad"},
		{"two blocks",
		 "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56,
		 "248d6a61d20638b8e5c026930c3e6039"
		 "a33ce45964ff2167f6ecedd419db06c1"},
		{"a million", many, MANY,
		 "cdc76e5c9914fb9281a1c7e284d73e67"
		 "f1809a48a497200e046d39ccc7112cd0"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		check(furui_sha256, rows[i].bytes, rows[i].size, rows[i].want);
		check(furui_sha256_portable, rows[i].bytes, rows[i].size,
		      rows[i].want);
	}
	free(many);
}

static void test_same(void)
{
	unsigned char bytes[300], fast[FURUI_SHA256_SIZE],
		portable[FURUI_SHA256_SIZE];
	uint32_t random = 1;
	for (size_t i = 0; i < sizeof bytes; i++) {
		random = random * 1664525 + 1013904223;
		bytes[i] = (unsigned char)(random >> 24);
	}
	for (size_t size = 0; size <= sizeof bytes; size++) {
		furui_sha256(bytes, size, fast);
		furui_sha256_portable(bytes, size, portable);
		CHECK(memcmp(fast, portable, sizeof fast) == 0);
	}
}

int main(void)
{
	test_known();
	test_same();
	return unit_end();
}
