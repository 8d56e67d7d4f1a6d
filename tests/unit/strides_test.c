/* What looks at many bytes at once sees the same wherever they lie: URLs in
 * text, letters counted, what a byte can be in a word, sums of pages. */
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
#include "store_checksum.h"
#include "unit.h"
#include "url.h"
#include "views_slot.h"
#include "words_class.h"

enum {
	MOST = 40 /* bytes before and behind, more than two strides */
};

static const struct {
	const char *name, *text, *url; /* NULL: none */
} rows[] = {
	{"www", "www.shop.example", "www.shop.example"},
	{"large letters", "WwW.Shop.Example", "WwW.Shop.Example"},
	{"scheme", "https://a.example/b", "https://a.example/b"},
	{"host and path", "shop.example.com/x", "shop.example.com/x"},
	{"www inside a word", "awww.example", NULL},
	{"only one w", "w.example", NULL},
	{"colon", "note: this", NULL},
	{"stroke", "and/or", NULL},
	{"none", "nothing here", NULL},
};

static void find_at(size_t before, size_t behind, const char *text,
		    const char *url)
{
	size_t size = before + strlen(text) + behind, at = 0, found = 0;
	char *exact = furui_xmalloc(size);
	memset(exact, ' ', size);
	for (size_t i = 0; text[i]; i++)
		exact[before + i] = text[i];
	const char *first = furui_url_find(exact, size, &at, &found);
	CHECK(!first == !url);
	if (first && url) {
		CHECK_INT((long)(first - exact), (long)before);
		CHECK_INT((long)found, (long)strlen(url));
	}
	free(exact);
}

static void test_urls(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		for (size_t before = 0; before < MOST; before++)
			for (size_t behind = 0; behind < MOST; behind++)
				find_at(before, behind, rows[i].text,
					rows[i].url);
	}
}

/* A body of fewer than 40 visible characters is short; of ten letters on its
 * language is told. Blanks shift them against the words that are counted. */
static void test_letters(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	for (int shift = 0; shift < 20; shift++)
		for (int letters = 1; letters < 60; letters++) {
			struct furui_buffer mail = {0};
			furui_buffer_printf(&mail, "Subject: x\n\n%*s", shift,
					    "");
			for (int i = 0; i < letters; i++)
				furui_buffer_printf(&mail, "%c%s",
						    "azAZm"[i % 5],
						    i % 7 == 3 ? " {" : "");
			const struct furui_features *features =
				furui_read(reader, mail.data, mail.size);
			int visible = letters + (letters + 3) / 7;
			CHECK(furui_features_have(features, FURUI_TAG_META,
						  "body-short") ==
			      (visible < 40));
			CHECK(furui_features_have(features, FURUI_TAG_META,
						  "lang:en") ==
			      (letters >= 10));
			furui_buffer_free(&mail);
		}
	furui_reader_free(&reader);
}

static uint32_t state = 1;

static unsigned char random_byte(void)
{
	state = state * 1664525 + 1013904223;
	return (unsigned char)(state >> 24);
}

/* Many n-grams at once are hashed as one is, and nothing behind the text is
 * read. */
static void test_grams(void)
{
	enum {
		GRAMS = 70
	};
	int ways = 0;
	for (size_t n = 2; n <= 6; n += 2)
		for (size_t count = 0; count <= GRAMS; count++) {
			size_t size = count + n - 1;
			char *exact = furui_xmalloc(size);
			uint32_t slots[GRAMS + 1];
			for (size_t i = 0; i < size; i++)
				exact[i] = (char)random_byte();
			for (int way = 0; way <= FURUI_GRAMS_512; way++) {
				if (!furui_view_grams_by(
					    (enum furui_grams_way)way, exact,
					    count, n, slots))
					continue;
				ways |= 1 << way;
				for (size_t i = 0; i < count; i++)
					CHECK_INT(
						slots[i],
						furui_view_gram(exact + i, n));
			}
			free(exact);
		}
	/* Of the others the processor may have none. */
	CHECK(ways & 1 << FURUI_GRAMS_PLAIN);
}

/* Each byte by itself, then any behind one another; nothing behind the text is
 * read. */
static void test_classes(void)
{
	enum {
		MOST_BYTES = 300
	};
	struct furui_buffer wide = {0}, plain = {0};
	for (size_t size = 0; size <= MOST_BYTES; size++) {
		char *exact = furui_xmalloc(size);
		for (size_t i = 0; i < size; i++)
			exact[i] = (char)(size == 256 ? i : random_byte());
		furui_class_read(exact, size, &wide);
		furui_class_read_plainly(exact, size, &plain);
		CHECK(wide.size == plain.size &&
		      memcmp(wide.data, plain.data, plain.size) == 0);
		const struct furui_class_block *block = (const void *)wide.data;
		for (size_t i = 0; i < (size + 63) / 64 * 64; i++) {
			uint64_t bit = 1ULL << (i % 64);
			unsigned char c =
				i < size ? (unsigned char)exact[i] : 0;
			CHECK(!!(block[i / 64].digit & bit) ==
			      (c >= '0' && c <= '9'));
			/* What may end a word may stand in one. */
			CHECK(!furui_class_ends_word(c) ||
			      (block[i / 64].middle & bit));
		}
		free(exact);
	}
	furui_buffer_free(&wide);
	furui_buffer_free(&plain);
}

static void test_checksums(void)
{
	unsigned char page[4096];
	for (size_t i = 0; i < sizeof page; i++)
		page[i] = i < 1024 ? 0xff : random_byte();
	for (uint32_t size = 0; size <= sizeof page;
	     size += size < 70 ? 1 : 61) {
		uint32_t sum = 0;
		for (uint32_t i = 0; i < size; i++)
			sum = sum * 33 + page[i];
		CHECK_INT(furui_page_checksum(NULL, page, size), sum);
	}
}

int main(void)
{
	test_classes();
	test_checksums();
	test_urls();
	test_letters();
	test_grams();
	return unit_end();
}
