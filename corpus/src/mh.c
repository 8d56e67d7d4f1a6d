/* MH: one message a file, named by a number; .mh_sequences holds the flags. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder_private.h"
#include "furui/path.h"

enum {
	DIGITS = 9,          /* of a message number */
	SEQUENCES = 1 << 20, /* bytes read of .mh_sequences */
	ALL_KNOWN = FURUI_MAIL_SEEN | FURUI_MAIL_REPLIED | FURUI_MAIL_FLAGGED,
};

/* Messages low to high have a flag, or lack it: "unseen". */
struct range {
	unsigned long low, high;
	unsigned flag;
};

struct sequences {
	bool known;
	struct range *ranges;
	size_t count, capacity;
};

/* A message number: digits without a leading zero; 0 when it is none. TREC's
 * 000001 is not MH's. */
static unsigned long message_number(const char *name)
{
	size_t digits = strspn(name, "0123456789");
	if (digits < 1 || digits > DIGITS || name[digits] || name[0] == '0')
		return 0;
	return strtoul(name, NULL, 10);
}

static bool detect(const struct furui_level *level, bool beside)
{
	(void)beside;
	if (furui_level_find(level, ".mh_sequences"))
		return true;
	bool numbered = false;
	for (size_t i = 0; i < level->count; i++) {
		const struct furui_entry *entry = &level->entries[i];
		if (entry->type != FURUI_ENTRY_FILE || entry->name[0] == '.' ||
		    entry->name[0] == ',')
			continue;
		if (message_number(entry->name))
			numbered = true;
		else if (entry->name[0] >= '0' && entry->name[0] <= '9')
			return false; /* 00001.abcd, 2024-01.mbox, … */
	}
	return numbered;
}

static void add_range(struct sequences *s, unsigned long low,
		      unsigned long high, unsigned flag)
{
	if (s->count == s->capacity) {
		s->capacity = s->capacity ? 2 * s->capacity : 16;
		s->ranges = furui_xrealloc(s->ranges,
					   s->capacity * sizeof *s->ranges);
	}
	s->ranges[s->count++] = (struct range){low, high, flag};
}

/* "unseen: 3 5-7" */
static void read_line(struct sequences *s, char *line)
{
	static const struct {
		const char *name;
		unsigned flag;
	} names[] = {{"unseen:", FURUI_MAIL_SEEN},
		     {"replied:", FURUI_MAIL_REPLIED},
		     {"answered:", FURUI_MAIL_REPLIED},
		     {"flagged:", FURUI_MAIL_FLAGGED}};
	unsigned flag = 0;
	char *rest = NULL;
	const char *word = strtok_r(line, " \t\r", &rest);
	for (size_t i = 0; word && i < sizeof names / sizeof *names; i++)
		if (strcmp(word, names[i].name) == 0)
			flag = names[i].flag;
	if (!flag)
		return;
	while ((word = strtok_r(NULL, " \t\r", &rest)) != NULL) {
		char *end;
		unsigned long low = strtoul(word, &end, 10);
		unsigned long high =
			*end == '-' ? strtoul(end + 1, NULL, 10) : low;
		add_range(s, low, high, flag);
	}
}

static void read_sequences(struct furui_level *level)
{
	struct sequences *s = furui_xmalloc(sizeof *s);
	*s = (struct sequences){0};
	level->state = s;
	int fd = furui_open_regular(level->fds[FURUI_PLACE_HERE],
				    ".mh_sequences", NULL);
	if (fd < 0)
		return;
	struct furui_buffer text = {0};
	s->known = furui_buffer_read(&text, fd, SEQUENCES, NULL) >= 0;
	close(fd);
	(void)furui_buffer_terminate(&text);
	char *rest = NULL;
	for (char *line = strtok_r(text.data, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		read_line(s, line);
	furui_buffer_free(&text);
}

/* Where nothing but the numbers says that this is MH, other files may be mail
 * too; a comma or hash in front marks what was deleted. */
static void plan_file(struct furui_entry *entry, bool certain)
{
	if (message_number(entry->name))
		entry->action = FURUI_ACTION_MESSAGE;
	else if (!certain && !strchr(",#", entry->name[0]) &&
		 !furui_passed_over(entry->name))
		entry->action = FURUI_ACTION_SNIFF;
}

static void plan(struct furui_level *level)
{
	bool certain = furui_level_find(level, ".mh_sequences") != NULL;
	for (size_t i = 0; i < level->count; i++) {
		struct furui_entry *entry = &level->entries[i];
		if (entry->name[0] == '.')
			continue;
		if (entry->type == FURUI_ENTRY_FILE)
			plan_file(entry, certain);
		else
			furui_plan_rest(entry);
	}
	read_sequences(level);
}

static int flags(const struct furui_level *level,
		 const struct furui_entry *entry, const char *bytes,
		 size_t size)
{
	(void)bytes;
	(void)size;
	const struct sequences *s = level->state;
	unsigned long number = message_number(entry->name);
	unsigned found = s->known ? FURUI_MAIL_SEEN : 0u;
	for (size_t i = 0; i < s->count; i++) {
		const struct range *range = &s->ranges[i];
		if (number < range->low || number > range->high)
			continue;
		if (range->flag == FURUI_MAIL_SEEN)
			found &= ~(unsigned)FURUI_MAIL_SEEN;
		else
			found |= range->flag;
	}
	return (int)(found & ALL_KNOWN);
}

static void close_level(struct furui_level *level)
{
	struct sequences *s = level->state;
	if (s)
		free(s->ranges);
	free(s);
	level->state = NULL;
}

const struct furui_backend furui_mh_backend = {
	.kind = FURUI_FOLDER_MH,
	.detect = detect,
	.plan = plan,
	.flags = flags,
	.close = close_level,
};
