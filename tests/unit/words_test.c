/* Text to words: words.c. */
#include <string.h>
#include <time.h>

#include "furui/buffer.h"
#include "unit.h"
#include "words.h"

static struct furui_words *words;

/* Each kind has a mark before the word, spaced words have none. */
static void add(void *context, enum furui_word_kind kind, const char *bytes,
		size_t size)
{
	static const char *const marks[] = {
		[FURUI_WORD_SPACED] = "",   [FURUI_WORD_UNSPACED] = "j:",
		[FURUI_WORD_PAIR] = "p:",   [FURUI_WORD_SYMBOL] = "s:",
		[FURUI_WORD_NUMBER] = "n:", [FURUI_WORD_SHAPE] = "",
		[FURUI_WORD_JOINED] = "w:", [FURUI_WORD_LOOKALIKE] = "l:",
		[FURUI_WORD_LEET] = "d:",
	};
	struct furui_buffer *out = context;
	if (out->size)
		furui_buffer_add_char(out, '|');
	furui_buffer_add_text(out, marks[kind]);
	furui_buffer_add(out, bytes, size);
}

static const struct {
	const char *name, *text, *want;
} rows[] = {
	{"empty", "", ""},
	{"words", "Dear friend, don't miss", "Dear|friend|don't|miss"},
	{"ends", "offer!! -lead trail- ...dots... `tick` U.S.A. !bang",
	 "offer!!|lead|trail|dots|tick|U.S.A|bang"},
	{"inside", "a_b c~d foo`bar e-mail-list www.example.com a--b",
	 "a_b|c~d|foo`bar|e-mail-list|www.example.com|a--b"},
	{"parted by", "a=b c+d e/f g:h i@j k*l m{n",
	 "a|b|c|d|e|f|g|h|i|j|k|l|m|n"},
	{"numbers", "100% 2fast R2D2 1e9 2024-01-01",
	 "#000%|fast|R2D2|e9|#0000-00-00"},
	{"digits for letters", "v1agra fr33 m0ney! C1ALIS Passw0rd cl1ck",
	 "v1agra|d:viagra|fr33|d:free|m0ney!|d:money|C1ALIS|d:CIALIS|"
	 "Passw0rd|d:Password|cl1ck|d:click"},
	{"more of them", "c1a1is pr0n g00gle h3re s3cr3t c4sino",
	 "c1a1is|d:cialis|pr0n|d:pron|g00gle|d:google|h3re|d:here|"
	 "s3cr3t|d:secret|c4sino|d:casino"},
	{"digits of their own",
	 "mp3 mp3s mp3player h264 B2B covid19 i18n log4j win32api md5sum "
	 "buy4now ff00cc",
	 "mp3|mp3s|mp3player|h264|B2B|covid19|i18n|log4j|win32api|md5sum|"
	 "buy4now|ff00cc"},
	{"names with digits",
	 "taro01 user33 alice3 p5js k8s x11vnc ipv4only R2D2 html5 H2O",
	 "taro01|user33|alice3|p5js|k8s|x11vnc|ipv4only|R2D2|html5|H2O"},
	{"codes with digits", "AB1CD xQ3rTy a9f3kd0 KX0TZRWQ A4 f00d-b4r",
	 "AB1CD|xQ3rTy|a9f3kd0|KX0TZRWQ|A4|f00d-b4r"},
	{"addresses", "192.0.2.17 1.2.3.4.5 1.2.3 10.0.0.1234",
	 "n:192.0.2.17|n:1.2.3.4|#0.0.0|#00.0.0.0000"},
	{"money", "$19.95 $ 40 $1.5.5 $. $7. $$8",
	 "#$00.00|n:$19.95|#$0.0.0|n:$1.5|#$0|n:$7|#$0|n:$8"},
	{"letters beyond ASCII", "Grüße an müde Привет été!",
	 "Grüße|an|müde|Привет|été!"},
	{"Korean has blanks", "광고 메일", "광고|메일"},
	{"Japanese", "会議の予定", "j:会議|j:の|p:会議*の|j:予定|p:の*予定"},
	{"katakana", "アカウント確認", "j:アカウント|j:確認|p:アカウント*確認"},
	{"that the dictionary cuts", "カスタマーセンター",
	 "j:カスタマーセンター|j:センター"},
	{"of words", "新メールマガジンの予定",
	 "j:新|j:メールマガジン|p:新*メールマガジン|j:メール|j:マガジン|"
	 "j:の|p:メールマガジン*の|j:予定|p:の*予定"},
	{"no part behind a guess", "サブスクリプション",
	 "j:サブスクリプション"},
	{"too long for one word",
	 "メールパスワードログインメールパスワードログインメール",
	 "j:メール|j:パスワード|p:メール*パスワード|j:ログイン|"
	 "p:パスワード*ログイン|j:メール|p:ログイン*メール|j:パスワード|"
	 "p:メール*パスワード|j:ログイン|p:パスワード*ログイン|j:メール|"
	 "p:ログイン*メール"},
	{"pairs over a line end", "確認\n予定\r\n会議 重要",
	 "j:確認|j:予定|p:確認*予定|j:会議|p:予定*会議|j:重要|p:会議*重要"},
	{"no pairs over punctuation", "確認。予定、会議(重要",
	 "j:確認|j:予定|j:会議|j:重要"},
	{"nor over a word or a digit", "確認mail予定1会議",
	 "j:確認|mail|j:予定|j:会議"},
	{"mixed", "Amazonから500円", "Amazon|j:から|#000円|j:円"},
	{"Thai", "ภาษาไทย", "j:ภาษา|j:ไทย|p:ภาษา*ไทย"},
	{"an emoji", "🎉🎉 ❤", "s:🎉|s:🎉|s:❤"},
	{"skin tone", "👍🏽👍", "s:👍🏽|s:👍"},
	{"a family", "👨\u200d👩\u200d👧\u200d👦!", "s:👨\u200d👩\u200d👧\u200d👦"},
	{"flags", "🇯🇵🇺🇸🇯", "s:🇯🇵|s:🇺🇸|s:🇯"},
	{"a joiner that joins nothing", "👩\u200d\n👩\u200dx\u200d", "s:👩|s:👩|x"},
	{"emoji part Japanese", "確認🎉予定", "j:確認|s:🎉|j:予定"},
	{"what could not be read", "a\xef\xbf\xbd", "a\xef\xbf\xbd"},

	{"spaced out", "get f r e e now", "get|w:free|f|r|e|e|now"},
	{"parted by dots", "get F.R.E.E now", "get|w:FREE|F.R.E.E|now"},
	{"dots and an end", "www.shop.example. or -it's-",
	 "www.shop.example|"
	 "or|it's"},
	{"by hyphens", "V-I-A-G-R-A!", "w:VIAGRA|V-I-A-G-R-A!"},
	{"by dots", "f.r.e.e", "w:free|f.r.e.e"},
	{"by underscores", "v_i_a_g_r_a", "w:viagra|v_i_a_g_r_a"},
	{"by a star", "f☆r☆e☆e", "w:free|f|s:☆|r|s:☆|e|s:☆|e"},
	{"in Russian", "д а р о м", "w:даром|д|а|р|о|м"},
	{"two letters are none", "a b, c", "a|b|c"},
	{"nor are three with dots", "U.S.A. p.m.", "U.S.A|p.m"},
	{"one and the same between", "a b-c d", "a|b-c|d"},
	{"nor at the start of a word", "I a message", "I|a|message"},
	{"over a line end is none", "a\nb\nc", "a|b|c"},
	{"Japanese spaced out", "出 会 い",
	 "w:出会い|j:出会い|j:出|j:会|p:出*会|j:い|p:会*い"},
	{"two are enough", "は 無 料 だよ",
	 "w:は無料|j:は|j:無料|p:は*無料|j:は|j:無|p:は*無|j:料|p:無*料|j:だ|"
	 "p:料*だ|j:よ|p:だ*よ"},
	{"not in a word", "会議 無料 重要",
	 "j:会議|j:無料|p:会議*無料|j:重要|p:無料*重要"},
	{"two by a comma are none", "上、下", "j:上|j:下"},

	{"Cyrillic among Latin", "Vi\u0430gr\u0430 p\u0430yp\u0430l",
	 "Vi\u0430gr\u0430|l:Viagra|p\u0430yp\u0430l|l:paypal"},
	{"Greek among Latin", "AM\u0391Z\u039fN", "AM\u0391Z\u039fN|l:AMAZON"},
	{"Russian alone", "сосать Москва", "сосать|Москва"},
	{"a letter that is like none", "Camry-Жук", "Camry-Жук"},
	{"accents are no disguise", "déjà", "déjà"},

	{"yen behind", "1,980円", "#0,000円|j:円"},
	{"yen before", "¥12,000", "#¥00,000"},
	{"dollars", "$12.50", "#$00.00|n:$12.50"},
	{"percent", "100% 5 %", "#000%"},
	{"a Japanese date", "2026年11月24日", "#0000年00月00日|j:年|j:月|j:日"},
	{"a Japanese time", "10時30分", "#00時00分|j:時|j:分"},
	{"how long", "24時間", "#00時間|j:時間"},
	{"how old", "18歳", "#00歳|j:歳"},
	{"dates", "11/24 2026-11-24", "#00/00|#0000-00-00"},
	{"a time", "10:30", "#00:00"},
	{"a telephone number", "03-1234-5678", "#00-0000-0000"},
	{"a postcode", "〒100-0001", "#〒000-0000|s:〒"},
	{"long runs", "12345 12345678 123456789012", "#0000+|#0000++|#0000+++"},
	{"an order number", "ABC-1234-567890", "ABC-1234-567890|#A-0000-0000+"},
	{"small numbers have no shape", "1 of 12, 3. x4", "of|x4"},
	{"a shape has six numbers at most", "1,2,3,4,5,6,7,8 a",
	 "#0,0,0,0,0,0,|#0,0|a"},

	{"keycaps", "1⃣#⃣*⃣2", "s:1⃣|s:＃⃣|s:*⃣"},
	{"England",
	 "🏴\U000e0067\U000e0062\U000e0065\U000e006e"
	 "\U000e0067\U000e007f!",
	 "s:🏴\U000e0067\U000e0062\U000e0065\U000e006e"
	 "\U000e0067\U000e007f"},
};

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer out = {0};
		unit_row(rows[i].name);
		furui_words_read(words, rows[i].text, strlen(rows[i].text), add,
				 &out);
		CHECK_TEXT(furui_buffer_terminate(&out), rows[i].want);
		furui_buffer_free(&out);
	}
}

static void test_nul(void)
{
	struct furui_buffer out = {0};
	unit_row("NUL");
	furui_words_read(words, "a\0b\0確認\0予定", 17, add, &out);
	CHECK_TEXT(furui_buffer_terminate(&out), "a|b|j:確認|j:予定");
	furui_buffer_free(&out);
}

/* A symbol is never longer than any real one is. */
static void longest(void *context, enum furui_word_kind kind, const char *bytes,
		    size_t size)
{
	size_t *most = context;
	(void)kind;
	(void)bytes;
	if (size > *most)
		*most = size;
}

static void test_time(void)
{
	static const char *const units[] = {
		"a",       "a.",      "1.2.3.", "$1",  "会",     "会議 ",
		"ア",      "👩\u200d", "🇯",      "ภ",   "\u0301", "🏽",
		"𠮷",      "a b ",    "a-",     "会 ", "1,",     "1年",
		"a\u0430", "1⃣",       "A1111-",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct furui_buffer text = {0};
		size_t most = 0;
		while (text.size < 1 << 20)
			furui_buffer_add_text(&text, units[i]);
		clock_t start = clock();
		furui_words_read(words, text.data, text.size, longest, &most);
		unit_row(units[i]);
		/* ICU's dictionaries read 5 to 11 million characters a
		 * second. */
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 2);
		CHECK(i < 7 || i > 8 || most <= 72);
		furui_buffer_free(&text);
	}
}

int main(void)
{
	words = furui_words_new();
	test_rows();
	test_nul();
	test_time();
	furui_words_free(&words);
	return unit_end();
}
