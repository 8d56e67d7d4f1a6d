/* Groups the judged messages. */
#include <stdlib.h>
#include <string.h>

#include "groups.h"

const char *bench_grouping_name(enum bench_grouping by)
{
	return by == BENCH_BY_LANGUAGE ? "language" : "source";
}

/* How many bytes the folders that all judged messages lie in take. */
static size_t common_folders(const struct bench_mail *mail,
			     const struct bench_schedule *schedule)
{
	const char *first = mail->items[schedule->judged[0]].name;
	size_t common = strlen(first);
	for (size_t i = 0; i < schedule->judged_count; i++) {
		const char *name = mail->items[schedule->judged[i]].name;
		size_t same = 0;
		while (same < common && name[same] == first[same])
			same++;
		common = same;
	}
	while (common && first[common - 1] != '/')
		common--;
	return common;
}

static void name_of(const struct bench_item *item, enum bench_grouping by,
		    size_t common, const char **name, size_t *size)
{
	if (by == BENCH_BY_LANGUAGE) {
		*name = item->language ? item->language : "none";
		*size = strlen(*name);
		return;
	}
	*name = item->name + common;
	const char *slash = strchr(*name, '/');
	*size = slash ? (size_t)(slash - *name) : 0;
}

static size_t find_group(struct bench_groups *groups, const char *name,
			 size_t size)
{
	for (size_t g = 0; g < groups->count; g++)
		if (strncmp(groups->groups[g].name, name, size) == 0 &&
		    !groups->groups[g].name[size])
			return g;
	groups->groups = furui_xrealloc(
		groups->groups, (groups->count + 1) * sizeof *groups->groups);
	char *copy = furui_xmalloc(size + 1);
	memcpy(copy, name, size);
	copy[size] = '\0';
	groups->groups[groups->count] = (struct bench_group){copy, 0};
	return groups->count++;
}

/* By falling size; ties as first met. */
static void sort_groups(struct bench_groups *groups, size_t judged)
{
	for (size_t i = 0; i + 1 < groups->count; i++) {
		size_t most = i;
		for (size_t g = i + 1; g < groups->count; g++)
			if (groups->groups[g].count >
			    groups->groups[most].count)
				most = g;
		struct bench_group other = groups->groups[i];
		groups->groups[i] = groups->groups[most];
		groups->groups[most] = other;
		for (size_t j = 0; j < judged; j++)
			if (groups->of[j] == i)
				groups->of[j] = most;
			else if (groups->of[j] == most)
				groups->of[j] = i;
	}
}

void bench_groups_make(const struct bench_mail *mail,
		       const struct bench_schedule *schedule,
		       enum bench_grouping by, struct bench_groups *out)
{
	size_t judged = schedule->judged_count;
	size_t common = common_folders(mail, schedule);
	*out = (struct bench_groups){0};
	out->of = furui_xmalloc((judged + 1) * sizeof *out->of);
	for (size_t i = 0; i < judged; i++) {
		const char *name;
		size_t size;
		name_of(&mail->items[schedule->judged[i]], by, common, &name,
			&size);
		out->of[i] = find_group(out, name, size);
		out->groups[out->of[i]].count++;
		if (out->count > BENCH_MAX_SOURCES) {
			bench_groups_free(out);
			return;
		}
	}
	/* All in one folder, or none has one. */
	if (by == BENCH_BY_SOURCE && out->count < 2)
		bench_groups_free(out);
	else
		sort_groups(out, judged);
}

void bench_groups_free(struct bench_groups *groups)
{
	for (size_t g = 0; g < groups->count; g++)
		free(groups->groups[g].name);
	free(groups->groups);
	free(groups->of);
	*groups = (struct bench_groups){0};
}

void bench_group_measure(const struct bench_groups *groups, size_t group,
			 const struct bench_verdict *verdicts, size_t count,
			 struct bench_metrics *out)
{
	struct bench_verdict *part = furui_xmalloc((count + 1) * sizeof *part);
	size_t used = 0;
	for (size_t i = 0; i < count; i++)
		if (groups->of[i] == group)
			part[used++] = verdicts[i];
	bench_measure(part, used, out);
	free(part);
}
