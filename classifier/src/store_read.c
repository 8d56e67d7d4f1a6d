/* Reading the store: one message, all of them in either order, all tokens,
 * the sums. What is not committed yet counts everywhere. */
#include <string.h>

#include "furui/hash.h"
#include "furui/learner.h"
#include "publish_private.h"
#include "store_private.h"

int store_get_record(struct furui_store *store,
		     const struct furui_digest *digest,
		     struct furui_record *record, struct furui_error *err)
{
	DB *messages = store->databases[STORE_MESSAGES];
	DBT key = store_dbt(digest->bytes, sizeof digest->bytes);
	DBT value = {0};
	int code = messages->get(messages, store->txn, &key, &value, 0);
	if (code == DB_NOTFOUND)
		return 0;
	if (code)
		return store_fail(store, code, "read", err);
	if (store_record_decode(value.data, value.size, record) < 0)
		return store_damaged(store, "a message's record", err);
	record->digest = *digest;
	return 1;
}

int furui_store_find(struct furui_store *store,
		     const struct furui_digest *digest,
		     struct furui_record *record, struct furui_error *err)
{
	return store_get_record(store, digest, record, err);
}

static int open_cursor(struct furui_store *store, enum store_database which,
		       DBC **out, struct furui_error *err)
{
	DB *db = store->databases[which];
	int code = db->cursor(db, store->txn, out, 0);
	return code ? store_fail(store, code, "read", err) : 0;
}

/* 1 and the next pair, valid until the cursor moves; 0 at the end; -1. */
static int cursor_next(struct furui_store *store, DBC *cursor, DBT *key,
		       DBT *value, struct furui_error *err)
{
	int code = cursor->get(cursor, key, value, DB_NEXT);
	if (code == DB_NOTFOUND)
		return 0;
	return code ? store_fail(store, code, "read", err) : 1;
}

/* Pages that stand where others should pass the library's checks. */
static int check_count(struct furui_store *store, uint64_t seen, uint64_t known,
		       const char *what, struct furui_error *err)
{
	return seen == known ? 0 : store_damaged(store, what, err);
}

int furui_store_each_message(struct furui_store *store,
			     int (*each)(void *context,
					 const struct furui_record *record,
					 struct furui_error *err),
			     void *context, struct furui_error *err)
{
	DBC *cursor;
	if (open_cursor(store, STORE_MESSAGES, &cursor, err) < 0)
		return -1;
	DBT key = {0};
	DBT value = {0};
	uint64_t known = store->state.spam + store->state.ham, seen = 0;
	int more;
	while ((more = cursor_next(store, cursor, &key, &value, err)) > 0) {
		struct furui_record record;
		seen++;
		if (key.size != sizeof record.digest.bytes ||
		    store_record_decode(value.data, value.size, &record) < 0) {
			more = store_damaged(store, "a message's record", err);
			break;
		}
		memcpy(record.digest.bytes, key.data, key.size);
		if ((more = each(context, &record, err)) < 0)
			break;
	}
	(void)cursor->close(cursor);
	return more < 0 ? -1
			: check_count(store, seen, known,
				      "messages are missing", err);
}

/* Collected changes of tokens must lie in the transaction to be read. */
static int spill_to_read(struct furui_store *store, struct furui_error *err)
{
	int result = store_spill(store, err);
	if (result < 0)
		store_rollback(store);
	return result;
}

int furui_store_each_token(struct furui_store *store,
			   int (*each)(void *context, const char *key,
				       size_t key_size,
				       struct furui_counts counts, int64_t day,
				       struct furui_error *err),
			   void *context, struct furui_error *err)
{
	DBC *cursor;
	if (spill_to_read(store, err) < 0 ||
	    open_cursor(store, STORE_TOKENS, &cursor, err) < 0)
		return -1;
	DBT key = {0};
	DBT value = {0};
	uint64_t known = store->state.tokens, seen = 0;
	int more;
	while ((more = cursor_next(store, cursor, &key, &value, err)) > 0) {
		struct store_token token;
		seen++;
		if (store_token_decode(value.data, value.size, &token) < 0) {
			more = store_damaged(store, "a token's record", err);
			break;
		}
		more = each(context, key.data, key.size, token.counts,
			    token.day, err);
		if (more < 0)
			break;
	}
	(void)cursor->close(cursor);
	return more < 0 ? -1
			: check_count(store, seen, known, "tokens are missing",
				      err);
}

int furui_store_rewind(struct furui_store *store, struct furui_error *err)
{
	store_end_walk(store);
	return store_check_dates(store, err) < 0
		       ? -1
		       : open_cursor(store, STORE_DATES, &store->walk, err);
}

int furui_store_next(struct furui_store *store, struct furui_record *record,
		     struct furui_error *err)
{
	DBT key = {0};
	DBT value = {0};
	if (!store->walk)
		return 0;
	int more = cursor_next(store, store->walk, &key, &value, err);
	if (more <= 0) {
		store_end_walk(store);
		return more;
	}
	if (key.size != STORE_DATE_KEY)
		return store_damaged(store, "a date's record", err);
	struct furui_digest digest;
	memcpy(digest.bytes, (const char *)key.data + 8, sizeof digest.bytes);
	int found = store_get_record(store, &digest, record, err);
	return found ? found
		     : store_damaged(store, "a date without message", err);
}

void store_end_walk(struct furui_store *store)
{
	if (store->walk)
		(void)store->walk->close(store->walk);
	store->walk = NULL;
}

/* The date of the first message whose date is known, or of the last. */
static int date_at(struct furui_store *store, u_int32_t where, int64_t *date,
		   struct furui_error *err)
{
	DBC *cursor;
	if (open_cursor(store, STORE_DATES, &cursor, err) < 0)
		return -1;
	static const struct furui_digest least;
	unsigned char from[STORE_DATE_KEY];
	store_date_key(1, &least, from);
	DBT key = store_dbt(from, sizeof from);
	DBT value = {0};
	int code = cursor->get(cursor, &key, &value, where);
	*date = 0;
	if (code == 0 && key.size == STORE_DATE_KEY)
		*date = store_date_of_key(key.data);
	(void)cursor->close(cursor);
	return code && code != DB_NOTFOUND
		       ? store_fail(store, code, "read", err)
		       : 0;
}

uint64_t store_tokens_most(const struct furui_store *store)
{
	return store->state.tokens + store->table.used;
}

uint64_t store_stamp(const struct furui_store *store)
{
	unsigned char bytes[STORE_STATE_SIZE];
	struct store_state state = store->state;
	/* With the reader's version, so that a model that an older furui
	 * fitted is fitted anew; noting who read what changes no model. */
	state.current = 0;
	store_state_encode(&state, bytes);
	return furui_hash(bytes, sizeof bytes, 0);
}

struct furui_counts furui_store_messages(const struct furui_store *store)
{
	return (struct furui_counts){(uint32_t)store->state.spam,
				     (uint32_t)store->state.ham};
}

int furui_store_summary(struct furui_store *store,
			struct furui_store_summary *out,
			struct furui_error *err)
{
	*out = (struct furui_store_summary){0};
	if (spill_to_read(store, err) < 0 ||
	    store_check_dates(store, err) < 0 ||
	    date_at(store, DB_SET_RANGE, &out->first_date, err) < 0 ||
	    date_at(store, DB_LAST, &out->last_date, err) < 0)
		return -1;
	const struct store_state *state = &store->state;
	out->messages = furui_store_messages(store);
	out->tokens = state->tokens;
	out->last_learned = (int64_t)state->last_learned;
	out->ledger_bytes = state->ledger_bytes;
	out->older = state->spam + state->ham - state->current;
	out->published =
		furui_learner_published(store->folder, store_stamp(store));
	return 0;
}
