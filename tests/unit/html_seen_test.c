/* HTML as a person sees it: what is visible, hidden, worth a note, where links
 * lead: html_element.c, html_stack.c, html_style.c, html_sheet.c. */
#include <stdlib.h>
#include <string.h>

#include "html.h"
#include "unit.h"

enum {
	DISPLAY = FURUI_HTML_HIDDEN_DISPLAY,
	COLOUR = FURUI_HTML_HIDDEN_COLOUR,
	SIZE = FURUI_HTML_HIDDEN_SIZE,
	POSITION = FURUI_HTML_HIDDEN_POSITION,
	VISIBILITY = FURUI_HTML_HIDDEN_VISIBILITY,
	COMMENT = FURUI_HTML_HIDDEN_COMMENT,
};

struct row {
	const char *name, *html, *text, *hidden;
	unsigned notes;
};

/* Each link as "kind target|text\n". */
static void note_link(void *context, const struct furui_html_link *link)
{
	furui_buffer_printf(context, "%d %.*s|%.*s\n", (int)link->kind,
			    (int)link->target_size, link->target,
			    (int)link->text_size, link->text);
}

/* Without the line ends that its last blocks left. */
static const char *trimmed(struct furui_buffer *text)
{
	while (text->size && (text->data[text->size - 1] == '\n' ||
			      text->data[text->size - 1] == '\t'))
		text->size--;
	return furui_buffer_terminate(text);
}

static void read_row(const struct row *row)
{
	struct furui_buffer text = {0}, hidden = {0};
	struct furui_html out = {.text = &text, .hidden = &hidden};
	unit_row(row->name);
	furui_html_read(row->html, strlen(row->html), &out);
	CHECK_TEXT(trimmed(&text), row->text);
	CHECK_TEXT(trimmed(&hidden), row->hidden);
	CHECK_INT(out.notes, row->notes);
	furui_buffer_free(&text);
	furui_buffer_free(&hidden);
}

#define READ_ROWS(rows)                                                        \
	for (size_t i = 0; i < sizeof(rows) / sizeof *(rows); i++)             \
	read_row(&(rows)[i])

static const struct row hidden_rows[] = {
	{"display", "a<span style=\"display:none\">x</span>b", "ab", "x",
	 DISPLAY},
	{"a block", "a<div style='color:red;DISPLAY : None'>x</div>b", "ab",
	 "x", DISPLAY},
	{"important", "<i style='display:none !important'>x</i>b", "b", "x",
	 DISPLAY},
	{"a child cannot show",
	 "<p style='display:none'><b "
	 "style='display:block'>x</b>y</p>b",
	 "b", "xy", DISPLAY},
	{"hidden=", "<p hidden>x</p>b", "b", "x", DISPLAY},
	{"hidden= undone", "<p hidden style='display:block'>x</p>b", "x\n\nb",
	 "", 0},
	{"Outlook's", "<i style='mso-hide:all'>x</i>b", "b", "x", DISPLAY},
	{"template", "<template><p>x</p></template>b", "b", "x", DISPLAY},
	{"title is no news", "<title>x &amp; y</title>b", "b", "x & y", 0},
	{"noscript is seen in mail", "<noscript>x</noscript>b", "xb", "", 0},
	{"visibility",
	 "<p style='visibility:hidden'>x<i "
	 "style='visibility:visible'>y</i></p>",
	 "y", "x", VISIBILITY},
	{"opacity",
	 "<i style='opacity:0.0'>x</i><i "
	 "style='opacity:.5'>y</i>",
	 "y", "x", VISIBILITY},
	{"font-size", "<i style='font-size:0'>x</i>b", "b", "x", SIZE},
	{"one pixel", "<i style='font-size:1px'>x</i>b", "b", "x", SIZE},
	{"font",
	 "<i style='font:bold 0/0 a'>x</i>"
	 "<i style='font:700 12px/1 b'>y</i>",
	 "y", "x", SIZE},
	{"a child is larger",
	 "<div style='font-size:0'> <p "
	 "style='font-size:16px'>y</p> </div>",
	 "y", " \n ", 0},
	{"a child is relative",
	 "<p style='font-size:1px'>"
	 "<i style='font-size:2em'>x</i>"
	 "<i style='font-size:900%'>y</i>",
	 "y", "x", SIZE},
	{"<font size>", "<p style='font-size:0'>x<font size=5>y</font>", "y",
	 "x", SIZE},
	{"height",
	 "<p style='max-height:0px;overflow:hidden'>x</p>"
	 "<p style='height:0'>y</p>",
	 "y", "x", SIZE},
	{"off the page", "<p style='text-indent:-9999px'>x</p>b", "b", "x",
	 POSITION},
	{"placed there",
	 "<p style='position:absolute;left:-5000px'>x"
	 "</p><p style='left:-5000px'>y</p>",
	 "y", "x", POSITION},
	{"clipped", "<p style='clip:rect(0 0 0 0)'>x</p>b", "b", "x", POSITION},
	{"blanks are no news", "<p hidden> &nbsp;&zwnj; </p>b", "b",
	 "  \xe2\x80\x8c ", 0},
	{"runs are apart", "a<i hidden>x</i>b<i hidden>y</i>", "ab", "x\ny",
	 DISPLAY},
	{"Japanese",
	 "<div style=\"display:none;\">限定セール</div>"
	 "<p>本文です</p>",
	 "本文です", "限定セール", DISPLAY},
};

static void test_hidden(void)
{
	READ_ROWS(hidden_rows);
}

static void test_colour(void)
{
	static const struct row rows[] = {
		{"white on white", "<font color=white>x</font>b", "b", "x",
		 COLOUR},
		{"nearly", "<font color=#fefefe>x</font>b", "b", "x", COLOUR},
		{"light grey is seen", "<font color=#cccccc>x</font>", "x", "",
		 0},
		{"without #", "<font color=FFFFFF>x</font>b", "b", "x", COLOUR},
		{"three digits", "<i style='color:#FFF'>x</i>b", "b", "x",
		 COLOUR},
		{"rgb()", "<i style='color:rgb( 255, 254,253 )'>x</i>b", "b",
		 "x", COLOUR},
		{"percent", "<i style='color:rgb(100% 100% 99%)'>x</i>b", "b",
		 "x", COLOUR},
		{"hsl()", "<i style='color:hsl(0,0%,100%)'>x</i>b", "b", "x",
		 COLOUR},
		{"transparent", "<i style='color:transparent'>x</i>b", "b", "x",
		 COLOUR},
		{"by alpha", "<i style='color:rgba(0,0,0,0.01)'>x</i>b", "b",
		 "x", COLOUR},
		{"a dark cell", "<td bgcolor=#333><font color=#fff>x</font>",
		 "x", "", 0},
		{"in a dark body",
		 "<body bgcolor=black text=black>x<p><font "
		 "color=#ffffff>y</font>",
		 "y", "x", COLOUR},
		{"a table's is inherited",
		 "<table bgcolor=navy><tr><td><font "
		 "color=navy>x</font>",
		 "", "x", COLOUR},
		{"on an image", "<td background='a.png'><font color=#fff>x",
		 "x", "", 0},
		{"on CSS's image",
		 "<td style='background:#fff url(a;b.png)'>"
		 "<font color=#fff>x",
		 "x", "", 0},
		{"background:",
		 "<td style='background:none #123456;"
		 "color:#123456'>x</td>",
		 "", "x", COLOUR},
		{"a link has its own", "<font color=white><a href=x>y</a>z",
		 "y", "z", COLOUR},
		{"of the body's", "<body link=white><a href=x>y</a>z", "z", "y",
		 COLOUR},
		{"in a quotation", "<i style=\"font-family:';color:white;'\">x",
		 "x", "", 0},
	};
	READ_ROWS(rows);
}

static void test_sheet(void)
{
	static const struct row rows[] = {
		{"class",
		 "<style>.x , .y{display:none}</style><p "
		 "class='a x'>h</p><i class=y>i</i>b",
		 "b", "h\n\ni", DISPLAY},
		{"behind the text", "<p class=x>h</p>b<style>.x{display:none}",
		 "b", "h", DISPLAY},
		{"id and tag",
		 "<style>#i{display:none}u{font-size:0}</style>"
		 "<p id=i>h</p><u>i</u>b",
		 "b", "h\n\ni", DISPLAY | SIZE},
		{"both",
		 "<style>p.x{display:none}</style><p class=x>h</p><i "
		 "class=x>b</i>",
		 "b", "h", DISPLAY},
		{"colours",
		 "<style>.a{background:#222}.b{color:#fff}</style>"
		 "<p class=a><i class=b>y</i></p><i class=b>x</i>",
		 "y", "x", COLOUR},
		{"style= is stronger",
		 "<style>.x{display:none}</style><p "
		 "class=x style='display:block'>y",
		 "y", "", 0},
		{"!important stronger yet",
		 "<style>.x{display:none!important}</style><p "
		 "class=x style='display:block'>h",
		 "", "h", DISPLAY},
		{"small screens",
		 "<style>@media (max-width:9px){.x{display:"
		 "none}}.y{display:none}</style><i class=x>a"
		 "</i><i class=y>h",
		 "a", "h", DISPLAY},
		{"any screen",
		 "<style>@media screen{.x{display:none}}</style>"
		 "<i class=x>h</i>b",
		 "b", "h", DISPLAY},
		{"comments and escapes",
		 "<style><!-- /*}*/ .x{display:n\\6f ne} --></style><i "
		 "class=x>h</i><i style='display:/**/none'>i</i>b",
		 "b", "hi", DISPLAY},
		{"in a comment",
		 "<!--<style>.x{display:none}</style>--><i "
		 "class=x>y",
		 "y", "", 0},
		{"longer selectors do not hide",
		 "<style>div .x{display:none}.x:hover{display:none}</style>"
		 "<i class=x>y",
		 "y", "", 0},
		{"but may be dark",
		 "<style>table td.x{background:#000}</style>"
		 "<td class=x><font color=white>y",
		 "y", "", 0},
	};
	READ_ROWS(rows);
}

static void test_nesting(void)
{
	static const struct row rows[] = {
		{"the end of a child", "<p hidden><b>x</b>y</p>b", "b", "xy",
		 DISPLAY},
		{"of the same name", "<span hidden><span>x</span>y</span>b",
		 "b", "xy", DISPLAY},
		{"blocks of the same name", "<div hidden><div>x</div>y</div>b",
		 "b", "x\ny", DISPLAY},
		{"an end too many", "<div hidden>x</b></p>y</div>b", "b",
		 "x\n\ny", DISPLAY},
		{"no end", "<div><span hidden>x</div>b", "b", "x", DISPLAY},
		{"formatting outlives a block", "<p><font color=white>x</p>y",
		 "", "xy", COLOUR},
		{"but no cell", "<td><font color=white>x</td><td>b", "b", "x",
		 COLOUR},
		{"<p> ends <p>", "<p hidden>x<p>b", "b", "x", DISPLAY},
		{"<div> ends <p>", "<p hidden>x<div>b", "b", "x", DISPLAY},
		{"<li> ends <li>", "<li hidden>x<li>b", "b", "x", DISPLAY},
		{"<tr> ends <td>", "<tr><td hidden>x<tr><td>b", "b", "x",
		 DISPLAY},
		{"walls", "<div hidden><table><tr><td></div>x</table></div>b",
		 "b", "x", DISPLAY},
		{"misnested", "<b style='color:#fff'><div>x</b>y</div>b",
		 "y\nb", "x", COLOUR},
		{"<span> does not end a block", "<span><div hidden>x</span>y",
		 "", "xy", DISPLAY},
		{"void", "<br hidden>a<input hidden>b", "ab", "", 0},
		{"<o:p/>", "<o:p hidden/>a<x:y hidden>b", "a", "b", DISPLAY},
	};
	READ_ROWS(rows);
	/* Beyond what is kept: seen rather than lost, and noted. */
	static const int depths[] = {100, 500, 100000};
	for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) {
		struct furui_buffer html = {0}, text = {0}, hidden = {0};
		struct furui_html out = {.text = &text, .hidden = &hidden};
		for (int n = 0; n < depths[i]; n++)
			furui_buffer_add_text(&html, "<div><ul>");
		furui_buffer_add_text(&html, "deep");
		for (int n = 0; n < depths[i]; n++)
			furui_buffer_add_text(&html, "</ul></div>");
		furui_buffer_add_text(&html, "<i hidden>no</i>yes");
		furui_html_read(html.data, html.size, &out);
		unit_row("depth");
		CHECK_TEXT(furui_buffer_terminate(&hidden), "no");
		CHECK(strstr(furui_buffer_terminate(&text), "deep") != NULL);
		CHECK(strstr(furui_buffer_terminate(&text), "yes") != NULL);
		CHECK_INT(out.notes,
			  DISPLAY | (depths[i] > 128 ? FURUI_HTML_LIMIT : 0));
		furui_buffer_free(&html);
		furui_buffer_free(&text);
		furui_buffer_free(&hidden);
	}
}

static void test_notes(void)
{
	static const struct row rows[] = {
		{"comment of words",
		 "<!-- the quick brown foxes jumped over their lazy dogs "
		 "again -->b",
		 "b",
		 " the quick brown foxes jumped over their lazy dogs again ",
		 COMMENT},
		{"a program's comments",
		 "<!-- Begin Main Body --><!--[if mso]> the quick brown foxes "
		 "jumped over their lazy dogs again<![endif]--><!-- <p>the "
		 "quick brown foxes jumped over their lazy dogs</p> -->b",
		 "b", "", 0},
		{"form",
		 "<form action='http://a.example/'>User <input "
		 "name=u><input type=password><input type=submit "
		 "value='Log &amp; in'></form>",
		 "User Log & in ", "",
		 FURUI_HTML_FORM | FURUI_HTML_FORM_PASSWORD},
		{"script", "a<script>b</script>", "a", "", FURUI_HTML_SCRIPT},
		{"script in a link", "<a href=' javascript:x()'>a</a>", "a", "",
		 FURUI_HTML_SCRIPT},
		{"iframe", "a<iframe src=x>y</iframe>", "a ", "",
		 FURUI_HTML_IFRAME},
		{"refresh", "<meta http-equiv=Refresh content='0;url=x'>a", "a",
		 "", FURUI_HTML_REFRESH},
		{"bdo", "<bdo dir=rtl>a</bdo>", "a", "", FURUI_HTML_BIDI},
		{"unicode-bidi", "<i style='unicode-bidi:bidi-override'>a", "a",
		 "", FURUI_HTML_BIDI},
		{"Hebrew is no trick", "<p dir=rtl>a<bdo dir=ltr>b", "ab", "",
		 0},
		{"images alone", "<p> &nbsp;<img src='cid:a' alt=''></p>", "  ",
		 "", FURUI_HTML_IMAGE_CID | FURUI_HTML_IMAGE_ONLY},
		{"alt is seen",
		 "<img src='https://a.example/b' alt='買い物 "
		 "&amp; more'>",
		 "買い物 & more ", "",
		 FURUI_HTML_IMAGE_REMOTE | FURUI_HTML_IMAGE_ONLY},
		{"else title", "a<img src=b title=c>d", "a c d", "", 0},
		{"a pixel",
		 "v<img src='//a.example/b' width=1 height=\"0\" "
		 "alt=x>iagra",
		 "viagra", "",
		 FURUI_HTML_IMAGE_REMOTE | FURUI_HTML_IMAGE_PIXEL},
		{"by style", "a<img src=b style='width:1px;height:1px'>", "a",
		 "", FURUI_HTML_IMAGE_PIXEL},
		{"wide is none", "a<img width=100% height=1>", "a ", "", 0},
		{"a hidden image", "a<img hidden alt=x>b", "ab", "", 0},
	};
	READ_ROWS(rows);
}

static void test_links(void)
{
	static const struct {
		const char *name, *html, *links;
		unsigned notes;
	} rows[] = {
		{"link",
		 "a <a href='http://a.example/?b&amp;c=d&copy=e'>b "
		 "<b>c</b></a> d",
		 "0 http://a.example/?b&c=d&copy=e|b c", 0},
		{"no target", "<a name=x>a</a><a href=''>b</a>", "", 0},
		{"blanks", "<a href='\n http://a.example/ '> b </a>",
		 "0 http://a.example/|b", 0},
		{"without end", "<a href=x>a<a href=y>b<td>", "0 x|a\n0 y|b",
		 0},
		{"ends with its cell", "<td><a href=x>a</td><td>b", "0 x|a", 0},
		{"hidden text is none", "<a href=x>a<i hidden>b</i>c</a>",
		 "0 x|ac", DISPLAY},
		{"images", "<a href=x><img src=y alt=z></a>b", "2 y|\n0 x|z",
		 FURUI_HTML_LINK_IMAGE},
		{"images with words", "<a href=x><img src=y>z</a>",
		 "2 y|\n0 x|z", 0},
		{"others", "<base href=b><form action=f><area href=a>",
		 "3 b|\n1 f|\n0 a|", FURUI_HTML_FORM},
		{"the first of a name", "<a href=x href=y>a</a>", "0 x|a", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer links = {0};
		struct furui_html out = {.link = note_link, .context = &links};
		unit_row(rows[i].name);
		furui_html_read(rows[i].html, strlen(rows[i].html), &out);
		CHECK_TEXT(trimmed(&links), rows[i].links);
		CHECK_INT(out.notes, rows[i].notes);
		furui_buffer_free(&links);
	}
}

int main(void)
{
	test_hidden();
	test_colour();
	test_sheet();
	test_nesting();
	test_notes();
	test_links();
	return unit_end();
}
