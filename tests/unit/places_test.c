/* That nothing of a message is lost: wherever a word stands, however many there
 * are, and in whatever charset. */
#include <stdio.h>
#include <string.h>

#include "furui/features.h"
#include "furui/limits.h"
#include "unit.h"

#define MULTI "Content-Type: multipart/mixed; boundary=sep\n\n"

/* Wherever a person could find the word, it is a token, NULs ("~") or none. */
static const struct {
	const char *name, *message;
} places[] = {
	{"body", "Subject: x\n\n~needle\n"},
	{"within the word", "Subject: x\n\nnee~dle\n"},
	{"behind a NUL in the header", "Subject: x~y\nX-A: ~\n\nneedle\n"},
	{"behind one in the type",
	 "Subject: x\nContent-Type: text/~plain; charset=utf-8\n\n"
	 "needle\n"},
	{"behind one in the boundary",
	 "Content-Type: multipart/mixed; boundary=s~ep\n\n--sep\n\n"
	 "needle\n--sep--\n"},
	{"before the parts", MULTI "a~b needle\n--sep\n\nx\n--sep--\n"},
	{"behind the parts", MULTI "--sep\n\nx\n--sep--\n\na~b needle\n"},
	{"between a header and nothing", MULTI "needle\n"},
	{"behind an inner end",
	 MULTI "--sep\nContent-Type: multipart/mixed; boundary=in\n\n"
	       "--in\n\nx\n--in--\na~b needle\n--sep--\n"},
	{"before an inner part",
	 MULTI "--sep\nContent-Type: multipart/mixed; boundary=in\n\n"
	       "a~b needle\n--in\n\nx\n--in--\n--sep--\n"},
	{"within a message",
	 MULTI "--sep\nContent-Type: message/rfc822\n\nSubject: ~y\n\n"
	       "needle\n--sep--\n"},
	{"in a message's header",
	 MULTI "--sep\nContent-Type: message/rfc822\n\nSubject: ~ "
	       "needle\n\nx\n--sep--\n"},
	{"behind an inner message's parts",
	 "Content-Type: message/rfc822\n\n" MULTI
	 "--sep\n\nx\n--sep--\na~b needle\n"},
	{"no boundary named", "Content-Type: multipart/mixed\n\nneedle\n"},
	{"a boundary that is not there",
	 "Content-Type: multipart/mixed; boundary=other\n\n--sep\n\n"
	 "needle\n"},
	{"an unknown type", "Content-Type: x/y\n\nneedle\n"},
	{"no blank line before the text", "Subject: x\nneedle here\n"},
	{"an encoding that is none",
	 "Content-Transfer-Encoding: x-none\n\nneedle\n"},
	{"behind base64's end",
	 "Content-Type: text/plain\nContent-Transfer-Encoding: "
	 "base64\n\nYSBuZWVkbGUgYg==\n"},
	{"base64 in two",
	 "Content-Type: text/plain\nContent-Transfer-Encoding: "
	 "base64\n\neCA=\nbmVlZGxl\n"},
};

static void test_places(struct furui_reader *reader)
{
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct furui_buffer message = {0};
		furui_buffer_add_text(&message, places[i].message);
		for (size_t at = 0; at < message.size; at++)
			if (message.data[at] == '~')
				message.data[at] = '\0';
		unit_row(places[i].name);
		const struct furui_features *features =
			furui_read(reader, message.data, message.size);
		CHECK(furui_features_have(features, FURUI_TAG_BODY, "needle"));
		CHECK_INT(furui_features_have(features, FURUI_TAG_META, "nul"),
			  strchr(places[i].message, '~') != NULL);
		furui_buffer_free(&message);
	}
	unit_row("");
}

/* However many words there are, what furui observed has its place. */
static void test_room(struct furui_reader *reader)
{
	static const char *const notes[] = {"structure:mixed(plain)", "lang:en",
					    "date-none", "spaced-out"};
	struct furui_buffer message = {0};
	furui_buffer_add_text(&message, "Subject: x\n" MULTI "--sep\n\n");
	for (int i = 0; i < 2 * FURUI_LIMIT_TOKENS; i++) {
		furui_buffer_printf(&message, "w%c%c%c%c ", 'a' + i % 26,
				    'a' + i / 26 % 26, 'a' + i / 676 % 26,
				    'a' + i / 17576 % 26);
		if (i == FURUI_LIMIT_TOKENS)
			furui_buffer_add_text(
				&message, "\nhttp://www.example.jp/ f r e e\n");
	}
	furui_buffer_add_text(&message, "and the words of you and of me that "
					"are in it\n--sep--\n");
	const struct furui_features *features =
		furui_read(reader, message.data, message.size);
	CHECK_INT(features->token_count, FURUI_LIMIT_TOKENS);
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		unit_row(notes[i]);
		CHECK(furui_features_have(features, FURUI_TAG_META, notes[i]));
	}
	unit_row("");
	CHECK(furui_features_have(features, FURUI_TAG_URL, "url-hosts:1"));
	furui_buffer_free(&message);
}

/* A body without a label is likely to be in the subject's charset. */
static void test_hint(struct furui_reader *reader)
{
	static const struct {
		const char *message;
		const char *word;
	} rows[] = {
		{"Subject: =?iso-8859-7?Q?=E1?=\n\n\xe1\xe2\xe3\xe4\n", "αβγδ"},
		{"Subject: =?windows-1251?Q?=E1?=\n\n\xe1\xe2\xe3\xe4\n",
		 "бвгд"},
		{"Subject: =?utf-7?Q?a?=\n\na+AOk-b \xe9\n", "AOk-b"},
		{"Subject: x\n\nna\xefve\n", "naïve"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].word);
		const struct furui_features *features = furui_read(
			reader, rows[i].message, strlen(rows[i].message));
		CHECK(furui_features_have(features, FURUI_TAG_BODY,
					  rows[i].word));
		CHECK(furui_features_have(features, FURUI_TAG_META,
					  "charset-missing"));
	}
	unit_row("");
}

/* Bodies in UTF-16 as they stand; NULs elsewhere are taken out. */
static void test_utf16(struct furui_reader *reader)
{
#define UTF16 "Content-Type: text/plain; charset="
#define LITTLE "\xde\x8c\xd1\x91\n\0f\0r\0e\0e\0\r\0\n\0"
#define BIG "\x8c\xde\x91\xd1\0\n\0f\0r\0e\0e\0\n"
#define MULTIPART "Content-Type: multipart/mixed; boundary=b\n\n--b\n"
	static const struct {
		const char *name, *message;
		size_t size;
		int want, nul;
	} rows[] = {
#define ROW(name, message, want, nul)                                          \
	{name, message, sizeof(message) - 1, want, nul}
		ROW("little-endian", UTF16 "utf-16le\n\n" LITTLE, 1, 0),
		ROW("big-endian", UTF16 "\"UTF-16BE\"\r\n\r\n" BIG, 1, 0),
		ROW("no order", UTF16 "utf-16\n\n" LITTLE, 1, 0),
		ROW("a mark alone", "X: y\n\n\xff\xfe" LITTLE, 1, 0),
		ROW("a big mark alone", "X: y\n\n\xfe\xff" BIG, 1, 0),
		ROW("in a part",
		    MULTIPART UTF16 "utf-16le\n\n" LITTLE "\n--b--\n", 1, 0),
		ROW("big-endian in a part, NULs in the next",
		    MULTIPART UTF16 "utf-16be\n\n" BIG
				    "\n--b\nX: y\n\ns\0een\n--b--\n",
		    1, 1),
		ROW("in base64",
		    UTF16 "utf-16le\nContent-Transfer-Encoding: base64\n\n"
			  "3ozRkQoAZgByAGUAZQA=\n",
		    1, 0),
		ROW("named, but none", UTF16 "utf-16\n\nf\0re\0e 賞金\n", 1, 1),
		ROW("not named", "X: y\n\n\0f\0r\0e\0e 賞金\n", 1, 1),
#undef ROW
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct furui_features *features =
			furui_read(reader, rows[i].message, rows[i].size);
		unit_row(rows[i].name);
		CHECK_INT(
			furui_features_have(features, FURUI_TAG_BODY, "賞金") &&
				furui_features_have(features, FURUI_TAG_BODY,
						    "free"),
			rows[i].want);
		CHECK_INT(furui_features_have(features, FURUI_TAG_META, "nul"),
			  rows[i].nul);
	}
	unit_row("");
}

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_places(reader);
	test_room(reader);
	test_hint(reader);
	test_utf16(reader);
	furui_reader_free(&reader);
	return unit_end();
}
