/* Peers' answers in files: a line with the seconds it took, then a line with
 * class and score for each message. */
#include "keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "furui/hash.h"
#include "furui/path.h"

static uint64_t hash_text(const char *text, uint64_t seed)
{
	return text ? furui_hash(text, strlen(text), seed) : seed;
}

static uint64_t hash_item(const struct bench_item *item, bool timed,
			  uint64_t seed)
{
	struct stat st = {0};
	/* One that is not there gets no answer either. */
	(void)stat(item->file, &st);
	const int64_t facts[] = {item->label, st.st_size,
				 timed ? st.st_mtim.tv_sec : 0,
				 timed ? st.st_mtim.tv_nsec : 0};
	return furui_hash(facts, sizeof facts, hash_text(item->name, seed));
}

char *bench_keep_path(const char *folder, const struct bench_filter_kind *kind,
		      const char *version, const struct bench_mail *mail,
		      const struct bench_schedule *s)
{
	uint64_t hash = hash_text(version, mail->core_headers);
	/* Cut messages were written just now. */
	for (size_t i = 0; i < mail->count; i++)
		hash = hash_item(&mail->items[i], !mail->in_core, hash);
	hash = furui_hash(s->judged, s->judged_count * sizeof *s->judged, hash);
	hash = furui_hash(s->train, s->train_count * sizeof *s->train, hash);
	hash = furui_hash(s->rounds, s->round_count * sizeof *s->rounds, hash);
	hash = furui_hash(&s->delay, sizeof s->delay, hash);
	hash = furui_hash(&s->batch, sizeof s->batch, hash);
	struct furui_buffer name = {0};
	furui_buffer_printf(&name, "%s-%016llx", kind->name,
			    (unsigned long long)hash);
	char *path = furui_path_join(folder, furui_buffer_terminate(&name));
	furui_buffer_free(&name);
	return path;
}

/* Two numbers and nothing else. */
static bool read_line(FILE *file, double *first, double *second)
{
	char line[128];
	char *end;
	if (!fgets(line, sizeof line, file))
		return false;
	*first = strtod(line, &end);
	if (end == line || *end != ' ')
		return false;
	const char *next = end + 1;
	*second = strtod(next, &end);
	return end != next && *end == '\n';
}

int bench_keep_load(const char *path, struct bench_verdict *verdicts,
		    size_t count, struct bench_seconds *seconds,
		    struct furui_error *err)
{
	FILE *file = fopen(path, "re");
	if (!file)
		return 0;
	bool whole = read_line(file, &seconds->training, &seconds->judging);
	for (size_t i = 0; i < count && whole; i++) {
		double class;
		whole = read_line(file, &class, &verdicts[i].score) &&
			(class == FURUI_CLASS_SPAM ||
			 class == FURUI_CLASS_HAM ||
			 class == FURUI_CLASS_UNSURE);
		if (whole)
			verdicts[i].class = (enum furui_class) class;
	}
	(void)fclose(file);
	return whole ? 1
		     : furui_fail(err, FURUI_ERROR_DAMAGED,
				  "%s is damaged; remove it", path);
}

int bench_keep_save(const char *path, const struct bench_verdict *verdicts,
		    size_t count, const struct bench_seconds *seconds,
		    struct furui_error *err)
{
	struct furui_buffer text = {0};
	furui_buffer_printf(&text, "%.3f %.3f\n", seconds->training,
			    seconds->judging);
	for (size_t i = 0; i < count; i++)
		furui_buffer_printf(&text, "%d %.17g\n", verdicts[i].class,
				    verdicts[i].score);
	char *folder = furui_xstrdup(path);
	char *slash = strrchr(folder, '/');
	*slash = '\0';
	int result = furui_replace_file(folder, slash + 1, text.data, text.size,
					err);
	free(folder);
	furui_buffer_free(&text);
	return result;
}
