/* The layout of the file `own`: own.c reads it, own_write.c writes it. */
#ifndef FURUI_OWN_PRIVATE_H
#define FURUI_OWN_PRIVATE_H

#include "furui/own.h"

#define FURUI_OWN_MAGIC "furuiOWN"
#define FURUI_OWN_FILE "own"

enum {
	FURUI_OWN_VERSION = 1,
	FURUI_OWN_PAGE = 4096,
	/* Ids in a page, with a checksum behind them. */
	FURUI_OWN_PER_PAGE = FURUI_OWN_PAGE / 8 - 1,
};

/* The file: this, the first id of each page, the names (addresses, then
 * hosts, each with a newline behind it), zeros up to a full page, and pages of
 * ids in rising order, the last filled up with UINT64_MAX. So a look-up reads
 * one page besides the first few, and none is believed unread: `checksum` is
 * of all before the pages, and each page has its own. Numbers are in the
 * machine's byte order, as in the model. */
struct furui_own_header {
	char magic[8];
	uint64_t checksum; /* of what follows, up to the first page */
	uint32_t version;
	uint32_t addresses, hosts; /* how many */
	uint32_t ids, pages;
	uint32_t names_size; /* bytes */
	uint64_t file_size;
};

struct furui_own_page {
	uint64_t ids[FURUI_OWN_PER_PAGE];
	uint64_t checksum;
};

/* Where the pages begin. */
static inline uint64_t furui_own_head_size(uint64_t pages, uint64_t names_size)
{
	uint64_t size = sizeof(struct furui_own_header) +
			pages * sizeof(uint64_t) + names_size;
	return (size + FURUI_OWN_PAGE - 1) / FURUI_OWN_PAGE * FURUI_OWN_PAGE;
}

/* names.c: 1 when it was added, 0 when it was there. `name` has small
 * letters. */
int furui_names_add(struct furui_names *names, const char *name, size_t size);
bool furui_names_have(const struct furui_names *names, const char *name,
		      size_t size);
void furui_names_free(struct furui_names *names);

/* Copies text with small letters, NUL-terminated; -1 unless it can be an
 * address, or a host (a pattern "*.host" too). */
int furui_own_name(char out[FURUI_OWN_NAME + 1], const char *text, size_t size,
		   bool address, struct furui_error *err);

#endif
