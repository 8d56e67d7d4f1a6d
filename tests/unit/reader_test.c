/* What identifies a message, and what of it is read. */
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
		"Content-Disposition: attachment;\n"
		" filename*0*=utf-8''%E8%AB%8B%E6; filename*1*=%B1%82.pdf\n"
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
		{FURUI_TAG_MIME, "請求", 1},
		{FURUI_TAG_BODY, "secret", 0},
		{FURUI_TAG_MIME, "sep", 0},
	};
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		CHECK_INT(furui_features_have(features, rows[i].tag,
					      rows[i].text),
			  rows[i].want);
	}
	unit_row("");
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
		CHECK(furui_features_have(features, FURUI_TAG_META,
					  "limit-field"));
		CHECK(furui_features_have(features, FURUI_TAG_BODY,
					  "lastword"));
		CHECK(furui_features_have(features, FURUI_TAG_BODY,
					  "bodyword"));
	}
	unit_row("");
	furui_buffer_free(&message);
}

/* What stands at a message's very end is read, however long it is: where it is
 * just too long to be parsed, too. By its first and last bytes alone, as they
 * are handed on, the same is read. */
static void test_end(struct furui_reader *reader)
{
	static const char head[] = "Subject: x\n\n", last[] = "\nlastword\n";
	const size_t most = FURUI_LIMIT_MESSAGE + 1, end = FURUI_LIMIT_END;
	const size_t sizes[] = {most - 1,       most,           most + 20,
				most + end / 2, most + end - 1, most + end,
				most + end + 1, most + end + 2, most + 2 * end};
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t size = sizes[i];
		char *text = memset(furui_xmalloc(size), '\n', size);
		memcpy(text, head, sizeof head - 1);
		memcpy(text + size - (sizeof last - 1), last, sizeof last - 1);
		const struct furui_features *features =
			furui_read(reader, text, size);
		CHECK(furui_features_have(features, FURUI_TAG_BODY,
					  "lastword"));
		size_t tokens = features->token_count;
		struct furui_seen seen = furui_seen_of(size);
		memmove(text + seen.head, text + size - seen.tail, seen.tail);
		features = furui_read(reader, text, seen.head + seen.tail);
		CHECK(furui_features_have(features, FURUI_TAG_BODY,
					  "lastword"));
		CHECK_INT(features->token_count, tokens);
		free(text);
	}
}

/* Japanese HTML mail: a shop's, with a line for the list of messages that is
 * not seen in the message; a thief's. */
#define HEAD "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
static const char shop[] =
	HEAD "<html><head><title>夏のお知らせ</title><style>.pre"
	     "{display:none} .foot{color:#999}</style></head><body>"
	     "<div class=\"pre\">会員限定の割引</div><p>いつもご利用あり"
	     "がとう<br>ございます。</p><table><tr><td>商品</td><td>"
	     "在庫</td></tr></table><img src=\"https://img.shop.example/"
	     "a.png\" alt=\"送料無料\"><p class=foot>配信<b>停</b>止は<a "
	     "href=\"https://www.shop.example/stop?id=1&amp;x=2\">"
	     "shop.example</a></p></body></html>\n";
static const char thief[] =
	HEAD "<body bgcolor=white><p>カードの<font color=#fefefe>天気"
	     "</font>利<!-- -->用を確認してください。</p><a href=\"http"
	     "://203.0.113.9/login\">https://www.bank.co.jp/</a><a "
	     "href='http://evil.example.com'><img src=x></a><form "
	     "action='http://evil.example.com/p'><input type=password>"
	     "</form><p style='font-size:0px'>散歩</p></body>\n";

static void test_html(struct furui_reader *reader)
{
	static const struct {
		const char *message;
		enum furui_tag tag;
		const char *text;
		int want;
	} rows[] = {
		{shop, FURUI_TAG_BODY, "割引", 0},
		{shop, FURUI_TAG_HIDE, "割引", 1},
		{shop, FURUI_TAG_HIDE, "夏", 1},
		{shop, FURUI_TAG_META, "hidden-text", 1},
		{shop, FURUI_TAG_META, "hidden:display", 1},
		{shop, FURUI_TAG_META, "hidden:colour", 0},
		{shop, FURUI_TAG_BODY, "ありがとう", 1},
		{shop, FURUI_TAG_BODY, "停止", 1},
		{shop, FURUI_TAG_BODY, "商品", 1},
		{shop, FURUI_TAG_BODY, "商品*在庫", 0},
		{shop, FURUI_TAG_BODY, "無料", 1},
		{shop, FURUI_TAG_META, "link-lies", 0},
		{shop, FURUI_TAG_META, "image-remote", 1},
		{shop, FURUI_TAG_URL, "www.shop.example", 1},
		{thief, FURUI_TAG_META, "link-lies", 1},
		{thief, FURUI_TAG_META, "link-image", 1},
		{thief, FURUI_TAG_META, "form", 1},
		{thief, FURUI_TAG_META, "form-password", 1},
		{thief, FURUI_TAG_META, "hidden:colour", 1},
		{thief, FURUI_TAG_META, "hidden:size", 1},
		{thief, FURUI_TAG_META, "hidden:display", 0},
		{thief, FURUI_TAG_BODY, "利用", 1},
		{thief, FURUI_TAG_BODY, "天気", 0},
		{thief, FURUI_TAG_HIDE, "天気", 1},
		{thief, FURUI_TAG_HIDE, "散歩", 1},
		{thief, FURUI_TAG_URL, "203.0.113.9", 1},
		{thief, FURUI_TAG_URL, "evil.example.com", 1},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const char *mail = rows[i].message, *text = rows[i].text;
		unit_row(text);
		CHECK_INT(furui_features_have(
				  furui_read(reader, mail, strlen(mail)),
				  rows[i].tag, text),
			  rows[i].want);
	}
	unit_row("");
}

static void test_link_lies(struct furui_reader *reader)
{
	static const struct {
		const char *html;
		int want;
	} rows[] = {
		{"<a href='http://a.example.com/'>www.b.example.org</a>", 1},
		{"<a href='http://a.example.com/'>see http://b.com/ now</a>",
		 1},
		{"<a href='http://a.example.com/'>b.com</a>", 1},
		{"<a href='http://a.example.com/'>see b.com or not</a>", 0},
		{"<a href='http://a.example.com/'>http://a.example.com/x</a>",
		 0},
		{"<a href='http://a.example.co.jp/'>www.example.co.jp</a>", 0},
		{"<a href='http://a.example.co.jp/'>www.b.co.jp</a>", 1},
		{"<a href='http://a.com/'>b@b.com</a>", 0},
		{"<a href='mailto:b@a.com'>b.com</a>", 0},
		{"<a href='http://a.com/'>report.pdf</a>", 0},
		{"<a href='#x'>b.com</a>", 0},
		{"<a href='/x'>b.com</a>", 0},
		{"<base href='http://a.com/'><a href='/x'>b.com</a>", 1},
		{"<base href='http://b.com/'><a href='/x'>b.com</a>", 0},
		{"<a href='http://a.com/'><img alt='https://b.com/'></a>", 1},
		{"<a href='http://a.com/'><i hidden>b.com</i>here</a>", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer message = {0};
		furui_buffer_printf(&message, HEAD "%s\n", rows[i].html);
		unit_row(rows[i].html);
		CHECK_INT(furui_features_have(furui_read(reader, message.data,
							 message.size),
					      FURUI_TAG_META, "link-lies"),
			  rows[i].want);
		furui_buffer_free(&message);
	}
	unit_row("");
}

/* Words that nobody has seen, `count` of them. */
static void add_junk(struct furui_buffer *to, unsigned from, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		char word[16];
		unsigned n = (from + i) * 2654435761U;
		for (int k = 0; k < 8; k++)
			word[k] = (char)('a' + (n >> (4 * k) & 15));
		word[8] = i % 8 == 7 ? '\n' : ' ';
		furui_buffer_add(to, word, 9);
	}
}

/* What is behind, before or among a flood of junk is still read. */
static void test_flood(struct furui_reader *reader)
{
	struct furui_buffer text = {0};
	furui_buffer_add_text(&text, "Subject: Xsubject\n\nXfirst\n");
	add_junk(&text, 0, 30000);
	for (int c = 'a'; c <= 'z'; c++) {
		char word[] = "Xmiddle?\n";
		word[7] = (char)c;
		furui_buffer_add_text(&text, word);
	}
	add_junk(&text, 30000, 30000);
	furui_buffer_add_text(&text, "Xlast\n");
	const struct furui_features *features =
		furui_read(reader, text.data, text.size);
	unit_row("a flood of words");
	CHECK_INT(features->token_count, FURUI_LIMIT_TOKENS);
	CHECK(furui_features_have(features, FURUI_TAG_META, "limit-tokens"));
	CHECK(furui_features_have(features, FURUI_TAG_SUBJ, "Xsubject"));
	CHECK(furui_features_have(features, FURUI_TAG_BODY, "Xfirst"));
	CHECK(furui_features_have(features, FURUI_TAG_BODY, "Xlast"));
	int middle = 0;
	for (int c = 'a'; c <= 'z'; c++) {
		char word[] = "Xmiddle?";
		word[7] = (char)c;
		middle += furui_features_have(features, FURUI_TAG_BODY, word);
	}
	CHECK(middle > 0 && middle < 26);
	struct furui_buffer record = {0};
	furui_features_pack(features, &record);
	features = furui_unpack(reader, record.data, record.size, NULL);
	CHECK(features && features->token_count == FURUI_LIMIT_TOKENS);
	furui_buffer_free(&record);
	furui_buffer_free(&text);
}

/* A part that is too long hides neither its own end nor the next part. */
static void test_long_part(struct furui_reader *reader)
{
	struct furui_buffer text = {0};
	furui_buffer_add_text(&text,
			      "Content-Type: multipart/mixed; boundary=b\n\n"
			      "--b\n\nXfirst\n");
	while (text.size < (size_t)2 * FURUI_LIMIT_TEXT)
		furui_buffer_add_text(&text, "again and again\n");
	furui_buffer_add_text(&text, "Xlast\n--b\n\nXsecond\n--b--\n");
	const struct furui_features *features =
		furui_read(reader, text.data, text.size);
	unit_row("a long part");
	CHECK(furui_features_have(features, FURUI_TAG_META, "limit-text"));
	CHECK(furui_features_have(features, FURUI_TAG_BODY, "Xfirst"));
	CHECK(furui_features_have(features, FURUI_TAG_BODY, "Xlast"));
	CHECK(furui_features_have(features, FURUI_TAG_BODY, "Xsecond"));
	furui_buffer_free(&text);
}

/* How words are written is told by tokens of its own. */
static void test_disguises(struct furui_reader *reader)
{
	static const char message[] =
		"Subject: f r e e p\u0430ypal\n"
		"Content-Type: text/plain; charset=utf-8\n\n"
		"無 料 ca\u00adsino 1,980円 m0rtgage "
		"freefreefreefreefree-viagraviagraviagra\n";
	static const struct {
		enum furui_tag tag;
		const char *text;
		int want;
	} rows[] = {
		{FURUI_TAG_SUBJ, "free", 1},
		{FURUI_TAG_SUBJ, "paypal", 1},
		{FURUI_TAG_META, "spaced-out", 1},
		{FURUI_TAG_META, "homoglyph", 1},
		{FURUI_TAG_META, "leet", 1},
		{FURUI_TAG_BODY, "mortgage", 1},
		{FURUI_TAG_BODY, "無料", 1},
		{FURUI_TAG_META, "invisible", 1},
		{FURUI_TAG_META, "invisible:shy", 1},
		{FURUI_TAG_META, "invisible:bidi", 0},
		{FURUI_TAG_BODY, "#0,000円", 1},
		{FURUI_TAG_BODY, "long:30", 1},
		{FURUI_TAG_BODY, "freefreefreefreefree", 1},
		{FURUI_TAG_BODY, "viagraviagraviagra", 1},
	};
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		CHECK_INT(furui_features_have(features, rows[i].tag,
					      rows[i].text),
			  rows[i].want);
	}
}

/* An mbox's blank line behind a message is none of it. */
static void test_blank_end(struct furui_reader *reader)
{
	static const char *const rows[][2] = {
		{"Subject: a\n\nshort text\n", "Subject: a\n\nshort text\n\n"},
		{"Subject: a\n\nshort text\n",
		 "Subject: a\n\nshort text\n\n\n\n"},
		{"Subject: a\r\n\r\nshort text\r\n",
		 "Subject: a\r\n\r\nshort text\r\n\r\n"},
		{"Subject: a\n", "Subject: a\n\n"},
		{"\n", "\n\n\n"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer packed[2] = {{0}};
		for (int k = 0; k < 2; k++)
			furui_features_pack(furui_read(reader, rows[i][k],
						       strlen(rows[i][k])),
					    &packed[k]);
		unit_row(rows[i][1]);
		CHECK(packed[0].size == packed[1].size &&
		      memcmp(packed[0].data, packed[1].data, packed[0].size) ==
			      0);
		furui_buffer_free(&packed[0]);
		furui_buffer_free(&packed[1]);
	}
}

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_digest();
	test_tokens(reader);
	test_flood(reader);
	test_long_part(reader);
	test_disguises(reader);
	test_blank_end(reader);
	test_end(reader);
	test_groups(reader);
	test_html(reader);
	test_link_lies(reader);
	furui_reader_free(&reader);
	return unit_end();
}
