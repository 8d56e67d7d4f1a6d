/* How much a text looks like a language under an encoding: the share of its
 * characters that are frequent there. A wrong reading gives any characters,
 * and of these a hundred in six thousand are frequent ones. */
#include <stdlib.h>
#include <string.h>

#include "charset_private.h"
#include "utf8.h"

/* The most frequent characters of ordinary text and of mail. */
static const char japanese[] = "日一国人年大十二本中長出三時行見月後前生五間上"
			       "東四今金九入学高円子外八六"
			       "下来気小七山話女北午百書先名川千水半男西電校語"
			       "土木聞食車何南万毎白天母火"
			       "右読友左休父雨会同事自社発者地業方新場員立開手"
			       "力問代明動京目通言理体田主"
			       "題意不作用度強公持野以思家世多正安院心界教文元"
			       "重近考画海売知道集別物使品"
			       "計死特私始朝運終台広住無真有口少町料工建空急止"
			       "送切転研足究楽起着店病質待"
			       "試族銀早映親験英医仕去味写字答夜音注帰古歌買悪"
			       "図週室歩風紙黒花春赤青館屋"
			       "色走秋夏習駅洋旅服夕借曜飲肉貸堂鳥飯勉冬昼茶弟"
			       "牛魚兄犬妹姉漢確認登録情報"
			       "利商客様件内容定期変更受信配達届支払請求座振込"
			       "番号氏所県市区都府村株式案最"
			       "重要限続法関係連絡予約参加申付返必当全対応実現"
			       "成部相回数表示設置交取引価格"
			       "割特典当選簡単収可能性込無副保証";
static const char simplified[] = "的一是不了在人有我他这个们中来上大为和国地到"
				 "以说时要就出会可也你对生能而"
				 "子那得于着下自之年过发后作里用道行所然家种事"
				 "成方多经么去法学如都同现当没"
				 "动面起看定天分还进好小部其些主样理心她本前开"
				 "但因只从想实日军者意无力它与"
				 "长把机十民第公此已工使情明性知全三又关点正业"
				 "外将两高间由问很最重并物手应"
				 "您请客户服务网电话联系信息优惠产品费免谢感邮"
				 "件通订单价格元月号我们欢迎";
static const char traditional[] = "的一是不了在人有我他這個們中來上大為和國地到"
				  "以說時要就出會可也你對生能而"
				  "子那得於著下自之年過發後作裡用道行所然家種事"
				  "成方多經麼去法學如都同現當沒"
				  "動面起看定天分還進好小部其些主樣理心她本前開"
				  "但因只從想實日軍者意無力它與"
				  "長把機十民第公此已工使情明性知全三又關點正業"
				  "外將兩高間由問很最重並物手應"
				  "您請客戶服務網電話聯繫信息優惠產品費免謝感郵"
				  "件通訂單價格元月號我們歡迎";
static const char korean[] =
	"이다의는에을가를고하지은한로도기사대있어서해나자시인리으것정그니수들과"
	"부아일보스라장전주여소구원공제상연세요비개마무와합신안조동경만관회오유"
	"계위우내치국성러중생문체게할면적학물입분방되던했습님바간업용모드트실선"
	"저당단반데습음화료광품금번터메송객확";

enum {
	LATIN_FIRST = 0x80,
	KANA_FIRST = 0x3041,
	KANA_LAST = 0x30ff,
};

struct furui_charset_tables {
	uint64_t bits[FURUI_LANGUAGE_KOREAN + 1][0x10000 / 64];
	uint64_t letters[0x10000 / 64], marks[0x10000 / 64]; /* Western ones */
};

static bool is_in(const uint64_t *bits, uint32_t c)
{
	return c < 0x10000 && (bits[c / 64] >> (c % 64) & 1);
}

static void enter(const char *characters, uint64_t *bits)
{
	size_t size = strlen(characters);
	for (size_t at = 0; at < size;) {
		uint32_t c = furui_utf8_get(characters, size, &at);
		bits[c / 64] |= 1ULL << (c % 64);
	}
}

struct furui_charset_tables *furui_charset_tables_new(void)
{
	static const char *const frequent[] = {
		[FURUI_LANGUAGE_JAPANESE] = japanese,
		[FURUI_LANGUAGE_SIMPLIFIED] = simplified,
		[FURUI_LANGUAGE_TRADITIONAL] = traditional,
		[FURUI_LANGUAGE_KOREAN] = korean,
	};
	struct furui_charset_tables *tables = furui_xcalloc(1, sizeof *tables);
	for (size_t i = 0; i < sizeof frequent / sizeof *frequent; i++)
		enter(frequent[i], tables->bits[i]);
	enter("éèàùâêîôûçëïüöäßñáíóúãõåæøœÉÀÜÖÄÇÑ", tables->letters);
	enter("“”‘’„–—…€£©®•·°«»§´™¡¿", tables->marks);
	return tables;
}

static double of_wide(const uint64_t *bits, enum furui_language language,
		      uint32_t c)
{
	const double rare = 0.15, mark = 0.3, alien = -0.3;
	bool is_kana = c >= KANA_FIRST && c <= KANA_LAST;
	if (is_kana)
		return language == FURUI_LANGUAGE_JAPANESE ? 1 : -0.5;
	if (is_in(bits, c))
		return 1;
	if (c >= 0x3400 && c < 0xa000)
		return language == FURUI_LANGUAGE_KOREAN ? 0 : rare;
	if (c >= 0xac00 && c < 0xd7a4)
		return language == FURUI_LANGUAGE_KOREAN ? rare : alien;
	if (c >= 0xff61 && c <= 0xff9f) /* half-width katakana */
		return language == FURUI_LANGUAGE_JAPANESE ? 0 : alien;
	if ((c >= 0x3000 && c < 0x3040) || (c >= 0xff00 && c < 0xff61) ||
	    (c >= 0x2010 && c <= 0x2027))
		return mark;
	/* Arrows, rules, stars, circled numbers, units: ★━①㈱. */
	if ((c >= 0x2030 && c < 0x2700) || (c >= 0x3200 && c < 0x3400))
		return language == FURUI_LANGUAGE_JAPANESE ? mark : 0;
	return alien;
}

static bool is_ascii_letter(uint32_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool is_cyrillic(uint32_t c)
{
	return c >= 0x401 && c <= 0x45f;
}

/* `before` and `behind` are the neighbours. Reading one Cyrillic encoding as
 * another gives capitals inside of words, or rare letters. */
static double of_cyrillic(uint32_t before, uint32_t c, uint32_t behind)
{
	static const char small[] = "\x0e\x05\x00\x08\x0d\x12\x11\x10\x02\x0b"
				    "\x0a\x0c" /* common */
				    "\x04\x0f\x13\x1f\x1b\x1c\x03\x07\x01"
				    "\x17\x09\x15\x06"; /* others */
	const int common = 12, others = 25;
	if (!is_cyrillic(c))
		return c == 0xa0 || c == 0xab || c == 0xbb || c == 0x2116 ||
				       (c >= 0x2013 && c <= 0x2026)
			       ? 0.3
			       : -1;
	if (is_ascii_letter(before) || is_ascii_letter(behind))
		return -1;
	if (!is_cyrillic(before) && !is_cyrillic(behind))
		return 0.3; /* more often it is "à" */
	bool capital = c < 0x430;
	int index = (int)(c >= 0x410 && c < 0x450 ? (c - 0x410) & 0x1f : 0x20);
	const char *found = memchr(small, index, (size_t)others);
	double value = !found ? -0.3 : found - small < common ? 1 : 0.4;
	if (!capital || !is_cyrillic(before))
		return value;
	return before >= 0x430 ? -1 : 0.7 * value;
}

static double of_western(const struct furui_charset_tables *tables,
			 uint32_t before, uint32_t c, uint32_t behind)
{
	if (is_in(tables->letters, c)) {
		if (is_ascii_letter(before) || is_ascii_letter(behind))
			return 1;
		return before >= LATIN_FIRST || behind >= LATIN_FIRST ? 0 : 0.5;
	}
	return is_in(tables->marks, c) ? 0.5 : -0.5;
}

/* Encodings that only a label names. */
static double of_other(uint32_t c)
{
	bool is_letter = (c >= 0xc0 && c < 0x2000) || c > 0x3000;
	return is_letter ? 0.7 : -0.3;
}

double furui_charset_score(const struct furui_charset_tables *tables,
			   enum furui_language language, const char *text,
			   size_t size)
{
	const double damage = 4;
	double sum = 0;
	size_t count = 0;
	uint32_t before = ' ';
	for (size_t at = 0; at < size;) {
		uint32_t c = furui_utf8_get(text, size, &at);
		if (c >= LATIN_FIRST) {
			size_t next = at;
			uint32_t behind =
				at < size ? furui_utf8_get(text, size, &next)
					  : ' ';
			bool is_bad = c == 0xfffd || c < 0xa0 ||
				      (c >= 0xe000 && c < 0xf900);
			if (c == 0xfffd && at == size)
				break; /* cut there */
			count++;
			sum += is_bad ? -damage
			       : language == FURUI_LANGUAGE_CYRILLIC
				       ? of_cyrillic(before, c, behind)
			       : language == FURUI_LANGUAGE_WESTERN
				       ? of_western(tables, before, c, behind)
			       : language == FURUI_LANGUAGE_OTHER
				       ? of_other(c)
				       : of_wide(tables->bits[language],
						 language, c);
		}
		before = c;
	}
	return count ? sum / (double)count : -damage;
}
