/* What a message says of itself: when it came, its charset. */
#include <string.h>
#include <strings.h>

#include "folder_private.h"
#include "program.h"

int64_t furui_mail_date(const struct furui_mail *mail)
{
	size_t size = 0;
	int64_t date = 0;
	const char *value =
		furui_field(mail->bytes, mail->size, "received", &size);
	const char *semicolon = value ? memrchr(value, ';', size) : NULL;
	if (semicolon)
		date = furui_date_parse(semicolon + 1,
					size - (size_t)(semicolon + 1 - value));
	bool mbox = mail->kind == FURUI_FOLDER_MBOX ||
		    mail->kind == FURUI_FOLDER_THUNDERBIRD_MBOX;
	if (date <= 0 && mbox)
		date = mail->delivered;
	if (date <= 0) {
		value = furui_field(mail->bytes, mail->size, "date", &size);
		date = value ? furui_date_parse(value, size) : 0;
	}
	return date > 0 ? date : mail->delivered;
}

static bool begins(const char *at, const char *end, const char *word)
{
	size_t size = strlen(word);
	return (size_t)(end - at) >= size && strncasecmp(at, word, size) == 0;
}

/* The value of charset= in one field; false when it has none. */
static bool charset_in(const char *at, const char *end, char name[32])
{
	for (; at < end; at++)
		if (begins(at, end, "charset"))
			break;
	if (at == end)
		return false;
	at += strlen("charset");
	/* "charset*=" is RFC 2231's. */
	while (at < end && strchr(" \t\r\n*=\"'", *at))
		at++;
	size_t size = 0;
	while (at < end && size < 31 && *at > ' ' && *at < 0x7f &&
	       !strchr("\";',()\\", *at)) {
		char c = *at++;
		name[size++] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
	}
	name[size] = '\0';
	return size > 0;
}

void furui_mail_charset(const struct furui_mail *mail, char name[32])
{
	size_t size =
		mail->size < FURUI_FACTS_LIMIT ? mail->size : FURUI_FACTS_LIMIT;
	const char *at = mail->bytes, *end = at + size;
	while (at < end) {
		const char *next = memchr(at, '\n', (size_t)(end - at));
		next = next ? next + 1 : end;
		if (begins(at, end, "content-type")) {
			/* The field goes on in lines that begin with blanks. */
			const char *last = next;
			while (last < end && (*last == ' ' || *last == '\t')) {
				last = memchr(last, '\n', (size_t)(end - last));
				last = last ? last + 1 : end;
			}
			if (charset_in(at, last, name))
				return;
		}
		at = next;
	}
	(void)snprintf(name, 32, "none");
}
