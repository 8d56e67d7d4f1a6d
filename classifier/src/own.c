/* Looks up who the user is and what mail was the user's own. */
#include "furui/own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "address.h"
#include "furui/hash.h"
#include "furui/path.h"
#include "own_private.h"

struct furui_own {
	struct furui_names addresses, hosts;
	const struct furui_own_header *header; /* NULL: nothing published */
	const uint64_t *firsts;                /* of the pages */
	const struct furui_own_page *pages;
	void *map; /* to be unmapped */
	size_t map_size;
};

uint64_t furui_own_hash(const char *id, size_t size)
{
	uint64_t hash = furui_hash(id, size, 0);
	return hash == UINT64_MAX ? 0 : hash; /* that fills pages up */
}

void furui_own_new(struct furui_own **out)
{
	struct furui_own *own = furui_xmalloc(sizeof *own);
	*own = (struct furui_own){.header = NULL};
	*out = own;
}

static bool is_sound(const struct furui_own_header *header, size_t size)
{
	if (size < sizeof *header || header->addresses > FURUI_OWN_NAMES ||
	    header->hosts > 2 * FURUI_OWN_NAMES ||
	    header->ids > FURUI_OWN_IDS || header->file_size != size ||
	    header->pages !=
		    (header->ids + FURUI_OWN_PER_PAGE - 1) / FURUI_OWN_PER_PAGE)
		return false;
	uint64_t head = furui_own_head_size(header->pages, header->names_size);
	size_t skip = offsetof(struct furui_own_header, version);
	return size == head + header->pages * sizeof(struct furui_own_page) &&
	       furui_hash((const char *)header + skip, head - skip, 0) ==
		       header->checksum;
}

/* Takes `count` of the names that stand in a row. */
static int take_names(struct furui_names *to, uint32_t count,
		      const char **cursor, const char *end)
{
	while (count--) {
		const char *at = *cursor;
		const char *stop =
			at < end ? memchr(at, '\n', (size_t)(end - at)) : NULL;
		if (!stop || !furui_names_add(to, at, (size_t)(stop - at)))
			return -1;
		*cursor = stop + 1;
	}
	return 0;
}

static int use_bytes(struct furui_own *own, const void *bytes, size_t size,
		     const char *path, struct furui_error *err)
{
	const struct furui_own_header *header = bytes;
	if (size < sizeof *header ||
	    memcmp(header->magic, FURUI_OWN_MAGIC, sizeof header->magic) != 0)
		return furui_fail(err, FURUI_ERROR_DAMAGED,
				  "%s is not what furui knows of its user. "
				  "Run: furui-train refit",
				  path);
	if (header->version != FURUI_OWN_VERSION)
		return furui_fail(err, FURUI_ERROR_VERSION,
				  "%s has format %u, this furui reads %d. "
				  "Run: furui-train refit",
				  path, header->version, FURUI_OWN_VERSION);
	const char *damage = "%s is damaged. Run: furui-train refit";
	if (!is_sound(header, size))
		return furui_fail(err, FURUI_ERROR_DAMAGED, damage, path);
	own->firsts = (const void *)(header + 1);
	const char *names = (const void *)(own->firsts + header->pages);
	const char *end = names + header->names_size;
	own->pages = (const void *)((const char *)bytes +
				    furui_own_head_size(header->pages,
							header->names_size));
	if (take_names(&own->addresses, header->addresses, &names, end) < 0 ||
	    take_names(&own->hosts, header->hosts, &names, end) < 0)
		return furui_fail(err, FURUI_ERROR_DAMAGED, damage, path);
	own->header = header;
	return 0;
}

int furui_own_of_bytes(struct furui_own **out, const void *bytes, size_t size,
		       struct furui_error *err)
{
	furui_own_new(out);
	int result = use_bytes(*out, bytes, size, FURUI_OWN_FILE, err);
	if (result < 0)
		furui_own_free(out);
	return result;
}

int furui_own_open(struct furui_own **out, const char *folder,
		   struct furui_error *err)
{
	char *path = furui_path_join(folder, FURUI_OWN_FILE);
	struct stat st;
	int result = -1;
	*out = NULL;
	int fd = furui_open_regular(AT_FDCWD, path, NULL);
	/* Where nothing was sent there is none; to say so at length would be
	 * 2 % of asking furuid. */
	if (fd < 0 && errno == ENOENT)
		(void)furui_fail(err, FURUI_ERROR_ABSENT, "there is none");
	else if (fd < 0)
		fd = furui_open_regular(AT_FDCWD, path, err);
	if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0) {
		furui_own_new(out);
		struct furui_own *own = *out;
		own->map_size = (size_t)st.st_size;
		own->map = mmap(NULL, own->map_size, PROT_READ, MAP_PRIVATE, fd,
				0);
		if (own->map == MAP_FAILED) {
			own->map = NULL;
			(void)furui_fail_errno(err, "cannot map %s", path);
		} else {
			result = use_bytes(own, own->map, own->map_size, path,
					   err);
		}
	} else if (fd >= 0) {
		(void)furui_fail(err, FURUI_ERROR_DAMAGED,
				 "%s is empty. Run: furui-train refit", path);
	}
	if (fd >= 0)
		close(fd);
	if (result < 0)
		furui_own_free(out);
	free(path);
	return result;
}

void furui_own_free(struct furui_own **own_at)
{
	struct furui_own *own = *own_at;
	if (!own)
		return;
	furui_names_free(&own->addresses);
	furui_names_free(&own->hosts);
	if (own->map)
		munmap(own->map, own->map_size);
	free(own);
	*own_at = NULL;
}

static int add_name(struct furui_names *names, const char *text, bool address,
		    struct furui_error *err)
{
	char name[FURUI_OWN_NAME + 1];
	if (furui_own_name(name, text, strlen(text), address, err) < 0)
		return -1;
	(void)furui_names_add(names, name, strlen(name));
	return 0;
}

int furui_own_add_address(struct furui_own *own, const char *text,
			  struct furui_error *err)
{
	return add_name(&own->addresses, text, true, err);
}

int furui_own_add_host(struct furui_own *own, const char *text,
		       struct furui_error *err)
{
	return add_name(&own->hosts, text, false, err);
}

static void join_names(struct furui_names *to, const struct furui_names *more)
{
	for (size_t i = 0; i < more->count; i++)
		(void)furui_names_add(to, more->names[i],
				      strlen(more->names[i]));
}

void furui_own_join(struct furui_own *own, const struct furui_own *more)
{
	join_names(&own->addresses, &more->addresses);
	join_names(&own->hosts, &more->hosts);
}

static bool has_name(const struct furui_names *names, const char *text,
		     size_t size)
{
	struct furui_buffer small = {0};
	if (!size || size > FURUI_OWN_NAME || !names->count)
		return false;
	furui_add_lower(&small, (struct furui_span){text, size});
	bool found = furui_names_have(names, small.data, size);
	furui_buffer_free(&small);
	return found;
}

bool furui_own_is_address(const struct furui_own *own, const char *text,
			  size_t size)
{
	return has_name(&own->addresses, text, size);
}

bool furui_own_is_host(const struct furui_own *own, const char *text,
		       size_t size)
{
	if (has_name(&own->hosts, text, size))
		return true;
	/* "*.example.jp" for a.b.example.jp: each of its domains. */
	char pattern[FURUI_OWN_NAME + 1] = "*";
	const char *end = text + size;
	while (text < end &&
	       (text = memchr(text, '.', (size_t)(end - text))) != NULL) {
		size_t rest = (size_t)(end - text);
		if (rest < FURUI_OWN_NAME) {
			memcpy(pattern + 1, text, rest);
			if (has_name(&own->hosts, pattern, rest + 1))
				return true;
		}
		text++;
	}
	return false;
}

static bool has_domain(const struct furui_names *addresses, const char *text,
		       size_t size)
{
	for (size_t i = 0; i < addresses->count; i++) {
		const char *host = strrchr(addresses->names[i], '@') + 1;
		if (strlen(host) == size && strncasecmp(host, text, size) == 0)
			return true;
	}
	return false;
}

bool furui_own_is_route(const struct furui_own *own, const char *text,
			size_t size)
{
	const char *end = text + size;
	if (furui_own_is_host(own, text, size))
		return true;
	/* It and the domains above it, down to two names. */
	while (memchr(text, '.', (size_t)(end - text))) {
		size_t rest = (size_t)(end - text);
		if (has_domain(&own->addresses, text, rest) ||
		    has_name(&own->hosts, text, rest))
			return true;
		text = (const char *)memchr(text, '.', rest) + 1;
	}
	return false;
}

bool furui_own_is_id(const struct furui_own *own, const char *text, size_t size)
{
	if (!own->header || !own->header->pages || !size)
		return false;
	uint64_t hash = furui_own_hash(text, size);
	uint32_t from = 0; /* the last page that begins at or before it */
	uint32_t to = own->header->pages;
	while (to - from > 1) {
		uint32_t middle = from + (to - from) / 2;
		if (own->firsts[middle] <= hash)
			from = middle;
		else
			to = middle;
	}
	const struct furui_own_page *page = &own->pages[from];
	if (furui_hash(page->ids, sizeof page->ids, 0) != page->checksum)
		return false; /* damaged: known no more */
	size_t low = 0;
	size_t high = FURUI_OWN_PER_PAGE;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (page->ids[middle] < hash)
			low = middle + 1;
		else
			high = middle;
	}
	return low < FURUI_OWN_PER_PAGE && page->ids[low] == hash;
}

bool furui_own_has_addresses(const struct furui_own *own)
{
	return own->addresses.count > 0;
}

bool furui_own_has_hosts(const struct furui_own *own)
{
	return own->hosts.count > 0;
}

uint64_t furui_own_id_count(const struct furui_own *own)
{
	return own->header ? own->header->ids : 0;
}

uint64_t furui_own_fingerprint(const struct furui_own *own)
{
	uint64_t hash = 0;
	const struct furui_names *const lists[] = {&own->addresses,
						   &own->hosts};
	for (size_t l = 0; l < 2; l++)
		for (size_t i = 0; i < lists[l]->count; i++)
			hash = furui_hash(lists[l]->names[i],
					  strlen(lists[l]->names[i]),
					  hash + l + 1);
	return hash;
}
