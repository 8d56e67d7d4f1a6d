/* What the store knows of its user: addresses, hosts and ids of sent mail, in
 * the database meta. Keys: "own/a/ADDRESS", "own/h/HOST", "own/i/" and 8 bytes
 * of hash, "own/s/PATH" for where it was read, "own/b/" and the digest of a
 * message that was learned as a bounce, "own/r/" for the facts messages were
 * last read with. */
#include <string.h>

#include "furui/own.h"
#include "store_private.h"

enum {
	PREFIX = 6 /* bytes of "own/a/" */
};

/* Calls `each` with the pairs whose keys begin so, the prefix cut off. */
static int each_of(struct furui_store *store, const char *prefix,
		   int (*each)(void *context, const char *key, size_t key_size,
			       const uint64_t values[2],
			       struct furui_error *err),
		   void *context, struct furui_error *err)
{
	DBC *cursor;
	DB *meta = store->databases[STORE_META];
	int code = meta->cursor(meta, store->txn, &cursor, 0);
	if (code)
		return store_fail(store, code, "read", err);
	DBT key = store_dbt(prefix, PREFIX);
	DBT value = {0};
	int result = 0;
	code = cursor->get(cursor, &key, &value, DB_SET_RANGE);
	while (!code && result == 0 && key.size >= PREFIX &&
	       memcmp(key.data, prefix, PREFIX) == 0) {
		uint64_t values[2] = {0, 0};
		store_pair_decode(value.data, value.size, values);
		result = each(context, (const char *)key.data + PREFIX,
			      key.size - PREFIX, values, err);
		code = cursor->get(cursor, &key, &value, DB_NEXT);
	}
	(void)cursor->close(cursor);
	if (result == 0 && code && code != DB_NOTFOUND)
		return store_fail(store, code, "read", err);
	return result;
}

static int put(struct furui_store *store, const char *prefix, const void *bytes,
	       size_t size, uint64_t first, uint64_t second,
	       struct furui_error *err)
{
	struct furui_buffer name = {0};
	unsigned char pair[STORE_PAIR_SIZE];
	furui_buffer_add_text(&name, prefix);
	furui_buffer_add(&name, bytes, size);
	store_pair_encode((const uint64_t[2]){first, second}, pair);
	DBT key = store_dbt(name.data, name.size);
	DBT value = store_dbt(pair, sizeof pair);
	int result = store_put(store, STORE_META, &key, &value, err);
	furui_buffer_free(&name);
	return result;
}

static int add_address(void *context, const char *key, size_t size,
		       const uint64_t values[2], struct furui_error *err)
{
	(void)values;
	return furui_own_facts_add_address(context, key, size, err) < 0 ? -1
									: 0;
}

static int add_host(void *context, const char *key, size_t size,
		    const uint64_t values[2], struct furui_error *err)
{
	(void)values;
	return furui_own_facts_add_host(context, key, size, err) < 0 ? -1 : 0;
}

static int add_id(void *context, const char *key, size_t size,
		  const uint64_t values[2], struct furui_error *err)
{
	(void)err;
	(void)key;
	(void)size;
	furui_own_facts_add_id(context, values[0], (int64_t)values[1]);
	return 0;
}

int furui_store_get_own(struct furui_store *store,
			struct furui_own_facts *facts, struct furui_error *err)
{
	if (each_of(store, "own/a/", add_address, facts, err) < 0 ||
	    each_of(store, "own/h/", add_host, facts, err) < 0 ||
	    each_of(store, "own/i/", add_id, facts, err) < 0)
		return -1;
	furui_own_facts_settle(facts);
	return 0;
}

/* Deletes all pairs whose keys begin so. */
static int clear(struct furui_store *store, const char *prefix,
		 struct furui_error *err)
{
	DBC *cursor;
	DB *meta = store->databases[STORE_META];
	int code = meta->cursor(meta, store->txn, &cursor, 0);
	if (code)
		return store_fail(store, code, "write", err);
	DBT key = store_dbt(prefix, PREFIX);
	DBT value = {0};
	code = cursor->get(cursor, &key, &value, DB_SET_RANGE);
	while (!code && key.size >= PREFIX &&
	       memcmp(key.data, prefix, PREFIX) == 0) {
		code = cursor->del(cursor, 0);
		if (!code)
			code = cursor->get(cursor, &key, &value, DB_NEXT);
	}
	(void)cursor->close(cursor);
	return code && code != DB_NOTFOUND
		       ? store_fail(store, code, "write", err)
		       : 0;
}

static int put_names(struct furui_store *store, const char *prefix,
		     const struct furui_names *names, struct furui_error *err)
{
	for (size_t i = 0; i < names->count; i++)
		if (put(store, prefix, names->names[i], strlen(names->names[i]),
			0, 0, err) < 0)
			return -1;
	return 0;
}

static int set_own(struct furui_store *store,
		   const struct furui_own_facts *facts, struct furui_error *err)
{
	static const char *const prefixes[] = {"own/a/", "own/h/", "own/i/"};
	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (clear(store, prefixes[i], err) < 0)
			return -1;
	if (furui_own_facts_are_empty(facts) && clear(store, "own/s/", err) < 0)
		return -1;
	if (put_names(store, "own/a/", &facts->addresses, err) < 0 ||
	    put_names(store, "own/h/", &facts->hosts, err) < 0)
		return -1;
	const struct furui_own_id *ids = (const void *)facts->ids.data;
	size_t count = furui_own_facts_id_count(facts);
	for (size_t i = 0; i < count; i++) {
		unsigned char key[8]; /* big-endian: in order */
		for (int byte = 0; byte < 8; byte++)
			key[byte] =
				(unsigned char)(ids[i].hash >> (56 - 8 * byte));
		if (put(store, "own/i/", key, sizeof key, ids[i].hash,
			(uint64_t)ids[i].date, err) < 0)
			return -1;
	}
	return 0;
}

/* Ends a change of the user's facts: no token counts change. */
static int settle(struct furui_store *store, int result)
{
	if (result < 0)
		store_rollback(store);
	return result;
}

int furui_store_set_own(struct furui_store *store,
			const struct furui_own_facts *facts,
			struct furui_error *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	return settle(store, set_own(store, facts, err));
}

int furui_store_note_sent(struct furui_store *store,
			  const struct furui_sent *sent,
			  struct furui_error *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	return settle(store,
		      put(store, "own/s/", sent->path, strlen(sent->path),
			  (uint64_t)sent->when, sent->messages, err));
}

struct each_sent {
	int (*each)(void *context, const struct furui_sent *sent,
		    struct furui_error *err);
	void *context;
};

static int one_sent(void *context, const char *key, size_t size,
		    const uint64_t values[2], struct furui_error *err)
{
	struct each_sent *each = context;
	struct furui_buffer path = {0};
	furui_buffer_add(&path, key, size);
	const struct furui_sent sent = {
		.path = furui_buffer_terminate(&path),
		.when = (int64_t)values[0],
		.messages = values[1],
	};
	int result = each->each(each->context, &sent, err);
	furui_buffer_free(&path);
	return result;
}

int furui_store_each_sent(struct furui_store *store,
			  int (*each)(void *context,
				      const struct furui_sent *sent,
				      struct furui_error *err),
			  void *context, struct furui_error *err)
{
	struct each_sent wanted = {each, context};
	return each_of(store, "own/s/", one_sent, &wanted, err);
}

static const char read_key[] = "own/r/";

static int take_read(void *context, const char *key, size_t size,
		     const uint64_t values[2], struct furui_error *err)
{
	(void)key;
	(void)size;
	(void)err;
	*(uint64_t *)context = values[0];
	return 0;
}

int furui_store_get_read_with(struct furui_store *store, uint64_t *fingerprint,
			      struct furui_error *err)
{
	*fingerprint = 0;
	return each_of(store, read_key, take_read, fingerprint, err);
}

int furui_store_set_read_with(struct furui_store *store, uint64_t fingerprint,
			      struct furui_error *err)
{
	uint64_t before;
	if (furui_store_get_read_with(store, &before, err) < 0)
		return -1;
	if (before == fingerprint)
		return 0;
	if (store_begin(store, err) < 0)
		return -1;
	return settle(store, put(store, read_key, "", 0, fingerprint, 0, err));
}

/* The key of a bounce's mark. */
static DBT bounce_key(const struct furui_digest *digest,
		      unsigned char name[PREFIX + FURUI_DIGEST_SIZE])
{
	memcpy(name, "own/b/", PREFIX);
	memcpy(name + PREFIX, digest->bytes, sizeof digest->bytes);
	return store_dbt(name, PREFIX + sizeof digest->bytes);
}

int store_mark_bounce(struct furui_store *store,
		      const struct furui_digest *digest, bool is_bounce,
		      struct furui_error *err)
{
	unsigned char name[PREFIX + FURUI_DIGEST_SIZE];
	DB *meta = store->databases[STORE_META];
	DBT key = bounce_key(digest, name);
	DBT value = store_dbt("", 0);
	if (is_bounce)
		return store_put(store, STORE_META, &key, &value, err);
	int code = meta->del(meta, store->txn, &key, 0);
	return code && code != DB_NOTFOUND
		       ? store_fail(store, code, "write", err)
		       : 0;
}

int furui_store_is_bounce(struct furui_store *store,
			  const struct furui_digest *digest,
			  struct furui_error *err)
{
	unsigned char name[PREFIX + FURUI_DIGEST_SIZE];
	DB *meta = store->databases[STORE_META];
	DBT key = bounce_key(digest, name);
	DBT value = {0};
	int code = meta->get(meta, store->txn, &key, &value, 0);
	if (code && code != DB_NOTFOUND)
		return store_fail(store, code, "read", err);
	return code == 0;
}
