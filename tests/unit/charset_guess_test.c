/* How often unlabelled, rightly and wrongly labelled text of seven languages
 * is read rightly: charset_guess.c, charset_score.c. With an argument it
 * prints the table. */
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "charset_private.h"
#include "unit.h"

enum {
	LENGTHS = 3,
	CHARSETS = 3,
};
static const size_t lengths[LENGTHS] = {20, 60, 200};

enum labelling {
	UNLABELLED,
	RIGHT,
	WRONG,
	LABELLINGS
};

static const struct {
	const char *name;
	const char *charsets[CHARSETS]; /* of iconv, and labels */
	const char *wrong;
	double floor[LABELLINGS][LENGTHS]; /* measured, less a little */
	const char *text;
} languages[] = {
	{"ja",
	 {"CP932", "EUC-JP"},
	 "gb2312",
	 {{.97, 1, 1}, {1, 1, 1}, {.8, .97, 1}},
	 "先日はお忙しい中ありがとうございました。来週の打ち合わせの資料をお送"
	 "りし"
	 "ます。ご注文の商品は本日発送いたしました。領収書は別便で郵送します。"
	 "庭の"
	 "紫陽花がきれいに咲きました。週末は雨の予報なので、運動会は延期になり"
	 "そう"
	 "です。新しい自転車の鍵をなくしてしまい、困っています。図書館の本の返"
	 "却期"
	 "限は金曜日です。駅前に古い喫茶店があります。会議室の予約を変更してく"
	 "ださ"
	 "い。母の誕生日に手袋を贈りたい。電車が遅れたため到着は九時過ぎになり"
	 "ます"
	 "。見積書の金額をもう一度確認していただけますか。カメラの電池が切れま"
	 "した"
	 "。夏休みの宿題はまだ終わっていない。"},
	{"zh-Hans",
	 {"GB18030", "GB2312"},
	 "shift_jis",
	 {{.9, 1, 1}, {1, 1, 1}, {.8, .97, 1}},
	 "您好，附件是下周会议的安排，请查收。昨天下了一场大雨，路上很堵。我们"
	 "公司"
	 "的新产品将在三月发布。孩子们在公园里放风筝。请在周五之前把报告发给我"
	 "。这"
	 "家饭馆的饺子很好吃。他每天早上骑自行车去上班。图书馆晚上八点关门。妈"
	 "妈给"
	 "我买了一件红色的毛衣。火车票已经卖完了，只好坐飞机。邻居家的猫又跑到"
	 "我家"
	 "来了。电脑坏了，需要送去修理。春天来了，花都开了。你什么时候有空一起"
	 "喝茶"
	 "？订单已经发货，大约三天后到达。谢谢您的帮助。"},
	{"zh-Hant",
	 {"BIG5"},
	 "euc-kr",
	 {{.9, 1, 1}, {1, 1, 1}, {.8, .97, 1}},
	 "您好，附件是下週會議的安排，請查收。昨天下了一場大雨，路上很塞車。我"
	 "們公"
	 "司的新產品將在三月發表。孩子們在公園裡放風箏。請在週五之前把報告寄給"
	 "我。"
	 "這家餐廳的牛肉麵很好吃。他每天早上騎腳踏車去上班。圖書館晚上八點關門"
	 "。媽"
	 "媽買了一件紅色的毛衣給我。火車票已經賣完了，只好搭飛機。鄰居家的貓又"
	 "跑到"
	 "我家來了。電腦壞了，需要送去修理。春天來了，花都開了。你什麼時候有空"
	 "一起"
	 "喝茶？訂單已經出貨，大約三天後到達。謝謝您的幫忙。"},
	{"ko",
	 {"EUC-KR", "CP949"},
	 "big5",
	 {{.95, 1, 1}, {1, 1, 1}, {.9, .97, 1}},
	 "안녕하세요, 다음 주 회의 자료를 보내 드립니다. 어제는 비가 많이 와서 "
	 "길이 "
	 "막혔어요. 새로 산 자전거를 타고 강가를 달렸습니다. 도서관은 저녁 "
	 "여덟 시에 "
	 "문을 닫습니다. 주문하신 상품은 오늘 출고되었습니다. 할머니께서 "
	 "김치를 담가 "
	 "주셨다. 금요일까지 보고서를 제출해 주세요. 고양이가 창가에서 자고 "
	 "있어요. "
	 "기차표가 모두 팔려서 버스를 타기로 했다. 컴퓨터가 고장 나서 수리를 "
	 "맡겼습니"
	 "다. 봄이 오니 꽃이 활짝 피었네요. 언제 시간이 되면 같이 차 "
	 "한잔해요."},
	{"ru",
	 {"KOI8-R", "WINDOWS-1251", "ISO-8859-5"},
	 "windows-1252",
	 {{.9, .97, 1}, {.97, 1, 1}, {.9, .97, 1}},
	 "Добрый день, высылаю вам план встречи на следующей неделе. Вчера "
	 "весь день "
	 "шёл дождь, и мы остались дома. Бабушка испекла пирог с яблоками. "
	 "Поезд "
	 "опоздал на сорок минут. Пожалуйста, пришлите отчёт до пятницы. Кошка "
	 "спит "
	 "на окне. Библиотека закрывается в восемь часов вечера. Ваш заказ "
	 "отправлен "
	 "сегодня утром. Летом мы поедем на море всей семьёй. Компьютер "
	 "сломался, "
	 "придётся нести его в ремонт. Весной в саду расцвели вишни. Когда у "
	 "тебя "
	 "будет время, выпьем чаю."},
	{"de",
	 {"ISO-8859-1", "WINDOWS-1252"},
	 "koi8-r",
	 {{.9, .97, 1}, {1, 1, 1}, {.7, .9, .97}},
	 "Schöne Grüße aus München, wir kommen nächste Woche zurück. Die "
	 "Straße ist "
	 "für längere Zeit gesperrt. Könnten Sie mir bitte die Unterlagen "
	 "schicken? "
	 "Das Frühstück gibt es ab acht Uhr in der Küche. Im Garten blühen die "
	 "ersten "
	 "Veilchen. Meine Großmutter bäckt den besten Apfelkuchen. Der Zug "
	 "fährt heute "
	 "später ab. Natürlich prüfen wir Ihre Bestellung. Die Bücherei "
	 "schließt um "
	 "fünf. Über das Wetter können wir nicht klagen. Wir müssen den "
	 "Schlüssel "
	 "suchen."},
	{"fr",
	 {"ISO-8859-1", "WINDOWS-1252"},
	 "windows-1251",
	 {{.9, .97, 1}, {1, 1, 1}, {.7, .9, .97}},
	 "Voilà les documents préparés pour la réunion de février. Le café du "
	 "marché "
	 "est déjà fermé. Ma mère a acheté une robe d'été très légère. Nous "
	 "espérons "
	 "vous revoir bientôt à l'hôtel. Les élèves étudient à la "
	 "bibliothèque. La "
	 "fenêtre était restée ouverte toute la journée. Où êtes-vous passés "
	 "après le "
	 "dîner ? Le garçon a reçu un vélo pour Noël. Votre commande a été "
	 "expédiée "
	 "hier. La forêt était très belle. Ça me plaît énormément."},
};

static struct furui_charset *charset;
static struct {
	int tried, right;
} counts[sizeof languages / sizeof *languages][LABELLINGS][LENGTHS];

static size_t encode(const char *to, const char *text, size_t size, char *out,
		     size_t room)
{
	iconv_t codec = iconv_open(to, "UTF-8");
	CHECK(codec != (iconv_t)-1); /* NOLINT(performance-no-int-to-ptr) */
	char *copy = furui_xmalloc(size), *in = copy, *next = out;
	size_t left = room;
	memcpy(copy, text, size);
	CHECK(iconv(codec, &in, &size, &next, &left) == 0);
	(void)iconv_close(codec);
	free(copy);
	return room - left;
}

/* One piece of a text, in one charset under one label. */
static void try_piece(size_t l, size_t n, const char *piece, size_t size,
		      const char *to, enum labelling labelling)
{
	char bytes[1024];
	size_t length = encode(to, piece, size, bytes, sizeof bytes);
	const char *label = labelling == UNLABELLED ? NULL
			    : labelling == RIGHT    ? to
						    : languages[l].wrong;
	struct furui_buffer out = {0};
	(void)furui_charset_decode(charset, bytes, length, label,
				   label ? strlen(label) : 0, &out);
	counts[l][labelling][n].tried++;
	counts[l][labelling][n].right +=
		out.size == size && memcmp(out.data, piece, size) == 0;
	furui_buffer_free(&out);
}

/* A piece of about `length` bytes from `at` on, whole characters, in the
 * first charset of the language; with something in it that is not ASCII. */
static size_t cut(size_t l, size_t at, size_t length)
{
	const char *text = languages[l].text + at;
	size_t size = 0, units = 0, wide = 0;
	bool doubles = l < 4;
	while (text[size] && units < length) {
		size_t next = size + 1;
		while (((unsigned char)text[next] & 0xc0) == 0x80)
			next++;
		wide += next - size > 1;
		units += next - size > 1 && doubles ? 2 : 1;
		size = next;
	}
	return units >= length && wide ? size : 0;
}

static void measure(size_t l)
{
	const char *text = languages[l].text;
	for (size_t n = 0; n < LENGTHS; n++)
		for (size_t at = 0; text[at]; at++) {
			if (((unsigned char)text[at] & 0xc0) == 0x80 ||
			    at % 7 > 2)
				continue;
			size_t size = cut(l, at, lengths[n]);
			for (int c = 0;
			     size && c < CHARSETS && languages[l].charsets[c];
			     c++)
				for (int k = 0; k < LABELLINGS; k++)
					try_piece(l, n, text + at, size,
						  languages[l].charsets[c],
						  (enum labelling)k);
		}
}

/* The guess leaves ASCII out, since it counts in no score: no charset may make
 * anything else of it. */
static void test_ascii_is_same(void)
{
	static const char *const labels[] = {
		"shift_jis", "euc-jp", "windows-1252", "gb18030",    "big5",
		"euc-kr",    "koi8-r", "windows-1251", "iso-8859-5", "ibm866",
	};
	char ascii[0x7f - ' ' + 4] = "\t\r\n";
	struct furui_buffer out = {0};
	for (size_t i = 3; i < sizeof ascii - 1; i++)
		ascii[i] = (char)(' ' + i - 3);
	for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
		struct furui_label label =
			furui_label_find(labels[i], strlen(labels[i]));
		unit_row(labels[i]);
		out.size = 0;
		CHECK_INT(furui_charset_convert(charset, &label, ascii,
						strlen(ascii), &out),
			  0);
		CHECK_TEXT(furui_buffer_terminate(&out), ascii);
	}
	furui_buffer_free(&out);
}

int main(int argc, char **argv)
{
	static const char *const names[] = {"unlabelled", "rightly labelled",
					    "wrongly labelled"};
	(void)argv;
	charset = furui_charset_new();
	if (argc <= 1)
		test_ascii_is_same();
	for (size_t l = 0; l < sizeof languages / sizeof *languages; l++) {
		measure(l);
		for (int k = 0; k < LABELLINGS; k++) {
			if (argc > 1)
				printf("%-8s %-17s", languages[l].name,
				       names[k]);
			for (size_t n = 0; n < LENGTHS; n++) {
				double share = (double)counts[l][k][n].right /
					       (double)counts[l][k][n].tried;
				unit_row(languages[l].name);
				if (argc > 1)
					printf(" %6.1f", 100 * share);
				else
					CHECK(share >=
					      languages[l].floor[k][n]);
			}
			if (argc > 1)
				printf("\n");
		}
	}
	furui_charset_free(&charset);
	return unit_end();
}
