/* A list of messages in memory. */
#include "replay.h"

#include <string.h>

#include "furui/progress.h"

enum {
	MOST = 64 << 20 /* bytes kept */
};

/* Texts are given as places in the buffer, which moves. */
struct replay_mail {
	struct furui_mail mail;
	size_t bytes, folder, source, name, group, shown;
	struct furui_digest digest;
};

static size_t keep(struct replay *replay, const void *bytes, size_t size)
{
	size_t at = replay->texts.size;
	furui_buffer_add(&replay->texts, bytes, size);
	return at;
}

static size_t keep_text(struct replay *replay, const char *text)
{
	return keep(replay, text, strlen(text) + 1);
}

void replay_keep(struct replay *replay, const struct furui_mail *mail,
		 const char *group, const char *name,
		 const struct furui_digest *digest)
{
	if (replay->overflown)
		return;
	if (mail->size > MOST - replay->texts.size) {
		replay_free(replay);
		replay->overflown = true;
		return;
	}
	const struct replay_mail kept = {
		.mail = *mail,
		.bytes = keep(replay, mail->bytes, mail->size),
		.folder = keep_text(replay, mail->folder),
		.source = keep_text(replay, mail->source),
		.name = keep_text(replay, mail->name),
		.group = keep_text(replay, group),
		.shown = keep_text(replay, name),
		.digest = *digest,
	};
	furui_buffer_add(&replay->mails, &kept, sizeof kept);
}

static int give(struct replay *replay, struct train_walk *walk,
		const struct replay_mail *kept)
{
	const char *texts = replay->texts.data;
	struct furui_mail mail = kept->mail;
	mail.bytes = texts + kept->bytes;
	mail.folder = texts + kept->folder;
	mail.source = texts + kept->source;
	mail.name = texts + kept->name;
	replay->digest = &kept->digest;
	walk->messages++;
	int result = walk->each(walk->context, &mail, texts + kept->group,
				texts + kept->shown);
	replay->digest = NULL;
	return result;
}

int replay_walk(struct replay *replay, const struct train_walk *first,
		struct train_walk *walk, const struct train_paths *paths)
{
	/* malloc'd, so aligned for any type. */
	const struct replay_mail *kept = (const void *)replay->mails.data;
	size_t count = replay->mails.size / sizeof *kept;
	/* What could not be read is said by the second walk. */
	if (replay->overflown || first->troubles || count != first->messages)
		return train_walk(walk, paths);
	int result = 0;
	for (size_t i = 0; result == 0 && i < count; i++) {
		if (train_interrupted) {
			train_cut_short = true;
			break;
		}
		result = give(replay, walk, &kept[i]);
		uint64_t done = first->bytes_before * (i + 1) / count;
		if (walk->bar)
			furui_progress_show(
				walk->title, replay->texts.data + kept[i].name,
				walk->messages, walk->bytes_before + done,
				walk->bytes_all);
	}
	walk->bytes_before += first->bytes_before;
	return result;
}

void replay_free(struct replay *replay)
{
	furui_buffer_free(&replay->mails);
	furui_buffer_free(&replay->texts);
}
