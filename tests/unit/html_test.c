/* HTML as text: html.c, html_tag.c, html_text.c, html_entity.c,
 * html_charset.c, html_colour.c. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "charset.h"
#include "html.h"
#include "html_private.h"
#include "unit.h"

static const struct {
	const char *name, *html, *text, *markup;
} rows[] = {
	{"inline tags join", "買<b>い</b>物<span>を</span>する", "買い物をする",
	 ""},
	{"block tags part", "one<br>two<p>three</p>four<td>five",
	 "one\ntwo\n\nthree\n\nfour\tfive", ""},
	{"cells and rows", "<table><tr><td>a</td><th>b</th></tr><tr><td>c",
	 "a\tb\t\nc", ""},
	{"unknown tags leave a word whole", "v<x-y>i<xyz a=b>a<O:P/>gra",
	 "viagra", ""},
	{"a@b.example in angle brackets", "a <b@b.example> c", "a  c", ""},
	{"images part", "a<img src=x>b", "a b", " src=x\n"},
	{"case does not matter", "a<B>b</B>c<BR/>d", "abc\nd", ""},
	{"no two line ends but the source's", "a<p><div>\n<br>b", "a\n\n\nb",
	 ""},
	{"comments leave a word whole",
	 "v<!-- x -->i<!---->a<!-->g<!--->r<!-- --!>a", "viagra", ""},
	{"comment with tags", "a<!-- <b> > -- > -->b", "ab", ""},
	{"comment without end", "a<!-- b>c", "ac", ""},
	{"the same twice", "a<!-- b>c<!-- d>e", "ace", ""},
	{"declarations", "<!DOCTYPE html><?xml version=\"1.0\"?>x<![if mso]>y",
	 "xy", ""},
	{"style and script", "a<style>p{x}</style>b<script>if(a<b)</script>c",
	 "abc", ""},
	{"with attributes", "a<style type=x>p</STYLE>b", "ab", ""},
	{"script without end", "a<script>b", "a", ""},
	{"empty elements hide nothing", "a<script/>b<style />c", "abc", ""},
	{"title and template", "<title>x</title>a<template>y</template>b", "ab",
	 ""},
	{"markup", "<a href='http://e.example/?a=1'>x</a><img src=y><p id=z>",
	 "x \n\n", " href='http://e.example/?a=1'\n src=y\n"},
	{"quotes may hold >", "<a title=\"x>y\">z</a>", "z",
	 " title=\"x>y\"\n"},
	{"quotes behind a blank", "<a title = \"x>y\" id='>'>z</a>", "z",
	 " title = \"x>y\" id='>'\n"},
	{"quotes inside a value", "<a title=x\">y</a>z", "yz", " title=x\"\n"},
	{"unclosed quote", "<a title=\"x>y</a>z", "yz", " title=\"x\n"},
	{"unclosed tag", "a<b", "a", ""},
	{"lone <", "1 < 2 <3 <> <", "1 < 2 <3 <> <", ""},
	{"closing nothing", "a</>b</ >c</1 x>d</b>e", "abcde", ""},
	{"decimal and hexadecimal", "&#65;&#x42;&#X43;&#12354;&#x3044;",
	 "ABCあい", ""},
	{"leading zeros", "&#00000000000065;&#x0000000000042;", "AB", ""},
	{"named", "&lt;&gt;&amp;&quot;&apos;&yen;&copy;", "<>&\"'¥©", ""},
	{"case counts in names", "&Agrave;&agrave;&AMP;&Amp;&NBSP;",
	 "Àà&&Amp;&NBSP;", ""},
	{"without semicolon", "&#65 &copy 2024 &lt", "A © 2024 <", ""},
	{"nor a word's end", "a&ampb&nbspc&copyright&eacutee", "a&b c©rightée",
	 ""},
	{"that need it", "&euro &euro; &alpha &alpha;", "&euro € &alpha α", ""},
	{"windows-1252", "&#128;&#x92;&#147;&#159;&#129;", "€’“Ÿ\xc2\x81", ""},
	{"punctuation", "a&period;example&sol;&commat;&excl;&num;",
	 "a.example/@!#", ""},
	{"invisible in a word", "v&shy;i&shya&#8203;g&ZeroWidthSpace;r&zwnj;a",
	 "v\xc2\xadi\xc2\xad"
	 "a\xe2\x80\x8bg\xe2\x80\x8br\xe2\x80\x8c"
	 "a",
	 ""},
	{"long runs of digits", "&#0000000000000000000000000000000000065b",
	 "Ab", ""},
	{"no entities", "a & b &; &# &#x; &nosuch; &",
	 "a & b &; &# &#x; &nosuch; &", ""},
	{"no code points",
	 "&#0;&#xd800;&#x110000;&#99999999999999999999;&#xffffffffffffffff;",
	 "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", ""},
	{"entities in links stay", "<a href='?a&amp;b'>", "",
	 " href='?a&amp;b'\n"},
};

static void test_rows(void)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer text = {0}, markup = {0}, hidden = {0};
		struct furui_html out = {.text = &text, .markup = &markup};
		size_t size = strlen(rows[i].html);
		char *exact = furui_xmalloc(size);
		memcpy(exact, rows[i].html, size);
		unit_row(rows[i].name);
		furui_html_read(exact, size, &out);
		CHECK_TEXT(furui_buffer_terminate(&text), rows[i].text);
		CHECK_TEXT(furui_buffer_terminate(&markup), rows[i].markup);
		free(exact);
		/* Each alone, and cut anywhere: only no read beyond. */
		for (size_t n = 0; n < size; n++) {
			char *cut = furui_xmalloc(n);
			if (n)
				memcpy(cut, rows[i].html, n);
			struct furui_html only = {
				.text = n % 2 ? &text : NULL,
				.markup = n % 3 ? &markup : NULL,
				.hidden = n % 5 ? &hidden : NULL,
			};
			furui_html_read(cut, n, &only);
			free(cut);
		}
		furui_buffer_free(&text);
		furui_buffer_free(&markup);
		furui_buffer_free(&hidden);
	}
}

static void test_charset(void)
{
	static const struct {
		const char *html, *want;
	} metas[] = {
		{"<meta charset=shift_jis>", "shift_jis"},
		{"<html><META CHARSET='utf-8'/>", "utf-8"},
		{"<meta http-equiv=Content-Type content=\"text/html; "
		 "charset=euc-jp\">",
		 "euc-jp"},
		{"<meta name=x><p><meta charset=\"big5\">", "big5"},
		{"<meta charset=>", NULL},
		{"<meta charset=x", NULL},
		{"<p>charset=x", NULL},
		{"<meta", NULL},
		{"", NULL},
	};
	for (size_t i = 0; i < sizeof metas / sizeof *metas; i++) {
		size_t size = 0;
		char label[32] = "(none)";
		const char *got = furui_html_charset(
			metas[i].html, strlen(metas[i].html), &size);
		if (got && size < sizeof label) {
			memcpy(label, got, size);
			label[size] = '\0';
		}
		unit_row(metas[i].html);
		CHECK_TEXT(label, metas[i].want ? metas[i].want : "(none)");
	}
}

static void test_colours(void)
{
	static const struct {
		const char *text;
		uint32_t style, attribute;
	} colours[] = {
		{"Red", 0xff0000, 0xff0000},
		{"rebeccapurple", 0x663399, 0x663399},
		{"lightgoldenrodyellow", 0xfafad2, 0xfafad2},
		{"#abc", 0xaabbcc, 0xaabbcc},
		{"#a1b2c3", 0xa1b2c3, 0xa1b2c3},
		{"#a1b2c3ff", 0xa1b2c3, 0xa12cff},
		{"#0000", FURUI_COLOUR_CLEAR, 0x000000},
		{"#fff0", FURUI_COLOUR_CLEAR, 0xfff000},
		{"a1b2c3", FURUI_COLOUR_UNSET, 0xa1b2c3},
		{"chucknorris", FURUI_COLOUR_UNSET, 0xc00000},
		{"inherit", FURUI_COLOUR_UNSET, 0x00e000},
		{"transparent", FURUI_COLOUR_CLEAR, FURUI_COLOUR_UNSET},
		{"var(--x)", FURUI_COLOUR_UNKNOWN, 0xa00000},
		{"rgb(1,2)", FURUI_COLOUR_UNKNOWN, 0x000120},
		{"rgb(1,2.6,999)", 0x0102ff, 0x000299},
		{"", FURUI_COLOUR_UNSET, FURUI_COLOUR_UNSET},
	};
	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
		size_t size = strlen(colours[i].text);
		unit_row(colours[i].text);
		CHECK_INT(furui_html_colour(colours[i].text, size),
			  colours[i].style);
		CHECK_INT(furui_html_colour_attribute(colours[i].text, size),
			  colours[i].attribute);
	}
}

/* A megabyte of any of these takes well under a second of CPU; what is
 * quadratic takes minutes, under any sanitizer. */
static void test_time(void)
{
	static const char *const units[] = {
		"<",
		"<a ",
		"<a =\">=\"",
		"<a =\"><a ='>",
		"<!-- >",
		"<!--",
		"<!-- -->",
		"<div>",
		"</",
		"<script>",
		"<style>x",
		"<script></",
		"&",
		"&#",
		"&#x0",
		"&amp",
		"<a>",
		"<!",
		"<?>",
		"\"<a b='",
		"<a a='>' ",
		"<a href=x>y",
		"<p><font color=red>",
		"<font color=red>",
		"<b><div hidden></b>",
		"<table><tr><td>",
		"</p></td></table>",
		"<div hidden><span>",
		"<p hidden>x<i style='color:red'>",
		"<style>.x{color:red}",
		"<style>a{</style>",
		"<style>@media(</style>",
		"<b style='a:(",
		"<b style='/*",
		"<b class='a b c d e f g'>",
		"<img alt=x>",
		"<img alt='&amp;",
		"<title>&lt;",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct furui_buffer html = {0}, text = {0}, markup = {0};
		struct furui_buffer hidden = {0};
		struct furui_html out = {
			.text = &text, .markup = &markup, .hidden = &hidden};
		while (html.size < 1 << 20)
			furui_buffer_add_text(&html, units[i]);
		clock_t start = clock();
		furui_html_read(html.data, html.size, &out);
		unit_row(units[i]);
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 10);
		CHECK(text.size + hidden.size <= 2 * html.size);
		furui_buffer_free(&hidden);
		furui_buffer_free(&html);
		furui_buffer_free(&text);
		furui_buffer_free(&markup);
	}
}

int main(void)
{
	test_rows();
	test_charset();
	test_colours();
	test_time();
	return unit_end();
}
