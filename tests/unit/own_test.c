/* What is known of the user: names, the newest ids, the published file and
 * what happens when it is damaged. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "furui/hash.h"
#include "furui/path.h"
#include "own_private.h"
#include "unit.h"

static void test_names(void)
{
	static const struct {
		const char *name;
		int address, good;
	} rows[] = {
		{"me@example.jp", 1, 1},
		{"ME+x@Example.JP", 1, 1},
		{"example.jp", 1, 0},
		{"@example.jp", 1, 0},
		{"me@", 1, 0},
		{"a b@example.jp", 1, 0},
		{"<me@example.jp>", 1, 0},
		{"", 1, 0},
		{"example.jp", 0, 1},
		{"*.example.jp", 0, 1},
		{"a@example.jp", 0, 0},
		{"", 0, 0},
		{"x\ny", 0, 0},
	};
	struct furui_own *own;
	furui_own_new(&own);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		int (*add)(struct furui_own *, const char *,
			   struct furui_error *) =
			rows[i].address ? furui_own_add_address
					: furui_own_add_host;
		CHECK_INT(add(own, rows[i].name, NULL), rows[i].good ? 0 : -1);
	}
	unit_row("");
	CHECK(furui_own_is_address(own, "Me@Example.jp", 13));
	CHECK(furui_own_is_address(own, "me+x@example.jp", 15));
	CHECK(!furui_own_is_address(own, "me@example.jpx", 14));
	CHECK(furui_own_is_host(own, "a.B.example.jp", 14));
	CHECK(!furui_own_is_host(own, "badexample.jp", 13));
	CHECK(!furui_own_is_host(own, "", 0));
	furui_own_free(&own);
	furui_own_free(&own); /* NULL is fine */
}

/* A provider that numbers its hosts; two of one's own domain are not
 * enough. */
static void test_domains(void)
{
	static const char *const hosts[] = {
		"s1.jp.prod.mail.example",
		"s2.jp.prod.mail.example",
		"s3.jp.prod.mail.example",
		"pc1.example.co.jp",
		"pc2.example.co.jp",
		"a.example",
		"b.example",
		"c.example",
	};
	static const struct {
		const char *host;
		int own;
	} rows[] = {
		{"s9.jp.prod.mail.example", 1},
		{"s1.us.prod.mail.example", 0},
		{"pc3.example.co.jp", 0},
		{"pc1.example.co.jp", 1},
		{"d.example", 0},
	};
	struct furui_own_facts facts = {0};
	struct furui_buffer bytes = {0};
	struct furui_own *own;
	for (size_t i = 0; i < sizeof hosts / sizeof *hosts; i++)
		CHECK_INT(furui_own_facts_add_host(&facts, hosts[i],
						   strlen(hosts[i]), NULL),
			  1);
	CHECK_INT(furui_own_facts_add_host(&facts, "A.Example", 9, NULL), 0);
	furui_own_encode(&facts, &bytes);
	CHECK_INT(furui_own_of_bytes(&own, bytes.data, bytes.size, NULL), 0);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].host);
		CHECK_INT(furui_own_is_host(own, rows[i].host,
					    strlen(rows[i].host)),
			  rows[i].own);
	}
	unit_row("");
	furui_own_free(&own);
	furui_own_facts_free(&facts);
	furui_buffer_free(&bytes);
}

static size_t id_text(char text[32], int number)
{
	return (size_t)snprintf(text, 32, "%d@mua.example", number);
}

/* One more than there is room for, and some twice: the oldest goes. */
static void test_ids(void)
{
	struct furui_own_facts facts = {0};
	struct furui_buffer bytes = {0};
	struct furui_own *own;
	char text[32];
	for (int i = 0; i <= FURUI_OWN_IDS; i++) {
		size_t size = id_text(text, i);
		furui_own_facts_add_id(&facts, furui_own_hash(text, size),
				       i == 777 ? 5 : 1000 + i);
		if (i % 1000 == 0)
			furui_own_facts_add_id(&facts,
					       furui_own_hash(text, size), 0);
	}
	furui_own_facts_settle(&facts);
	CHECK_INT(furui_own_facts_id_count(&facts), FURUI_OWN_IDS);
	CHECK_INT(furui_own_facts_add_address(&facts, "a@b.example", 11, NULL),
		  1);
	furui_own_encode(&facts, &bytes);
	CHECK(bytes.size < 1 << 20);
	CHECK_INT(furui_own_of_bytes(&own, bytes.data, bytes.size, NULL), 0);
	CHECK_INT(furui_own_id_count(own), FURUI_OWN_IDS);
	int missing = 0, extra = 0;
	for (int i = 0; i <= FURUI_OWN_IDS; i++) {
		missing += !furui_own_is_id(own, text, id_text(text, i));
		extra += furui_own_is_id(own, text,
					 id_text(text, FURUI_OWN_IDS + 1 + i));
	}
	CHECK_INT(missing, 1);
	CHECK_INT(extra, 0);
	CHECK(!furui_own_is_id(own, text, id_text(text, 777)));
	/* The filler is no id. */
	furui_own_free(&own);

	/* A page that is damaged knows nothing; the others do. */
	bytes.data[bytes.size - (size_t)4096 * 3 + 8] ^= 1;
	CHECK_INT(furui_own_of_bytes(&own, bytes.data, bytes.size, NULL), 0);
	missing = 0;
	for (int i = 0; i <= FURUI_OWN_IDS; i++)
		missing += !furui_own_is_id(own, text, id_text(text, i));
	CHECK_INT(missing, 1 + FURUI_OWN_PER_PAGE);
	furui_own_free(&own);
	furui_own_facts_free(&facts);
	furui_buffer_free(&bytes);
}

static void test_file(void)
{
	const char *folder = unit_folder();
	struct furui_own_facts facts = {0};
	struct furui_own *own;
	struct furui_error err;
	struct stat first, second;
	struct furui_buffer bytes = {0};
	char *path = furui_path_join(folder, FURUI_OWN_FILE);
	CHECK_INT(furui_own_open(&own, folder, &err), -1);
	CHECK_INT(err.code, FURUI_ERROR_ABSENT);
	CHECK(!own);
	furui_own_facts_add_id(&facts, furui_own_hash("a@b", 3), 7);
	CHECK_INT(furui_own_facts_add_address(&facts, "me@b.example", 12, NULL),
		  1);
	CHECK_INT(furui_own_facts_add_host(&facts, "b.example", 9, NULL), 1);
	furui_own_facts_settle(&facts);
	CHECK_INT(furui_own_publish(&facts, folder, &err), 0);
	CHECK_INT(stat(path, &first), 0);
	CHECK_INT(first.st_mode & 0777, 0600);
	/* The same is not written again. */
	CHECK_INT(furui_own_publish(&facts, folder, &err), 0);
	CHECK_INT(stat(path, &second), 0);
	CHECK(first.st_ino == second.st_ino);
	CHECK_INT(furui_own_open(&own, folder, &err), 0);
	CHECK(furui_own_is_id(own, "a@b", 3));
	CHECK(!furui_own_is_id(own, "a@c", 3));
	CHECK(furui_own_is_address(own, "me@b.example", 12));
	CHECK(furui_own_is_host(own, "b.example", 9));
	CHECK(furui_own_fingerprint(own) != 0);
	furui_own_free(&own);

	/* Each byte before the pages is under the checksum. */
	furui_own_encode(&facts, &bytes);
	size_t head = bytes.size - sizeof(struct furui_own_page);
	for (size_t i = 0; i < head; i += i < 200 ? 1 : 61) {
		bytes.data[i] ^= 0x20;
		CHECK_INT(
			furui_own_of_bytes(&own, bytes.data, bytes.size, &err),
			-1);
		bytes.data[i] ^= 0x20;
	}
	for (size_t i = 0; i < bytes.size; i += 100)
		CHECK_INT(furui_own_of_bytes(&own, bytes.data, i, &err), -1);
	furui_own_facts_free(&facts);
	CHECK_INT(furui_own_publish(&facts, folder, &err), 0);
	CHECK_INT(stat(path, &second), -1);
	furui_buffer_free(&bytes);
	free(path);
}

/* Not one person's mail: refused, instead of taking strangers for the
 * user. */
static void test_bounds(void)
{
	struct furui_own_facts facts = {0};
	struct furui_error err;
	char text[64];
	int result = 0;
	int count = 0;
	for (; result == 0 && count <= FURUI_OWN_NAMES; count++) {
		int size = snprintf(text, sizeof text,
				    "From: u%d@a.example\n\nx\n", count);
		result = furui_own_facts_add_message(&facts, text, (size_t)size,
						     0, &err);
	}
	CHECK_INT(result, -1);
	CHECK_INT(count, FURUI_OWN_NAMES + 1);
	CHECK_INT(err.code, FURUI_ERROR_INPUT);
	furui_own_facts_free(&facts);
	/* Names that everyone's programs write say nothing. */
	static const char local[] = "From: a@b.example\n"
				    "Message-ID: <1@localhost.localdomain>\n\n";
	CHECK_INT(furui_own_facts_add_message(&facts, local, sizeof local - 1,
					      0, &err),
		  0);
	CHECK_INT(facts.hosts.count, 0);
	CHECK_INT(furui_own_facts_id_count(&facts), 1);
	furui_own_facts_free(&facts);
}

int main(void)
{
	test_names();
	test_domains();
	test_ids();
	test_file();
	test_bounds();
	return unit_end();
}
