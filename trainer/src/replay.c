/* A list of messages in memory. */
#include "replay.h"

#include <string.h>

#include "furui/progress.h"

enum {
	MOST = 64 << 20, /* bytes kept, */
	BLOCK = 4 << 20, /* so many at a time */
};

struct replay_mail {
	struct furui_mail mail;
	const char *group, *name; /* as the walk gave them */
	struct furui_digest digest;
};

static char *keep_text(struct replay *replay, const char *text)
{
	size_t size = strlen(text);
	replay->size += size;
	return furui_arena_copy(&replay->arena, text, size);
}

void replay_keep(struct replay *replay, const struct furui_mail *mail,
		 const char *group, const char *name,
		 const struct furui_digest *digest)
{
	if (replay->overflown)
		return;
	replay->size += sizeof(struct replay_mail) + mail->size;
	if (replay->size > MOST) {
		replay_free(replay);
		replay->overflown = true;
		return;
	}
	replay->arena.huge = BLOCK;
	struct replay_mail kept = {
		.mail = *mail,
		.group = keep_text(replay, group),
		.name = keep_text(replay, name),
		.digest = *digest,
	};
	kept.mail.bytes =
		furui_arena_copy(&replay->arena, mail->bytes, mail->size);
	kept.mail.folder = keep_text(replay, mail->folder);
	kept.mail.source = keep_text(replay, mail->source);
	kept.mail.name = keep_text(replay, mail->name);
	furui_buffer_add(&replay->mails, &kept, sizeof kept);
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
		replay->digest = &kept[i].digest;
		walk->messages++;
		result = walk->each(walk->context, &kept[i].mail, kept[i].group,
				    kept[i].name);
		uint64_t done = first->bytes_before * (i + 1) / count;
		if (walk->bar)
			furui_progress_show(
				walk->title, kept[i].mail.name, walk->messages,
				walk->bytes_before + done, walk->bytes_all);
	}
	replay->digest = NULL;
	walk->bytes_before += first->bytes_before;
	return result;
}

void replay_free(struct replay *replay)
{
	furui_buffer_free(&replay->mails);
	furui_arena_free(&replay->arena);
	replay->size = 0;
}
