/* The charsets that mail names, and what they really are. */
#include <string.h>

#include "charset_private.h"

static const struct {
	const char *label;
	struct furui_label is;
} labels[] = {
#define NAMED(name)                                                            \
	{                                                                      \
		FURUI_ENCODING_NAMED, name, false                              \
	}
#define WIDE(name)                                                             \
	{                                                                      \
		FURUI_ENCODING_NAMED, name, true                               \
	}
	{"us-ascii", {FURUI_ENCODING_ASCII, NULL, false}},
	{"ascii", {FURUI_ENCODING_ASCII, NULL, false}},
	{"ansi_x3.4-1968", {FURUI_ENCODING_ASCII, NULL, false}},
	{"utf-8", {FURUI_ENCODING_UTF8, NULL, true}},
	{"utf8", {FURUI_ENCODING_UTF8, NULL, true}},
	{"iso-2022-jp", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-1", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-2", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-3", {FURUI_ENCODING_JIS, NULL, true}},
	{"iso-2022-jp-ms", {FURUI_ENCODING_JIS, NULL, true}},
	{"csiso2022jp", {FURUI_ENCODING_JIS, NULL, true}},
	{"cp50220", {FURUI_ENCODING_JIS, NULL, true}},
	{"cp50221", {FURUI_ENCODING_JIS, NULL, true}},
	{"shift_jis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"shift-jis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"sjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"x-sjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"ms_kanji", {FURUI_ENCODING_SJIS, NULL, true}},
	{"csshiftjis", {FURUI_ENCODING_SJIS, NULL, true}},
	{"windows-31j", {FURUI_ENCODING_SJIS, NULL, true}},
	{"cswindows31j", {FURUI_ENCODING_SJIS, NULL, true}},
	{"ms932", {FURUI_ENCODING_SJIS, NULL, true}},
	{"cp932", {FURUI_ENCODING_SJIS, NULL, true}},
	{"windows-932", {FURUI_ENCODING_SJIS, NULL, true}},
	{"euc-jp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"x-euc-jp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"eucjp", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"euc-jp-ms", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"eucjp-ms", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"cp51932", {FURUI_ENCODING_EUCJP, NULL, true}},
	{"iso-8859-1", NAMED("windows-1252")},
	{"iso8859-1", NAMED("windows-1252")},
	{"latin1", NAMED("windows-1252")},
	{"windows-1252", NAMED("windows-1252")},
	{"cp1252", NAMED("windows-1252")},
	{"iso-8859-2", NAMED("iso-8859-2")},
	{"iso-8859-3", NAMED("iso-8859-3")},
	{"iso-8859-4", NAMED("iso-8859-4")},
	{"iso-8859-5", NAMED("iso-8859-5")},
	{"iso-8859-6", NAMED("iso-8859-6")},
	{"iso-8859-7", NAMED("iso-8859-7")},
	{"iso-8859-8", NAMED("iso-8859-8")},
	{"iso-8859-8-i", NAMED("iso-8859-8")},
	{"iso-8859-9", NAMED("windows-1254")},
	{"iso-8859-10", NAMED("iso-8859-10")},
	{"iso-8859-13", NAMED("iso-8859-13")},
	{"iso-8859-14", NAMED("iso-8859-14")},
	{"iso-8859-15", NAMED("iso-8859-15")},
	{"windows-1250", NAMED("windows-1250")},
	{"windows-1251", NAMED("windows-1251")},
	{"cp1251", NAMED("windows-1251")},
	{"windows-1253", NAMED("windows-1253")},
	{"windows-1254", NAMED("windows-1254")},
	{"windows-1255", NAMED("windows-1255")},
	{"windows-1256", NAMED("windows-1256")},
	{"windows-1257", NAMED("windows-1257")},
	{"windows-1258", NAMED("windows-1258")},
	{"windows-874", NAMED("windows-874")},
	{"tis-620", NAMED("windows-874")},
	{"koi8-r", NAMED("KOI8-R")},
	{"koi8-u", NAMED("KOI8-U")},
	{"ibm866", NAMED("ibm-866")},
	{"cp866", NAMED("ibm-866")},
	{"cp850", NAMED("ibm-850")},
	{"ibm850", NAMED("ibm-850")},
	{"cp437", NAMED("ibm-437")},
	{"macintosh", NAMED("macintosh")},
	{"iso-8859-11", NAMED("windows-874")},
	{"gb_2312-80", WIDE("gb18030")},
	{"cn-big5", WIDE("windows-950-2000")},
	{"ks_c_5601-1989", WIDE("windows-949-2000")},
	{"ksc5601", WIDE("windows-949-2000")},
	{"windows-949", WIDE("windows-949-2000")},
	{"gb2312", WIDE("gb18030")},
	{"gbk", WIDE("gb18030")},
	{"gb18030", WIDE("gb18030")},
	{"cp936", WIDE("gb18030")},
	{"euc-cn", WIDE("gb18030")},
	{"hz-gb-2312", WIDE("HZ")},
	{"big5", WIDE("windows-950-2000")},
	{"big5-hkscs", WIDE("Big5-HKSCS")},
	{"cp950", WIDE("windows-950-2000")},
	{"euc-kr", WIDE("windows-949-2000")},
	{"ks_c_5601-1987", WIDE("windows-949-2000")},
	{"cp949", WIDE("windows-949-2000")},
	{"uhc", WIDE("windows-949-2000")},
	{"iso-2022-kr", WIDE("ISO-2022-KR")},
	{"iso-2022-cn", WIDE("ISO-2022-CN")},
	{"utf-7", WIDE("UTF-7")},
	{"unicode-1-1-utf-7", WIDE("UTF-7")},
	{"unicode-2-0-utf-7", WIDE("UTF-7")},
	{"utf-16", WIDE("UTF-16")},
	{"utf-16le", WIDE("UTF-16LE")},
	{"utf-16be", WIDE("UTF-16BE")},
#undef NAMED
#undef WIDE
};

enum {
	LABEL_LONGEST = 32
};

/* Letters and digits in small: "ISO-2022JP", "utf8" and "utf-8;" are meant as
 * they sound. Returns 0 for what is too long. */
static size_t plain(const char *label, size_t size, char *out)
{
	size_t n = 0;
	for (size_t i = 0; i < size; i++) {
		char c = label[i];
		if (c >= 'A' && c <= 'Z')
			c |= 0x20;
		if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')))
			continue;
		if (n == LABEL_LONGEST)
			return 0;
		out[n++] = c;
	}
	return n;
}

struct furui_label furui_label_find(const char *label, size_t size)
{
	char want[LABEL_LONGEST], has[LABEL_LONGEST];
	size_t length = plain(label, size, want);
	const char *name = want;
	for (int i = 0; i < 2 && length; i++) {
		for (size_t k = 0; k < sizeof labels / sizeof *labels; k++)
			if (*labels[k].label == *name &&
			    plain(labels[k].label, strlen(labels[k].label),
				  has) == length &&
			    memcmp(has, name, length) == 0)
				return labels[k].is;
		if (*name != 'x')
			break;
		name++; /* "x-gbk" */
		length--;
	}
	return (struct furui_label){FURUI_ENCODING_NONE, NULL, false};
}
