/* The words of bounces: subjects and sentences that tell one, and the lines
 * behind which mail systems quote the message that comes back. */
#include <string.h>
#include <strings.h>

#include "bounce.h"

enum {
	SENTENCES = 8 << 10, /* bytes of a text in which they are looked for */
	SEPARATOR = 100,     /* bytes: longer lines separate nothing */
};

/* Small letters; what is not ASCII must match as it stands. */
static const char *const subjects[] = {
	"undeliver",
	"undelivr",
	"returned mail",
	"returned e-mail",
	"return mail",
	"mail returned",
	"mail delivery",
	"message delivery",
	"mail system error",
	"mail failure",
	"mail failed",
	"mail error",
	"mail could not",
	"mail not delivered",
	"message not delivered",
	"message could not",
	"could not deliver",
	"could not send",
	"cannot deliver",
	"unable to deliver",
	"delivery status notif",
	"delivery notification",
	"delivery fail",
	"delivery error",
	"delivery report",
	"delivery delayed",
	"delivery problem",
	"delivery has failed",
	"failure notice",
	"failure delivery",
	"failed delivery",
	"failed mail",
	"failed to deliver",
	"non delivery",
	"non-delivery",
	"nondelivery",
	"notice: mail delivery",
	"postmaster notify",
	"there was an error sending your mail",
	"delayed mail",
	"warning: could not",
	"warning--could not",
	"warning: message",
	"message you sent",
	"rejected mail",
	"message rejected",
	"aws notification message",
	"loop alert",
	"non remis",
	"non recapitabile",
	"unzustellbar",
	"nicht zustellbar",
	"недоставленное сообщение",
	"недоставленное",
	"ваше сообщение не доставлено",
	"配信不能",
	"配信エラー",
	"配信失敗",
	"配信でき",
	"配信に失敗",
	"配信されません",
	"配送不能",
	"配送エラー",
	"配送でき",
	"配達でき",
	"配達不能",
	"送信不能",
	"送信エラー",
	"送信失敗",
	"送信でき",
	"メール送信エラー",
	"メール配信エラー",
	"エラーメール",
	"メールエラー",
	"エラー通知",
	"不達",
	"未達",
	"未配信",
	"返送",
	"宛先不明",
	"メールが届",
	"メールをお届けでき",
	"メッセージを配信でき",
	"メッセージが送信でき",
	"メッセージを送信でき",
	"お届けでき",
};

static const char *const replies[] = {
	"automatic reply", "auto reply",    "auto-reply",     "autoreply",
	"out of office",   "out-of-office", "vacation reply", "away from",
	"away until",      "自動返信",      "自動応答",       "不在通知",
	"不在のお知らせ",  "不在自動",
};

static const char *const sentences[] = {
	"this is the qmail-send program",
	"this is the mail system at host",
	"created automatically by mail delivery software",
	"automatically created by mail delivery",
	"original message was received at",
	"the following addresses had",
	"could not be delivered",
	"couldn't be delivered",
	"wasn't able to deliver",
	"unable to deliver",
	"not able to deliver",
	"undeliverable",
	"did not reach",
	"delivery has failed",
	"delivery failed",
	"delivery failure",
	"delivery to the following",
	"delivery to these recipients",
	"was not delivered",
	"not been delivered",
	"cannot be delivered",
	"cannot deliver",
	"could not deliver",
	"could not send",
	"could not be sent",
	"failed to deliver",
	"been returned to sender",
	"was rejected by",
	"were rejected by",
	"your mail message to the following",
	"following recipients cannot",
	"delivery of the following",
	"recipient unknown",
	"user unknown",
	"unknown user",
	"mailbox is full",
	"mailbox full",
	"returned to you",
	"has been delayed",
	"still being retried",
	"non remis",
	"配信できません",
	"配信不能",
	"配信に失敗",
	"配信されません",
	"配送できません",
	"配送に失敗",
	"送信できません",
	"送信に失敗",
	"送信不能",
	"届けすることができません",
	"届けることができません",
	"お届けできません",
	"届きませんでした",
	"宛先が見つかりません",
	"あて先が見つかりません",
	"宛先不明",
	"あて先不明",
	"返送",
	"受信を拒否",
	"受信拒否",
	"メールボックスが一杯",
	"アドレスは存在しません",
	"недоставлен",
	"не доставлен",
};

/* Lines behind which a returned message begins; what surrounds them is
 * dashes and blanks. */
static const char *const separators[] = {
	"this is a copy of the message",
	"this is a copy of your message",
	"below this line is a copy of the message",
	"below this line is the original",
	"original message follows",
	"original message",
	"original mail",
	"message headers follow",
	"message header follows",
	"headers follow",
	"message text follows",
	"unsent message follows",
	"unsent message below",
	"returned message",
	"returned mail",
	"header of the original message",
	"headers of the original message",
	"copy of the original message",
	"copy of message",
	"the original message",
	"元のメッセージ",
	"元のメール",
	"オリジナルメッセージ",
	"オリジナルのメッセージ",
	"送信されたメッセージ",
	"送信されたメール",
	"送信メッセージ",
	"以下は元の",
	"以下に元の",
	"以下は送信",
	"原文",
};

/* True when a phrase stands at the text's beginning, or anywhere. */
static bool has_one(const char *text, size_t size, const char *const *phrases,
		    size_t count, bool anywhere)
{
	size_t last = anywhere ? size : size ? 1 : 0;
	for (size_t at = 0; at < last; at++) {
		/* Not in the middle of a character. */
		if (((unsigned char)text[at] & 0xc0) == 0x80)
			continue;
		char first = text[at];
		if (first >= 'A' && first <= 'Z')
			first = (char)(first - 'A' + 'a');
		for (size_t i = 0; i < count; i++) {
			if (phrases[i][0] != first)
				continue;
			size_t length = strlen(phrases[i]);
			if (length <= size - at &&
			    strncasecmp(text + at, phrases[i], length) == 0)
				return true;
		}
	}
	return false;
}

#define HAS_ONE(text, size, phrases, anywhere)                                 \
	has_one((text), (size), (phrases),                                     \
		sizeof(phrases) / sizeof *(phrases), (anywhere))

/* Skips what subjects begin with besides words: "**", "[", blanks. */
static struct furui_span skip_marks(const char *text, size_t size)
{
	struct furui_span span = {text, size};
	while (span.size && strchr(" \t\r\n*-<[(=_:>#!\"", *span.at) &&
	       *span.at) {
		span.at++;
		span.size--;
	}
	/* 【 and what it surrounds often name the sender's system. */
	if (span.size >= 3 && memcmp(span.at, "【", 3) == 0) {
		span.at += 3;
		span.size -= 3;
	}
	return span;
}

bool furui_bounce_has_subject(const char *text, size_t size)
{
	struct furui_span span = skip_marks(text, size);
	return HAS_ONE(span.at, span.size, subjects, false);
}

bool furui_reply_has_subject(const char *text, size_t size)
{
	struct furui_span span = skip_marks(text, size);
	return HAS_ONE(span.at, span.size, replies, false);
}

bool furui_bounce_has_sentence(const char *text, size_t size)
{
	return HAS_ONE(text, size < SENTENCES ? size : SENTENCES, sentences,
		       true);
}

bool furui_bounce_is_separator(const char *line, size_t size)
{
	struct furui_span rest = skip_marks(line, size);
	while (rest.size && strchr(".|*+~", *rest.at) && *rest.at) {
		rest.at++;
		rest.size--;
	}
	if (rest.size > 4 && strncasecmp(rest.at, "the ", 4) == 0) {
		rest.at += 4;
		rest.size -= 4;
	}
	return size <= SEPARATOR &&
	       HAS_ONE(rest.at, rest.size, separators, false);
}
