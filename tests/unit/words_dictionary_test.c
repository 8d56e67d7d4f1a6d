/* Kanji and kana are broken as ICU's word breaker breaks them. */
#include "words_dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

#include "unit.h"

enum {
	RUN = FURUI_DICTIONARY_RUN
};

static struct furui_dictionary *dictionary;
static UBreakIterator *icu;

/* The first unit behind which one breaks and the other does not; -1. */
static int32_t first_difference(const UChar *run, int32_t units)
{
	static int32_t ends[RUN];
	UErrorCode status = U_ZERO_ERROR;
	int32_t count = furui_dictionary_break(dictionary, run, units, ends);
	ubrk_setText(icu, run, units, &status);
	if (!count || U_FAILURE(status))
		return 0;
	(void)ubrk_first(icu);
	for (int32_t i = 0; i < count; i++) {
		int32_t end = ubrk_next(icu);
		if (end != ends[i])
			return end >= 0 && end < ends[i] ? end : ends[i];
	}
	return ubrk_next(icu) == UBRK_DONE ? -1 : units;
}

static void check_run(const UChar *run, int32_t units)
{
	int32_t at = first_difference(run, units);
	if (at >= 0) {
		char text[RUN * 3 + 1];
		UErrorCode status = U_ZERO_ERROR;
		(void)u_strToUTF8(text, sizeof text, NULL, run, units, &status);
		unit_row(text);
		CHECK_INT(at, -1);
		unit_row(NULL);
	} else {
		CHECK(at < 0);
	}
}

static void test_sentences(void)
{
	static const char *const rows[] = {
		"月",
		"ア",
		"東京都",
		"すもももももももものうち",
		"本日はお集まりいただきまして誠にありがとうございます",
		"先日お問い合わせの件につきまして担当者よりご連絡いたします",
		"スタンドアロンアプリケーションサーバー",
		"アアアアアアアアアアアアアアアアアアアアアアアアアアアアアア",
		"お客様のアカウントは制限されています今すぐご確認を",
		"未承諾広告完全無料出会い系サイト登録不要人妻専門",
		"我们的产品质量优良价格便宜欢迎订购",
		"繁體中文電子郵件過濾器測試",
		"ゝゞヽヾ々〇ー",
		"ㇰㇱㇲㇳㇴ",
		"㐀㐁䶵龥鿿",
		"ーーーーーー",
		"メールマガジンの配信停止はこちらから",
		"第一二三四五六七八九十回",
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		UChar run[RUN];
		int32_t units = 0;
		UErrorCode status = U_ZERO_ERROR;
		(void)u_strFromUTF8(run, RUN, &units, rows[i], -1, &status);
		CHECK(U_SUCCESS(status));
		check_run(run, units);
	}
}

static uint32_t random_below(uint32_t limit)
{
	static uint64_t state = 20261124;
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (uint32_t)((state >> 33) % limit);
}

/* Mostly what is frequent, so that words of many characters come about. */
static UChar random_unit(bool katakana)
{
	static const UChar often[] =
		u"日本人大会社長年月時分電話番号東京都市場合計金額無料出"
		u"をにはがのでとたしてるれらりなこもまいうーンスルトリアイ";
	const uint32_t count = sizeof often / sizeof *often - 1;
	switch (katakana ? 1 : random_below(8)) {
	case 0:
		return (UChar)(0x3041 + random_below(0x3097 - 0x3041));
	case 1:
		return (UChar)(0x30a1 + random_below(0x30fb - 0x30a1));
	case 2:
		return (UChar)(0x4e00 + random_below(0xa000 - 0x4e00));
	default:
		return often[random_below(count)];
	}
}

static void test_random(void)
{
	for (int n = 0; n < 3000; n++) {
		UChar run[RUN];
		int32_t units = 1 + (int32_t)random_below(n % 50 ? 24 : RUN);
		for (int32_t i = 0; i < units; i++)
			run[i] = random_unit(n % 3 == 0);
		check_run(run, units);
	}
}

static void test_others(void)
{
	static const UChar *const rows[] = {
		u"〆切",         /* of no script: ICU parts it */
		u"\u304b\u3099", /* a mark that is not composed */
		u"\ufa0c\u4e00", /* NFKC changes it */
		u"กขค",          u"\xd842\xdfb7田", /* beyond the basic plane */
		u"ア・イ",       u"ﾊﾝｶｸ",           u"가나다",
	};
	int32_t ends[RUN];
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_INT(furui_dictionary_break(dictionary, rows[i],
						 u_strlen(rows[i]), ends),
			  0);
	CHECK_INT(furui_dictionary_break(dictionary, rows[0], RUN + 1, ends),
		  0);
}

int main(void)
{
	UErrorCode status = U_ZERO_ERROR;
	dictionary = furui_dictionary_new();
	icu = ubrk_open(UBRK_WORD, "ja", NULL, 0, &status);
	CHECK(icu != NULL);
	test_sentences();
	test_random();
	test_others();
	ubrk_close(icu);
	furui_dictionary_free(&dictionary);
	furui_dictionary_free(&dictionary);
	return unit_end();
}
