/* Lists of addresses and hosts, sorted. */
#include <stdlib.h>
#include <string.h>

#include "own_private.h"

static int compare(const char *name, const char *text, size_t size)
{
	int order = strncmp(name, text, size);
	return order ? order : name[size] != '\0';
}

/* Where the name stands or would. */
static size_t find(const struct furui_names *names, const char *name,
		   size_t size)
{
	size_t from = 0;
	size_t to = names->count;
	while (from < to) {
		size_t middle = from + (to - from) / 2;
		if (compare(names->names[middle], name, size) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

bool furui_names_have(const struct furui_names *names, const char *name,
		      size_t size)
{
	size_t at = find(names, name, size);
	return at < names->count && compare(names->names[at], name, size) == 0;
}

int furui_names_add(struct furui_names *names, const char *name, size_t size)
{
	size_t at = find(names, name, size);
	if (at < names->count && compare(names->names[at], name, size) == 0)
		return 0;
	names->names =
		furui_xrealloc((void *)names->names,
			       (names->count + 1) * sizeof *names->names);
	memmove((void *)(names->names + at + 1), (void *)(names->names + at),
		(names->count - at) * sizeof *names->names);
	char *copy = furui_xmalloc(size + 1);
	memcpy(copy, name, size);
	copy[size] = '\0';
	names->names[at] = copy;
	names->count++;
	return 1;
}

void furui_names_free(struct furui_names *names)
{
	for (size_t i = 0; i < names->count; i++)
		free(names->names[i]);
	free((void *)names->names);
	*names = (struct furui_names){0};
}

int furui_own_name(char out[FURUI_OWN_NAME + 1], const char *text, size_t size,
		   bool address, struct furui_error *err)
{
	const char *at = size ? memrchr(text, '@', size) : NULL;
	bool good = size && size <= FURUI_OWN_NAME;
	for (size_t i = 0; good && i < size; i++) {
		unsigned char c = (unsigned char)text[i];
		good = c > ' ' && c != 0x7f && !strchr("<>,;:\"()\\", c);
		out[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
	}
	if (address)
		good = good && at && at > text && at + 1 < text + size;
	else
		good = good && !at;
	if (!good)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  address ? "%.*s is no address: say "
					    "user@host.example"
					  : "%.*s is no host of message ids: "
					    "say host.example or "
					    "*.host.example",
				  (int)(size < 80 ? size : 80), text);
	out[size] = '\0';
	return 0;
}
