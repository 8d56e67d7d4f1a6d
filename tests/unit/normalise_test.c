/* Normalising text: normalise.c. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "charset.h"
#include "normalise.h"
#include "unit.h"

static struct furui_normaliser *normaliser;

static const struct {
	const char *name, *text, *want;
	unsigned notes;
} rows[] = {
	{"empty", "", "", 0},
	{"ASCII as it is", "A\r\nb\t\x01 c", "A\r\nb\t\x01 c", 0},
	{"full-width", "ＡＢＣ１２３！", "ABC123!", 0},
	{"case stays", "Àé ÀÉ", "Àé ÀÉ", 0},
	{"half-width kana", "ｱｶｳﾝﾄ", "アカウント", 0},
	{"with voicing marks", "ｶﾞｷﾞﾊﾟｳﾞ", "ガギパヴ", 0},
	{"marks of their own", "か\u3099は\u309a", "がぱ", 0},
	{"circled, squared, enclosed", "①㈱㍿㌔㊙", "1(株)株式会社キロ秘", 0},
	{"ligatures, Roman numerals", "ﬁne Ⅷ", "fine VIII", 0},
	{"compatibility ideographs", "\ufa0e\uf9dc", "\ufa0e隆", 0},
	{"wave dash, tilde, minus", "〜～−－", "~~--", 0},
	{"em dash as Windows has it", "—あ", "―あ", 0},
	{"zero-width inside a word", "無\u200b料 f\u200dr\u2060ee", "無料 free",
	 FURUI_TEXT_INVISIBLE | FURUI_TEXT_ZWSP},
	{"soft hyphen", "ca\u00adsino", "casino",
	 FURUI_TEXT_INVISIBLE | FURUI_TEXT_SHY},
	{"bidi controls", "\u202eabc\u202c", "abc",
	 FURUI_TEXT_INVISIBLE | FURUI_TEXT_BIDI},
	{"a mark of byte order inside a word", "fr\ufeffee", "free",
	 FURUI_TEXT_INVISIBLE | FURUI_TEXT_BOM},
	{"tags hide ASCII", "\U000e0066\U000e0072 x", " x",
	 FURUI_TEXT_INVISIBLE | FURUI_TEXT_TAG},
	{"tags of a flag", "🏴\U000e0067\U000e0062\U000e007f",
	 "🏴\U000e0067\U000e0062\U000e007f", 0},
	{"mathematical letters", "𝐅𝐫𝐞𝐞 𝟏", "Free 1", FURUI_TEXT_STYLED},
	{"keycaps", "1\ufe0f\u20e3", "1\u20e3", 0},
	{"signs of kinds", "℡℻Ⓐ⑩㈪㋿½", "TELFAXA10(月)令和1⁄2", 0},
	{"a mark of byte order at the start", "\ufeff件", "件", 0},
	{"variation selectors are no trick", "❤\ufe0f葛\U000e0100", "❤葛", 0},
	{"joined emoji stay joined", "👩\u200d👧", "👩\u200d👧", 0},
	{"thirty marks", "a\u0302\u0316\u0316", "â\u0316\u0316", 0},
	{"a line broken inside Japanese", "今日は会\n議です", "今日は会議です",
	 0},
	{"CR LF", "会\r\n議", "会議", 0},
	{"quoted", "> 会\n> 議\n>> 明\n>>日\n> > 今\n> > 日", "> 会議明日今日",
	 0},
	{"format=flowed", "会 \n議 \r\n室", "会議室", 0},
	{"not before English", "会\nABC\n議", "会\nABC\n議", 0},
	{"not over an empty line", "会\n\n議", "会\n\n議", 0},
	{"not behind punctuation", "会。\n議、\n室", "会。\n議、\n室", 0},
	{"not between blanks", "会 議", "会 議", 0},
	{"ends in a break", "会\n", "会\n", 0},
	{"ends in a quote", "会\n> ", "会\n> ", 0},
	{"Unicode's line ends", "本\u2028日\xc2\x85は", "本日は", 0},
	{"Thai", "ภา\nษา", "ภาษา", 0},
	{"outside the BMP", "𠮷\n野", "𠮷野", 0},
};

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].name);
		CHECK_INT(furui_normalise(normaliser, rows[i].text,
					  strlen(rows[i].text), &out),
			  rows[i].notes);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
	}
}

static void test_nul(void)
{
	struct furui_buffer out = {0};
	unit_row("NUL");
	(void)furui_normalise(normaliser, "a\0ｱ\0b", 7, &out);
	CHECK_INT(out.size, 7);
	CHECK(out.size == 7 && memcmp(out.data, "a\0ア\0b", 7) == 0);
	furui_buffer_free(&out);
}

/* What takes NFKC quadratic time, and what it makes longer. */
static void test_time(void)
{
	static const struct {
		const char *name, *unit;
		unsigned notes;
	} texts[] = {
		{"marks of two classes", "\u0301\u0316", FURUI_TEXT_MARKS},
		{"marks that decompose into such", "\u0f73\uff9e",
		 FURUI_TEXT_MARKS},
		{"accents apart from their letters", "e\u0301", 0},
		{"the longest expansion", "\ufdfa", 0},
		{"quotes", "会\n> > > > ", 0},
		{"joiners", "👩\u200d\u200d", 0},
	};
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct furui_buffer text = {0}, out = {0};
		for (int k = 0; k < 100000; k++)
			furui_buffer_add_text(&text, texts[i].unit);
		clock_t start = clock();
		unit_row(texts[i].name);
		CHECK_INT(
			furui_normalise(normaliser, text.data, text.size, &out),
			texts[i].notes);
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 1);
		CHECK(furui_is_utf8(out.data, out.size));
		furui_buffer_free(&text);
		furui_buffer_free(&out);
	}
}

static void test_unspaced(void)
{
	static const struct {
		uint32_t c;
		int want;
	} characters[] = {
		{'a', 0},    {0xe9, 0},    {0x0e01, 1},  {0x3042, 1},
		{0x30a2, 1}, {0x30fb, 0},  {0x30fc, 1},  {0x3001, 0},
		{0x3002, 0}, {0x3005, 1},  {0x6f22, 1},  {0xac00, 0},
		{0xff71, 0}, {0x1f600, 0}, {0x20bb7, 1},
	};
	for (size_t i = 0; i < sizeof characters / sizeof *characters; i++)
		CHECK_INT(furui_is_unspaced(characters[i].c),
			  characters[i].want);
}

int main(void)
{
	normaliser = furui_normaliser_new();
	test_rows();
	test_nul();
	test_time();
	test_unspaced();
	furui_normaliser_free(&normaliser);
	return unit_end();
}
