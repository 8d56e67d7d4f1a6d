/* Learning and forgetting: the ledger and the token counts change together. */
#include "furui/store.h"

#include <string.h>

#include "store_private.h"

enum {
	DAY = 24 * 60 * 60 /* seconds */
};

/* When a message's words were last seen: its own date, unless it has none or
 * claims to come from the future. */
static uint32_t day_of(const struct furui_record *record)
{
	int64_t when = record->date;
	if (when <= 0 || when > record->learned)
		when = record->learned;
	int64_t day = when / DAY;
	return day < 0 ? 0 : day > UINT32_MAX ? UINT32_MAX : (uint32_t)day;
}

/* Adds sign (1 or -1) to the counts of the message's tokens. */
static void count(struct furui_store *store,
		  const struct furui_features *features,
		  const struct furui_record *record, int sign)
{
	enum {
		AHEAD = 4 /* the deltas lie all over a large table */
	};
	uint32_t day = day_of(record);
	const struct furui_token *tokens = features->tokens;
	for (size_t i = 0; i < features->token_count; i++) {
		for (int what = STORE_PREFETCH_KEY; what >= 0; what--) {
			size_t ahead = i + (size_t)(3 - what) * AHEAD;
			if (ahead < features->token_count)
				store_table_prefetch(&store->table,
						     &tokens[ahead],
						     (enum store_prefetch)what);
		}
		struct store_delta *delta =
			store_table_at(&store->table, &tokens[i]);
		if (record->label == FURUI_SPAM)
			delta->spam += sign;
		else
			delta->ham += sign;
		if (sign > 0 && day > delta->day)
			delta->day = day;
	}
}

/* Adds sign to what the store says of all messages. */
static void count_message(struct furui_store *store,
			  const struct furui_record *record, int sign)
{
	uint64_t one = sign > 0 ? 1 : UINT64_MAX;
	struct store_state *state = &store->state;
	if (record->label == FURUI_SPAM)
		state->spam += one;
	else
		state->ham += one;
	state->ledger_bytes += one * record->packed_size;
	/* An older furui, used in between, has set it to 0. */
	if (record->reader == FURUI_READER_VERSION &&
	    (sign > 0 || state->current))
		state->current += one;
}

static int add_message(struct furui_store *store,
		       const struct furui_record *given,
		       const struct furui_features *features,
		       struct furui_error *err)
{
	struct furui_record record = *given;
	if (record.date < 0)
		record.date = 0; /* before 1970: as good as unknown */
	unsigned char date_key[STORE_DATE_KEY];
	store_date_key(record.date, &record.digest, date_key);
	DBT key = store_dbt(date_key, sizeof date_key);
	DBT value = store_dbt("", 0);
	if (store_put(store, STORE_DATES, &key, &value, err) < 0)
		return -1;
	store_record_encode(&record, &store->scratch);
	key = store_dbt(record.digest.bytes, sizeof record.digest.bytes);
	value = store_dbt(store->scratch.data, store->scratch.size);
	if (store_put(store, STORE_MESSAGES, &key, &value, err) < 0)
		return -1;
	count_message(store, &record, 1);
	if (record.learned > 0 &&
	    (uint64_t)record.learned > store->state.last_learned)
		store->state.last_learned = (uint64_t)record.learned;
	count(store, features, &record, 1);
	return furui_features_have(features, FURUI_TAG_META, "bounce")
		       ? store_mark_bounce(store, &record.digest, true, err)
		       : 0;
}

static int erase(struct furui_store *store, enum store_database which,
		 const void *bytes, size_t size, struct furui_error *err)
{
	DB *db = store->databases[which];
	DBT key = store_dbt(bytes, size);
	int code = db->del(db, store->txn, &key, 0);
	if (code == DB_NOTFOUND)
		return store_damaged(store, "a message has no date", err);
	return code ? store_fail(store, code, "write", err) : 0;
}

/* For what records hold. */
static int make_reader(struct furui_store *store, struct furui_error *err)
{
	return store->reader ? 0 : furui_reader_new(&store->reader, err);
}

/* `record` as store_get_record() gave it. */
static int remove_message(struct furui_store *store,
			  const struct furui_record *record,
			  struct furui_error *err)
{
	if (make_reader(store, err) < 0)
		return -1;
	const struct furui_features *features = furui_unpack(
		store->reader, record->packed, record->packed_size, err);
	if (!features)
		return -1;
	count_message(store, record, -1);
	count(store, features, record, -1);
	unsigned char date_key[STORE_DATE_KEY];
	store_date_key(record->date, &record->digest, date_key);
	if (erase(store, STORE_DATES, date_key, sizeof date_key, err) < 0 ||
	    store_mark_bounce(store, &record->digest, false, err) < 0)
		return -1;
	return erase(store, STORE_MESSAGES, record->digest.bytes,
		     sizeof record->digest.bytes, err);
}

/* Ends a change: keeps the table small, undoes all when it failed. */
static int settle(struct furui_store *store, int result,
		  struct furui_error *err)
{
	store->learned |= result >= 0;
	if (result >= 0 && store->table.used >= STORE_DELTAS &&
	    store_spill(store, err) < 0)
		result = -1;
	if (result < 0)
		store_rollback(store);
	return result;
}

int furui_store_learn(struct furui_store *store,
		      const struct furui_record *record,
		      const struct furui_features *features,
		      struct furui_error *err)
{
	struct furui_record old;
	if (store_prepare(store, err) < 0)
		return -1;
	int known = store_get_record(store, &record->digest, &old, err);
	if (known < 0 || (known && old.label == record->label))
		return known < 0 ? -1 : 0;
	if (store_begin(store, err) < 0)
		return -1;
	int result = 1;
	if (known && remove_message(store, &old, err) < 0)
		result = -1;
	if (result > 0 && add_message(store, record, features, err) < 0)
		result = -1;
	result = settle(store, result, err);
	return result;
}

/* Notes that this reader reads it as it was read before, in a record of the
 * present version. */
static int note_reader(struct furui_store *store,
		       const struct furui_record *old,
		       const struct furui_record *now, struct furui_error *err)
{
	struct furui_record record = *old;
	if (old->reader == now->reader && old->packed_size == now->packed_size)
		return 0;
	if (store_begin(store, err) < 0)
		return -1;
	record.reader = now->reader;
	record.packed = now->packed;
	record.packed_size = now->packed_size;
	count_message(store, old, -1);
	count_message(store, &record, 1);
	store_record_encode(&record, &store->scratch);
	DBT key = store_dbt(record.digest.bytes, sizeof record.digest.bytes);
	DBT value = store_dbt(store->scratch.data, store->scratch.size);
	int result = store_put(store, STORE_MESSAGES, &key, &value, err);
	if (result < 0)
		store_rollback(store);
	return result;
}

int furui_store_relearn(struct furui_store *store,
			const struct furui_record *record,
			const struct furui_features *features,
			struct furui_error *err)
{
	struct furui_record old;
	if (store_prepare(store, err) < 0 || make_reader(store, err) < 0)
		return -1;
	int known = store_get_record(store, &record->digest, &old, err);
	if (known < 0 || !known || old.label != record->label)
		return known < 0 ? -1 : 0;
	int agree =
		furui_records_agree(store->reader, old.packed, old.packed_size,
				    record->packed, record->packed_size, err);
	if (agree < 0)
		return -1;
	if (agree)
		return note_reader(store, &old, record, err);
	if (store_begin(store, err) < 0)
		return -1;
	int result = remove_message(store, &old, err);
	if (result == 0)
		result = add_message(store, record, features, err);
	return settle(store, result < 0 ? -1 : 1, err);
}

int furui_store_forget(struct furui_store *store,
		       const struct furui_digest *digest,
		       enum furui_label label, struct furui_error *err)
{
	struct furui_record old;
	if (store_prepare(store, err) < 0)
		return -1;
	int known = store_get_record(store, digest, &old, err);
	if (known < 0 || !known || old.label != label)
		return known < 0 ? -1 : 0;
	if (store_begin(store, err) < 0)
		return -1;
	int result = remove_message(store, &old, err) < 0 ? -1 : 1;
	result = settle(store, result, err);
	return result;
}

int furui_store_see_token(struct furui_store *store, const char *name,
			  size_t size, struct furui_counts counts, int64_t day,
			  struct furui_error *err)
{
	if (store_begin(store, err) < 0)
		return -1;
	DB *tokens = store->databases[STORE_TOKENS];
	DBT key = store_dbt(name, size);
	DBT value = {0};
	struct store_token token = {0};
	unsigned char bytes[STORE_TOKEN_MAX];
	int result = store_spill(store, err);
	if (result == 0) {
		int code = tokens->get(tokens, store->txn, &key, &value, 0);
		if (code && code != DB_NOTFOUND)
			result = store_fail(store, code, "read", err);
		else if (code ||
			 store_token_decode(value.data, value.size, &token) <
				 0 ||
			 token.counts.spam != counts.spam ||
			 token.counts.ham != counts.ham)
			result = furui_fail(
				err, FURUI_ERROR_INPUT,
				"the messages have this token %u times in "
				"spam and %u times in wanted mail, not %u and "
				"%u times",
				token.counts.spam, token.counts.ham,
				counts.spam, counts.ham);
	}
	if (result == 0) {
		token.day = day < 0 ? 0 : (uint32_t)day;
		value = store_dbt(bytes, store_token_encode(&token, bytes));
		result = store_put(store, STORE_TOKENS, &key, &value, err);
	}
	result = settle(store, result, err);
	return result;
}
