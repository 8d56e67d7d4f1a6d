/* What links give away, and that reading them is bounded. */
#include <time.h>

#include "furui/limits.h"
#include "message_rows.h"

static const struct message_row rows[] = {
	{"host, domain, path",
	 FROM "\nhttp://www.shop.example.co.jp/a12/cart.php?id=3&lang=ja\n",
	 "url:www.shop.example.co.jp url:example.co.jp "
	 "url:/a9/a.php?id&lang url:url-hosts:1 !url:user-in-url"},
	{"Japanese follows without a space",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "こちらhttps://www.example.jpをご覧ください\n",
	 "url:www.example.jp url:example.jp"},
	{"Japanese host",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "http://日本語.example.jp/x を見る\n",
	 "url:日本語.example.jp url:punycode !url:punycode-mixed"},
	{"punycode", FROM "\nhttp://xn--wgv71a119e.jp/\n",
	 "url:日本語.jp url:punycode !url:punycode-mixed"},
	{"Cyrillic among Latin", FROM "\nhttp://xn--pypal-4ve.com/\n",
	 "url:pаypal.com url:punycode url:punycode-mixed"},
	{"full-width",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "ｈｔｔｐ：／／ｅｖｉｌ．ｅｘａｍｐｌｅ．ｃｏｍ／\n",
	 "url:evil.example.com !url:punycode"},
	{"sentence around it", FROM "\n(see http://one.example.com/a.)\n",
	 "url:one.example.com url:/a !url:/a."},
	{"bare", FROM "\nvisit shop.example.com/buy or www.example.org now\n",
	 "url:shop.example.com url:www.example.org url:url-hosts:2-3"},
	{"no URLs",
	 FROM "\nand/or index.html/x joe@example.com/x 3.5/4 a.b/c\n",
	 "!url:index.html !url:example.com !url:url-hosts:1"},
	{"user before the host",
	 FROM "\nhttp://bank.example.com@evil.example"
	      ".net/\n",
	 "url:user-in-url url:evil.example.net !url:bank.example.com"},
	{"address", FROM "\nhttp://192.0.2.7/x\n",
	 "url:192.0.2.7 url:192.0.2.0/24 url:ip-host !url:ip-host-odd"},
	{"address as a number", FROM "\nhttp://3221225991/x\n",
	 "url:192.0.2.7 url:ip-host url:ip-host-odd"},
	{"in hex", FROM "\nhttp://0xC0000207/\n",
	 "url:192.0.2.7 url:ip-host-odd"},
	{"in octal", FROM "\nhttp://0300.0.02.07/\n",
	 "url:192.0.2.7 url:ip-host-odd"},
	{"in three parts", FROM "\nhttp://192.0.519/\n",
	 "url:192.0.2.7 url:ip-host-odd"},
	{"no address", FROM "\nhttp://192.0.2.256/\n",
	 "!url:ip-host !url:192.0.2.256"},
	{"IPv6", FROM "\nhttp://[2001:DB8:0:0::1]:81/\n",
	 "url:2001:db8::1 url:ip-host url:port:81"},
	{"port",
	 FROM "\nhttp://a.example.com:8080/ https://a.example.com:443/"
	      "\n",
	 "url:port:8080 !url:port:443"},
	{"percent-encoded host", FROM "\nhttp://%65vil.example.com/\n",
	 "url:evil.example.com url:host-encoded"},
	{"hxxp", FROM "\nhxxp://evil.example.com/\n",
	 "url:evil.example.com url:scheme:hxxp"},
	{"backslashes", FROM "\nhttp:\\\\evil.example.com\\x\n",
	 "url:evil.example.com url:scheme-slashes"},
	{"shortener", FROM "\nhttps://bit.ly/3xyz https://x.gd/q\n",
	 "url:bit.ly url:x.gd url:shortener"},
	{"redirector",
	 FROM "\nhttps://r.example.com/?u=http%3A%2F%2Fevil"
	      ".example.net%2Fa\n",
	 "url:url-in-url url:r.example.com url:evil.example.net"},
	{"mailto", FROM "\nmailto:joe@mail.example.net?subject=x\n",
	 "url:mailto:mail.example.net !url:mail.example.net"},
	{"link",
	 FROM "Content-Type: text/html\n\n<a href=\"http://link.example"
	      ".com/a?x&amp;y\">here</a>\n",
	 "url:link.example.com url:/a?x&y"},
	{"image",
	 FROM "Content-Type: text/html\n\n<img src=\"http://img.example"
	      ".com/a.png?x&amp;y=1\">\n",
	 "url:img.example.com url:/a.png?x&y !url:/a.png?x&amp&y "
	 "url:url-hosts:1"},
};

/* A megabyte of any of these takes well under a second of CPU; what is
 * quadratic takes minutes. */
static void test_time(struct furui_reader *reader)
{
	static const char *const units[] = {
		"http://", "a.com/",      "a.com/ ", "www.a.b ",  "www.",
		"a.",      "http://a.b",  "@",       "[",         "http:\\",
		"%41",     "mailto:a@b ", "日.",     "http://日", "(",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct furui_buffer message = {0};
		furui_buffer_add_text(&message, FROM "To: \"");
		for (int n = 0; n < 4096; n++)
			furui_buffer_add_text(&message, "<(\"");
		furui_buffer_add_text(&message, "\n\n");
		while (message.size < FURUI_LIMIT_TEXT)
			furui_buffer_add_text(&message, units[i]);
		clock_t start = clock();
		const struct furui_features *features =
			furui_read(reader, message.data, message.size);
		unit_row(units[i]);
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 10);
		CHECK(features->token_count <= FURUI_LIMIT_TOKENS);
		furui_buffer_free(&message);
	}
	unit_row("");
}

/* What is beyond the limit is not looked at, and says so. */
static void test_limit(struct furui_reader *reader)
{
	struct furui_buffer message = {0};
	furui_buffer_add_text(&message, FROM "\n");
	for (int i = 0; i < FURUI_LIMIT_URLS; i++)
		furui_buffer_printf(&message, "http://h%d.example/\n", i);
	const struct furui_features *features =
		furui_read(reader, message.data, message.size);
	CHECK(has_token(features, "url:h999.example"));
	CHECK(!has_token(features, "meta:limit-urls"));
	furui_buffer_add_text(&message, "http://last.example.com/\n");
	features = furui_read(reader, message.data, message.size);
	CHECK(!has_token(features, "url:last.example.com"));
	CHECK(has_token(features, "meta:limit-urls"));
	furui_buffer_free(&message);
}

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_messages(reader, rows, sizeof rows / sizeof *rows);
	test_limit(reader);
	test_time(reader);
	furui_reader_free(&reader);
	return unit_end();
}
