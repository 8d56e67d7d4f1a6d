/* Reads messages into features on several threads. Reading takes nearly all
 * of a training's time; the store stays with the one thread that owns it. */
#include "pool.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum {
	/* Measured against 12 and 4: 2.4 % less of the processors' time, 4 %
	 * less by the clock. */
	JOBS_PER_THREAD = 32,
	BATCH = 8,        /* messages handed over at once */
	HELD = 32 << 20,  /* bytes of messages in the ring, and one more */
	KEPT = 256 << 10, /* bytes of a job's buffer kept for the next */
	/* Bytes of messages kept for a fit, of all threads: some 6,000
	 * messages, read from the ledger in a quarter of the time of a fit. */
	KEPT_FOR_FIT = 128 << 20,
	BLOCK = 1 << 20,
};

/* A thread and what is its own. */
struct hand {
	struct pool *pool;
	pthread_t thread;
	struct furui_reader *reader;
	struct furui_arena kept;
	size_t kept_size; /* bytes, about */
	struct furui_excerpt_room room;
};

struct slot {
	struct pool_job job;
	bool is_read;
};

/* A ring: [taken, filled) are in it; of these the threads may take up those
 * before submitted, and have taken up those before begun. The numbers only
 * grow. To hand over several at once instead of each saves most of what locks
 * and waking cost. */
struct pool {
	struct slot *slots;
	size_t size;
	size_t taken, filled,
		ready; /* its owner's; all before ready are read */
	size_t held;   /* bytes of the messages in it */
	size_t begun, submitted;
	size_t finished; /* how many were read, in whatever order */
	size_t awaited;  /* who waits wants so many finished; 0: nobody does */
	bool ending;
	pthread_mutex_t mutex;
	pthread_cond_t work, some_read;
	struct hand *hands;
	const struct furui_own *own;
	_Atomic bool keeps; /* not any more once a thread has kept its share */
	unsigned count;
	unsigned started;
};

static struct slot *slot_at(struct pool *pool, size_t number)
{
	return &pool->slots[number % pool->size];
}

static void read_job(struct hand *hand, struct pool_job *job)
{
	const struct furui_features *features =
		furui_read(hand->reader, job->bytes.data, job->bytes.size);
	job->packed.size = 0;
	furui_features_pack(features, &job->packed);
	job->excerpt = NULL;
	if (hand->pool->keeps) {
		job->excerpt =
			furui_excerpt_keep(features, &hand->kept, &hand->room);
		hand->kept_size += hand->room.size;
		if (hand->kept_size >= KEPT_FOR_FIT / hand->pool->count)
			hand->pool->keeps = false;
	}
	/* The rest of the features lasts only until the next message. */
	job->features = (struct furui_features){
		.tokens = furui_reader_keep_tokens(hand->reader, &job->kept),
		.token_count = features->token_count,
		.date = features->date,
	};
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many to take up: what there is, shared among the threads. */
static size_t share(const struct pool *pool)
{
	size_t each = (pool->submitted - pool->begun) / pool->count;
	return each ? least(each, BATCH) : 1;
}

static void *run(void *argument)
{
	struct hand *hand = argument;
	struct pool *pool = hand->pool;
	(void)pthread_mutex_lock(&pool->mutex);
	for (;;) {
		while (!pool->ending && pool->begun == pool->submitted)
			(void)pthread_cond_wait(&pool->work, &pool->mutex);
		if (pool->ending)
			break;
		size_t first = pool->begun, count = share(pool);
		pool->begun += count;
		/* Who takes up a part wakes the next. */
		if (pool->begun < pool->submitted)
			(void)pthread_cond_signal(&pool->work);
		(void)pthread_mutex_unlock(&pool->mutex);
		for (size_t i = 0; i < count; i++)
			read_job(hand, &slot_at(pool, first + i)->job);
		(void)pthread_mutex_lock(&pool->mutex);
		for (size_t i = 0; i < count; i++)
			slot_at(pool, first + i)->is_read = true;
		pool->finished += count;
		if (pool->awaited && pool->finished >= pool->awaited)
			(void)pthread_cond_signal(&pool->some_read);
	}
	(void)pthread_mutex_unlock(&pool->mutex);
	return NULL;
}

static int start_thread(struct pool *pool, struct furui_error *err)
{
	unsigned i = pool->started;
	struct hand *hand = &pool->hands[i];
	*hand = (struct hand){.pool = pool, .kept = {.step = BLOCK}};
	if (furui_reader_new(&hand->reader, err) < 0)
		return -1;
	furui_reader_set_own(hand->reader, pool->own);
	if (pthread_create(&hand->thread, NULL, run, hand) == 0) {
		pool->started++;
		return 0;
	}
	furui_reader_free(&hand->reader);
	/* Fewer do as well. */
	return i ? 1
		 : furui_fail(err, FURUI_ERROR_SYSTEM,
			      "cannot start a thread to read messages");
}

static void *zeros(size_t count, size_t size)
{
	return memset(furui_xmalloc(count * size), 0, count * size);
}

int pool_new(struct pool **out, unsigned threads, bool keeps,
	     const struct furui_own *own, struct furui_error *err)
{
	struct pool *pool = zeros(1, sizeof *pool);
	pool->size = (size_t)threads * JOBS_PER_THREAD;
	pool->slots = zeros(pool->size, sizeof *pool->slots);
	pool->hands = zeros(threads, sizeof *pool->hands);
	pool->count = threads;
	pool->own = own;
	pool->keeps = keeps;
	(void)pthread_mutex_init(&pool->mutex, NULL);
	(void)pthread_cond_init(&pool->work, NULL);
	(void)pthread_cond_init(&pool->some_read, NULL);
	int result = 0;
	while (result == 0 && pool->started < threads)
		result = start_thread(pool, err);
	if (result < 0)
		pool_free(&pool);
	*out = pool;
	return result < 0 ? -1 : 0;
}

void pool_end(struct pool *pool)
{
	if (pool->ending)
		return;
	(void)pthread_mutex_lock(&pool->mutex);
	pool->ending = true;
	(void)pthread_cond_broadcast(&pool->work);
	(void)pthread_mutex_unlock(&pool->mutex);
	for (unsigned i = 0; i < pool->started; i++) {
		struct hand *hand = &pool->hands[i];
		(void)pthread_join(hand->thread, NULL);
		furui_reader_free(&hand->reader);
		furui_excerpt_room_free(&hand->room);
	}
}

void pool_free(struct pool **pool_at)
{
	struct pool *pool = *pool_at;
	if (!pool)
		return;
	pool_end(pool);
	for (unsigned i = 0; i < pool->started; i++)
		furui_arena_free(&pool->hands[i].kept);
	for (size_t i = 0; i < pool->size; i++) {
		struct pool_job *job = &pool->slots[i].job;
		furui_buffer_free(&job->bytes);
		furui_buffer_free(&job->source);
		furui_buffer_free(&job->packed);
		furui_kept_tokens_free(&job->kept);
	}
	(void)pthread_mutex_destroy(&pool->mutex);
	(void)pthread_cond_destroy(&pool->work);
	(void)pthread_cond_destroy(&pool->some_read);
	free(pool->slots);
	free(pool->hands);
	free(pool);
	*pool_at = NULL;
}

struct pool_job *pool_room(struct pool *pool)
{
	if (pool->filled - pool->taken == pool->size || pool->held >= HELD)
		return NULL;
	struct pool_job *job = &slot_at(pool, pool->filled)->job;
	job->bytes.size = 0;
	job->source.size = 0;
	return job;
}

/* With the mutex held. */
static void hand_over(struct pool *pool)
{
	if (pool->submitted == pool->filled)
		return;
	pool->submitted = pool->filled;
	(void)pthread_cond_signal(&pool->work);
}

void pool_submit(struct pool *pool)
{
	struct slot *slot = slot_at(pool, pool->filled++);
	slot->is_read = false;
	pool->held += slot->job.bytes.size;
	if (pool->filled % BATCH != 0)
		return;
	(void)pthread_mutex_lock(&pool->mutex);
	hand_over(pool);
	(void)pthread_mutex_unlock(&pool->mutex);
}

/* Waits for the oldest. Half of the ring is waited for, or all that there is,
 * instead of being woken for each message. */
static void wait_for_ready(struct pool *pool)
{
	(void)pthread_mutex_lock(&pool->mutex);
	hand_over(pool);
	if (!slot_at(pool, pool->taken)->is_read)
		pool->awaited = pool->taken + least(pool->filled - pool->taken,
						    pool->size / 2);
	while (!slot_at(pool, pool->taken)->is_read ||
	       pool->finished < pool->awaited)
		(void)pthread_cond_wait(&pool->some_read, &pool->mutex);
	pool->awaited = 0;
	while (pool->ready < pool->filled &&
	       slot_at(pool, pool->ready)->is_read)
		pool->ready++;
	(void)pthread_mutex_unlock(&pool->mutex);
}

struct pool_job *pool_take(struct pool *pool)
{
	if (pool->taken == pool->filled)
		return NULL;
	if (pool->taken == pool->ready)
		wait_for_ready(pool);
	return &slot_at(pool, pool->taken)->job;
}

void pool_done(struct pool *pool)
{
	struct slot *slot = slot_at(pool, pool->taken++);
	pool->held -= slot->job.bytes.size;
	/* One large message must not hold its memory to the end. */
	if (slot->job.bytes.capacity > KEPT)
		furui_buffer_free(&slot->job.bytes);
	if (slot->job.packed.capacity > KEPT)
		furui_buffer_free(&slot->job.packed);
	furui_arena_clear(&slot->job.kept.arena);
}
