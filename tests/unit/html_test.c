/* HTML: html.c, html_entity.c. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "charset.h"
#include "html.h"
#include "unit.h"

static const struct {
	const char *name, *html, *text, *markup;
} rows[] = {
	{"inline tags join", "買<b>い</b>物<span>を</span>する", "買い物をする",
	 ""},
	{"block tags part", "one<br>two<p>three</p>four<td>five",
	 "one\ntwo\nthree\nfour\nfive", ""},
	{"unknown tags part", "one<x-y>two", "one\ntwo", ""},
	{"case does not matter", "a<B>b</B>c<BR/>d", "abc\nd", ""},
	{"no two line ends but the source's", "a<p><div>\n<br>b", "a\n\nb", ""},
	{"comments leave a word whole",
	 "v<!-- x -->i<!---->a<!-->g<!--->r<!-- --!>a", "viagra", ""},
	{"comment with tags", "a<!-- <b> > -- > -->b", "ab", ""},
	{"comment without end", "a<!-- b>c", "ac", ""},
	{"the same twice", "a<!-- b>c<!-- d>e", "ace", ""},
	{"declarations", "<!DOCTYPE html><?xml version=\"1.0\"?>x<![if mso]>y",
	 "xy", ""},
	{"style and script", "a<style>p{x}</style>b<script>if(a<b)</script>c",
	 "a\nb\nc", ""},
	{"with attributes", "a<style type=x>p</STYLE>b", "a\nb", ""},
	{"script without end", "a<script>b", "a\n", ""},
	{"empty elements hide nothing", "a<script/>b<style />c", "a\nb\nc", ""},
	{"title and template", "<title>x</title>a<template>y</template>b",
	 "a\nb", ""},
	{"markup", "<a href='http://e.example/?a=1'>x</a><img src=y><p id=z>",
	 "x\n", " href='http://e.example/?a=1'\n src=y\n"},
	{"quotes may hold >", "<a title=\"x>y\">z</a>", "z",
	 " title=\"x>y\"\n"},
	{"unclosed quote", "<a title=\"x>y</a>z", "yz", " title=\"x\n"},
	{"unclosed tag", "a<b", "a", ""},
	{"lone <", "1 < 2 <3 <> <", "1 < 2 <3 <> <", ""},
	{"closing nothing", "a</>b</ >c", "a\nb\nc", ""},
	{"decimal and hexadecimal", "&#65;&#x42;&#X43;&#12354;&#x3044;",
	 "ABCあい", ""},
	{"leading zeros", "&#00000000000065;&#x0000000000042;", "AB", ""},
	{"named", "&lt;&gt;&amp;&quot;&apos;&yen;&copy;", "<>&\"'¥©", ""},
	{"case counts in names", "&Agrave;&agrave;&AMP;", "Àà&AMP;", ""},
	{"without semicolon", "&#65 &copy 2024 &lt", "A © 2024 <", ""},
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
		struct furui_buffer text = {0}, markup = {0};
		struct furui_html out = {&text, &markup};
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
			struct furui_html only = {n % 2 ? &text : NULL,
						  n % 3 ? &markup : NULL};
			furui_html_read(cut, n, &only);
			free(cut);
		}
		furui_buffer_free(&text);
		furui_buffer_free(&markup);
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

/* A megabyte of any of these takes well under a second of CPU; what is
 * quadratic takes minutes, under any sanitizer. */
static void test_time(void)
{
	static const char *const units[] = {
		"<",      "<a ",      "<a =\">=\"", "<a =\"><a ='>",
		"<!-- >", "<!--",     "<!-- -->",   "<div>",
		"</",     "<script>", "<style>x",   "<script></",
		"&",      "&#",       "&#x0",       "&amp",
		"<a>",    "<!",       "<?>",        "\"<a b='",
	};
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct furui_buffer html = {0}, text = {0}, markup = {0};
		struct furui_html out = {&text, &markup};
		while (html.size < 1 << 20)
			furui_buffer_add_text(&html, units[i]);
		clock_t start = clock();
		furui_html_read(html.data, html.size, &out);
		unit_row(units[i]);
		CHECK((double)(clock() - start) / CLOCKS_PER_SEC < 10);
		CHECK(text.size <= html.size);
		furui_buffer_free(&html);
		furui_buffer_free(&text);
		furui_buffer_free(&markup);
	}
}

int main(void)
{
	test_rows();
	test_charset();
	test_time();
	return unit_end();
}
