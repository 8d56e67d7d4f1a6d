/* What the files of the store share; with them, the only place that knows
 * Berkeley DB. */
#ifndef FURUI_STORE_PRIVATE_H
#define FURUI_STORE_PRIVATE_H

#include <db.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "furui/arena.h"
#include "furui/buffer.h"
#include "furui/store.h"
#include "publish_private.h"

enum {
	/* Of everything below; dump and load bridge two. Taken over are version
	 * 1, which did not note who read a message, and 2 and 3, whose records
	 * of messages are of that version less one at most: pack_private.h. */
	STORE_VERSION = 4,
	STORE_VERSION_OLDEST = 1,
	/* Bytes: what kernels and file systems write as one, so that neither a
	 * kill nor a full disk leaves half a page. With 16 KB pages a full disk
	 * did, and recovery then refuses the file; updates in key order would
	 * run 10 % faster (measured: 534,000 against 489,000 a second). */
	STORE_PAGE = 4 << 10,
	STORE_CACHE = 32 << 20,       /* bytes, touched only as needed */
	STORE_CACHE_MAKING = 4 << 20, /* where nothing is read again */
	STORE_LOG_FILE = 1 << 20,     /* bytes */
	STORE_LOG_BUFFER = 256 << 10, /* bytes; at most a quarter of that */
	STORE_CHECKPOINT = 8 << 10,   /* KiB of log between checkpoints */
	STORE_DELTAS = 1 << 18,       /* tokens changed before they are written
					 into the open transaction */
};

enum store_database {
	STORE_META,     /* "version", "state"; the user: store_own.c */
	STORE_TOKENS,   /* "subj:word" -> counts, day */
	STORE_MESSAGES, /* digest -> record: the ledger */
	STORE_DATES,    /* date, digest -> nothing: the ledger's date order */
	STORE_DATABASES
};

/* What the store knows of itself; one record in meta, changed in the same
 * transaction as what it counts. */
struct store_state {
	uint64_t spam, ham;    /* messages */
	uint64_t tokens;       /* distinct */
	uint64_t ledger_bytes; /* packed features */
	uint64_t last_learned; /* Unix time */
	uint64_t generation;   /* commits that changed something */
	uint64_t reader;       /* FURUI_READER_VERSION of the last change */
	uint64_t current;      /* messages that this one read */
};

/* How a token's record is to change. */
struct store_delta {
	uint64_t hash;   /* the token's id */
	const char *key; /* "tag:text" */
	uint8_t tag;
	uint8_t prefix; /* bytes of the key before the text */
	uint16_t size;  /* bytes of the text */
	uint32_t day;
	int32_t spam, ham;
};

/* One in the order of keys. */
struct store_place {
	uint64_t first; /* what its key begins with, about */
	const struct store_delta *delta;
};

/* Deltas by token; all zero is an empty table. */
struct store_table {
	uint64_t *index; /* store_table.c has what is in it */
	size_t capacity; /* of the index; of deltas half as many */
	struct store_delta *deltas;
	size_t used;
	struct store_place *places;
	struct furui_arena keys;
};

enum store_mode {
	STORE_LOGGED, /* changes are transactions, and logged */
	STORE_MAKING, /* new: without, up to the first commit */
	STORE_MADE,   /* that was it: from the next change on they are */
};

struct furui_store {
	char *folder;
	enum store_mode mode;
	bool read_only;
	bool changing;    /* something is not committed */
	bool broken;      /* a rollback failed: only closing is left */
	bool checked;     /* store_check_dates() found nothing */
	bool learned;     /* since the last commit: the model will differ */
	bool unsynced;    /* changed since store_checkpoint() */
	size_t unwritten; /* bytes put since store_write_out(), in pages */
	bool no_room;     /* the library's last complaint was a full disk */
	int stuck;   /* code of a failed checkpoint: nothing is lost, but the
			log would grow without end */
	int lock;    /* descriptor of the locked file; -1 */
	mode_t mask; /* the process's umask before */
	DB_ENV *env;
	DB *databases[STORE_DATABASES];
	DB_TXN *txn; /* open while changing, if logged */
	DBC *walk;   /* furui_store_next() */
	struct store_state state, committed;
	struct store_table table;
	struct furui_reader *reader;
	struct furui_buffer scratch;
	char complaint[256]; /* of the library, its last */
};

/* store_error.c: */

/* Fills err for Berkeley DB's return code and returns -1. `doing` follows
 * "cannot". */
int store_fail(struct furui_store *store, int code, const char *doing,
	       struct furui_error *err);
void store_complain(const DB_ENV *env, const char *prefix, const char *text);

int store_fail_absent(const char *folder, struct furui_error *err);

/* store_pages.c: looks once for pages of the dates in which a search would
 * never end; -1 when there is one. */
int store_check_dates(struct furui_store *store, struct furui_error *err);

/* store_table.c: */

/* Of its key. */
static inline size_t store_delta_size(const struct store_delta *delta)
{
	return (size_t)delta->prefix + delta->size;
}
/* The token's delta, made with zeros when absent. Valid until the next call. */
struct store_delta *store_table_at(struct store_table *table,
				   const struct furui_token *token);
/* Begins to fetch from memory what store_table_at() will look at, one behind
 * the other: each is read to find the next. */
enum store_prefetch {
	STORE_PREFETCH_ENTRY,
	STORE_PREFETCH_DELTA,
	STORE_PREFETCH_KEY
};
void store_table_prefetch(const struct store_table *table,
			  const struct furui_token *token,
			  enum store_prefetch what);
/* The deltas, as many as are used, in bytewise order of their keys; valid until
 * the table is changed or cleared. */
const struct store_place *store_table_sort(struct store_table *table);
void store_table_clear(struct store_table *table);
void store_table_free(struct store_table *table);

/* store_codec.c: bytes in the databases. */
enum {
	STORE_TOKEN_MAX = 15, /* three varints */
	STORE_DATE_KEY = 8 + FURUI_DIGEST_SIZE,
	STORE_STATE_SIZE = 8 * 8,
	STORE_STATE_SIZE_OLD = 7 * 8, /* in version 1 */
	STORE_PAIR_SIZE = 2 * 8,
};
struct store_token {
	struct furui_counts counts;
	uint32_t day; /* since 1970 */
};
size_t store_token_encode(const struct store_token *token,
			  unsigned char out[STORE_TOKEN_MAX]);
int store_token_decode(const void *bytes, size_t size,
		       struct store_token *token);
void store_record_encode(const struct furui_record *record,
			 struct furui_buffer *out);
/* Sets all but the digest; texts and features point into bytes. */
int store_record_decode(const void *bytes, size_t size,
			struct furui_record *record);
void store_date_key(int64_t date, const struct furui_digest *digest,
		    unsigned char out[STORE_DATE_KEY]);
int64_t store_date_of_key(const unsigned char key[STORE_DATE_KEY]);
void store_state_encode(const struct store_state *state,
			unsigned char out[STORE_STATE_SIZE]);
int store_state_decode(const void *bytes, size_t size,
		       struct store_state *state);
void store_pair_encode(const uint64_t values[2],
		       unsigned char out[STORE_PAIR_SIZE]);
/* Leaves the values alone when it is none. */
void store_pair_decode(const void *bytes, size_t size, uint64_t values[2]);

/* store_own.c: notes that a message was learned as a bounce, or no more. */
int store_mark_bounce(struct furui_store *store,
		      const struct furui_digest *digest, bool is_bounce,
		      struct furui_error *err);

/* store_write.c: transactions. */

/* To be called before store_begin() by whoever holds a record across it: what
 * was read before is gone. */
int store_prepare(struct furui_store *store, struct furui_error *err);
/* Opens the transaction unless it is open; fails on a read-only store. */
int store_begin(struct furui_store *store, struct furui_error *err);
/* Drops everything since the last commit. */
void store_rollback(struct furui_store *store);
/* Writes the collected deltas into the open transaction. */
int store_spill(struct furui_store *store, struct furui_error *err);
/* Writes the state and commits. */
int store_finish(struct furui_store *store, struct furui_error *err);
int store_put(struct furui_store *store, enum store_database which, DBT *key,
	      DBT *value, struct furui_error *err);

/* store_env.c: the databases. */

/* Opens the environment and its databases as the mode has it; recovers them
 * if logged. */
int store_open_files(struct furui_store *store, bool create,
		     struct furui_error *err);
/* Writes nothing that was not committed. */
void store_close_files(struct furui_store *store);

/* store_make.c: a new store. */

/* The database's file at present. */
const char *store_file_name(const struct furui_store *store,
			    enum store_database which);
/* Whether the folder has a store; one that is being made, or whose maker was
 * killed. */
bool store_is_there(const char *folder);
bool store_is_making(const char *folder);
/* A database that is missing beside others, meta before all; NULL: all are
 * there, or none is. */
const char *store_missing(const char *folder);
/* Fails for that reason: someone has removed it, and the rest is worth more
 * than an empty one in its place. */
int store_fail_missing(const char *folder, const char *name,
		       struct furui_error *err);
int store_make_begin(struct furui_store *store, struct furui_error *err);
/* Commits: from here on the store is there. */
int store_make_end(struct furui_store *store, struct furui_error *err);
/* Closes it and leaves nothing behind. */
void store_make_drop(struct furui_store *store);
/* Opens one that was made to be changed further. When that fails, it can still
 * be read. */
int store_make_log(struct furui_store *store, struct furui_error *err);

/* store_sync.c: */

/* The databases' files, in the store's folder. */
extern const char *const store_file_names[STORE_DATABASES];
/* Writes all that the cache holds to the files; the system may still lose it. 0
 * or an error of the library's or the system's. */
int store_write_out(struct furui_store *store);
/* Writes all that the cache holds to the files, for good. 0 or an error of the
 * library's or the system's. */
int store_flush(struct furui_store *store);

/* store_read.c: */

/* 1 with the record, borrowed until the next call; 0; -1. */
int store_get_record(struct furui_store *store,
		     const struct furui_digest *digest,
		     struct furui_record *record, struct furui_error *err);
void store_end_walk(struct furui_store *store);

/* The bytes as the library wants them; it does not write to them. */
static inline DBT store_dbt(const void *bytes, size_t size)
{
	union {
		const void *given;
		void *wanted;
	} pointer = {.given = bytes};
	DBT dbt = {0};
	dbt.data = pointer.wanted;
	dbt.size = (uint32_t)size;
	return dbt;
}

#endif
