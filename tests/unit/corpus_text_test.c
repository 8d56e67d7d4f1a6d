/* corpus: folder names, what a file is, dates. */
#include <stdlib.h>
#include <string.h>

#include "corpus_unit.h"

static void test_names(void)
{
	static const struct {
		const char *raw, *want;
	} rows[] = {
		{"Inbox", "Inbox"},
		{"&j,dg0TDhMPww6w-", "迷惑メール"},
		{"a&ZcWITA-b", "a旅行b"},
		{"&2D3eAA-", "😀"},
		{"&2ADcAA-", "𐀀"},
		{"R&-D", "R&D"},
		{"旅行", "旅行"},
		{"&", "&"},
		{"A & B", "A & B"},
		{"A & B-C", "A & B-C"},
		{"&ZcWIT-", "&ZcWIT-"},   /* cut short */
		{"&2D0-", "&2D0-"},       /* half a pair */
		{"&3gDYPQ-", "&3gDYPQ-"}, /* the halves swapped */
		{"&ZcWITB-", "&ZcWITB-"}, /* bits left over */
		{"&AAo-", "\xef\xbf\xbd"},
		{"a\x1b[2Jb", "a\xef\xbf\xbd[2Jb"},
		{"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
		{"caf\xe9", "caf\xef\xbf\xbd"},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct furui_buffer shown = {0};
		unit_row(rows[i].raw);
		furui_display_name(rows[i].raw, strlen(rows[i].raw), &shown);
		CHECK_TEXT(furui_buffer_terminate(&shown), rows[i].want);
		furui_buffer_free(&shown);
	}
	unit_row("");
}

static void test_sniff(void)
{
	static const struct {
		const char *text;
		enum furui_sniff want;
	} rows[] = {
		{"", FURUI_SNIFF_EMPTY},
		{"Subject: x\n\n", FURUI_SNIFF_MAIL},
		{"\n\nSubject : x\n", FURUI_SNIFF_MAIL},
		{"X-Note: 1\nFrom: a\n\n", FURUI_SNIFF_MAIL},
		{"X-Note: 1\n\nFrom: a\n\n", FURUI_SNIFF_OTHER},
		{"Note: x\n", FURUI_SNIFF_OTHER},
		{"Dear Anna,\nSubject: x\n", FURUI_SNIFF_OTHER},
		{">From x\nSubject: x\n", FURUI_SNIFF_MAIL},
		{">From x\nnothing", FURUI_SNIFF_OTHER},
		{F1 "Subject: x\n", FURUI_SNIFF_MBOX},
		{F1, FURUI_SNIFF_MBOX},
		{F1 "not a field\n", FURUI_SNIFF_OTHER},
		{"From me to you\n", FURUI_SNIFF_OTHER},
		{FT "Subject: x\n", FURUI_SNIFF_MOZILLA_MBOX},
		{F1 "X-Mozilla-Status: 0001\n", FURUI_SNIFF_MOZILLA_MBOX},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		/* Its own memory, so that a read beyond it is seen. */
		size_t size = strlen(rows[i].text);
		char *copy = furui_xmalloc(size);
		memcpy(copy, rows[i].text, size);
		unit_row(rows[i].text);
		CHECK_INT(furui_sniff(copy, size), rows[i].want);
		free(copy);
	}
	unit_row("");
}

static void test_dates(void)
{
	static const struct {
		const char *text;
		int64_t want;
	} rows[] = {
		{"Tue Nov 24 04:45:14 2026", 1795495514},
		{"Tue, 24 Nov 2026 13:45:14 +0900 (JST)", 1795495514},
		{"24 Nov 26 04:45:14 GMT", 1795495514},
		{"Tue Nov 24 04:45 2026", 1795495500},
		{"Mon Nov 23 20:45:14 -0800 2026", 1795495514},
		{"Tue Nov 24 2026", 0},
		{"Tue Nov 24 04:45:14", 0},
		{"Tue Nov 99 04:45:14 2026", 0},
		{"Tue Nov 24 44:45:14 2026", 0},
		{"may Nov 24 04:45:14 2026", 1795495514},
		{"", 0},
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].text);
		CHECK_INT(furui_date_parse(rows[i].text, strlen(rows[i].text)),
			  rows[i].want);
	}
	unit_row("");
}

int main(void)
{
	test_names();
	test_sniff();
	test_dates();
	return unit_end();
}
