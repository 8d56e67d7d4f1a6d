/* A list of messages in memory. */
#include "replay.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "furui/progress.h"

enum {
	MOST = 64 << 20, /* bytes kept */
	THREADS = 16,    /* at most */
};

/* One message; what it points to lies behind it. */
struct replay_mail {
	struct furui_mail mail;
	const char *group, *name; /* as the walk gave them */
	struct furui_digest digest;
};

static struct replay_mail **list(const struct replay *replay)
{
	/* malloc'd, so aligned for any type. */
	return (void *)replay->mails.data;
}

static size_t count(const struct replay *replay)
{
	return replay->mails.size / sizeof(void *);
}

/* Copies bytes, and a NUL behind them, to *to, and moves it. */
static const char *put(char **to, const char *bytes, size_t size)
{
	char *copy = memcpy(*to, bytes, size);
	copy[size] = '\0';
	*to += size + 1;
	return copy;
}

static const char *put_text(char **to, const char *text)
{
	return put(to, text, strlen(text));
}

static void keep(struct replay *replay, const struct furui_mail *mail,
		 const char *group, const char *name, size_t size)
{
	struct replay_mail *kept = furui_xmalloc(size);
	char *to = (char *)(kept + 1);
	*kept = (struct replay_mail){.mail = *mail};
	kept->mail.bytes = put(&to, mail->bytes, mail->size);
	kept->group = put_text(&to, group);
	kept->name = put_text(&to, name);
	kept->mail.folder = put_text(&to, mail->folder);
	kept->mail.source = put_text(&to, mail->source);
	kept->mail.name = put_text(&to, mail->name);
	furui_buffer_add(&replay->mails, &kept, sizeof(void *));
}

static void digest(const struct furui_mail *mail, struct furui_digest *out)
{
	if (!train_skips(mail))
		furui_digest(mail->bytes, mail->size, out);
}

static void note(struct replay *replay, const struct furui_mail *mail,
		 const struct furui_digest *digest)
{
	if (!train_skips(mail))
		(void)digests_add(replay->digests, digest);
}

void replay_keep(struct replay *replay, const struct furui_mail *mail,
		 const char *group, const char *name)
{
	size_t size = sizeof(struct replay_mail) + mail->size + 1 +
		      strlen(group) + 1 + strlen(name) + 1 +
		      strlen(mail->folder) + 1 + strlen(mail->source) + 1 +
		      strlen(mail->name) + 1;
	if (!replay->overflown && replay->size + size > MOST) {
		replay_note(replay);
		replay_free(replay);
		replay->overflown = true;
	}
	if (replay->overflown) {
		struct furui_digest now = {{0}};
		digest(mail, &now);
		note(replay, mail, &now);
		return;
	}
	replay->size += size;
	keep(replay, mail, group, name, size);
}

/* Every `step`-th of the messages. */
struct share {
	const struct replay *replay;
	size_t first, step;
};

static void *digest_share(void *context)
{
	const struct share *share = context;
	size_t all = count(share->replay);
	for (size_t i = share->first; i < all; i += share->step) {
		struct replay_mail *kept = list(share->replay)[i];
		digest(&kept->mail, &kept->digest);
	}
	return NULL;
}

void replay_note(struct replay *replay)
{
	pthread_t threads[THREADS];
	bool started[THREADS];
	struct share shares[THREADS];
	size_t step = replay->threads < THREADS ? replay->threads : THREADS;
	if (!count(replay))
		return;
	for (size_t i = 0; i < step; i++) {
		shares[i] = (struct share){replay, i, step};
		started[i] = i && pthread_create(&threads[i], NULL,
						 digest_share, &shares[i]) == 0;
	}
	for (size_t i = 0; i < step; i++)
		if (started[i])
			(void)pthread_join(threads[i], NULL);
		else
			(void)digest_share(&shares[i]);
	for (size_t i = 0; i < count(replay); i++)
		note(replay, &list(replay)[i]->mail, &list(replay)[i]->digest);
}

int replay_walk(struct replay *replay, const struct train_walk *first,
		struct train_walk *walk, const struct train_paths *paths)
{
	size_t all = count(replay);
	/* What could not be read is said by the second walk. */
	if (replay->overflown || first->troubles || all != first->messages)
		return train_walk(walk, paths);
	int result = 0;
	for (size_t i = 0; result == 0 && i < all; i++) {
		if (train_interrupted) {
			train_cut_short = true;
			break;
		}
		struct replay_mail *kept = list(replay)[i];
		replay->digest = &kept->digest;
		walk->messages++;
		result = walk->each(walk->context, &kept->mail, kept->group,
				    kept->name);
		uint64_t done = first->bytes_before * (i + 1) / all;
		if (walk->bar)
			furui_progress_show(
				walk->title, kept->mail.name, walk->messages,
				walk->bytes_before + done, walk->bytes_all);
		/* There is room for what is made of the next. */
		free(kept);
		list(replay)[i] = NULL;
	}
	replay->digest = NULL;
	walk->bytes_before += first->bytes_before;
	return result;
}

void replay_free(struct replay *replay)
{
	for (size_t i = 0; i < count(replay); i++)
		free(list(replay)[i]);
	furui_buffer_free(&replay->mails);
	replay->size = 0;
}
