/* Charsets: charset.c and charset_guess.c. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "charset.h"
#include "unit.h"

static struct furui_charset *charset;

/* One text in many encodings. */
#define TEXT "句会は東京で行います。"
#define TEXT_UTF8                                                              \
	"\xe5\x8f\xa5\xe4\xbc\x9a\xe3\x81\xaf\xe6\x9d\xb1\xe4\xba\xac"         \
	"\xe3\x81\xa7\xe8\xa1\x8c\xe3\x81\x84\xe3\x81\xbe\xe3\x81\x99"         \
	"\xe3\x80\x82"
#define TEXT_SJIS                                                              \
	"\x8b\xe5\x89\xef\x82\xcd\x93\x8c\x8b\x9e\x82\xc5\x8d\x73\x82\xa2"     \
	"\x82\xdc\x82\xb7\x81\x42"
#define TEXT_EUC                                                               \
	"\xb6\xe7\xb2\xf1\xa4\xcf\xc5\xec\xb5\xfe\xa4\xc7\xb9\xd4\xa4\xa4"     \
	"\xa4\xde\xa4\xb9\xa1\xa3"
#define TEXT_JIS "\x1b$B6g2q$OEl5~$G9T$$$^$9!#\x1b(B"

struct row {
	const char *name, *label, *bytes, *want;
	unsigned notes;
};

static unsigned decode(const char *bytes, size_t size, const char *label,
		       struct furui_buffer *out)
{
	/* An exact copy, so that AddressSanitizer sees its end. */
	char *copy = furui_xmalloc(size);
	if (size)
		memcpy(copy, bytes, size);
	unsigned notes = furui_charset_decode(charset, copy, size, label,
					      label ? strlen(label) : 0, out);
	free(copy);
	return notes;
}

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].name);
		CHECK_INT(decode(rows[i].bytes, strlen(rows[i].bytes),
				 rows[i].label, &out),
			  rows[i].notes);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
	}
}
#define CHECK_ROWS(rows) check_rows((rows), sizeof(rows) / sizeof *(rows))

/* Japanese under every label: true, wrong, of another script, unknown,
 * none. */
static void test_labels(void)
{
	static const struct {
		const char *name, *bytes;
		const char *labels[4]; /* true ones */
	} texts[] = {
		{"UTF-8", TEXT_UTF8, {"utf-8", "UTF8"}},
		{"Shift_JIS", TEXT_SJIS, {"Shift_JIS", "x-sjis", "cp932"}},
		{"EUC-JP", TEXT_EUC, {"euc-jp", "EUC-JP-MS", "cp51932"}},
		{"ISO-2022-JP", TEXT_JIS, {"iso-2022-jp", "iso-2022-jp-ms"}},
	};
	static const char *const labels[] = {
		"utf-8",      "utf8",         "shift_jis", "x-sjis",
		"cp932",      "euc-jp",       "euc-jp-ms", "cp51932",
		"iso-8859-1", "windows-1252", "us-ascii",  "iso-2022-jp",
		"koi8-r",     "gb2312",       "big5",      "iso-2022-jp-ms",
		"euc-kr",
	};
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
		for (size_t l = 0; l < sizeof labels / sizeof *labels; l++) {
			bool is_true = false;
			for (int k = 0; k < 4 && texts[t].labels[k]; k++)
				is_true |= strcasecmp(labels[l],
						      texts[t].labels[k]) == 0;
			const struct row row = {
				texts[t].name, labels[l], texts[t].bytes, TEXT,
				is_true ? 0 : FURUI_CHARSET_LIE};
			check_rows(&row, 1);
		}
		const struct row others[] = {
			{texts[t].name, NULL, texts[t].bytes, TEXT,
			 FURUI_CHARSET_MISSING},
			{texts[t].name, "x-nosuch", texts[t].bytes, TEXT,
			 FURUI_CHARSET_UNKNOWN},
			{texts[t].name, "ISO-2022-JP,version=99",
			 texts[t].bytes, TEXT, FURUI_CHARSET_UNKNOWN},
		};
		CHECK_ROWS(others);
	}
}

static void test_japanese(void)
{
	static const struct row rows[] = {
		{"half-width by ESC ( I", "iso-2022-jp", "\x1b(ICE=D\x1b(B and",
		 "ﾃﾅｽﾄ and", 0},
		{"half-width by SO, SI", "iso-2022-jp",
		 "\x1b$B8l\x1b(B \x0e"
		 "CE=D\x0f x",
		 "語 ﾃﾅｽﾄ x", 0},
		{"SO, SI alone", "iso-2022-jp",
		 "\x0e"
		 "CE=D\x0f x",
		 "ﾃﾅｽﾄ x", 0},
		{"8-bit half-width in JIS", "iso-2022-jp",
		 "\x1b$B8l\x1b(B \xc3\xbd\xc4", "語 ﾃｽﾄ", 0},
		{"row 13 in JIS", "iso-2022-jp", "\x1b$B-!-j$\"\x1b(B", "①㈱あ",
		 0},
		{"row 13 in EUC", "euc-jp", "\xad\xa1\xad\xea\xa4\xa2", "①㈱あ",
		 0},
		{"row 13 in Shift_JIS", "shift_jis", "\x87\x40\x87\x8a\x82\xa0",
		 "①㈱あ", 0},
		{"IBM characters of CP932", "shift_jis",
		 "\xfb\xfc\xee\xe0\xfa\x40\x82\xa0", "髙髙ⅰあ", 0},
		{"the same in JIS rows 89 to 92", "iso-2022-jp-ms",
		 "\x1b$B|b\x1b(B", "髙", 0},
		{"JIS X 0212 in JIS: a geta mark", "iso-2022-jp-1",
		 "\x1b$(D0f\x1b(Bx", "〓x", 0},
		{"JIS X 0212 in EUC", "euc-jp", "\x8f\xb0\xe6\xa4\xa2\xa4\xa4",
		 "佀あい", 0},
		{"half-width in EUC", "euc-jp",
		 "\x8e\xc3\x8e\xbd\x8e\xc4\xa4\xa2", "ﾃｽﾄあ", 0},
		{"all half-width, true label", "shift_jis",
		 "\xc3\xbd\xc4\xd2\xb0\xd9\xc3\xde\xbd", "ﾃｽﾄﾒｰﾙﾃﾞｽ", 0},
		{"a line ends in ASCII", "iso-2022-jp", "\x1b$B8l\nabc",
		 "語\nabc", 0},
		{"nothing but an escape", "iso-2022-jp", "\x1b$B", "", 0},
		{"JIS C 6226-1978", "iso-2022-jp", "\x1b$@8l\x1b(J", "語", 0},
		{"a short subject, no label", NULL, "\x96\xb3\x97\xbf", "無料",
		 FURUI_CHARSET_MISSING},
		{"a short subject, wrong label", "utf-8", "\xcc\xb5\xce\xc1",
		 "無料", FURUI_CHARSET_LIE},
	};
	CHECK_ROWS(rows);
}

static void test_others(void)
{
	static const struct row rows[] = {
		{"ASCII", "us-ascii", "plain", "plain", 0},
		{"ASCII, no label", NULL, "plain", "plain", 0},
		{"ASCII under any label", "euc-kr", "plain", "plain", 0},
		{"KOI8-R", "koi8-r", "\xf0\xd2\xc9\xd7\xc5\xd4", "Привет", 0},
		{"windows-1251", "windows-1251", "\xf1\xea\xe8\xe4\xea\xe8",
		 "скидки", 0},
		{"GB2312", "gb2312", "\xc4\xfa\xba\xc3", "您好", 0},
		{"GB2312, prose", "GB2312",
		 "\xb8\xd0\xd0\xbb\xc4\xfa\xb5\xc4\xc0\xb4\xd0\xc5",
		 "感谢您的来信", 0},
		{"GB18030", "gb18030", "\xc4\xfa\x95\x32\x82\x36", "您𠀀", 0},
		{"Big5", "big5", "\xbc\x73\xa7\x69", "廣告", 0},
		{"EUC-KR", "euc-kr", "\xb1\xa4\xb0\xed", "광고", 0},
		{"EUC-KR, prose", "ks_c_5601-1987",
		 "\xbe\xc8\xb3\xe7\xc7\xcf\xbc\xbc\xbf\xe4 \xb0\xa8\xbb\xe7",
		 "안녕하세요 감사", 0},
		{"HZ", "hz-gb-2312", "~{<:Ky2;SC~}", "己所不用", 0},
		{"ISO-2022-KR", "iso-2022-kr", "\x1b$)C\x0e>H3g\x0f", "안녕",
		 0},
		{"UTF-7", "utf-7", "+ZeVnLA- x", "日本 x", 0},
		{"Latin-1 has the marks of Windows", "iso-8859-1",
		 "\x93"
		 "caf\xe9\x94 \x80",
		 "“café” €", 0},
		{"Latin-1, no label", NULL, "d\xe9j\xe0 vu, un caf\xe9",
		 "déjà vu, un café", FURUI_CHARSET_MISSING},
		{"Latin-1 called UTF-8", "utf-8", "caf\xe9 cr\xe8me",
		 "café crème", FURUI_CHARSET_LIE},
		{"an escape inside of UTF-8 hides nothing", "utf-8",
		 "無料 \x1b$B", "無料 \x1b$B", 0},
		{"UTF-8 cut at its end", "utf-8", "ご注文ありが\xe3\x81",
		 "ご注文ありが\xef\xbf\xbd", FURUI_CHARSET_DAMAGE},
		{"the same without a label", NULL, "ご注文ありが\xe3\x81",
		 "ご注文ありが\xef\xbf\xbd",
		 FURUI_CHARSET_DAMAGE | FURUI_CHARSET_MISSING},
		{"UTF-8 with a hole", "utf-8", "ご注文\xe3\x81 ありがとう",
		 "ご注文\xef\xbf\xbd ありがとう", FURUI_CHARSET_DAMAGE},
		{"overlong, surrogate, too high", "utf-8",
		 TEXT TEXT "\xc0\x80 \xed\xa0\x80 \xf4\x90\x80\x80 で",
		 TEXT TEXT "\xef\xbf\xbd\xef\xbf\xbd "
			   "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd "
			   "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"
			   "\xef\xbf\xbd で",
		 FURUI_CHARSET_DAMAGE},
		{"EUC's half-width shift before none", "euc-jp",
		 TEXT_EUC TEXT_EUC TEXT_EUC TEXT_EUC TEXT_EUC "\x8e\xe0\x41",
		 TEXT TEXT TEXT TEXT TEXT "\xef\xbf\xbd\xef\xbf\xbd\x41",
		 FURUI_CHARSET_DAMAGE},
		{"empty", "nosuch", "", "", FURUI_CHARSET_UNKNOWN},
	};
	CHECK_ROWS(rows);
}

/* Cut at every offset: no read beyond the end, and always UTF-8. */
static void test_cut(void)
{
	static const char *const texts[] = {TEXT_UTF8,
					    TEXT_SJIS,
					    TEXT_EUC,
					    TEXT_JIS,
					    "\x1b(ICE=D\x1b$(D0f\x1b$B8l",
					    "\x8f\xb0\xe6\x8e\xb1\xa4\xa2",
					    "\xc4\xfa\x95\x32\x82\x36",
					    "+ZeVnLA-",
					    "~{<:Ky2;SC~}",
					    "\x1b$)C\x0e>H3g\x0f",
					    "\xf0\xa0\xae\xb7\xf0\x9f\x91\x8d"};
	static const char *const labels[] = {
		NULL,     "utf-8",   "shift_jis",  "euc-jp", "iso-2022-jp",
		"nosuch", "gb18030", "iso-8859-1", "big5",   "iso-2022-kr",
		"utf-7",  "euc-kr",  "hz-gb-2312", "koi8-r", "iso-2022-cn"};
	unit_row("cut");
	for (size_t t = 0; t < sizeof texts / sizeof *texts; t++)
		for (size_t l = 0; l < sizeof labels / sizeof *labels; l++)
			for (size_t n = 0; n <= strlen(texts[t]); n++) {
				struct furui_buffer out = {0};
				(void)decode(texts[t], n, labels[l], &out);
				CHECK(furui_is_utf8(out.data, out.size));
				furui_buffer_free(&out);
			}
}

/* UTF-16, which mail may have in base64, and ISO-2022-JP; marks and escapes
 * that only look like theirs. */
static const struct {
	const char *name, *label, *bytes;
	size_t size;
	const char *want;
	unsigned notes;
} marked[] = {
	{"little-endian with a mark", "utf-16",
	 "\xff\xfe\xde\x8c\xd1\x91 \0x\0", 10, "賞金 x", 0},
	{"big-endian with a mark", NULL, "\xfe\xff\x8c\xde\x91\xd1\0x", 8,
	 "賞金x", FURUI_CHARSET_MISSING},
	{"by its label", "UTF-16LE", "\xde\x8c\xd1\x91\n\0", 6, "賞金\n", 0},
	{"without a mark", "utf-16", "\x8c\xde\x91\xd1\0\n", 6, "賞金\n", 0},
	{"little-endian without a mark", "utf-16", "\xde\x8c\xd1\x91\n\0", 6,
	 "賞金\n", FURUI_CHARSET_LIE},
	{"a mark under another label", "utf-8", "\xff\xfe\xde\x8c\xd1\x91\n\0",
	 8, "賞金\n", FURUI_CHARSET_LIE},
	{"a mark before what is none", "us-ascii",
	 "\xff\xfe"
	 "free pills",
	 12, "ÿþfree pills", FURUI_CHARSET_LIE},
	{"and no label", NULL,
	 "\xfe\xff"
	 "free pills",
	 12, "þÿfree pills", FURUI_CHARSET_MISSING},
	{"an escape before what is none", "utf-8",
	 "\x1b$B"
	 "free pills\n",
	 14,
	 "\x1b$B"
	 "free pills\n",
	 0},
	{"wherever it ends", NULL,
	 "\x1b$B"
	 "free"
	 "\x1b(B"
	 "pills\n",
	 16,
	 "\x1b$B"
	 "free"
	 "\x1b(B"
	 "pills\n",
	 FURUI_CHARSET_MISSING},
	{"one before Japanese, under another label", "us-ascii",
	 "\x1b$B"
	 "$*CN$i$;\x1b(B!\n",
	 16, "お知らせ!\n", FURUI_CHARSET_LIE},
	{"an odd number of half-width katakana", NULL,
	 "\x1b(I"
	 "6@6"
	 "\x1b(B\n",
	 10, "ｶﾀｶ\n", FURUI_CHARSET_MISSING},
	{"one before what its label says", "iso-2022-jp",
	 "\x1b$B"
	 "free"
	 "\x1b(B\n",
	 11, "胙繞\n", 0},
	{"cut", "utf-16", "\xff\xfex\0\xde", 5, "x\xef\xbf\xbd",
	 FURUI_CHARSET_DAMAGE},
	{"no such thing", "utf-16", "plain", 5, "plain", 0},
	{"UTF-8 after all", "utf-16", "賞金", 6, "賞金", FURUI_CHARSET_LIE},
};

static void test_marked(void)
{
	for (size_t i = 0; i < sizeof marked / sizeof *marked; i++) {
		struct furui_buffer out = {0};
		unit_row(marked[i].name);
		CHECK_INT(decode(marked[i].bytes, marked[i].size,
				 marked[i].label, &out),
			  marked[i].notes);
		CHECK_TEXT(furui_buffer_terminate(&out), marked[i].want);
		furui_buffer_free(&out);
	}
}

static void test_predicates(void)
{
	static const struct {
		const char *bytes;
		size_t size;
		bool ascii, utf8;
	} rows[] = {
		{"", 0, true, true},
		{"12345678", 8, true, true},
		{"1234567\x80", 8, false, false},
		{"12345678\x80", 9, false, false},
		{"a\0b", 3, true, true},
		{"\x1b", 1, false, true},
		{"\xc2\x80", 2, false, true},
		{"\xc1\xbf", 2, false, false},
		{"\xe0\xa0\x80", 3, false, true},
		{"\xe0\x9f\xbf", 3, false, false},
		{"\xed\x9f\xbf", 3, false, true},
		{"\xed\xa0\x80", 3, false, false},
		{"\xf0\x90\x80\x80", 4, false, true},
		{"\xf0\x8f\xbf\xbf", 4, false, false},
		{"\xf4\x8f\xbf\xbf", 4, false, true},
		{"\xf4\x90\x80\x80", 4, false, false},
		{"\xf5\x80\x80\x80", 4, false, false},
		{"\xe3\x81", 2, false, false},
		{"\x80", 1, false, false},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row("predicates");
		CHECK_INT(furui_is_ascii(rows[i].bytes, rows[i].size),
			  rows[i].ascii);
		CHECK_INT(furui_is_utf8(rows[i].bytes, rows[i].size),
			  rows[i].utf8);
	}
}

int main(void)
{
	charset = furui_charset_new();
	test_labels();
	test_japanese();
	test_others();
	test_cut();
	test_marked();
	test_predicates();
	furui_charset_free(&charset);
	furui_charset_free(&charset);
	return unit_end();
}
