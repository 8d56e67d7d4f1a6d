/* Which messages are bounces, in the forms that mail systems write them, and
 * whose mail they return. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bounce.h"
#include "furui/features.h"
#include "furui/own.h"
#include "reader_private.h"
#include "unit.h"

/* The user: taro@example.jp, whose mail program writes ids of mua.example.jp
 * and whose phone writes those of a provider that many use. */
static const char *const sent[] = {
	"From: Taro <taro@example.jp>\nDate: Mon, 5 Jan 2026 10:00:00 +0900\n"
	"Message-ID: <first.1@mua.example.jp>\n\nhello\n",
	"From: taro@example.jp\nMessage-Id: <CA+two@mail.provider.example>\n"
	"\nhello\n",
};

#define HEAD(from, subject)                                                    \
	"From: " from "\nTo: taro@example.jp\nSubject: " subject "\n"          \
	"Date: Tue, 6 Jan 2026 10:00:00 +0900\n"                               \
	"Message-ID: <n.1@mx.example>\n"
#define NULL_SENDER "Return-Path: <>\n"
/* The header that comes back, with this From and this Message-ID. */
#define MAIL(from, id)                                                         \
	"Received: from pc (pc.example [192.0.2.1]) by out.example\n"          \
	"\twith ESMTP id 1; Tue, 6 Jan 2026 09:59:00 +0900\n"                  \
	"From: " from "\nTo: gone@far.example\nSubject: lunch\n"               \
	"Message-ID: <" id ">\n"
#define OWN MAIL("Taro <taro@example.jp>", "first.1@mua.example.jp")
#define HOST MAIL("taro@example.jp", "other.9@mua.example.jp")
#define SHARED MAIL("taro@example.jp", "CA+9@mail.provider.example")
#define STRANGER MAIL("eve@evil.example", "CA+9@mail.provider.example")
#define FORGED MAIL("<taro@example.jp>", "123@zombie")
#define REPORT                                                                 \
	"MIME-Version: 1.0\nContent-Type: multipart/report;\n"                 \
	" report-type=delivery-status; boundary=\"b\"\n\n"
#define STATUS                                                                 \
	"--b\nContent-Type: message/delivery-status\n\n"                       \
	"Reporting-MTA: dns; mx.example\n\n"                                   \
	"Final-Recipient: rfc822; gone@far.example\nAction: failed\n"          \
	"Status: 5.1.1\n\n"
#define WHOLE "--b\nContent-Type: message/rfc822\n\n"
#define HEADERS "--b\nContent-Type: text/rfc822-headers\n\n"
#define DAEMON "MAILER-DAEMON@mx.example"

static const struct {
	const char *name, *message;
	const char *tokens; /* of those in `all`, in order */
} rows[] = {
	{"RFC 3464, the whole mail",
	 HEAD(DAEMON, "news") REPORT "--b\n\nNot there.\n" STATUS WHOLE OWN
				     "\nlunch?\n--b--\n",
	 "bounce bounce-mine bounce-mine-sent bounce-status:5.1.1 "
	 "bounce-to:far.example"},
	{"RFC 3464, its header",
	 HEAD(DAEMON, "news") REPORT "--b\n\nNot there.\n" STATUS HEADERS HOST
				     "--b--\n",
	 "bounce bounce-mine bounce-status:5.1.1 bounce-to:far.example"},
	{"the same for what was forged",
	 HEAD(DAEMON, "news") REPORT "--b\n\nNot there.\n" STATUS HEADERS FORGED
				     "--b--\n",
	 "bounce bounce-not-mine bounce-status:5.1.1 bounce-to:far.example"},
	{"a provider's id and one's own address",
	 HEAD(DAEMON, "news") REPORT STATUS HEADERS SHARED "--b--\n",
	 "bounce bounce-mine bounce-status:5.1.1 bounce-to:far.example"},
	{"a provider's id and another's address",
	 HEAD(DAEMON, "news") REPORT STATUS HEADERS STRANGER "--b--\n",
	 "bounce bounce-not-mine bounce-status:5.1.1 bounce-to:far.example"},
	{"nothing returned", HEAD(DAEMON, "news") REPORT STATUS "--b--\n",
	 "bounce bounce-unknown bounce-status:5.1.1 bounce-to:far.example"},
	{"References name the mail",
	 HEAD(DAEMON,
	      "news") "References: <a@b> <first.1@mua.example.jp>\n" REPORT
		 STATUS "--b--\n",
	 "bounce bounce-mine bounce-mine-sent bounce-status:5.1.1 "
	 "bounce-to:far.example reply-to-mine"},
	{"the returned mail holds another",
	 HEAD(DAEMON, "news") REPORT STATUS WHOLE
	 "From: taro@example.jp\nContent-Type: message/rfc822\n\n" OWN
	 "\n--b--\n",
	 "bounce bounce-unknown bounce-status:5.1.1 bounce-to:far.example"},
	{"the returned mail quotes another",
	 HEAD(DAEMON, "news") REPORT STATUS WHOLE FORGED
	 "\n----- Original message -----\n" OWN "\n--b--\n",
	 "bounce bounce-not-mine bounce-status:5.1.1 bounce-to:far.example"},
	{"postfix, plain",
	 NULL_SENDER HEAD(
		 DAEMON,
		 "Undelivered Mail Returned to Sender") "\n"
							"This is the mail "
							"system at host "
							"mx.example.\n\n"
							"<gone@far.example>: "
							"host far.example "
							"said: 550 5.1.1 no "
							"such user\n",
	 "bounce bounce-unknown bounce-status:5.1.1 bounce-to:far.example"},
	{"sendmail",
	 HEAD("Mail Delivery Subsystem <mailer-daemon@mx.example>",
	      "Returned mail: see transcript for details") "\n"
							   "   ----- The "
							   "following "
							   "addresses had "
							   "permanent fatal "
							   "errors -----\n"
							   "<gone@far.example>"
							   "\n\n   ----- "
							   "Original message "
							   "follows "
							   "-----\n\n" HOST
							   "\nlunch?\n",
	 "bounce bounce-mine bounce-to:far.example"},
	{"qmail",
	 NULL_SENDER HEAD(DAEMON,
			  "failure notice") "\n"
					    "Hi. This is the qmail-send "
					    "program at mx.example.\n\n"
					    "<gone@far.example>:\nNo such "
					    "mailbox. (#5.1.1)\n\n"
					    "--- Below this line is a copy of "
					    "the message.\n\n" OWN "\nlunch?\n",
	 "bounce bounce-mine bounce-mine-sent bounce-status:5.1.1 "
	 "bounce-to:far.example"},
	{"exim",
	 "X-Failed-Recipients: gone@far.example\n" HEAD("Mail Delivery System "
							"<Mailer-Daemon@mx."
							"example>",
							"Mail delivery failed: "
							"returning message to "
							"sender") "\n"
								  "This "
								  "message was "
								  "created "
								  "automaticall"
								  "y by mail "
								  "delivery "
								  "software."
								  "\n\n"
								  "  "
								  "gone@far."
								  "example\n   "
								  " Unrouteable"
								  " address\n\n"
								  "------ This "
								  "is a copy "
								  "of the "
								  "message, "
								  "including "
								  "all the "
								  "headers. "
								  "------"
								  "\n\nReturn-"
								  "path: "
								  "<taro@"
								  "example.jp>"
								  "\n" FORGED
								  "\nlunch?\n",
	 "bounce bounce-not-mine bounce-to:far.example"},
	{"exim by its field alone",
	 "X-Failed-Recipients: gone@far.example\n" HEAD(
		 "help@mx.example", "Sorry") "\nIt did not work.\n",
	 "bounce bounce-unknown bounce-to:far.example"},
	{"Exchange",
	 HEAD("System Administrator <postmaster@mx.example>",
	      "Undeliverable: lunch") "\n"
				      "Your message did not reach some or all "
				      "of the recipients.\n"
				      "      gone@far.example on 06.01.2026 "
				      "10:00\n",
	 "bounce bounce-unknown bounce-to:far.example"},
	{"Exchange, header quoted without a separator",
	 HEAD("<postmaster@mx.example>",
	      "Undeliverable: lunch") "\n"
				      "Delivery has failed to these recipients "
				      "or groups:\n"
				      "gone@far.example\n\n" MAIL(
					      "taro@example.jp",
					      "x@mua.example.jp") "\n",
	 "bounce bounce-mine bounce-to:far.example"},
	{"Courier",
	 NULL_SENDER HEAD(
		 "\"Courier mail server at mx\" <@mx>",
		 "NOTICE: mail delivery status.") "\n"
						  "UNDELIVERABLE "
						  "MAIL\n<gone@far.example>:\n "
						  " 550 5.7.1 refused\n\n"
						  "The original message "
						  "follows:\n" FORGED,
	 "bounce bounce-not-mine bounce-status:5.7.1 bounce-to:far.example"},
	{"au: no separator but a line",
	 HEAD("<Postmaster@mobile.example>",
	      "Mail System Error - Returned "
	      "Mail") "\n"
		      "Each of the following recipients was rejected by a "
		      "remote server.\n"
		      "---------------------------------------------------"
		      "\n" FORGED,
	 "bounce bounce-not-mine"},
	{"a telephone's system, Japanese",
	 NULL_SENDER HEAD(
		 "Postmaster <postmaster@mobile.example>",
		 "=?UTF-8?B?44Oh44O844Or6YCB5L+h44Ko44Op44O8?=") "\n"
								 "次のあて先へ"
								 "のメールは送"
								 "信できません"
								 "でした。\ngon"
								 "e@far."
								 "example\n",
	 "bounce bounce-unknown bounce-to:far.example"},
	{"a provider, ISO-2022-JP, 元のメッセージ",
	 NULL_SENDER HEAD(
		 "no-reply@isp.example",
		 "=?ISO-2022-JP?B?GyRCR1s/LklURz0bKEI=?=") "Content-Type: "
							   "text/plain; "
							   "charset=ISO-2022-"
							   "JP\n\n"
							   "\033$B0J2<$N08@h$"
							   "KG[?.$G$-$^$;$s$G$"
							   "7$?\033(B\n"
							   "gone@far."
							   "example\n\n"
							   "----- "
							   "\033$B85$N%a%C%;!<%"
							   "8\033(B "
							   "-----\n" HOST "\n",
	 "bounce bounce-mine bounce-to:far.example"},
	{"a delay",
	 HEAD(DAEMON, "Warning: could not send message for past 4 "
		      "hours") "\nYou do not need to resend.\n",
	 "bounce bounce-unknown"},
	{"the daemon of the From_ line",
	 "From MAILER-DAEMON Tue Jan  6 10:00:00 2026\n" HEAD(
		 "system@mx.example", "Delivery failure") "\nSorry.\n",
	 "bounce bounce-unknown"},
	{"an abuse report is none",
	 HEAD("postmaster@mx.example",
	      "Delivery report") "Content-Type: multipart/report; "
				 "report-type=feedback-report;\n"
				 " boundary=b\n\n--b\n\nAn abuse "
				 "report.\n--b--\n",
	 ""},
	{"spam with a null sender",
	 NULL_SENDER "From: \"\" <>\nTo: taro@example.jp\nSubject: RICH\n\n"
		     "Make money.\n",
	 ""},
	{"a postmaster who writes",
	 HEAD("postmaster@mx.example", "Rules") "\nPlease read them.\n", ""},
	{"who forwards a bounce",
	 HEAD("hana@b.example",
	      "Fwd: Returned mail: see transcript") "\n"
						    "What does this mean?\n> "
						    "The original message was "
						    "received\n",
	 ""},
	{"vacation",
	 HEAD("hana@b.example",
	      "Re: lunch") "Auto-Submitted: auto-replied\n"
			   "In-Reply-To: <first.1@mua.example.jp>\n\nI am "
			   "away.\n",
	 "auto-reply reply-to-mine"},
	{"vacation, by its subject",
	 HEAD("hana@b.example",
	      "=?UTF-8?B?6Ieq5YuV6L+U5L+h?=: lunch") "\nI am away.\n",
	 "auto-reply"},
	{"a receipt",
	 HEAD("hana@b.example",
	      "Read: lunch") "Content-Type: multipart/report;\n"
			     " report-type=disposition-notification; "
			     "boundary=b\n\n--b\n\nRead.\n"
			     "--b\nContent-Type: "
			     "message/disposition-notification\n\n"
			     "Original-Message-ID: <first.1@mua.example.jp>\n"
			     "Disposition: manual-action; displayed\n--b--\n",
	 "auto-reply reply-to-mine"},
	{"a reply",
	 HEAD("hana@b.example",
	      "Re: lunch") "References: <x@y>\n\t<first.1@mua.example.jp> "
			   "<z@y>\n\nYes.\n",
	 "reply-to-mine"},
	{"a reply to someone else",
	 HEAD("hana@b.example",
	      "Re: lunch") "In-Reply-To: <first.2@mua.example.jp>\n\nYes.\n",
	 ""},
	{"from me, forged",
	 "From: \"x@y.example\" <Taro@Example.JP>\nTo: taro@example.jp\n"
	 "Message-ID: <1@zombie>\n\nPay.\n",
	 "from-me-forged"},
	{"from me",
	 "From: taro@example.jp\nTo: taro@example.jp\n"
	 "Message-ID: <2@mua.example.jp>\n\nNote.\n",
	 ""},
	{"not to me",
	 "From: hana@b.example\nTo: x@y.example, z@y.example\n"
	 "Cc: taro@example.jp.evil.example\n\nHello.\n",
	 "not-to-me"},
	{"to one who bears my address for a name",
	 "From: hana@b.example\nTo: \"taro@example.jp\" <x@y.example>\n\n"
	 "Hello.\n",
	 "not-to-me"},
	{"to me in a group",
	 "From: hana@b.example\nTo: all: x@y.example, Taro (me) "
	 "<taro@example.jp>;\n\nHello.\n",
	 ""},
	{"to me among others",
	 "From: hana@b.example\nTo: x@y.example\n"
	 "Cc: z@y.example,\n  TARO <TARO@EXAMPLE.JP>\n\nHello.\n",
	 ""},
};

static const char *const all[] = {
	"bounce",
	"bounce-mine",
	"bounce-not-mine",
	"bounce-unknown",
	"bounce-mine-sent",
	"bounce-mine-route",
	"bounce-status:5.1.1",
	"bounce-status:5.7.1",
	"bounce-to:far.example",
	"auto-reply",
	"reply-to-mine",
	"not-to-me",
	"from-me-forged",
};

static void list(const struct furui_features *features,
		 struct furui_buffer *out)
{
	out->size = 0;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (furui_features_have(features, FURUI_TAG_META, all[i])) {
			if (out->size)
				furui_buffer_add_char(out, ' ');
			furui_buffer_add_text(out, all[i]);
		}
}

static void test_forms(struct furui_reader *reader, bool crlf)
{
	struct furui_buffer message = {0}, tokens = {0};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		message.size = 0;
		for (const char *p = rows[i].message; *p; p++) {
			if (crlf && *p == '\n')
				furui_buffer_add_char(&message, '\r');
			furui_buffer_add_char(&message, *p);
		}
		list(furui_read(reader, message.data, message.size), &tokens);
		CHECK_TEXT(furui_buffer_terminate(&tokens), rows[i].tokens);
	}
	unit_row("");
	furui_buffer_free(&message);
	furui_buffer_free(&tokens);
}

/* Without knowing the user, bounces are of unknown origin and nothing is said
 * of other mail. */
static void test_stranger(struct furui_reader *reader)
{
	struct furui_buffer tokens = {0};
	furui_reader_set_own(reader, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		unit_row(rows[i].name);
		const struct furui_features *features = furui_read(
			reader, rows[i].message, strlen(rows[i].message));
		CHECK_INT(furui_features_have(features, FURUI_TAG_META,
					      "bounce-unknown"),
			  strncmp(rows[i].tokens, "bounce", 6) == 0);
		CHECK(!furui_features_have(features, FURUI_TAG_META,
					   "bounce-mine"));
		CHECK(!furui_features_have(features, FURUI_TAG_META,
					   "bounce-not-mine"));
		CHECK(!furui_features_have(features, FURUI_TAG_META,
					   "not-to-me"));
	}
	unit_row("");
	furui_buffer_free(&tokens);
}

static void test_routes(struct furui_reader *reader, struct furui_own *own)
{
	static const char message[] = NULL_SENDER HEAD(
		DAEMON,
		"failure notice") "\nHi. This is the qmail-send program.\n\n"
				  "--- Below this line is a copy of the "
				  "message.\n\n"
				  "Received: from out.relay.example (x "
				  "[192.0.2.2])\n"
				  "\tby MX2.Relay.example with SMTP; 6 Jan "
				  "2026 01:00 -0000\n"
				  "From: taro@example.jp\nMessage-ID: "
				  "<9@tablet>\n";
	const struct furui_features *features =
		furui_read(reader, message, sizeof message - 1);
	CHECK(!furui_features_have(features, FURUI_TAG_META,
				   "bounce-mine-route"));
	CHECK_INT(furui_own_add_host(own, "out.relay.example", NULL), 0);
	features = furui_read(reader, message, sizeof message - 1);
	CHECK(!furui_features_have(features, FURUI_TAG_META,
				   "bounce-mine-route"));
	CHECK_INT(furui_own_add_host(own, "*.Relay.Example", NULL), 0);
	features = furui_read(reader, message, sizeof message - 1);
	CHECK(furui_features_have(features, FURUI_TAG_META,
				  "bounce-mine-route"));
	CHECK(furui_features_have(features, FURUI_TAG_META, "bounce-not-mine"));
	CHECK(!furui_features_have(features, FURUI_TAG_META, "bounce-mine"));
}

int main(void)
{
	struct furui_reader *reader;
	struct furui_own_facts facts = {0};
	struct furui_own *own;
	struct furui_buffer bytes = {0};
	CHECK_INT(furui_reader_new(&reader, NULL), 0);
	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		CHECK_INT(furui_own_facts_add_message(&facts, sent[i],
						      strlen(sent[i]), 0, NULL),
			  0);
	furui_own_facts_settle(&facts);
	furui_own_encode(&facts, &bytes);
	CHECK_INT(furui_own_of_bytes(&own, bytes.data, bytes.size, NULL), 0);
	furui_reader_set_own(reader, own);
	test_forms(reader, false);
	test_forms(reader, true);
	test_routes(reader, own);
	test_stranger(reader);
	furui_reader_free(&reader);
	furui_own_free(&own);
	furui_own_facts_free(&facts);
	furui_buffer_free(&bytes);
	return unit_end();
}
