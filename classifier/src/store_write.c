/* Transactions: what a batch of changes collects is written in key order and
 * committed as one. Nothing is ever committed but by furui_store_commit(), so
 * a caller may make any number of changes one step. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "publish_private.h"
#include "store_private.h"

int store_prepare(struct furui_store *store, struct furui_error *err)
{
	return store->mode == STORE_MADE && !store->broken
		       ? store_make_log(store, err)
		       : 0;
}

int store_begin(struct furui_store *store, struct furui_error *err)
{
	if (store->read_only)
		return furui_fail(err, FURUI_ERROR_INPUT,
				  "the store in %s was opened for reading only",
				  store->folder);
	if (store->broken)
		return furui_fail(err, FURUI_ERROR_DATABASE,
				  "the store in %s had an error; open it again",
				  store->folder);
	if (store->stuck)
		return store_fail(store, store->stuck, "write to", err);
	if (store->changing)
		return 0;
	if (store_prepare(store, err) < 0 || store_check_dates(store, err) < 0)
		return -1;
	int code = 0;
	if (store->mode == STORE_LOGGED) {
		store->unsynced = true;
		code = store->env->txn_begin(store->env, NULL, &store->txn, 0);
	}
	store->changing = code == 0;
	return code ? store_fail(store, code, "change", err) : 0;
}

void store_rollback(struct furui_store *store)
{
	store_end_walk(store);
	/* A store that is being made can only be made anew. */
	if ((store->txn && store->txn->abort(store->txn) != 0) ||
	    store->mode == STORE_MAKING)
		store->broken = true;
	store->txn = NULL;
	store->changing = false;
	store->state = store->committed;
	store->learned = false;
	store_table_clear(&store->table);
}

int store_put(struct furui_store *store, enum store_database which, DBT *key,
	      DBT *value, struct furui_error *err)
{
	DB *db = store->databases[which];
	int code = db->put(db, store->txn, key, value, 0);
	/* Pages that the cache has no room for would be written in disorder.
	 * Those of messages are nearly all, one at least for each. */
	if (!code && store->mode == STORE_MAKING) {
		const size_t page = STORE_PAGE, cache = STORE_CACHE_MAKING;
		store->unwritten += (value->size + page - 1) / page * page;
		if (store->unwritten > cache / 4 * 3)
			code = store_write_out(store);
	}
	return code ? store_fail(store, code, "write", err) : 0;
}

/* Adds a change to a count; -1 when the sum is none. */
static int add(uint32_t *count, int32_t change)
{
	int64_t sum = (int64_t)*count + change;
	if (sum < 0 || sum > UINT32_MAX)
		return -1;
	*count = (uint32_t)sum;
	return 0;
}

/* Tokens' records on their way to the database, which looks for the place of
 * each behind the one before when it is given many in a row. */
struct records {
	DBT bulk;
	void *end; /* of the list in it; NULL: it is full */
};

static void clear_records(struct records *records)
{
	DB_MULTIPLE_WRITE_INIT(records->end, &records->bulk);
}

static int write_records(struct furui_store *store, struct records *records,
			 struct furui_error *err)
{
	DB *tokens = store->databases[STORE_TOKENS];
	int code = tokens->put(tokens, store->txn, &records->bulk, NULL,
			       DB_MULTIPLE_KEY);
	clear_records(records);
	return code ? store_fail(store, code, "write", err) : 0;
}

static int add_record(struct furui_store *store, struct records *records,
		      const DBT *key, const DBT *value, struct furui_error *err)
{
	DB_MULTIPLE_KEY_WRITE_NEXT(records->end, &records->bulk, key->data,
				   key->size, value->data, value->size);
	if (records->end)
		return 0;
	if (write_records(store, records, err) < 0)
		return -1;
	DB_MULTIPLE_KEY_WRITE_NEXT(records->end, &records->bulk, key->data,
				   key->size, value->data, value->size);
	return 0;
}

/* `fresh`: no token is in the store yet but those of this call. */
static int apply(struct furui_store *store, const struct store_delta *delta,
		 bool fresh, struct records *records, struct furui_error *err)
{
	DB *tokens = store->databases[STORE_TOKENS];
	struct store_token token = {0};
	DBT key = store_dbt(delta->key, store_delta_size(delta));
	DBT value = {0};
	int code = fresh ? DB_NOTFOUND
			 : tokens->get(tokens, store->txn, &key, &value, 0);
	bool known = code == 0;
	if (code && code != DB_NOTFOUND)
		return store_fail(store, code, "read", err);
	if ((known && store_token_decode(value.data, value.size, &token) < 0) ||
	    add(&token.counts.spam, delta->spam) < 0 ||
	    add(&token.counts.ham, delta->ham) < 0) {
		char what[80];
		(void)snprintf(what, sizeof what, "the counts of a token, %.*s",
			       (int)store_delta_size(delta), delta->key);
		return store_damaged(store, what, err);
	}
	if (delta->day > token.day)
		token.day = delta->day;
	if (token.counts.spam || token.counts.ham) {
		unsigned char bytes[STORE_TOKEN_MAX];
		value = store_dbt(bytes, store_token_encode(&token, bytes));
		store->state.tokens += !known;
		return add_record(store, records, &key, &value, err);
	}
	if (!known)
		return 0;
	store->state.tokens--;
	code = tokens->del(tokens, store->txn, &key, 0);
	return code ? store_fail(store, code, "write", err) : 0;
}

int store_spill(struct furui_store *store, struct furui_error *err)
{
	if (!store->table.used)
		return 0;
	const struct store_place *places = store_table_sort(&store->table);
	bool fresh = store->state.tokens == 0;
	int result = 0;
	enum {
		BULK = 256 << 10
	};
	void *room = furui_xmalloc(BULK);
	struct records records = {
		.bulk = {.data = room, .ulen = BULK, .flags = DB_DBT_USERMEM}};
	clear_records(&records);
	for (size_t i = 0; result == 0 && i < store->table.used; i++) {
		const struct store_delta *delta = places[i].delta;
		if (delta->spam || delta->ham)
			result = apply(store, delta, fresh, &records, err);
	}
	if (result == 0)
		result = write_records(store, &records, err);
	free(room);
	store_table_clear(&store->table);
	return result;
}

static int commit_logged(struct furui_store *store, struct furui_error *err)
{
	int code = store->txn->commit(store->txn, DB_TXN_SYNC);
	store->txn = NULL; /* gone, whatever the code */
	/* The library may have written the commit and yet failed: only recovery
	 * can tell. */
	store->broken = code != 0;
	return code ? store_fail(store, code, "commit to", err) : 0;
}

int store_finish(struct furui_store *store, struct furui_error *err)
{
	unsigned char bytes[STORE_STATE_SIZE];
	store_state_encode(&store->state, bytes);
	DBT key = store_dbt("state", 5);
	DBT value = store_dbt(bytes, sizeof bytes);
	if (store_put(store, STORE_META, &key, &value, err) < 0)
		return -1;
	store_end_walk(store);
	if ((store->mode == STORE_MAKING ? store_make_end(store, err)
					 : commit_logged(store, err)) < 0)
		return -1;
	store->committed = store->state;
	store->learned = false;
	store->changing = false;
	if (store->mode == STORE_LOGGED)
		store->stuck = store->env->txn_checkpoint(
			store->env, STORE_CHECKPOINT, 0, 0);
	return 0;
}

int furui_store_commit(struct furui_store *store, struct furui_error *err)
{
	/* A new store comes to be with its first commit, whatever is in it. */
	if (!store->changing && store->mode != STORE_MAKING)
		return 0;
	if (store->broken)
		return store_begin(store, err);
	store->state.generation += store->learned;
	int result = store_spill(store, err);
	if (result == 0)
		result = store_finish(store, err);
	if (result < 0)
		store_rollback(store);
	return result;
}

const char *store_folder(const struct furui_store *store)
{
	return store->folder;
}

bool store_is_changing(const struct furui_store *store)
{
	return store->changing;
}
