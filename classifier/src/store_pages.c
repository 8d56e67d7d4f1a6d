/* Looks for pages in which a search would never end. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "furui/path.h"
#include "store_private.h"

enum {
	NUMBER = 8, /* where a page has its number, */
	LAST = 32,  /* and the first one the last one's */
	AT_ONCE = 64,
};

static db_pgno_t field(const char *page, size_t at)
{
	db_pgno_t number;
	memcpy(&number, page + at, sizeof number);
	return number;
}

/* True when one of the pages up to the last has no number. */
static bool has_empty(int fd)
{
	char *pages = furui_xmalloc((size_t)AT_ONCE * STORE_PAGE);
	db_pgno_t first = 0, last = 0;
	bool empty = false;
	while (!empty && first <= last) {
		ssize_t got = pread(fd, pages, (size_t)AT_ONCE * STORE_PAGE,
				    (off_t)first * STORE_PAGE);
		db_pgno_t count = got < 0 ? 0 : (db_pgno_t)(got / STORE_PAGE);
		if (!count)
			break; /* the library will say so */
		if (!first)
			last = field(pages, LAST);
		for (db_pgno_t i = !first; i < count && first + i <= last; i++)
			empty |= !field(pages + (size_t)i * STORE_PAGE, NUMBER);
		first += count;
	}
	free(pages);
	return empty;
}

/* A page that is nothing but zeros, as a file system may leave it, passes for
 * one not yet written: the library takes it for the page of a hash, and follows
 * it to page 0, again and again. Of the dates alone, where each search for the
 * first or the last comes to a page at the edge. */
int store_check_dates(struct furui_store *store, struct furui_error *err)
{
	/* Before the first change, so that the file has what is in the cache.
	 */
	if (store->checked || store->mode != STORE_LOGGED)
		return 0;
	char *path =
		furui_path_join(store->folder, store_file_names[STORE_DATES]);
	int fd = furui_open_regular(AT_FDCWD, path, NULL);
	bool empty = fd >= 0 && has_empty(fd);
	if (fd >= 0)
		(void)close(fd);
	free(path);
	if (empty)
		return store_damaged(store, "a page of its dates is empty",
				     err);
	store->checked = true;
	return 0;
}
