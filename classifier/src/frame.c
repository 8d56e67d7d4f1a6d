/* Makes and checks the frames between furui and furuid. */
#include "frame.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "furui/path.h"

static const char question_magic[8] = "furuiASK";
static const char answer_magic[8] = "furuiSAY";

static struct furui_file_identity identity_of(const char *folder,
					      const char *name)
{
	struct furui_file_identity identity = {0};
	char *path = furui_path_join(folder, name);
	struct stat st;
	if (stat(path, &st) == 0)
		identity = (struct furui_file_identity){
			.device = st.st_dev,
			.inode = st.st_ino,
			.size = (uint64_t)st.st_size,
			.seconds = (uint64_t)st.st_mtim.tv_sec,
			.nanoseconds = (uint64_t)st.st_mtim.tv_nsec,
		};
	free(path);
	return identity;
}

bool furui_grounds_of(const char *folder, struct furui_grounds *out)
{
	*out = (struct furui_grounds){.model = identity_of(folder, "model"),
				      .own = identity_of(folder, "own")};
	return out->model.inode != 0;
}

bool furui_grounds_same(const struct furui_grounds *a,
			const struct furui_grounds *b)
{
	const struct furui_file_identity *x[] = {&a->model, &a->own};
	const struct furui_file_identity *y[] = {&b->model, &b->own};
	for (int i = 0; i < 2; i++)
		if (x[i]->device != y[i]->device ||
		    x[i]->inode != y[i]->inode || x[i]->size != y[i]->size ||
		    x[i]->seconds != y[i]->seconds ||
		    x[i]->nanoseconds != y[i]->nanoseconds)
			return false;
	return a->user == b->user;
}

struct furui_question furui_question_make(const struct furui_grounds *grounds,
					  const struct furui_cutoffs *cutoffs,
					  bool fisher, size_t size)
{
	struct furui_question question = {
		.version = FURUI_FRAME_VERSION,
		.fisher = fisher,
		.program = FURUI_VERSION,
		.grounds = *grounds,
		.cutoffs = *cutoffs,
		.size = size,
	};
	memcpy(question.magic, question_magic, sizeof question_magic);
	return question;
}

static bool is_share(double value)
{
	return value >= 0 && value <= 1;
}

int furui_question_parse(const void *bytes, size_t size,
			 struct furui_question *out)
{
	static const char program[sizeof out->program] = FURUI_VERSION;
	if (size < sizeof *out)
		return 0;
	memcpy(out, bytes, sizeof *out);
	if (memcmp(out->magic, question_magic, sizeof question_magic) != 0 ||
	    out->version != FURUI_FRAME_VERSION || out->fisher > 1 ||
	    memcmp(out->program, program, sizeof program) != 0 ||
	    out->size > FURUI_FRAME_MESSAGE || !is_share(out->cutoffs.spam) ||
	    !is_share(out->cutoffs.ham))
		return -1;
	return 1;
}

struct furui_answer furui_answer_make(const struct furui_verdict *verdict)
{
	struct furui_answer answer = {.version = FURUI_FRAME_VERSION};
	memcpy(answer.magic, answer_magic, sizeof answer_magic);
	if (verdict) {
		answer.judged = 1;
		answer.class = verdict->class;
		answer.reasons = verdict->reasons;
		answer.probability = verdict->probability;
		answer.log_odds = verdict->log_odds;
	}
	return answer;
}

bool furui_answer_parse(const void *bytes, size_t size,
			struct furui_verdict *out)
{
	struct furui_answer answer;
	if (size != sizeof answer)
		return false;
	memcpy(&answer, bytes, sizeof answer);
	if (memcmp(answer.magic, answer_magic, sizeof answer_magic) != 0 ||
	    answer.version != FURUI_FRAME_VERSION || answer.judged != 1 ||
	    answer.class > FURUI_CLASS_UNSURE ||
	    !is_share(answer.probability) || isnan(answer.log_odds))
		return false;
	*out = (struct furui_verdict){
		.class = (enum furui_class)answer.class,
		.probability = answer.probability,
		.log_odds = answer.log_odds,
		.reasons = answer.reasons,
	};
	return true;
}
