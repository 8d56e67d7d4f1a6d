/* A list of messages, to be sorted by date. */
#include "lessons.h"

#include <stdlib.h>
#include <string.h>

struct lesson {
	int64_t date;
	struct furui_digest digest;
	enum furui_label label;
	const struct furui_excerpt *excerpt;
};

static size_t count(const struct lessons *lessons)
{
	return lessons->list.size / sizeof(struct lesson);
}

void lessons_add(struct lessons *lessons, const struct furui_record *record,
		 const struct furui_excerpt *excerpt)
{
	const struct lesson lesson = {record->date, record->digest,
				      record->label, excerpt};
	furui_buffer_add(&lessons->list, &lesson, sizeof lesson);
}

bool lessons_are_all(const struct lessons *lessons, struct furui_counts known)
{
	return count(lessons) == (size_t)known.spam + known.ham;
}

static int by_date(const void *a, const void *b)
{
	const struct lesson *x = a;
	const struct lesson *y = b;
	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return memcmp(x->digest.bytes, y->digest.bytes, sizeof x->digest.bytes);
}

static int rewind_lessons(void *context, struct furui_error *err)
{
	(void)err;
	((struct lessons *)context)->next = 0;
	return 0;
}

static int next_lesson(void *context, const struct furui_features **features,
		       enum furui_label *label, struct furui_error *err)
{
	(void)err;
	struct lessons *lessons = context;
	if (lessons->next == count(lessons))
		return 0;
	/* malloc'd, so aligned for any type. */
	const struct lesson *lesson =
		(const struct lesson *)(void *)lessons->list.data +
		lessons->next++;
	lessons->given = (struct furui_features){.excerpt = lesson->excerpt};
	*features = &lessons->given;
	*label = lesson->label;
	return 1;
}

struct furui_training lessons_training(struct lessons *lessons)
{
	if (count(lessons))
		qsort(lessons->list.data, count(lessons), sizeof(struct lesson),
		      by_date);
	return (struct furui_training){rewind_lessons, next_lesson, lessons};
}

void lessons_free(struct lessons *lessons)
{
	furui_buffer_free(&lessons->list);
}
