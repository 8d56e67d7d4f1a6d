/* Collects what sent mail tells of its sender, and publishes it. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#include "address.h"
#include "field.h"
#include "furui/hash.h"
#include "furui/limits.h"
#include "furui/path.h"
#include "message.h"
#include "own_private.h"

static int add_name(struct furui_names *names, const char *text, size_t size,
		    bool address, struct furui_error *err)
{
	char name[FURUI_OWN_NAME + 1];
	if (furui_own_name(name, text, size, address, err) < 0)
		return -1;
	if (furui_names_have(names, name, size))
		return 0;
	if (names->count >= FURUI_OWN_NAMES)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "more than %d %s: this is not the sent mail "
				  "of one person",
				  FURUI_OWN_NAMES,
				  address ? "addresses" : "hosts");
	return furui_names_add(names, name, size);
}

int furui_own_facts_add_address(struct furui_own_facts *facts, const char *text,
				size_t size, struct furui_error *err)
{
	return add_name(&facts->addresses, text, size, true, err);
}

int furui_own_facts_add_host(struct furui_own_facts *facts, const char *text,
			     size_t size, struct furui_error *err)
{
	return add_name(&facts->hosts, text, size, false, err);
}

void furui_own_facts_add_id(struct furui_own_facts *facts, uint64_t hash,
			    int64_t date)
{
	const struct furui_own_id id = {hash, date};
	furui_buffer_add(&facts->ids, &id, sizeof id);
}

/* Passes over what is no address or host at all; -1 when there are too
 * many. */
static int add_if_any(struct furui_names *names, struct furui_span span,
		      bool address, struct furui_error *err)
{
	char name[FURUI_OWN_NAME + 1];
	if (furui_own_name(name, span.at, span.size, address, NULL) < 0)
		return 0;
	return add_name(names, name, span.size, address, err) < 0 ? -1 : 0;
}

static int64_t date_of(const struct furui_field *field)
{
	struct furui_buffer value = {0};
	furui_buffer_add(&value, field->value, field->value_size);
	int64_t date = furui_message_date(furui_buffer_terminate(&value));
	furui_buffer_free(&value);
	return date < 0 ? 0 : date;
}

int furui_own_facts_add_message(struct furui_own_facts *facts,
				const void *bytes, size_t size,
				int64_t delivered, struct furui_error *err)
{
	const char *cursor = bytes;
	const char *end = cursor + size;
	struct furui_field field;
	struct furui_span from = {NULL, 0};
	struct furui_span id = {NULL, 0};
	int64_t date = 0;
	cursor += furui_from_line(cursor, size);
	while (furui_field_next(&cursor, end, &field)) {
		const char *value = field.value;
		if (furui_field_is(&field, "from") && !from.size)
			(void)furui_address_of(value, field.value_size, &from);
		else if (furui_field_is(&field, "message-id") && !id.size)
			(void)furui_message_id_next(
				&value, value + field.value_size, &id);
		else if (furui_field_is(&field, "date") && !date &&
			 field.value_size <= FURUI_LIMIT_FIELD)
			date = date_of(&field);
	}
	if (id.size)
		furui_own_facts_add_id(facts, furui_own_hash(id.at, id.size),
				       date ? date : delivered);
	if (add_if_any(&facts->addresses, from, true, err) < 0)
		return -1;
	struct furui_span host = furui_host_of(id);
	/* What everyone's programs write for want of a name. */
	if (host.size >= 9 && strncasecmp(host.at, "localhost", 9) == 0)
		return 0;
	return add_if_any(&facts->hosts, host, false, err);
}

static int by_hash(const void *a, const void *b)
{
	const struct furui_own_id *x = a;
	const struct furui_own_id *y = b;
	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	return x->date == y->date ? 0 : x->date > y->date ? -1 : 1;
}

static int by_age(const void *a, const void *b)
{
	const struct furui_own_id *x = a;
	const struct furui_own_id *y = b;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	return x->hash == y->hash ? 0 : x->hash < y->hash ? -1 : 1;
}

void furui_own_facts_settle(struct furui_own_facts *facts)
{
	/* malloc'd, so aligned for any type. */
	struct furui_own_id *ids = (void *)facts->ids.data;
	size_t count = facts->ids.size / sizeof *ids;
	size_t kept = 0;
	if (!count)
		return;
	qsort(ids, count, sizeof *ids, by_hash);
	for (size_t i = 0; i < count; i++)
		if (!kept || ids[kept - 1].hash != ids[i].hash)
			ids[kept++] = ids[i];
	if (kept > FURUI_OWN_IDS) {
		qsort(ids, kept, sizeof *ids, by_age);
		kept = FURUI_OWN_IDS;
		qsort(ids, kept, sizeof *ids, by_hash);
	}
	facts->ids.size = kept * sizeof *ids;
}

size_t furui_own_facts_id_count(const struct furui_own_facts *facts)
{
	return facts->ids.size / sizeof(struct furui_own_id);
}

bool furui_own_facts_are_empty(const struct furui_own_facts *facts)
{
	return !facts->addresses.count && !facts->hosts.count &&
	       !facts->ids.size;
}

void furui_own_facts_free(struct furui_own_facts *facts)
{
	furui_names_free(&facts->addresses);
	furui_names_free(&facts->hosts);
	furui_buffer_free(&facts->ids);
}

/* The domain above a host when it is too small to be a provider's: one of
 * three names or more. NULL for others. */
static const char *domain_of(const char *host)
{
	enum {
		POINTS = 3 /* with the one before the domain */
	};
	int points = 0;
	if (host[0] == '*' || host[0] == '[')
		return NULL;
	for (const char *p = host; *p; p++)
		points += *p == '.';
	return points >= POINTS ? strchr(host, '.') : NULL;
}

/* Some providers number the hosts in their ids: where three of the user's are
 * of one domain, all of it counts. */
static void add_domains(struct furui_names *out,
			const struct furui_names *hosts)
{
	enum {
		ENOUGH = 3
	};
	for (size_t i = 0; i < hosts->count; i++) {
		(void)furui_names_add(out, hosts->names[i],
				      strlen(hosts->names[i]));
		const char *domain = domain_of(hosts->names[i]);
		int same = 0;
		for (size_t k = 0; domain && k < hosts->count; k++) {
			const char *other = domain_of(hosts->names[k]);
			same += other && strcmp(other, domain) == 0;
		}
		if (same < ENOUGH)
			continue;
		char pattern[FURUI_OWN_NAME + 2] = "*";
		size_t size = strlen(domain);
		memcpy(pattern + 1, domain, size + 1);
		(void)furui_names_add(out, pattern, size + 1);
	}
}

static void add_names(struct furui_buffer *out, const struct furui_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		furui_buffer_add_text(out, names->names[i]);
		furui_buffer_add_char(out, '\n');
	}
}

static void add_pages(struct furui_buffer *out, const struct furui_own_id *ids,
		      size_t count)
{
	for (size_t at = 0; at < count;) {
		struct furui_own_page page;
		for (size_t i = 0; i < FURUI_OWN_PER_PAGE; i++, at++)
			page.ids[i] = at < count ? ids[at].hash : UINT64_MAX;
		page.checksum = furui_hash(page.ids, sizeof page.ids, 0);
		furui_buffer_add(out, &page, sizeof page);
	}
}

void furui_own_encode(const struct furui_own_facts *facts,
		      struct furui_buffer *out)
{
	struct furui_names hosts = {0};
	struct furui_buffer names = {0};
	const struct furui_own_id *ids = (const void *)facts->ids.data;
	size_t count = furui_own_facts_id_count(facts);
	add_domains(&hosts, &facts->hosts);
	add_names(&names, &facts->addresses);
	add_names(&names, &hosts);
	struct furui_own_header header = {
		.magic = FURUI_OWN_MAGIC,
		.version = FURUI_OWN_VERSION,
		.addresses = (uint32_t)facts->addresses.count,
		.hosts = (uint32_t)hosts.count,
		.ids = (uint32_t)count,
		.pages = (uint32_t)((count + FURUI_OWN_PER_PAGE - 1) /
				    FURUI_OWN_PER_PAGE),
		.names_size = (uint32_t)names.size,
	};
	size_t head = furui_own_head_size(header.pages, names.size);
	header.file_size = head + header.pages * sizeof(struct furui_own_page);
	size_t start = out->size;
	furui_buffer_add(out, &header, sizeof header);
	for (size_t i = 0; i < count; i += FURUI_OWN_PER_PAGE)
		furui_buffer_add(out, &ids[i].hash, sizeof ids[i].hash);
	furui_buffer_add(out, names.data, names.size);
	size_t used = out->size - start;
	memset(furui_buffer_room(out, head - used), 0, head - used);
	out->size = start + head;
	size_t skip = offsetof(struct furui_own_header, version);
	header.checksum = furui_hash(out->data + start + skip, head - skip, 0);
	memcpy(out->data + start, &header, sizeof header);
	add_pages(out, ids, count);
	furui_names_free(&hosts);
	furui_buffer_free(&names);
}

static bool is_published(const struct furui_buffer *bytes, const char *path)
{
	struct furui_buffer old = {0};
	int fd = furui_open_regular(AT_FDCWD, path, NULL);
	bool same = fd >= 0 &&
		    furui_buffer_read(&old, fd, bytes->size, NULL) == 0 &&
		    old.size == bytes->size &&
		    memcmp(old.data, bytes->data, old.size) == 0;
	if (fd >= 0)
		close(fd);
	furui_buffer_free(&old);
	return same;
}

int furui_own_publish(const struct furui_own_facts *facts, const char *folder,
		      struct furui_error *err)
{
	struct furui_buffer bytes = {0};
	char *path = furui_path_join(folder, FURUI_OWN_FILE);
	int result = 0;
	if (furui_own_facts_are_empty(facts)) {
		(void)unlink(path);
	} else {
		furui_own_encode(facts, &bytes);
		if (!is_published(&bytes, path))
			result =
				furui_replace_file(folder, FURUI_OWN_FILE,
						   bytes.data, bytes.size, err);
	}
	furui_buffer_free(&bytes);
	free(path);
	return result;
}
