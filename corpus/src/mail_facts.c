/* What a message says of itself: when it came, its charset, its language. */
#include <string.h>
#include <strings.h>

#include "folder_private.h"
#include "program.h"

int64_t furui_mail_date(const struct furui_mail *mail)
{
	size_t header = furui_header_size(mail->bytes, mail->size);
	size_t size = 0;
	int64_t date = 0;
	const char *value = furui_field(mail->bytes, header, "received", &size);
	const char *semicolon = value ? memrchr(value, ';', size) : NULL;
	if (semicolon)
		date = furui_date_parse(semicolon + 1,
					size - (size_t)(semicolon + 1 - value));
	bool mbox = mail->kind == FURUI_FOLDER_MBOX ||
		    mail->kind == FURUI_FOLDER_THUNDERBIRD_MBOX;
	if (date <= 0 && mbox)
		date = mail->delivered;
	if (date <= 0) {
		value = furui_field(mail->bytes, header, "date", &size);
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

enum script {
	KANA,
	HANGUL,
	HAN,
	LATIN,
	CYRILLIC,
	GREEK,
	ARABIC,
	HEBREW,
	THAI,
	DEVANAGARI,
	SCRIPTS
};

static enum script script_of(uint32_t c)
{
	static const struct {
		uint32_t first, last;
		enum script script;
	} ranges[] = {
		{'A', 'Z', LATIN},        {'a', 'z', LATIN},
		{0xc0, 0x24f, LATIN},     {0x370, 0x3ff, GREEK},
		{0x400, 0x52f, CYRILLIC}, {0x590, 0x5ff, HEBREW},
		{0x600, 0x6ff, ARABIC},   {0x900, 0x97f, DEVANAGARI},
		{0xe00, 0xe7f, THAI},     {0x1e00, 0x1eff, LATIN},
		{0x3041, 0x30ff, KANA},   {0x3400, 0x9fff, HAN},
		{0xac00, 0xd7a3, HANGUL}, {0xff66, 0xff9f, KANA},
		{0x20000, 0x3ffff, HAN},
	};
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
		if (c >= ranges[i].first && c <= ranges[i].last)
			return ranges[i].script;
	return SCRIPTS;
}

/* Text is UTF-8 by contract; a byte that is not counts for nothing. */
static uint32_t next_char(const char **at, const char *end)
{
	unsigned char c = (unsigned char)*(*at)++;
	uint32_t value = c < 0xe0 ? c & 0x1f : c < 0xf0 ? c & 0x0f : c & 0x07;
	if (c < 0x80)
		return c;
	while (*at < end && ((unsigned char)**at & 0xc0) == 0x80)
		value = value << 6 | ((unsigned char)*(*at)++ & 0x3fu);
	return value;
}

const char *furui_text_language(const char *text, size_t size)
{
	static const char *const names[SCRIPTS] = {
		"ja",    "ko",     "zh",     "Latin", "Cyrillic",
		"Greek", "Arabic", "Hebrew", "Thai",  "Devanagari"};
	size_t counts[SCRIPTS + 1] = {0}, letters = 0;
	const char *end = text + size;
	while (text < end)
		counts[script_of(next_char(&text, end))]++;
	enum script most = KANA;
	for (enum script s = KANA; s < SCRIPTS; s++) {
		letters += counts[s];
		if (counts[s] > counts[most])
			most = s;
	}
	if (letters == 0)
		return "none";
	/* Japanese mail is full of Latin addresses and links; a few kana in
	 * an English message are an emoticon. */
	if (counts[KANA] >= 5 && counts[KANA] * 50 >= letters)
		return names[KANA];
	if (counts[HANGUL] * 10 >= letters)
		return names[HANGUL];
	if (counts[HAN] * 10 >= letters)
		return names[HAN];
	return names[most];
}
