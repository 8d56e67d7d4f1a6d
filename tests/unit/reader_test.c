/* What identifies a message, what of it is read, and that its record gives it
 * back. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "furui/features.h"
#include "furui/identity.h"
#include "furui/limits.h"
#include "unit.h"

#define BODY "\nhello there\n"

static void test_digest(void)
{
	static const struct {
		const char *name, *message;
		int same;
	} rows[] = {
		{"itself", "From: a@a.example\nSubject: x\n" BODY, 1},
		{"CRLF",
		 "From: a@a.example\r\nSubject: x\r\n\r\nhello there\r\n", 1},
		{"flags",
		 "From: a@a.example\nStatus: RO\nX-Mozilla-Status: 0001\n"
		 "Subject: x\n" BODY,
		 1},
		{"verdicts, folded and in any case",
		 "x-SPAM-status : Yes,\n score=9\nFrom: a@a.example\n"
		 "X-Bogosity: Ham\nx-furui:\n Spam\nSubject: x\n" BODY,
		 1},
		{"From_ line",
		 "From a@a.example Mon Jan  5 10:00:00 2026\n"
		 "From: a@a.example\nSubject: x\n" BODY,
		 1},
		{"blank lines at the end",
		 "From: a@a.example\nSubject: x\n" BODY "\n\n", 1},
		{"another body", "From: a@a.example\nSubject: x\n\nhello\n", 0},
		{"a verdict in the body",
		 "From: a@a.example\nSubject: x\n\nX-Furui: Spam\nhello "
		 "there\n",
		 0},
	};
	struct furui_digest first, digest;
	furui_digest(rows[0].message, strlen(rows[0].message), &first);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		furui_digest(rows[i].message, strlen(rows[i].message), &digest);
		CHECK_INT(memcmp(&first, &digest, sizeof first) == 0,
			  rows[i].same);
	}
	unit_row("");
	char text[33];
	furui_digest_print(&first, text);
	CHECK_INT(furui_digest_parse(text, 32, &digest), 0);
	CHECK(memcmp(&first, &digest, sizeof first) == 0);
	CHECK_INT(furui_digest_parse(text, 31, &digest), -1);
	text[3] = 'G';
	CHECK_INT(furui_digest_parse(text, 32, &digest), -1);
}

static int has(const struct furui_features *features, enum furui_tag tag,
	       const char *text)
{
	uint64_t id = furui_token_id(tag, text, strlen(text));
	for (size_t i = 0; i < features->token_count; i++)
		if (features->tokens[i].id == id)
			return 1;
	return 0;
}

static void test_tokens(struct furui_reader *reader)
{
	static const char message[] =
		"From bounce@lists.example Mon Jan  5 10:00:00 2026\n"
		"From: Taro <taro@a.example>\n"
		"To: =?ISO-2022-JP?B?GyRCMlY7UhsoQg==?= <h@b.example>\n"
		"Subject: Minutes\n"
		"Message-ID: <unique@a.example>\n"
		"X-Spam-Status: Yes, verdict\n"
		"MIME-Version: 1.0\n"
		"Content-Type: multipart/mixed; boundary=\"sep\"\n"
		"\npreamble\n"
		"--sep\nContent-Type: text/html; charset=utf-8\n\n"
		"<p>vis<b>ible</b></p><style>hidden</style>"
		"<a href=\"https://shop.example/x\">link</a>\n"
		"--sep\nContent-Type: application/pdf; name=\"bill.pdf\"\n"
		"Content-Transfer-Encoding: base64\n\nc2VjcmV0IHdvcmRz\n"
		"--sep--\n";
	static const struct {
		enum furui_tag tag;
		const char *text;
		int want;
	} rows[] = {
		{FURUI_TAG_RTRN, "lists.example", 1},
		{FURUI_TAG_FROM, "taro", 1},
		{FURUI_TAG_TO, "花子", 1},
		{FURUI_TAG_SUBJ, "Minutes", 1},
		{FURUI_TAG_HEAD, "unique", 0},
		{FURUI_TAG_HEAD, "verdict", 0},
		{FURUI_TAG_BODY, "preamble", 1},
		{FURUI_TAG_BODY, "visible", 1},
		{FURUI_TAG_BODY, "hidden", 0},
		{FURUI_TAG_BODY, "shop.example", 1},
		{FURUI_TAG_MIME, "bill.pdf", 1},
		{FURUI_TAG_BODY, "secret", 0},
		{FURUI_TAG_MIME, "sep", 0},
	};
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		CHECK_INT(has(features, rows[i].tag, rows[i].text),
			  rows[i].want);
	}
	unit_row("");
}

static void test_pack(struct furui_reader *reader)
{
	static const char message[] = "From: a@a.example\nSubject: 会議\n"
				      "Date: Mon, 5 Jan 2026 10:00:00 +0900\n"
				      "\n明日の会議\n";
	struct furui_buffer once = {0}, twice = {0};
	struct furui_error err;
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	CHECK_INT(features->date, 1767574800);
	furui_features_pack(features, &once);
	features = furui_unpack(reader, once.data, once.size, &err);
	CHECK(features && has(features, FURUI_TAG_BODY, "会議"));
	furui_features_pack(features, &twice);
	CHECK(once.size == twice.size &&
	      memcmp(once.data, twice.data, once.size) == 0);
	for (size_t size = 0; size < once.size; size++)
		CHECK(!furui_unpack(reader, once.data, size, &err));
	CHECK_INT(err.code, FURUI_ERROR_DAMAGED);
	furui_buffer_free(&once);
	furui_buffer_free(&twice);
}

/* GMime 3.2.13 overflows its stack on this; what is beyond the cut is read
 * all the same. */
static void test_groups(struct furui_reader *reader)
{
	struct furui_buffer message = {0};
	static const char *const heads[] = {
		"From: ", "Content-Type: message/rfc822\n\nReply-To: "};
	for (size_t h = 0; h < sizeof heads / sizeof *heads; h++) {
		message.size = 0;
		furui_buffer_add_text(&message, heads[h]);
		for (int i = 0; i < 100000; i++)
			furui_buffer_add_text(&message, "a:");
		furui_buffer_add_text(&message, " lastword\n\nbodyword\n");
		const struct furui_features *features =
			furui_read(reader, message.data, message.size);
		unit_row(heads[h]);
		CHECK(has(features, FURUI_TAG_META, "limit-field"));
		CHECK(has(features, FURUI_TAG_BODY, "lastword"));
		CHECK(has(features, FURUI_TAG_BODY, "bodyword"));
	}
	unit_row("");
	furui_buffer_free(&message);
}

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_digest();
	test_tokens(reader);
	test_pack(reader);
	test_groups(reader);
	furui_reader_free(&reader);
	return unit_end();
}
