/* What a file is, from its name and its first bytes. */
#include <string.h>
#include <strings.h>

#include "folder_private.h"

bool furui_ends_with(const char *text, const char *end)
{
	size_t text_size = strlen(text), end_size = strlen(end);
	return text_size > end_size &&
	       strcasecmp(text + text_size - end_size, end) == 0;
}

bool furui_passed_over(const char *name)
{
	static const char *const ends[] = {
		".msf",  ".dat",  ".sqlite", ".sqlite-wal", ".sqlite-shm",
		".json", ".html", ".htm",    ".js",         ".db",
		".lock", ".tmp",  ".mozlz4", ".ini",        ".gz",
		".xz",   ".bz2",  ".zip",    ".pdf",        ".png",
		".jpg",  ".css",  ".sbd-lck"};
	static const char *const starts[] = {"dovecot", "courierimap", "cyrus.",
					     "msgFilterRules"};
	static const char *const names[] = {"index", "lock", "maildirfolder",
					    "subscriptions", "maildirsize"};
	if (name[0] == '.')
		return true;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (furui_ends_with(name, ends[i]))
			return true;
	for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(name, names[i]) == 0)
			return true;
	return false;
}

/* "Note: buy milk" is a field too; mail has at least one of these. */
static bool has_mail_fields(const char *bytes, size_t size, size_t wanted)
{
	static const char *const names[] = {"from",
					    "received",
					    "return-path",
					    "date",
					    "subject",
					    "message-id",
					    "to",
					    "delivered-to",
					    "x-uidl",
					    "mime-version",
					    "content-type",
					    "sender",
					    "x-mozilla-status"};
	return furui_has_fields(bytes, size, names,
				sizeof names / sizeof *names, wanted);
}

/* Thunderbird writes its fields above all others; one that came with the mail
 * stands below the first Received. */
static bool begins_mozilla(const char *bytes, size_t size)
{
	size_t value_size;
	const char *status =
		furui_field(bytes, size, "x-mozilla-status", &value_size);
	if (!status)
		return false;
	const char *way = furui_field(bytes, size, "received", &value_size);
	return !way || status < way;
}

enum furui_sniff furui_sniff(const char *bytes, size_t size)
{
	struct furui_from_line line;
	if (size == 0)
		return FURUI_SNIFF_EMPTY;
	while (size && (*bytes == '\n' || *bytes == '\r')) {
		bytes++;
		size--;
	}
	bool from = furui_from_line_parse(bytes, size, &line);
	size_t skip = from ? line.size : 0;
	if (from && (line.mozilla || begins_mozilla(bytes + skip, size - skip)))
		return FURUI_SNIFF_MOZILLA_MBOX;
	if (from)
		return FURUI_SNIFF_MBOX;
	/* ">From " begins mail that passed through an old mailer. */
	if (size > 6 && memcmp(bytes, ">From ", 6) == 0) {
		const char *newline = memchr(bytes, '\n', size);
		skip = newline ? (size_t)(newline + 1 - bytes) : size;
	}
	/* Some spam has zero bytes in its header; other binaries have no more
	 * than a word that looks like a field. */
	size_t wanted = memchr(bytes, '\0', size < 512 ? size : 512) ? 2 : 1;
	if (furui_is_field(bytes + skip, size - skip) &&
	    has_mail_fields(bytes + skip, size - skip, wanted))
		return FURUI_SNIFF_MAIL;
	return FURUI_SNIFF_OTHER;
}
