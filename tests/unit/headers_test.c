/* What headers and structure give away. */
#include "message_rows.h"

#define TO "To: hanako@b.example.com\n"
#define HANDED                                                                 \
	"Received: from mail.evil.example (mail.evil.example [203.0.113.7]) "  \
	"by mx.b.example.com; Mon, 5 Jan 2026 10:00:00 +0900\n"
#define PART "Content-Type: multipart/mixed; boundary=x\n\n--x\n"
#define END "\n--x--\n"

static const struct message_row rows[] = {
	/* addresses */
	{"domains", FROM TO BODY,
	 "meta:from-domain:example.jp meta:recipients:1 "
	 "!meta:reply-to-differs !meta:from-is-to !meta:to-none"},
	{"Reply-To", FROM "Reply-To: x@c.example.net\n" BODY,
	 "meta:reply-to:example.net meta:reply-to-differs"},
	{"Reply-To within the domain", FROM "Reply-To: <x@example.jp>\n" BODY,
	 "meta:reply-to:example.jp !meta:reply-to-differs"},
	{"Return-Path", "Return-Path: <b@bounce.example.org>\n" FROM BODY,
	 "meta:return-path:example.org meta:return-path-differs"},
	{"Sender", FROM "Sender: owner@list.example.org\n" BODY,
	 "meta:sender:example.org meta:sender-differs"},
	{"From is To",
	 "From: Me <Me@b.example.com>\nTo: <me@B.example.com>\n" BODY,
	 "meta:from-is-to"},
	{"name is another address",
	 "From: \"info@bank.example.com\" <x@evil.example.net>\n" BODY,
	 "meta:name-lies !meta:name-is-domain"},
	{"name is another domain",
	 "From: =?utf-8?Q?Bank.example.com_?= <x@evil.example.net>\n" BODY,
	 "meta:name-lies"},
	{"name is its own domain",
	 "From: Shop.example.jp <x@mail.shop.example.jp>\n" BODY,
	 "meta:name-is-domain !meta:name-lies"},
	{"name with a dot", "From: \"J. R.Hughes\" <x@a.example.jp>\n" BODY,
	 "!meta:name-lies !meta:name-is-domain"},
	{"comma in the name", "From: \"Sato, Taro\" <x@a.example.jp>\n" BODY,
	 "meta:from-domain:example.jp !meta:from-many"},
	{"two From fields", FROM FROM BODY, "meta:from-many"},
	{"no From", TO BODY, "meta:from-none !meta:from-many"},
	{"From without address", "From: nobody\n" BODY, "meta:from-odd"},
	{"no To", FROM BODY, "meta:to-none"},
	{"undisclosed", FROM "To: undisclosed-recipients:;\n" BODY,
	 "meta:to-undisclosed !meta:to-none !meta:recipients:1"},
	{"group", FROM "To: friends: a@x.example, b@x.example;\n" BODY,
	 "meta:recipients:2-3 !meta:to-undisclosed"},
	{"many",
	 FROM "To: a@x.example, b@x.example, c@x.example\n"
	      "Cc: d@x.example\n" BODY,
	 "meta:recipients:4-9"},
	/* Message-ID, Date */
	{"no Message-ID", FROM BODY, "meta:msgid-none !meta:msgid-odd"},
	{"Message-ID", FROM "Message-ID: <1@mx.a.example.jp>\n" BODY,
	 "meta:msgid:example.jp !meta:msgid-differs !meta:msgid-none"},
	{"its host differs", FROM "Message-ID: <1@c.example.net>\n" BODY,
	 "meta:msgid:example.net meta:msgid-differs !meta:msgid-odd"},
	{"odd one", FROM "Message-ID: 12345\n" BODY, "meta:msgid-odd"},
	{"local one", FROM "Message-ID: <1@localhost>\n" BODY,
	 "meta:msgid-odd"},
	{"no Date", FROM BODY, "meta:date-none !meta:date-bad"},
	{"bad Date", FROM "Date: yesterday\n" BODY,
	 "meta:date-bad !meta:date-none"},
	{"zone", FROM "Date: Mon, 5 Jan 2026 10:00:00 +0900 (JST)\n" BODY,
	 "meta:date-zone:+0900 !meta:date-future !meta:date-old"},
	{"zone with bytes that are no UTF-8",
	 FROM "Date: Mon, 5 Jan 2026 10:00:00 -\xe5"
	      "500\n" BODY,
	 "meta:date-zone:-?500"},
	{"control characters",
	 FROM "X-Mailer: Ma\xc2\x9bil\x7f"
	      "er/1\n" BODY,
	 "meta:mailer:ma??il?er"},
	{"future, by the newest Received",
	 "Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0900\n"
	 "Received: from c by d; Mon, 12 Jan 2026 10:00:00 +0900\n" FROM
	 "Date: Wed, 7 Jan 2026 10:00:00 +0900\n" BODY,
	 "meta:date-future !meta:date-old"},
	{"old",
	 "Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0900\n" FROM
	 "Date: Thu, 1 Jan 2026 10:00:00 +0900\n" BODY,
	 "meta:date-old !meta:date-future"},
	{"in time",
	 "Received: from a by b; Mon, 5 Jan 2026 10:00:00 +0900\n" FROM
	 "Date: Sun, 4 Jan 2026 20:00:00 -0500\n" BODY,
	 "!meta:date-old !meta:date-future"},
	/* Received */
	{"Postfix",
	 "Received: from mail.c.example.net (mail.c.example.net [192.0.2.9])\n"
	 "\tby mx.b.example.com (Postfix) with ESMTP id 1; x\n" FROM BODY,
	 "meta:relay:192.0.2.0/24 meta:relay:192.0.0.0/16 "
	 "meta:relay:example.net meta:hops:1 !meta:relay-unknown "
	 "!meta:helo-differs !meta:helo-odd"},
	{"no name",
	 "Received: from mail.c.example.net (unknown [192.0.2.9]) "
	 "by mx.b.example.com (Postfix); x\n" FROM BODY,
	 "meta:relay-unknown meta:relay:192.0.2.0/24 !meta:relay:example.net"},
	{"sendmail without a name",
	 "Received: from c.example.net ([192.0.2.9]) by mx.b.example.com; "
	 "x\n" FROM BODY,
	 "meta:relay-unknown"},
	{"identd",
	 "Received: from c.example.net (root@c.example.net "
	 "[192.0.2.9]) by mx.b.example.com; x\n" FROM BODY,
	 "meta:relay:example.net !meta:relay-unknown"},
	{"exim",
	 "Received: from c.example.net ([192.0.2.9] helo=PC-1) by "
	 "mx.b.example.com with smtp (Exim 4.96); x\n" FROM BODY,
	 "meta:relay:example.net meta:helo-odd !meta:relay-unknown"},
	{"qmail",
	 "Received: from unknown (HELO d.example.org) (192.0.2.9) by "
	 "mx.b.example.com with SMTP; x\n" FROM BODY,
	 "meta:relay-unknown meta:relay:192.0.2.0/24"},
	{"HELO of somebody else",
	 "Received: from d.example.org (c.example.net [192.0.2.9]) by "
	 "mx.b.example.com; x\n" FROM BODY,
	 "meta:helo-differs meta:relay:example.net"},
	{"HELO of the reader",
	 "Received: from b.example.com (c.example.net [192.0.2.9]) by "
	 "mx.b.example.com; x\n" FROM BODY,
	 "meta:helo-mine meta:helo-differs"},
	{"access line",
	 "Received: from x (p192-0-2-9.dyn.example.net [192.0.2.9]) by "
	 "mx.b.example.com; x\n" FROM BODY,
	 "meta:relay-dynamic meta:helo-odd"},
	{"inside the provider",
	 "Received: from mx.b.example.com (mx.b.example.com [192.0.2.1]) by "
	 "store.b.example.com; x\n"
	 "Received: from localhost (localhost [127.0.0.1]) by "
	 "mx.b.example.com; x\n"
	 "Received: from c.example.net (c.example.net [198.51.100.9]) by "
	 "mx.b.example.com; x\n"
	 "Received: from d.example.org (d.example.org [203.0.113.9]) by "
	 "c.example.net; x\n" FROM BODY,
	 "meta:relay:198.51.100.0/24 meta:hops:4-6 !meta:relay:192.0.2.0/24 "
	 "!meta:relay:203.0.113.0/24"},
	{"IPv6 relay",
	 "Received: from c.example.net (c.example.net [IPv6:2001:db8:1:2::9]) "
	 "by mx.b.example.com; x\n" FROM BODY,
	 "meta:relay:2001:db8:1::/48 meta:relay:2001:db8::/32"},
	/* other fields */
	{"mailer", FROM "X-Mailer: Sample Mail 6.00 (build 9)\n" BODY,
	 "meta:mailer:sample-mail"},
	{"mailer's version", FROM "X-Mailer: Sample! ver. 2.81\n" BODY,
	 "meta:mailer:sample!"},
	{"Mozilla",
	 FROM "User-Agent: Mozilla/5.0 (X11; rv:1) Gecko/2 "
	      "Thunderbird/115.0\n" BODY,
	 "meta:mailer:thunderbird"},
	{"list", FROM "List-Id: <l.example.org>\nPrecedence: Bulk\n" BODY,
	 "meta:list meta:precedence:bulk !meta:list-unsubscribe"},
	{"one click",
	 FROM "List-Unsubscribe: <http://l.example.org/u>\n"
	      "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
	      "\n" BODY,
	 "meta:list meta:list-unsubscribe meta:list-unsubscribe-one-click"},
	{"topmost Authentication-Results",
	 "Authentication-Results: mx.b.example.com; spf=softfail "
	 "smtp.mailfrom=x@y.example; dkim=none; dmarc=fail (p=none) "
	 "header.from=y.example\n"
	 "Authentication-Results: evil.example; dkim=pass\n" FROM BODY,
	 "meta:spf:softfail meta:dkim:none meta:dmarc:fail !meta:dkim:pass "
	 "meta:auth-by:example.com !meta:auth-by:evil.example"},
	{"forged before the mail was handed over",
	 HANDED "Received: from pc (pc.evil.example [203.0.113.8]) by "
		"mx.evil.example; Mon, 5 Jan 2026 10:00:00 +0900\n"
		"Authentication-Results: mx.b.example.com; spf=pass\n"
		"Received-SPF: pass\n" FROM BODY,
	 "!meta:spf:pass !meta:auth-by:example.com"},
	{"below the provider's own hop",
	 "Received: by 192.0.2.4 with SMTP; Mon, 5 Jan 2026 10:00:01 "
	 "+0900\n" HANDED
	 "Authentication-Results: mx.b.example.com 1; spf=fail\n" FROM BODY,
	 "meta:spf:fail meta:auth-by:example.com"},
	{"forged where the provider writes none",
	 HANDED "Authentication-Results: mx.evil.example; spf=pass\n" FROM BODY,
	 "meta:spf:pass meta:auth-by:evil.example"},
	{"Received-SPF before the mail was handed over",
	 HANDED HANDED "Received-SPF: pass\n" FROM BODY, "!meta:spf:pass"},
	{"made-up result",
	 "Authentication-Results: mx.b.example.com; spf=perfect\n" FROM BODY,
	 "!meta:spf:perfect"},
	{"Received-SPF",
	 "Received-SPF: Fail (not allowed)\n"
	 "Received-SPF: pass\n" FROM BODY,
	 "meta:spf:fail !meta:spf:pass"},
	{"ARC",
	 "ARC-Authentication-Results: i=1; x.example; spf=pass\n" FROM BODY,
	 "!meta:spf:pass"},
	{"language", FROM "Content-Language: ja\n" BODY,
	 "meta:content-language:ja meta:lang:en"},
	/* the subject */
	{"no subject", FROM BODY, "meta:subject-none !meta:subject-empty"},
	{"empty subject", FROM "Subject:  \n" BODY,
	 "meta:subject-empty !meta:subject-none"},
	{"capitals", FROM "Subject: BUY IT NOW\n" BODY, "meta:subject-caps"},
	{"no capitals", FROM "Subject: TODO list for May\n" BODY,
	 "!meta:subject-caps"},
	{"reply to nothing", FROM "Subject: Re[2]: x\n" BODY,
	 "meta:re-without-reference"},
	{"reply", FROM "Subject: RE: x\nReferences: <1@a.example>\n" BODY,
	 "!meta:re-without-reference"},
	{"no reply", FROM "Subject: Reminder: x\n" BODY,
	 "!meta:re-without-reference"},
	{"[SPAM]", FROM "Subject: [SPAM] hello\n" BODY, "meta:subject-tag"},
	{"[spam ]", FROM "Subject: [spam ] hello\n" BODY, "meta:subject-tag"},
	{"[SPAM?]", FROM "Subject: [SPAM?] hello\n" BODY, "meta:subject-tag"},
	{"***SPAM***", FROM "Subject: ***SPAM*** hello\n" BODY,
	 "meta:subject-tag"},
	{"[meiwaku]", FROM "Subject: [meiwaku] hello\n" BODY,
	 "meta:subject-tag"},
	{"full-width tag", FROM "Subject: ［ＳＰＡＭ］こんにちは\n" BODY,
	 "meta:subject-tag"},
	{"Japanese tag", FROM "Subject: [迷惑メール] x\n" BODY,
	 "meta:subject-tag"},
	{"Japanese brackets", FROM "Subject: 【迷惑メール】 x\n" BODY,
	 "meta:subject-tag"},
	{"no tag",
	 FROM "Subject: spam filters [spam filters] (spam talk)\n" BODY,
	 "!meta:subject-tag"},
	{"no tag at the start", FROM "Subject: [spamass-dev] x\n" BODY,
	 "!meta:subject-tag"},
	/* the body */
	{"empty body", FROM "\n\n \n", "meta:body-empty !meta:body-short"},
	{"short body", FROM "\nhello\n", "meta:body-short !meta:body-empty"},
	{"long body", FROM BODY, "!meta:body-short !meta:body-empty"},
	{"Japanese",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "明日の会議は十時からです。よろしく\n",
	 "meta:lang:ja !meta:lang:zh !meta:lang:mixed"},
	{"Chinese",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "明天的会议十点开始请准时参加\n",
	 "meta:lang:zh !meta:lang:ja"},
	{"Korean",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "내일 회의는 열 시에 시작합니다\n",
	 "meta:lang:ko"},
	{"Russian",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "завтра в десять часов\n",
	 "meta:lang:ru"},
	{"German",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "Schöne Grüße, bis später in München\n",
	 "meta:lang:latin !meta:lang:en"},
	{"two languages",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "明日の会議は十時からです。The meeting begins at "
	      "ten, see you there tomorrow.\n",
	 "meta:lang:ja !meta:lang:mixed"},
	{"Japanese around links",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "詳しくはこちらです\nhttps://www.example.com/articles/"
	      "when-should-i-use-it-and-when-not\n",
	 "meta:lang:ja !meta:lang:en"},
	{"an English letter with a Japanese name",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "Dear さくら, the meeting begins at ten, please bring the "
	      "papers that we signed last week and the two pictures.\n",
	 "meta:lang:en !meta:lang:ja"},
	{"Russian and English",
	 FROM "Content-Type: text/plain; charset=utf-8\n\n"
	      "Встреча завтра в десять часов. The meeting begins at "
	      "ten.\n",
	 "meta:lang:mixed"},
	/* structure and attachments */
	{"one part", FROM BODY, "meta:structure:plain"},
	{"tree",
	 FROM PART "Content-Type: multipart/alternative; boundary=y\n\n"
		   "--y\nContent-Type: text/plain\n\nx\n--y\n"
		   "Content-Type: text/html\n\n<p>x</p>\n--y--\n"
		   "--x\nContent-Type: image/png\n\nx\n"
		   "--x\nContent-Type: image/gif\n\nx" END,
	 "meta:structure:mixed(alternative(plain,html),image+)"},
	{"message inside",
	 FROM PART "Content-Type: message/rfc822\n\nSubject: y\n\nx" END,
	 "meta:structure:mixed(message(plain))"},
	{"pdf",
	 FROM PART "Content-Type: application/pdf; name=\"bill.PDF\"\n\n"
		   "%PDF-1.4 x" END,
	 "meta:attach:pdf meta:attach-size:10k !meta:attach-lies "
	 "!meta:attach-double !meta:attach-executable"},
	{"Japanese name",
	 FROM PART "Content-Type: application/pdf\nContent-Disposition: "
		   "attachment; filename*=utf-8''%E8%AB%8B%E6%B1%82.pdf\n\n"
		   "%PDF-1.4 x" END,
	 "meta:attach:pdf meta:attach-name-japanese"},
	{"a name that goes on behind a NUL",
	 FROM PART "Content-Type: application/octet-stream; "
		   "name=\"=?utf-8?Q?bill.pdf=00.exe?=\"\n\nMZx" END,
	 "meta:attach:exe meta:attach-double meta:attach-executable"},
	{"double extension",
	 FROM PART "Content-Type: application/octet-stream; "
		   "name=\"bill.pdf  .exe\"\n\nMZx" END,
	 "meta:attach:exe meta:attach-double meta:attach-executable "
	 "!meta:attach-lies"},
	{"no double",
	 FROM PART "Content-Type: application/gzip; "
		   "name=\"src.tar.gz\"\n\n\x1f\x8bx" END,
	 "meta:attach:gz meta:attach-archive !meta:attach-double"},
	{"program as a picture",
	 FROM PART "Content-Type: image/jpeg; name=a.jpg\n"
		   "Content-Transfer-Encoding: base64\n\nTVqQAAMAAAA=" END,
	 "meta:attach-lies meta:attach-executable"},
	{"page as a pdf",
	 FROM PART "Content-Type: application/pdf; "
		   "name=a.pdf\n\n<html><body>" END,
	 "meta:attach-lies"},
	{"png named jpg",
	 FROM PART "Content-Type: image/jpeg; name=a.jpg\n"
		   "Content-Transfer-Encoding: base64\n\n"
		   "iVBORw0KGgo=" END,
	 "!meta:attach-lies"},
	{"script", FROM PART "Content-Type: text/plain; name=a.js\n\nx" END,
	 "meta:attach-script meta:attach-executable"},
	{"macro", FROM PART "Content-Type: application/x; name=a.xlsm\n\nx" END,
	 "meta:attach-macro !meta:attach-executable"},
	{"page", FROM PART "Content-Type: text/html; name=a.html\n\n<p>" END,
	 "meta:attach-html"},
	{"encrypted zip",
	 FROM PART "Content-Type: application/zip; name=a.zip"
		   "\nContent-Transfer-Encoding: base64\n\n"
		   "UEsDBBQAAQAIAAAA" END,
	 "meta:attach-encrypted meta:attach-archive"},
	{"zip",
	 FROM PART "Content-Type: application/zip; name=a.zip\n"
		   "Content-Transfer-Encoding: base64\n\n"
		   "UEsDBBQAAAAIAAAA" END,
	 "meta:attach-archive !meta:attach-encrypted !meta:attach-lies"},
	{"no attachment", FROM BODY, "!meta:attach:none !meta:attach-size:10k"},
	/* words */
	{"addresses are words", FROM "\n192.0.2.255 999.1.1.1 1.2.3.256\n",
	 "body:192.0.2.255 !body:999.1.1.1 !body:1.2.3.256"},
};

int main(void)
{
	struct furui_reader *reader;
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	test_messages(reader, rows, sizeof rows / sizeof *rows);
	furui_reader_free(&reader);
	return unit_end();
}
